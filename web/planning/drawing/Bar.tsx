import { createMemo, Show } from 'solid-js';
import { standingOf } from '../../bookings/status.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { useBoard } from '../board.ts';
import type { Bar, LaidRow, Measures } from '../rows.ts';
import { xOf } from '../scale.ts';
import { planningWords } from '../words.ts';

const narrowest = 4;

/** A booking or a block, with its setup and turnaround: it says by pattern and by word how it stands. */
export function BarView(props: {
  bar: Bar;
  laid: LaidRow;
  /** On paper, where it is written under the row what does not fit here; else 0. */
  number: number;
}) {
  const board = useBoard();
  const place = createMemo(() => {
    const scale = board.scale();
    const left = xOf(scale, props.bar.from);
    const width = Math.max(narrowest, xOf(scale, props.bar.to) - left - 1);
    return { left, width, ...laneOf(props.laid, props.bar.lane, board.measures()) };
  });
  const before = () => place().left - xOf(board.scale(), props.bar.occupiedFrom);
  const after = () => xOf(board.scale(), props.bar.occupiedTo) - xOf(board.scale(), props.bar.to);
  const box = () => ({
    left: `${place().left}px`,
    width: `${place().width}px`,
    top: `${place().top}px`,
    height: `${place().height}px`,
  });
  const say = useBarWords();
  const look = () => lookOf(props.bar, board.now());
  return (
    <>
      <Show when={before() > 0.5}>
        <div
          class="pl-buffer"
          style={{ ...box(), left: `${place().left - before()}px`, width: `${before()}px` }}
          aria-hidden="true"
        />
      </Show>
      <button
        type="button"
        tabIndex={-1}
        class={`pl-bar pl-${look()}`}
        classList={{ 'pl-mine': props.bar.claim?.mine === true }}
        data-bar={props.bar.key}
        style={box()}
        aria-label={say.whole(props.bar, look())}
      >
        <Show when={props.number > 0 || place().width > 30}>
          <span class="pl-bar-text" aria-hidden="true">
            {props.number || say.inside(props.bar, look(), place().width)}
          </span>
        </Show>
      </button>
      <Show when={after() > 0.5}>
        <div
          class="pl-buffer"
          style={{ ...box(), left: `${place().left + place().width}px`, width: `${after()}px` }}
          aria-hidden="true"
        />
      </Show>
    </>
  );
}

export type Look = 'taken' | 'unknown' | 'pending' | 'running' | 'late' | 'over' | 'block' | 'more';

export function lookOf(bar: Bar, now: number): Look {
  if (bar.block) return 'block';
  if (!bar.claim) return 'more';
  const standing = standingOf(bar.claim, now);
  if (standing === 'pending') return 'pending';
  if (standing === 'late') return 'late';
  if (standing === 'in_use') return 'running';
  if (standing === 'completed') return 'over';
  return bar.claim.bookingId ? 'taken' : 'unknown';
}

/** Where a lane lies in its row. */
export function laneOf(laid: LaidRow, lane: number, measures: Measures) {
  const strip = laid.row.capacity > 1 ? measures.countStrip : 0;
  const height = laid.lanes === 1 && strip === 0 ? measures.lane : measures.denseLane;
  return { top: measures.padding + strip + lane * height + 1, height: height - 2 };
}

/** What is written in a bar, and what is read of it. */
export function useBarWords() {
  const t = useWords(planningWords);
  const format = useFormat();
  const board = useBoard();
  const standing = (look: Look) =>
    look === 'pending' ? t('pending') : look === 'late' ? t('late') : look === 'running' ? t('inUse') : '';
  const what = ({ claim, block, more }: Bar) => {
    if (block) return [block.reason || t(`block.${block.kind}`)];
    if (!claim) return [t('moreHere', more ?? 0)];
    return [
      claim.quantity > 1 ? t('units', claim.quantity) : '',
      claim.title ?? t('taken'),
      claim.organisationName ?? '',
    ];
  };
  const seen = (bar: Bar, look: Look) => [standing(look), ...what(bar)].filter(Boolean).join(' · ');
  return {
    /** All that a bar would say if it were wide enough. */
    seen,
    inside: (bar: Bar, look: Look, width: number) => (width > 110 ? seen(bar, look) : seen(bar, 'taken')),
    whole: (bar: Bar, look: Look) => {
      const time = format.span(new Date(bar.from), new Date(bar.to), board.scale().zone);
      const mine = bar.claim?.mine ? t('mine') : '';
      // Begins with all that may be written inside, so that who speaks what they see is understood (WCAG 2.5.3).
      return [seen(bar, look), mine, time].filter(Boolean).join(', ');
    },
  };
}
