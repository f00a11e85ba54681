import { limits } from '../../../shared/limits.ts';
import { resolveLocal } from '../../../shared/time.ts';
import { dayPart } from '../../ui/times.ts';

/** What the editor of a series holds: always whole, whatever kind is shown. Days are `YYYY-MM-DD`, weekdays 1 (Monday) to 7. */
export interface Repeat {
  kind: 'none' | 'daily' | 'weekly' | 'monthly_date' | 'monthly_weekday' | 'dates';
  interval: number;
  /** Beside that of the start, which always belongs to it. */
  weekdays: number[];
  ends: 'count' | 'until';
  count: number;
  until: string;
  /** For `dates`: the further days. */
  dates: string[];
  skipPublicHolidays: boolean;
  skipSchoolHolidays: boolean;
}

export const noRepeat: Repeat = {
  kind: 'none',
  interval: 1,
  weekdays: [],
  ends: 'count',
  count: 10,
  until: '',
  dates: [],
  skipPublicHolidays: true,
  skipSchoolHolidays: false,
};

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The recurrence that the API takes, or undefined for a single time. @param start local, `YYYY-MM-DDTHH:MM` */
export function recurrenceOf(repeat: Repeat, start: string, timeZone: string) {
  if (repeat.kind === 'none') return undefined;
  const { skipPublicHolidays, skipSchoolHolidays } = repeat;
  const rrule = ruleOf(repeat, dayPart(start));
  const instants = repeat.dates
    .filter(day => day > dayPart(start))
    .map(day => resolveLocal(`${day}${start.slice(10)}`, timeZone).instant.toISOString());
  return {
    timeZone,
    ...(rrule === undefined ? { rdates: [...new Set(instants)] } : { rrule }),
    skipPublicHolidays,
    skipSchoolHolidays,
  };
}

/** The RFC 5545 rule, whose dates begin with the start; undefined where the dates are chosen one by one. */
export function ruleOf(repeat: Repeat, startDay: string): string | undefined {
  const parts = partsOf(repeat, startDay);
  if (!parts) return undefined;
  const interval = Math.max(1, Math.trunc(repeat.interval) || 1);
  const count = Math.min(limits.occurrences, Math.max(1, Math.trunc(repeat.count) || 1));
  const until = repeat.until >= startDay ? repeat.until : startDay;
  return [
    ...parts,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    repeat.ends === 'count' ? `COUNT=${count}` : `UNTIL=${until.replaceAll('-', '')}`,
  ].join(';');
}

function partsOf(repeat: Repeat, startDay: string): string[] | undefined {
  const weekday = weekdayOf(startDay);
  switch (repeat.kind) {
    case 'daily':
      return ['FREQ=DAILY'];
    case 'weekly': {
      const days = [...new Set([weekday, ...repeat.weekdays])].sort();
      return ['FREQ=WEEKLY', `BYDAY=${days.map(day => codes[day - 1]).join(',')}`];
    }
    case 'monthly_date':
      return ['FREQ=MONTHLY', `BYMONTHDAY=${Number(startDay.slice(8))}`];
    case 'monthly_weekday':
      return ['FREQ=MONTHLY', `BYDAY=${rankOf(startDay)}${codes[weekday - 1]}`];
    default:
      return undefined;
  }
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00Z`).getUTCDay() || 7;
}

/** Which of its weekday in the month a day is; the fifth is called the last, since not every month has a fifth. */
export function rankOf(day: string): number {
  const rank = Math.ceil(Number(day.slice(8)) / 7);
  return rank === 5 ? -1 : rank;
}
