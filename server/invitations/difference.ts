import type { CalendarEvent } from '../calendars/ical.ts';
import type { CalendarMethod } from '../calendars/message.ts';
import { calendarLine } from '../calendars/text.ts';
import type { ToldOccurrence } from '../database/tables.ts';
import type { OwnedEvent, Wanted } from './calendars.ts';

/** What the calendar of a recipient has been told under a UID. */
export interface Told {
  uid: string;
  sequence: number;
  occurrences: Record<string, ToldOccurrence>;
  isCancelled: boolean;
}

/** What a series or a booking is called, whether or not any of it still stands. */
export interface RootName {
  title: string;
  /** Zone of a series; null for a booking alone. */
  zone: string | null;
}

/** The message that takes a calendar from what it was told to what holds now. */
export interface Step {
  method: CalendarMethod;
  /** What it is for the reader: dates may be taken away by telling what is left. */
  news: 'invited' | 'changed' | 'cancelled';
  /** Whether it takes all of the UID away, and not one date of it. */
  endsAll: boolean;
  sequence: number;
  events: OwnedEvent[];
  /** What the calendar knows after it. */
  told: Told['occurrences'];
  /** The bookings that the mail tells of in words, as they are or were. */
  concerned: Record<string, ToldOccurrence>;
  /** Whose time is another: what was answered was answered to something else. */
  moved: string[];
}

interface Difference {
  before: Told['occurrences'];
  after: Told['occurrences'];
  added: string[];
  changed: string[];
  removed: string[];
}

/**
 * What has to be said, if anything: nothing of what is over, and nothing where all is as it was told. One date that changed or
 * was taken away is told alone; more than one with the whole, which no calendar mistakes.
 */
export function stepFrom(told: Told | undefined, wanted: Wanted | undefined, root: RootName, now: Date): Step | null {
  const difference = differenceOf(told, wanted, now);
  const { after, added, changed, removed } = difference;
  if (added.length + changed.length + removed.length === 0) return null;
  const takesOneAway = added.length + changed.length === 0 && removed.length === 1;
  if (told && (takesOneAway || Object.keys(after).length === 0)) {
    return cancellation(told, wanted, difference, root, now);
  }
  return wanted ? request(told, wanted, difference, now) : null;
}

function differenceOf(told: Told | undefined, wanted: Wanted | undefined, now: Date): Difference {
  const before = told && !told.isCancelled ? told.occurrences : {};
  const after = wanted?.occurrences ?? {};
  return {
    before,
    after,
    added: Object.keys(after).filter(id => !before[id] && isAhead(after[id], now)),
    changed: Object.keys(after).filter(id => isAhead(after[id], now) && differs(before[id], after[id])),
    removed: Object.keys(before).filter(id => !after[id] && isAhead(before[id], now)),
  };
}

const isAhead = (one: ToldOccurrence | undefined, now: Date) =>
  one !== undefined && Date.parse(one.endsAt) > now.getTime();

const isMoved = (before: ToldOccurrence | undefined, after: ToldOccurrence | undefined) =>
  before?.startsAt !== after?.startsAt || before?.endsAt !== after?.endsAt;

function differs(before: ToldOccurrence | undefined, after: ToldOccurrence | undefined): boolean {
  return before !== undefined && (isMoved(before, after) || before.likeness !== after?.likeness);
}

function request(told: Told | undefined, wanted: Wanted, difference: Difference, now: Date): Step {
  const { before, after, added, changed, removed } = difference;
  const known = told ? told.sequence + (told.isCancelled ? 1 : 0) : 0;
  const sequence = Math.max(wanted.sequence, known);
  const single = singleOf(difference);
  const tells = (id: string) => single === null || id === single;
  const owned = single === null ? wanted.whole : wanted.one(single);
  const isLess = added.length + changed.length === 0;
  const ahead = Object.keys(after).filter(id => isAhead(after[id], now));
  return {
    method: 'REQUEST',
    news: Object.keys(before).length === 0 ? 'invited' : isLess ? 'cancelled' : 'changed',
    endsAll: false,
    sequence,
    told: Object.fromEntries(
      Object.entries(after).map(([id, one]) => [
        id,
        { ...one, sequence: tells(id) ? sequence : sequenceOf(before[id]) },
      ]),
    ),
    events: owned.map(({ event, bookingId }) => ({ event: { ...event, sequence }, bookingId })),
    concerned: isLess ? pick(before, removed) : pick(after, single === null ? ahead : [single]),
    moved: changed.filter(id => isMoved(before[id], after[id])),
  };
}

/**
 * The one date that can be told without the others, if there is one: it is all that the reader is invited to, or it changed
 * alone in a series that their calendar has.
 */
function singleOf({ before, after, added, changed, removed }: Difference): string | null {
  const [id, ...more] = [...added, ...changed];
  if (id === undefined || more.length + removed.length > 0) return null;
  const had = Object.keys(before);
  if (Object.keys(after).length === 1) return had.every(one => one === id) ? id : null;
  return before[id] !== undefined && had.length > 1 ? id : null;
}

function cancellation(
  told: Told,
  wanted: Wanted | undefined,
  { before, after, removed }: Difference,
  { title, zone }: RootName,
  now: Date,
): Step {
  const sequence = Math.max(wanted?.sequence ?? 0, told.sequence + 1);
  const ids = removed.toSorted((a, b) => (before[a]?.startsAt ?? '').localeCompare(before[b]?.startsAt ?? ''));
  const [first] = ids.flatMap(id => before[id] ?? []);
  const [startsAt, endsAt] = [new Date(first?.startsAt ?? now), new Date(first?.endsAt ?? now)];
  const at = removed.length === 1 && first?.recurrenceId ? new Date(first.recurrenceId) : null;
  // Enough for a calendar to find it (RFC 5546 3.2.5).
  const event: CalendarEvent = {
    ...{ uid: told.uid, sequence, changedAt: now, startsAt, endsAt, zone: null },
    ...{ summary: calendarLine(title), description: null, location: null, geo: null, categories: [], color: null },
    ...{ url: null, status: 'CANCELLED', busy: false },
    ...(at && zone ? { recurrence: { at, zone } } : {}),
  };
  return {
    method: 'CANCEL',
    news: 'cancelled',
    endsAll: Object.keys(after).length === 0,
    sequence,
    events: [{ event, bookingId: ids[0] ?? null }],
    told: Object.keys(after).length === 0 ? before : without(before, removed),
    concerned: pick(before, ids),
    moved: [],
  };
}

function sequenceOf(one: ToldOccurrence | undefined): number {
  return one?.sequence ?? 0;
}

function without(occurrences: Told['occurrences'], ids: string[]): Told['occurrences'] {
  return Object.fromEntries(Object.entries(occurrences).filter(([id]) => !ids.includes(id)));
}

function pick(occurrences: Told['occurrences'], ids: string[]): Told['occurrences'] {
  return Object.fromEntries(ids.flatMap(id => (occurrences[id] ? [[id, occurrences[id]]] : [])));
}
