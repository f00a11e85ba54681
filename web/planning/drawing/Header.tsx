import { createMemo, For, Show } from 'solid-js';
import { dayOf } from '../../../shared/time.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { useBoard } from '../board.ts';
import { hoursOf, type ScaleDay } from '../scale.ts';
import { weekday } from '../span.ts';
import { planningWords } from '../words.ts';

/** The line of days and hours; it stays at the top while the rows scroll. */
export function Header() {
  const board = useBoard();
  const t = useWords(planningWords);
  return (
    <div class="pl-header" role="row" style={{ width: `${board.side() + board.scale().width}px` }}>
      <Show when={board.side() > 0}>
        <div class="pl-corner" role="columnheader" style={{ width: `${board.side()}px` }}>
          {t('resource')}
        </div>
      </Show>
      <For each={board.scale().days}>{day => <DayHead day={day} />}</For>
    </div>
  );
}

function DayHead(props: { day: ScaleDay }) {
  const board = useBoard();
  const t = useWords(planningWords);
  const format = useFormat();
  const zone = () => board.scale().zone;
  const isToday = () => dayOf(new Date(board.now()), zone()) === props.day.day;
  const isNarrow = () => props.day.width < 90;
  return (
    <div
      class="pl-day-head"
      classList={{ 'pl-today': isToday(), 'pl-weekend': weekday(props.day.day) > 5 }}
      role="columnheader"
      style={{ left: `${board.side() + props.day.x}px`, width: `${props.day.width}px` }}
    >
      <span class="pl-day-name" style={{ left: `${board.side() + 8}px` }}>
        <span class="sr-only">{format.longDay(new Date(props.day.from), zone())}</span>
        <span aria-hidden="true">
          {isNarrow() ? Number(props.day.day.slice(8)) : format.day(new Date(props.day.from), zone())}
        </span>
        <Show when={props.day.hours !== 24 && !isNarrow()}>
          <span class="pl-day-hours">{t('hoursOfDay', props.day.hours)}</span>
        </Show>
      </span>
      <Show when={!isNarrow()} fallback={<Initial day={props.day} />}>
        <Hours day={props.day} />
      </Show>
    </div>
  );
}

/** In a month, the first letter of the weekday. */
function Initial(props: { day: ScaleDay }) {
  const board = useBoard();
  const format = useFormat();
  return (
    <span class="pl-initial" aria-hidden="true">
      {format.day(new Date(props.day.from), board.scale().zone).slice(0, 1)}
    </span>
  );
}

/** Hours at such a distance that each can be read. */
function Hours(props: { day: ScaleDay }) {
  const board = useBoard();
  const shown = createMemo(() => {
    const ticks = hoursOf(board.scale(), props.day);
    const width = 60 * board.scale().pixelsPerMinute;
    const every = [1, 2, 3, 4, 6].find(step => step * width >= 34) ?? 12;
    return ticks.filter(tick => tick.hour % every === 0 && props.day.x + props.day.width - tick.x > 16);
  });
  return (
    <For each={shown()}>
      {tick => (
        <span
          class="pl-hour"
          classList={{ 'pl-hour-first': tick.x === props.day.x }}
          aria-hidden="true"
          style={{ left: `${tick.x - props.day.x}px` }}
        >
          {tick.hour}
        </span>
      )}
    </For>
  );
}
