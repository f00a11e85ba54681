import { ruledStarts, withoutEnd } from '../bookings/recurrence.ts';
import type { CalendarEvent } from './ical.ts';
import { isAmbiguous, offsetAt } from './zone.ts';

/** The occurrences of one series that a feed shows; each with the event that it would be alone. */
export interface ShownSeries {
  uid: string;
  /** RFC 5545 RRULE; null when the dates were given one by one. */
  rrule: string | null;
  zone: string;
  startsAt: Date;
  sequence: number;
  changedAt: Date;
  occurrences: { recurrenceId: Date; alone: CalendarEvent }[];
}

type Occurrence = ShownSeries['occurrences'][number];

/**
 * A series as one object of the calendar: its rule up to the last occurrence shown, EXDATE for what the rule gives and the
 * feed does not show, and an override for each occurrence that differs from most. An occurrence that the rule cannot say
 * (a date added by hand, the second 02:30 of an October night) stands alone.
 */
export function seriesEvents(series: ShownSeries): CalendarEvent[] {
  const byTime = series.occurrences.toSorted((a, b) => a.recurrenceId.getTime() - b.recurrenceId.getTime());
  const usual = usualOf(byTime);
  if (!usual) return [];
  const length = lengthOf(usual);
  const given = instantsOf(series, byTime);
  const anchor = given.find(at => !crossesChange(at, length, series.zone));
  const ruled = new Set(given.filter(at => anchor !== undefined && at >= anchor));
  const said = byTime.filter(one => ruled.has(one.recurrenceId.getTime()));
  const alone = byTime.filter(one => !ruled.has(one.recurrenceId.getTime())).map(one => one.alone);
  const last = said.at(-1);
  if (anchor === undefined || !last) return byTime.map(one => one.alone);

  const shown = new Set(said.map(one => one.recurrenceId.getTime()));
  const master: CalendarEvent = {
    ...usual.alone,
    ...inSeries(series),
    startsAt: new Date(anchor),
    endsAt: new Date(anchor + length),
    repeats: {
      rule: withoutEnd(series.rrule ?? ''),
      until: untilOf(last.recurrenceId, series.zone),
      except: [...ruled].filter(at => at < last.recurrenceId.getTime() && !shown.has(at)).map(at => new Date(at)),
    },
  };
  const overrides = said
    .filter(one => !isUsual(one, usual) || crossesChange(one.recurrenceId.getTime(), length, series.zone))
    .map(one => override(one, series));
  return [master, ...overrides, ...alone];
}

function inSeries({ uid, zone, sequence, changedAt }: ShownSeries) {
  return { uid, zone, sequence, changedAt };
}

/**
 * An occurrence by itself, under the UID of its series: its own time, in UTC where a local time could be taken for another.
 * The sequence is the series': it may not be below it.
 */
export function override({ alone, recurrenceId }: Occurrence, series: ShownSeries): CalendarEvent {
  const unclear = [alone.startsAt, alone.endsAt].some(at => isAmbiguous(at.getTime(), series.zone));
  const recurrence = { at: recurrenceId, zone: series.zone };
  return { ...alone, ...inSeries(series), changedAt: alone.changedAt, zone: unclear ? null : series.zone, recurrence };
}

/** Every start that the rule gives from the series' start to its last occurrence shown, whatever became of it. */
function instantsOf({ rrule, zone, startsAt }: ShownSeries, byTime: Occurrence[]): number[] {
  const last = byTime.at(-1);
  if (rrule === null || !last) return [];
  return ruledStarts(rrule, { startsAt, timeZone: zone }, last.recurrenceId).map(at => at.getTime());
}

/** The occurrence that says what most of them say; of equals, the earliest. */
function usualOf(byTime: Occurrence[]): Occurrence | undefined {
  const groups = Map.groupBy(byTime, one => (isMoved(one) ? '' : likenessOf(one)));
  groups.delete('');
  const most = Math.max(...[...groups.values()].map(group => group.length));
  return [...groups.values()].find(group => group.length === most)?.[0] ?? byTime[0];
}

function isUsual(one: Occurrence, usual: Occurrence): boolean {
  return !isMoved(one) && likenessOf(one) === likenessOf(usual);
}

function isMoved({ alone, recurrenceId }: Occurrence): boolean {
  return alone.startsAt.getTime() !== recurrenceId.getTime();
}

/** All that a calendar shows of an occurrence beside its date and its address in the application. */
function likenessOf(one: Occurrence): string {
  const { summary, description, location, geo, categories, color, status, busy } = one.alone;
  return JSON.stringify([lengthOf(one), summary, description, location, geo, categories, color, status, busy]);
}

function lengthOf({ alone }: Occurrence): number {
  return alone.endsAt.getTime() - alone.startsAt.getTime();
}

/** Where a last local time occurs twice, calendars take one or the other for it: the end is at the second. */
function untilOf(last: Date, zone: string): Date {
  return isAmbiguous(last.getTime(), zone) ? new Date(last.getTime() + 3_600_000) : last;
}

/**
 * Calendars disagree whether an occurrence over a clock change keeps its length or its end, and which of two equal local
 * times is meant: it gets its own override.
 */
function crossesChange(at: number, length: number, zone: string): boolean {
  return offsetAt(zone, at) !== offsetAt(zone, at + length) || isAmbiguous(at, zone);
}
