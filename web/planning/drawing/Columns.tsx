import { createMemo, For, Show } from 'solid-js';
import { dayOf } from '../../../shared/time.ts';
import { useBoard } from '../board.ts';
import { type ScaleDay, xOf } from '../scale.ts';
import { weekday } from '../span.ts';

/** Behind all rows: one element a day with its hour lines, and the line of now. */
export function Columns() {
  const board = useBoard();
  const nowIn = createMemo(() => {
    const today = board.scale().days.find(one => one.from <= board.now() && board.now() < one.to);
    return today && xOf(board.scale(), board.now());
  });
  return (
    <div class="pl-columns" aria-hidden="true" style={{ left: `${board.side()}px`, height: `${board.height()}px` }}>
      <For each={board.scale().days}>{day => <Column day={day} />}</For>
      <Show when={nowIn()}>{x => <div class="pl-now" style={{ left: `${x()}px` }} />}</Show>
    </div>
  );
}

function Column(props: { day: ScaleDay }) {
  const board = useBoard();
  const hourWidth = () => 60 * board.scale().pixelsPerMinute;
  /** Lines at such a distance that they help the eye and do not fill it. */
  const step = () => hourWidth() * ([1, 2, 3, 6].find(hours => hours * hourWidth() >= 22) ?? 24);
  const isToday = () => dayOf(new Date(board.now()), board.scale().zone) === props.day.day;
  return (
    <div
      class="pl-column"
      classList={{
        'pl-today': isToday() && board.scale().days.length > 1,
        'pl-weekend': weekday(props.day.day) > 5,
        'pl-hours': hourWidth() > 8,
      }}
      style={{ left: `${props.day.x}px`, width: `${props.day.width}px`, '--hour': `${step()}px` }}
    />
  );
}
