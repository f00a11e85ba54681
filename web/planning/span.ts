import { plusDays } from '../../shared/time.ts';

/** What a view shows: calendar arithmetic on local days (`YYYY-MM-DD`), no zone needed. */

export const views = ['day', 'week', 'month', 'list'] as const;
export type View = (typeof views)[number];

export interface Span {
  firstDay: string;
  days: number;
}

/** The days that a view shows around a day: that day, its week from Monday, or its month. */
export function spanOf(view: View, day: string): Span {
  if (view === 'week') return { firstDay: mondayOf(day), days: 7 };
  if (view === 'month') return { firstDay: `${day.slice(0, 7)}-01`, days: daysInMonth(day) };
  return { firstDay: day, days: 1 };
}

/** The day to show when one goes on (`1`) or back (`-1`) by what the view shows. */
export function neighbour(view: View, day: string, direction: 1 | -1): string {
  if (view === 'week') return plusDays(day, 7 * direction);
  if (view !== 'month') return plusDays(day, direction);
  const first = `${day.slice(0, 7)}-01`;
  const other = direction === 1 ? plusDays(first, daysInMonth(day)) : plusDays(first, -1);
  const last = daysInMonth(other);
  return `${other.slice(0, 7)}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`;
}

/** Whether a text is a day of the calendar: 30 February is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00Z`).getUTCDay() || 7;
}

function mondayOf(day: string): string {
  return plusDays(day, 1 - weekday(day));
}

function daysInMonth(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
