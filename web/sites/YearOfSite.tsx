import { createMemo, For } from 'solid-js';
import { type OpeningHours, openIntervals } from '../../shared/opening-hours.ts';
import { plusDays, startOfDay } from '../../shared/time.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { siteWords } from './words.ts';

type DayState = 'open' | 'closed' | 'weekly' | 'holiday' | 'exceptional';

const looks: Record<DayState, string> = {
  open: 'bg-good-soft',
  weekly: 'bg-sunken',
  closed: 'bg-danger text-on-danger',
  holiday: 'bg-waiting-soft border border-dashed border-waiting',
  exceptional: 'bg-good text-surface',
};

/** A year of a site at a glance, a square a day, as it would be. For eyes only: all that it shows is in the lists around it. */
export function YearOfSite(props: { year: number; hours: OpeningHours; holidays: { day: string; name: string }[] }) {
  const t = useWords(siteWords);
  const { locale } = useLanguage();
  const states = createMemo(() => {
    const names = new Map(props.holidays.map(one => [one.day, one.name]));
    const hours = { ...props.hours };
    return new Map(daysOf(props.year).map(day => [day, stateOf(hours, day, names)]));
  });
  const months = () => Array.from({ length: 12 }, (_, month) => `${props.year}-${String(month + 1).padStart(2, '0')}`);
  const nameOf = (month: string) =>
    new Intl.DateTimeFormat(locale(), { month: 'short', timeZone: 'UTC' }).format(new Date(`${month}-15T12:00:00Z`));
  const signs: Record<DayState, string> = { open: '', weekly: '', closed: '×', holiday: '•', exceptional: '+' };
  return (
    <div aria-hidden="true" class="overflow-x-auto">
      <div class="flex min-w-150 flex-col gap-0.5">
        <For each={months()}>
          {month => (
            <div class="flex items-center gap-0.5">
              <span class="w-14 shrink-0 text-xs text-muted">{nameOf(month)}</span>
              <For each={[...states()].filter(([day]) => day.startsWith(month))}>
                {([day, state]) => (
                  <span
                    title={day.slice(8)}
                    class={`grid h-4 min-w-0 flex-1 place-items-center rounded-xs text-[0.625rem] leading-none ${looks[state]}`}
                  >
                    {signs[state]}
                  </span>
                )}
              </For>
              <For each={Array.from({ length: 31 - daysIn(month) })}>{() => <span class="flex-1" />}</For>
            </div>
          )}
        </For>
      </div>
      <p class="mt-2 flex flex-wrap gap-4 text-xs text-muted">
        <span>× {t('legendClosed')}</span>
        <span>• {t('legendHoliday')}</span>
        <span>+ {t('legendOpen')}</span>
      </p>
    </div>
  );
}

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = plusDays(day, 1)) days.push(day);
  return days;
}

function daysIn(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

function stateOf(hours: OpeningHours, day: string, holidays: Map<string, string>): DayState {
  const slot = { from: startOfDay(day, hours.timeZone), to: startOfDay(plusDays(day, 1), hours.timeZone) };
  const isOpen = openIntervals(hours, slot, (_, asked) => holidays.get(asked)).length > 0;
  const isExceptional = hours.exceptions.some(one => one.firstDay <= day && day <= one.lastDay && one.firstDay !== '');
  if (isOpen) return isExceptional ? 'exceptional' : 'open';
  if (hours.closesOnPublicHolidays && holidays.has(day)) return 'holiday';
  return isExceptional ? 'closed' : 'weekly';
}
