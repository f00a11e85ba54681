import { For, Index, Show } from 'solid-js';
import IconCopy from '~icons/lucide/copy';
import IconPlus from '~icons/lucide/plus';
import IconX from '~icons/lucide/x';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { TimeField } from '../ui/TimeField.tsx';
import { clockOf, minuteOf, type Opening, sortedOpenings } from './site-draft.ts';
import { siteWords } from './words.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** The hours of a week: any number of ranges a day, and a day copied to others. No range at all is open at all times. */
export function WeekFields(props: { openings: Opening[]; onChange: (openings: Opening[]) => void }) {
  const { locale } = useLanguage();
  const nameOf = (weekday: number) =>
    new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));
  const of = (weekday: number) => props.openings.filter(one => one.weekday === weekday);
  const set = (weekday: number, ranges: Opening[]) =>
    props.onChange(
      sortedOpenings([
        ...props.openings.filter(one => one.weekday !== weekday),
        ...ranges.map(one => ({ ...one, weekday })),
      ]),
    );
  const copy = (from: number, to: number[]) =>
    props.onChange(
      sortedOpenings([
        ...props.openings.filter(one => !to.includes(one.weekday)),
        ...to.flatMap(weekday => of(from).map(one => ({ ...one, weekday }))),
      ]),
    );
  return (
    <ul class="divide-y divide-line rounded-lg border border-line bg-surface">
      <For each={weekdays}>
        {weekday => (
          <Day
            name={nameOf(weekday)}
            ranges={of(weekday)}
            others={weekdays.filter(one => one !== weekday).map(one => ({ weekday: one, name: nameOf(one) }))}
            onChange={ranges => set(weekday, ranges)}
            onCopy={to => copy(weekday, to)}
          />
        )}
      </For>
    </ul>
  );
}

function Day(props: {
  name: string;
  ranges: Opening[];
  others: { weekday: number; name: string }[];
  onChange: (ranges: Opening[]) => void;
  onCopy: (to: number[]) => void;
}) {
  const t = useWords(siteWords);
  const change = (at: number, part: Partial<Opening>) =>
    props.onChange(props.ranges.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const add = () => {
    const last = props.ranges.at(-1);
    const opensMinute = last ? Math.min(1380, last.closesMinute + 60) : 480;
    const closesMinute = last ? Math.min(1440, opensMinute + 240) : 1080;
    props.onChange([...props.ranges, { weekday: 0, opensMinute, closesMinute }]);
  };
  return (
    <li class="flex flex-wrap items-start gap-x-3 gap-y-1 px-3 py-2">
      <span class="w-24 pt-2 font-semibold capitalize">{props.name}</span>
      <div class="flex min-w-60 flex-1 flex-col gap-1.5">
        <Index each={props.ranges} fallback={<span class="pt-2 text-muted">{t('closedDay')}</span>}>
          {(range, at) => (
            <div class="flex items-center gap-2">
              <TimeField
                class="w-28"
                label={t('opens', props.name)}
                labelHidden
                value={clockOf(range().opensMinute)}
                onChange={clock => change(at, { opensMinute: minuteOf(clock) })}
              />
              <span aria-hidden="true">–</span>
              <TimeField
                class="w-28"
                label={t('closes', props.name)}
                labelHidden
                from="00:15"
                to="24:00"
                value={clockOf(range().closesMinute)}
                onChange={clock => change(at, { closesMinute: minuteOf(clock) })}
              />
              <IconButton
                label={t('removeRange', props.name)}
                onClick={() => props.onChange(props.ranges.filter((_, i) => i !== at))}
              >
                <IconX aria-hidden="true" class="size-4" />
              </IconButton>
            </div>
          )}
        </Index>
      </div>
      <div class="flex">
        <IconButton label={t('addRangeTo', props.name)} onClick={add}>
          <IconPlus aria-hidden="true" class="size-4" />
        </IconButton>
        <Show when={props.ranges.length > 0}>
          <Menu
            label={t('copyFrom', props.name)}
            trigger={<IconCopy aria-hidden="true" class="size-4 text-primary" />}
            items={[
              { id: 'week', label: t('copyWeek'), act: () => props.onCopy([1, 2, 3, 4, 5]) },
              { id: 'all', label: t('copyAll'), act: () => props.onCopy(weekdays) },
              ...props.others.map(one => ({
                id: String(one.weekday),
                label: t('copyDay', one.name),
                act: () => props.onCopy([one.weekday]),
              })),
            ]}
          />
        </Show>
      </div>
    </li>
  );
}
