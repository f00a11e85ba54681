import { createSignal, For, Show } from 'solid-js';
import IconX from '~icons/lucide/x';
import { limits } from '../../../shared/limits.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/locale.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { CheckField, SelectField } from '../../ui/Field.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { dayPart } from '../../ui/times.ts';
import { ruleInWords } from '../rule-words.ts';
import type { FormModel } from './model.ts';
import { type Repeat, rankOf, ruleOf, weekdayOf } from './repeat.ts';
import { SeriesDates } from './SeriesDates.tsx';
import { seriesWords } from './words.ts';

/** Once, or a series: its rule, the rule in words, and every date of it. */
export function SeriesSection(props: { model: FormModel; settling: boolean }) {
  const t = useWords(seriesWords);
  const { locale } = useLanguage();
  const repeat = () => props.model.state.repeat;
  const startDay = () => dayPart(props.model.state.start);
  // Choices are for the dates of one rule; another rule has others.
  const set = (change: Partial<Repeat>) => {
    props.model.set('repeat', change);
    props.model.set('choices', []);
  };
  const monthlyWeekday = () => {
    const words = ruleInWords(`FREQ=MONTHLY;BYDAY=${rankOf(startDay())}${code(startDay())}`, locale());
    return words.slice(words.indexOf(',') + 2);
  };
  const kinds = (): { value: Repeat['kind']; label: string }[] => [
    { value: 'none', label: t('none') },
    { value: 'daily', label: t('daily') },
    { value: 'weekly', label: t('weekly') },
    { value: 'monthly_date', label: t('monthlyDate', Number(startDay().slice(8))) },
    { value: 'monthly_weekday', label: t('monthlyWeekday', monthlyWeekday()) },
    { value: 'dates', label: t('dates') },
  ];
  const rule = () => ruleOf(repeat(), startDay());
  return (
    <section class="flex flex-col gap-3">
      <SelectField
        label={t('repeat')}
        value={repeat().kind}
        options={kinds()}
        onChange={kind => set({ kind: kind as Repeat['kind'] })}
      />
      <Show when={repeat().kind !== 'none'}>
        <div class="flex flex-col gap-3 border-l-4 border-line pl-3">
          <Show when={repeat().kind === 'dates'} fallback={<RuleFields model={props.model} set={set} />}>
            <ChosenDates model={props.model} set={set} />
          </Show>
          <div class="flex flex-wrap gap-x-6">
            <CheckField
              label={t('skipPublic')}
              checked={repeat().skipPublicHolidays}
              onChange={event => set({ skipPublicHolidays: event.currentTarget.checked })}
            />
            <CheckField
              label={t('skipSchool')}
              checked={repeat().skipSchoolHolidays}
              onChange={event => set({ skipSchoolHolidays: event.currentTarget.checked })}
            />
          </div>
          <Show when={rule()}>
            {text => <p class="font-semibold first-letter:uppercase">{ruleInWords(text(), locale())}.</p>}
          </Show>
          <SeriesDates model={props.model} settling={props.settling} />
        </div>
      </Show>
    </section>
  );
}

/** What is no whole number yet is being typed. */
const isCount = (value: number | null): value is number => value !== null && Number.isInteger(value) && value > 0;

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const code = (day: string) => codes[weekdayOf(day) - 1] ?? 'MO';

function RuleFields(props: { model: FormModel; set: (change: Partial<Repeat>) => void }) {
  const t = useWords(seriesWords);
  const repeat = () => props.model.state.repeat;
  const interval = () =>
    t(`interval.${repeat().kind === 'daily' ? 'daily' : repeat().kind === 'weekly' ? 'weekly' : 'monthly'}`);
  return (
    <>
      <div class="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <NumberField
          label={interval()}
          value={repeat().interval}
          min={1}
          max={52}
          onChange={value => isCount(value) && props.set({ interval: value })}
        />
        <SelectField
          label={t('ends')}
          value={repeat().ends}
          options={[
            { value: 'count', label: t('byCount') },
            { value: 'until', label: t('byDate') },
          ]}
          onChange={ends => props.set({ ends: ends === 'until' ? 'until' : 'count' })}
        />
        <Show
          when={repeat().ends === 'until'}
          fallback={
            <NumberField
              label={t('count')}
              value={repeat().count}
              min={1}
              max={limits.occurrences}
              onChange={value => isCount(value) && props.set({ count: value })}
            />
          }
        >
          <DateField
            label={t('until')}
            value={repeat().until || dayPart(props.model.state.start)}
            min={dayPart(props.model.state.start)}
            onChange={until => until && props.set({ until })}
          />
        </Show>
      </div>
      <Show when={repeat().kind === 'weekly'}>
        <Weekdays model={props.model} set={props.set} />
      </Show>
    </>
  );
}

function Weekdays(props: { model: FormModel; set: (change: Partial<Repeat>) => void }) {
  const t = useWords(seriesWords);
  const { locale } = useLanguage();
  // 5 January 2026 was a Monday.
  const name = (weekday: number, form: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale(), { weekday: form, timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + weekday));
  const own = () => weekdayOf(dayPart(props.model.state.start));
  const chosen = () => props.model.state.repeat.weekdays;
  const toggle = (weekday: number, on: boolean) =>
    props.set({ weekdays: on ? [...chosen(), weekday] : chosen().filter(one => one !== weekday) });
  return (
    <fieldset>
      <legend class="mb-1 text-sm font-semibold">{t('weekdays')}</legend>
      <div class="flex flex-wrap gap-1">
        <For each={[1, 2, 3, 4, 5, 6, 7]}>
          {weekday => (
            <label class="grid min-h-11 min-w-12 place-items-center rounded-md border border-edge px-2 text-sm has-checked:border-transparent has-checked:bg-primary has-checked:font-semibold has-checked:text-on-primary has-focus-visible:outline-3 has-focus-visible:outline-focus pointer-fine:min-h-9">
              <input
                type="checkbox"
                class="sr-only"
                aria-label={name(weekday, 'long')}
                checked={weekday === own() || chosen().includes(weekday)}
                disabled={weekday === own()}
                onChange={event => toggle(weekday, event.currentTarget.checked)}
              />
              <span aria-hidden="true">{name(weekday, 'short')}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}

function ChosenDates(props: { model: FormModel; set: (change: Partial<Repeat>) => void }) {
  const t = useWords(seriesWords);
  const format = useFormat();
  const [next, setNext] = createSignal('');
  const dates = () => props.model.state.repeat.dates;
  const add = (day: string) => {
    setNext(day);
    if (day > dayPart(props.model.state.start)) props.set({ dates: [...new Set([...dates(), day])].sort() });
    setNext('');
  };
  return (
    <>
      <DateField
        class="sm:max-w-60"
        label={t('anotherDate')}
        min={dayPart(props.model.state.start)}
        value={next()}
        onChange={add}
      />
      <ul class="flex flex-wrap gap-2">
        <For each={dates()}>
          {one => (
            <li class="flex items-center rounded-md bg-primary-soft pl-3 text-sm text-on-primary-soft">
              {format.date(one)}
              <IconButton
                label={t('removeDate', format.date(one))}
                onClick={() => props.set({ dates: dates().filter(other => other !== one) })}
              >
                <IconX aria-hidden="true" class="size-4" />
              </IconButton>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}
