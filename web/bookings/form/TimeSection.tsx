import { createSignal, Show } from 'solid-js';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { EndTimeField, TimeField } from '../../ui/TimeField.tsx';
import { clockOf, dayPart, plusMinutes, wallMinutes } from '../../ui/times.ts';
import { Findings } from './Findings.tsx';
import type { FormModel } from './model.ts';
import { localOf, timesOf, withStart } from './state.ts';
import { formWords } from './words.ts';

/** When, in the time of the site; the reader's own beside it where that is another. */
export function TimeSection(props: { model: FormModel }) {
  const t = useWords(formWords);
  const state = () => props.model.state;
  const [endDayShown, setEndDayShown] = createSignal(wallMinutes(state().start, state().end) > 1440);
  const step = () => {
    const [line] = state().lines;
    const increment = (line && props.model.resource(line.resourceId)?.criteria?.incrementMinutes) ?? 15;
    return Math.max(5, Math.min(60, increment));
  };
  const begin = (start: string) => props.model.set(withStart(state(), start));
  const lengthOf = (end: string) => timesOf({ ...state(), end }, props.model.draft).minutes;
  const endOn = (day: string) => {
    const end = `${day}T${clockOf(state().end)}`;
    props.model.set('end', end > state().start ? end : plusMinutes(state().start, 60));
  };
  return (
    <section aria-label={t('when')} class="flex flex-col gap-2">
      <div class="grid grid-cols-2 gap-3 sm:grid-cols-[1.4fr_1fr_1.3fr]">
        <DateField
          class="max-sm:col-span-2"
          label={t('day')}
          value={dayPart(state().start)}
          onChange={day => day && begin(`${day}T${clockOf(state().start)}`)}
        />
        <TimeField
          label={t('start')}
          stepMinutes={Math.min(30, step())}
          value={clockOf(state().start)}
          onChange={time => begin(`${dayPart(state().start)}T${time}`)}
        />
        <EndTimeField
          label={t('end')}
          stepMinutes={step()}
          start={state().start}
          value={state().end}
          day={endDayShown() ? dayPart(state().end) : undefined}
          lengthOf={lengthOf}
          onChange={end => props.model.set('end', end)}
        />
      </div>
      <Show
        when={endDayShown()}
        fallback={
          <Button look="quiet" class="-ml-3 self-start" onClick={() => setEndDayShown(true)}>
            {t('otherEndDay')}
          </Button>
        }
      >
        <DateField
          class="sm:max-w-60"
          label={t('endDay')}
          value={dayPart(state().end)}
          min={dayPart(state().start)}
          onChange={day => day && endOn(day)}
        />
      </Show>
      <ZoneLine model={props.model} />
      <Findings findings={props.model.findings().time} />
    </section>
  );
}

/** Nothing where the reader's clock shows the same. */
function ZoneLine(props: { model: FormModel }) {
  const t = useWords(formWords);
  const format = useFormat();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const differs = () => {
    const { start, zone } = props.model.state;
    return here !== zone && localOf(props.model.times().startsAt.toISOString(), here) !== start;
  };
  return (
    <Show when={differs()}>
      <p class="text-sm text-muted">
        {t('zone', format.zone(props.model.state.zone, props.model.times().startsAt))}{' '}
        {t('yours', format.span(props.model.times().startsAt, props.model.times().endsAt, here))}
      </p>
    </Show>
  );
}
