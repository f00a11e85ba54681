import { DateTime } from 'luxon';
import { resolveWall, wallOf } from '../../shared/time.ts';

/** A change of offset: the instant, and the offsets in minutes before and after. */
interface Transition {
  at: number;
  from: number;
  to: number;
}

const day = 86_400_000;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The offset of a zone at an instant, in minutes east of Greenwich. */
export function offsetAt(zone: string, instant: number): number {
  return (wallOf(new Date(instant), zone) - instant) / 60_000;
}

/** Wall-clock time in the zone as calendars write it, without the zone: `20261025T023000`. */
export function localTime(instant: number, zone: string): string {
  return compact(wallOf(new Date(instant), zone));
}

/** A wall-clock number as calendars write it. */
export function compact(wall: number): string {
  const text = new Date(wall).toISOString();
  return `${text.slice(0, 4)}${text.slice(5, 7)}${text.slice(8, 13)}${text.slice(14, 16)}${text.slice(17, 19)}`;
}

/** Whether the local time of an instant occurs twice that day, so that a calendar cannot tell which of the two is meant. */
export function isAmbiguous(instant: number, zone: string): boolean {
  return resolveWall(wallOf(new Date(instant), zone), zone).ambiguous;
}

const made = new Map<string, string>();

/**
 * The VTIMEZONE of a zone that is right at every instant of the window, made from the runtime's own zone data. Thunderbird
 * believes what it says even where it is wrong, so that libraries that extrapolate today's rule to 1970 will not do. A yearly
 * rule is given where the window follows one (Outlook ignores observances that are only dates), else each change by itself.
 */
export function vtimezone(zone: string, from: Date, to: Date): string {
  // One year more on either side: the change before the first event decides on its offset.
  const firstYear = from.getUTCFullYear() - 1;
  const lastYear = to.getUTCFullYear() + 1;
  const key = `${zone} ${firstYear} ${lastYear}`;
  const kept = made.get(key);
  if (kept !== undefined) return kept;
  const start = Date.UTC(firstYear, 0, 1);
  const transitions = transitionsOf(zone, start, Date.UTC(lastYear + 1, 0, 1));
  const observances = yearlyObservances(zone, transitions, lastYear - firstYear + 1) ?? [
    observance(zone, { at: start, from: offsetAt(zone, start), to: offsetAt(zone, start) }),
    ...transitions.map(transition => observance(zone, transition)),
  ];
  const text = ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances.flat(), 'END:VTIMEZONE']
    .map(line => `${line}\r\n`)
    .join('');
  made.set(key, text);
  return text;
}

function transitionsOf(zone: string, start: number, end: number): Transition[] {
  const found: Transition[] = [];
  for (let at = start; at < end; at += day) {
    const [from, to] = [offsetAt(zone, at), offsetAt(zone, at + day)];
    if (from !== to) found.push({ at: firstInstantOf(zone, to, at, at + day), from, to });
  }
  return found;
}

/** The first minute in a day on which the new offset holds, by halving. */
function firstInstantOf(zone: string, offset: number, before: number, after: number): number {
  if (after - before <= 60_000) return after;
  const middle = before + Math.floor((after - before) / 120_000) * 60_000;
  return offsetAt(zone, middle) === offset
    ? firstInstantOf(zone, offset, before, middle)
    : firstInstantOf(zone, offset, middle, after);
}

/** Two observances that repeat every year, if every year of the window has the same two changes. */
function yearlyObservances(zone: string, transitions: Transition[], years: number): string[][] | null {
  if (transitions.length !== 2 * years) return null;
  const halves = [0, 1].map(half => transitions.filter((_, index) => index % 2 === half));
  const observances = halves.map(half => {
    const [first] = half;
    const rule = commonRule(half);
    return first && rule ? observance(zone, first, rule) : null;
  });
  return observances.every(one => one !== null) ? observances : null;
}

function commonRule(transitions: Transition[]): string | null {
  const onsets = transitions.map(({ at, from, to }) => {
    const local = DateTime.fromMillis(at + from * 60_000, { zone: 'utc' });
    const isLast = local.day + 7 > (local.daysInMonth ?? 31);
    return { same: `${local.toFormat('LL EEE HH:mm')} ${from} ${to}`, year: local.year, local, isLast };
  });
  const [first] = onsets;
  if (!first || onsets.some((one, index) => one.same !== first.same || one.year !== first.year + index)) return null;
  const nth = Math.ceil(first.local.day / 7);
  const weekday = weekdays[first.local.weekday - 1];
  if (onsets.every(one => one.isLast)) return `FREQ=YEARLY;BYMONTH=${first.local.month};BYDAY=-1${weekday}`;
  if (onsets.every(one => Math.ceil(one.local.day / 7) === nth)) {
    return `FREQ=YEARLY;BYMONTH=${first.local.month};BYDAY=${nth}${weekday}`;
  }
  return null;
}

function observance(zone: string, { at, from, to }: Transition, rule?: string): string[] {
  // Outlook for Mac reads only STANDARD: a zone without changes must have one.
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD';
  const onset = compact(at + from * 60_000);
  return [
    `BEGIN:${kind}`,
    `DTSTART:${onset}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `TZNAME:${DateTime.fromMillis(at, { zone, locale: 'en-GB' }).offsetNameShort}`,
    ...(rule ? [`RRULE:${rule}`] : []),
    `END:${kind}`,
  ];
}

function offsetText(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}${pad(Math.abs(minutes) % 60)}`;
}
