import { createMemo, For, Show } from 'solid-js';
import { useWords } from '../../i18n/locale.tsx';
import { useBoard } from '../board.ts';
import type { Bar, Item, LaidRow } from '../rows.ts';
import { xOf } from '../scale.ts';
import { planningWords } from '../words.ts';
import { BarView } from './Bar.tsx';
import { useWritten, Written } from './Written.tsx';

export function GroupRow(props: { item: Extract<Item, { kind: 'group' }> }) {
  const board = useBoard();
  const t = useWords(planningWords);
  return (
    <div
      class="pl-group"
      role="row"
      style={{
        top: `${props.item.top}px`,
        height: `${props.item.height}px`,
        width: `${board.side() + board.scale().width}px`,
      }}
    >
      <span role="rowheader" class="pl-group-name">
        {props.item.label}
        <span class="pl-group-count">{t('resources', props.item.count)}</span>
      </span>
    </div>
  );
}

/** A resource: its name, what is closed behind, what is taken before it. */
export function ResourceRow(props: { item: Extract<Item, { kind: 'row' }>; stretch: [number, number] }) {
  const board = useBoard();
  const width = () => board.side() + board.scale().width;
  const written = useWritten(() => props.item.laid);
  return (
    <div
      class="pl-row"
      role="row"
      data-resource={props.item.laid.row.resourceId}
      style={{
        top: `${props.item.top}px`,
        height: `${props.item.height}px`,
        width: `${width()}px`,
        '--row': `${props.item.height}px`,
      }}
    >
      <RowHead laid={props.item.laid} />
      <div
        class="pl-track"
        role="gridcell"
        style={{
          left: `${board.side()}px`,
          top: `${board.measures().headAbove}px`,
          width: `${board.scale().width}px`,
        }}
      >
        <Show when={board.isCurrent()}>
          <Closed laid={props.item.laid} />
        </Show>
        <Counts laid={props.item.laid} />
        <Bars laid={props.item.laid} stretch={props.stretch} written={written()} />
      </div>
      <Show when={written().length > 0}>
        <Written bars={written()} />
      </Show>
    </div>
  );
}

function RowHead(props: { laid: LaidRow }) {
  const board = useBoard();
  const t = useWords(planningWords);
  const about = () => {
    const { siteName, ownerName } = props.laid.row;
    return board.group() === 'site' ? ownerName : siteName;
  };
  return (
    <div
      class="pl-row-head"
      classList={{ 'pl-above': board.side() === 0 }}
      role="rowheader"
      style={board.side() > 0 ? { width: `${board.side()}px` } : { height: `${board.measures().headAbove}px` }}
    >
      {/* The router takes presses on any link; its own, of which it keeps whether it is active, is dear for each row. */}
      <a href={`/resources/${props.laid.row.resourceId}`} tabIndex={-1} class="pl-name" title={props.laid.row.name}>
        {props.laid.row.name}
      </a>
      <span class="pl-about" title={about()}>
        {about()}
        <Show when={props.laid.row.capacity > 1}> {t('units', props.laid.row.capacity)}</Show>
      </span>
    </div>
  );
}

function Closed(props: { laid: LaidRow }) {
  const board = useBoard();
  const pieces = createMemo(() => {
    const scale = board.scale();
    // In a month, evenings would be noise: only what is closed for most of a day is hatched.
    const least = board.view() === 'month' ? (scale.days[0]?.width ?? 0) * 0.6 : 0.5;
    return props.laid.closed.flatMap(one => {
      const [left, right] = [xOf(scale, one.from), xOf(scale, one.to)];
      return right - left > least ? [{ left, width: right - left, reason: one.reason }] : [];
    });
  });
  return (
    <For each={pieces()}>
      {one => (
        <div
          class="pl-closed"
          classList={{ 'pl-closure': one.reason !== '' }}
          style={{ left: `${one.left}px`, width: `${one.width}px` }}
        >
          <Show when={one.reason && one.width > 60}>
            <span class="pl-closure-reason">{one.reason}</span>
          </Show>
        </div>
      )}
    </For>
  );
}

/** Of a counted resource: how many are out, stretch by stretch. */
function Counts(props: { laid: LaidRow }) {
  const board = useBoard();
  const t = useWords(planningWords);
  const capacity = () => props.laid.row.capacity;
  const pieces = createMemo(() => {
    const scale = board.scale();
    return props.laid.counts.flatMap(one => {
      const [left, right] = [xOf(scale, one.from), xOf(scale, one.to)];
      return right - left > 0.5 ? [{ left, width: right - left, out: one.out }] : [];
    });
  });
  return (
    <For each={pieces()}>
      {one => (
        <div
          class="pl-count"
          classList={{ 'pl-count-full': one.out >= capacity() }}
          title={t('out', one.out, capacity())}
          style={{
            left: `${one.left}px`,
            width: `${one.width}px`,
            top: `${board.measures().padding}px`,
            '--share': `${(100 * one.out) / capacity()}%`,
          }}
        >
          <Show when={one.width > 34}>
            {one.out}/{capacity()}
          </Show>
        </div>
      )}
    </For>
  );
}

function Bars(props: { laid: LaidRow; stretch: [number, number]; written: Bar[] }) {
  const board = useBoard();
  const shown = createMemo(() => {
    const { from, to } = board.scale();
    const [left, right] = props.stretch;
    return props.laid.bars.filter(
      bar => bar.occupiedTo > Math.max(from, left) && bar.occupiedFrom < Math.min(to, right),
    );
  });
  return (
    <For each={shown()}>{bar => <BarView bar={bar} laid={props.laid} number={props.written.indexOf(bar) + 1} />}</For>
  );
}
