import { createMemo, For, Show } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import { useWords } from '../../i18n/locale.tsx';
import { against } from '../against.ts';
import { useBoard } from '../board.ts';
import type { Choice } from '../choice.ts';
import { xOf } from '../scale.ts';
import { useSentences } from '../sentences.ts';
import { planningWords } from '../words.ts';

/** What lies over the rows: the cursor of the keys, the time that is chosen, and what a gesture would do. */
export function Overlay(props: { choice: Choice }) {
  return (
    <>
      <Cursor choice={props.choice} />
      <ChosenMarks choice={props.choice} />
      <GhostView choice={props.choice} />
    </>
  );
}

/** Where a stretch of a row lies; undefined when its row is not shown. */
function useBox() {
  const board = useBoard();
  const tops = createMemo(() => new Map(board.items().map(item => [item.key, item])));
  return (stretch: { resourceId: string; from: number; to: number } | null) => {
    const item = stretch && tops().get(stretch.resourceId);
    if (!stretch || item?.kind !== 'row') return undefined;
    const scale = board.scale();
    const left = xOf(scale, stretch.from);
    const { headAbove } = board.measures();
    return {
      row: item.laid.row,
      style: {
        left: `${board.side() + left}px`,
        width: `${Math.max(6, xOf(scale, stretch.to) - left)}px`,
        top: `${item.top + headAbove + 1}px`,
        height: `${item.height - headAbove - 3}px`,
      },
    };
  };
}

function Cursor(props: { choice: Choice }) {
  const box = useBox();
  const place = createMemo(() => box(props.choice.ghost() ? null : props.choice.cursor()));
  return <Show when={place()}>{at => <div class="pl-cursor" aria-hidden="true" style={at().style} />}</Show>;
}

function GhostView(props: { choice: Choice }) {
  const board = useBoard();
  const box = useBox();
  const t = useWords(planningWords);
  const say = useSentences(() => board.scale().zone);
  const place = createMemo(() => box(props.choice.ghost()));
  const found = () => props.choice.ghost()?.against ?? [];
  return (
    <Show when={props.choice.ghost()}>
      {ghost => (
        <Show when={place()}>
          {at => (
            <div
              class="pl-ghost"
              classList={{ 'pl-refused': found().length > 0 }}
              aria-hidden="true"
              style={at().style}
            >
              <p class="pl-ghost-label">
                <Show when={ghost().act === 'copy'}>
                  <strong>{t('copy')} · </strong>
                </Show>
                {say.time(ghost())} <span class="pl-ghost-length">{say.length(ghost())}</span>
                <For each={found()}>{one => <span class="pl-ghost-why">{say.why(one)}</span>}</For>
              </p>
            </div>
          )}
        </Show>
      )}
    </Show>
  );
}

/** The chosen time on the resources of the basket, and a plus on every other row that is free then. */
function ChosenMarks(props: { choice: Choice }) {
  const board = useBoard();
  const box = useBox();
  const t = useWords(planningWords);
  const rows = createMemo(() => {
    const chosen = props.choice.chosen();
    if (!chosen) return [];
    return board.items().flatMap(item => {
      if (item.kind !== 'row') return [];
      const { row } = item.laid;
      const isIn = chosen.resourceIds.includes(row.resourceId);
      const isFree = isIn || against(row, chosen, { now: board.now() }).length === 0;
      return isFree ? [{ row, isIn, stretch: { resourceId: row.resourceId, from: chosen.from, to: chosen.to } }] : [];
    });
  });
  return (
    <Show when={rows().length > 0}>
      {/* A grid holds rows, and rows cells: the buttons are one more of each. */}
      <div role="row" aria-label={t('basket')}>
        <div role="gridcell">
          <For each={rows()}>
            {one => (
              <Show when={box(one.stretch)}>
                {at => (
                  <Show
                    when={one.isIn}
                    fallback={
                      <button
                        type="button"
                        tabIndex={-1}
                        class="pl-plus"
                        style={{ left: at().style.left, top: at().style.top, height: at().style.height }}
                        aria-label={t('add', one.row.name)}
                        title={t('add', one.row.name)}
                        onClick={() => props.choice.toggle(one.row.resourceId)}
                      >
                        <IconPlus aria-hidden="true" />
                      </button>
                    }
                  >
                    <div class="pl-chosen" aria-hidden="true" style={at().style} />
                  </Show>
                )}
              </Show>
            )}
          </For>
        </div>
      </div>
    </Show>
  );
}
