import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import { useWords } from '../../i18n/locale.tsx';
import { type Board, useBoard } from '../board.ts';
import { type Item, inSight } from '../rows.ts';
import { inSightFrom, timeAt } from '../scale.ts';
import { planningWords } from '../words.ts';
import { Columns } from './Columns.tsx';
import { Header } from './Header.tsx';
import { GroupRow, ResourceRow } from './Row.tsx';

/** Pixels beyond the screen that are drawn, so that scrolling meets no empty space; what is in sight changes in such steps. */
const margin = 240;

/** The scrolling part: rows and bars exist only where one looks. */
export function Grid(props: {
  onSize: (width: number) => void;
  /** Given the scrolling element, once it is there: pointer and keys hang on it. */
  onReady: (scroller: HTMLElement) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  children?: JSX.Element;
}) {
  const board = useBoard();
  const t = useWords(planningWords);
  let scroller: HTMLDivElement | undefined;
  // Before it is measured: what a screen shows, without the margin.
  const unseen = { top: 0, left: 0, height: innerHeight - 2 * margin, width: innerWidth };
  const [sight, setSight] = createSignal(unseen, { equals: sameSteps });

  const look = () => {
    if (!scroller) return;
    const { scrollTop: top, scrollLeft: left, clientHeight: height, clientWidth: width } = scroller;
    setSight({ top, left, height, width });
  };
  onMount(() => {
    if (!scroller) return;
    props.onReady(scroller);
    const observer = new ResizeObserver(() => {
      look();
      props.onSize(scroller?.clientWidth ?? 0);
    });
    observer.observe(scroller);
    onCleanup(() => observer.disconnect());
  });

  useStartInSight(board, () => scroller);

  const items = createMemo(() =>
    board.isPrinting()
      ? board.items()
      : inSight(board.items(), sight().top - margin, sight().top + sight().height + margin),
  );
  const byKey = createMemo(() => new Map(items().map(item => [item.key, item])));
  // The keys of rows stay when their content changes, so that nothing is mounted again.
  const keys = createMemo<string[]>(before => {
    const now = items().map(item => item.key);
    return before && before.length === now.length && before.every((key, index) => key === now[index]) ? before : now;
  });
  const stretch = createMemo<[number, number]>(() => {
    const scale = board.scale();
    const from = timeAt(scale, sight().left - margin, 'start');
    const to = timeAt(scale, sight().left + sight().width + margin, 'end');
    return sight().left <= margin && scale.width <= sight().width
      ? [scale.from, scale.to]
      : [from - 86_400_000, to + 86_400_000];
  });

  return (
    <div
      ref={scroller}
      class="pl-scroller"
      role="grid"
      tabIndex={0}
      aria-label={t('grid')}
      aria-describedby="planning-help"
      aria-rowcount={board.items().length + 1}
      onScroll={look}
      onKeyDown={event => props.onKeyDown(event)}
      onFocus={event => event.target === scroller && props.onFocus()}
    >
      <Header />
      <div class="pl-body" role="rowgroup" style={{ height: `${board.height()}px` }}>
        <Columns />
        <For each={keys()}>{key => <ItemRow item={byKey().get(key)} stretch={stretch()} />}</For>
        {props.children}
      </div>
    </div>
  );
}

/** On arrival the day that one went to, and today the present hour, are in sight. Never again: a refresh moves nothing. */
function useStartInSight(board: Board, scroller: () => HTMLElement | undefined): void {
  const arrival = createMemo(() => `${board.view()} ${board.date()} ${board.arrivals()}`);
  createEffect(
    on(arrival, () => {
      const box = scroller();
      if (!box) return;
      const seen = { left: box.scrollLeft, width: box.clientWidth - board.side() };
      box.scrollLeft = inSightFrom(board.scale(), board.date(), board.now(), seen);
    }),
  );
}

function ItemRow(props: { item: Item | undefined; stretch: [number, number] }) {
  const group = () => (props.item?.kind === 'group' ? props.item : undefined);
  const row = () => (props.item?.kind === 'row' ? props.item : undefined);
  return (
    <>
      <Show when={group()}>{item => <GroupRow item={item()} />}</Show>
      <Show when={row()}>{item => <ResourceRow item={item()} stretch={props.stretch} />}</Show>
    </>
  );
}

interface Sight {
  top: number;
  left: number;
  height: number;
  width: number;
}

function sameSteps(a: Sight, b: Sight): boolean {
  const step = (value: number) => Math.floor(value / (margin / 2));
  return step(a.top) === step(b.top) && step(a.left) === step(b.left) && a.height === b.height && a.width === b.width;
}
