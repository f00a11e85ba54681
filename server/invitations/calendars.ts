import { createHash } from 'node:crypto';
import { ruledStarts } from '../bookings/recurrence.ts';
import { bookingEvent, shownSeries, type Telling } from '../calendars/events.ts';
import type { BookingFacts, SeriesFacts } from '../calendars/facts.ts';
import type { CalendarEvent } from '../calendars/ical.ts';
import type { RootFacts } from '../calendars/one.ts';
import { override, type ShownSeries, seriesEvents } from '../calendars/series.ts';
import type { ToldOccurrence } from '../database/tables.ts';
import { simpleRules } from './outlook.ts';

/** An event of a calendar, with the booking that it is of; null for the rule of a series, which is of all of them. */
export interface OwnedEvent {
  event: CalendarEvent;
  bookingId: string | null;
}

/** What a recipient's calendar should have under one UID. */
export interface Wanted {
  uid: string;
  sequence: number;
  summary: string;
  /** Zone of the series; null for a booking alone. */
  zone: string | null;
  /** By booking. */
  occurrences: Record<string, ToldOccurrence>;
  /** All of it: the rule first, then what differs from it. */
  whole: OwnedEvent[];
  /** One occurrence by itself. */
  one(bookingId: string): OwnedEvent[];
}

/**
 * The calendars' view of those occurrences that somebody is invited to, by UID: the same as in a feed, but for rules that
 * Outlook cannot take, whose parts have a UID each.
 */
export function wantedOf({ bookings, series }: RootFacts, telling: Telling): Wanted[] {
  if (!series) return bookings.map(booking => alone(booking, bookingEvent(booking, telling)));
  const rules = series.rrule === null ? [] : simpleRules(series.rrule);
  let left = bookings;
  const parts = rules.flatMap(({ rrule, part }) => {
    const id = part === null ? series.id : `${series.id}-${part}`;
    const within = part === null ? left : left.filter(isGivenBy(rrule, series, left));
    left = left.filter(booking => !within.includes(booking));
    return partOf({ ...series, id, rrule }, within, telling);
  });
  return [...parts, ...left.map(booking => alone(booking, bookingEvent(booking, telling)))];
}

function isGivenBy(rrule: string, series: SeriesFacts, bookings: BookingFacts[]): (booking: BookingFacts) => boolean {
  const at = (booking: BookingFacts) => booking.recurrenceId ?? booking.startsAt;
  const last = new Date(Math.max(...bookings.map(at)));
  const from = { startsAt: new Date(series.startsAt), timeZone: series.zone };
  const given = new Set(bookings.length === 0 ? [] : ruledStarts(rrule, from, last).map(start => start.getTime()));
  return booking => given.has(at(booking));
}

function partOf(series: SeriesFacts, bookings: BookingFacts[], telling: Telling): Wanted[] {
  const shown = shownSeries(series, bookings, telling);
  const events = seriesEvents(shown);
  const ownUids = new Set(events.filter(event => event.uid !== shown.uid).map(event => event.uid));
  const paired = bookings.flatMap((booking, index) => {
    const occurrence = shown.occurrences[index];
    return occurrence ? [{ booking, occurrence }] : [];
  });
  const apart = paired.filter(({ occurrence }) => ownUids.has(occurrence.alone.uid));
  const together = paired.filter(({ occurrence }) => !ownUids.has(occurrence.alone.uid));
  const ofSeries = events.filter(event => event.uid === shown.uid);
  return [
    ...(together.length > 0 ? [ofRule(shown, together, ofSeries)] : []),
    ...apart.map(({ booking, occurrence }) => alone(booking, occurrence.alone)),
  ];
}

type Paired = { booking: BookingFacts; occurrence: ShownSeries['occurrences'][number] };

function ofRule(shown: ShownSeries, paired: Paired[], events: CalendarEvent[]): Wanted {
  const byStart = new Map(paired.map(({ booking, occurrence }) => [occurrence.recurrenceId.getTime(), booking.id]));
  return {
    uid: shown.uid,
    sequence: shown.sequence,
    summary: events[0]?.summary ?? '',
    zone: shown.zone,
    occurrences: Object.fromEntries(
      paired.map(({ booking, occurrence }) => [booking.id, toldOf(occurrence.alone, occurrence.recurrenceId)]),
    ),
    whole: events.map(event => ({
      event,
      bookingId: event.recurrence ? (byStart.get(event.recurrence.at.getTime()) ?? null) : null,
    })),
    one: bookingId =>
      paired
        .filter(({ booking }) => booking.id === bookingId)
        .map(({ occurrence }) => ({ event: override(occurrence, shown), bookingId })),
  };
}

function alone(booking: BookingFacts, event: CalendarEvent): Wanted {
  const whole = [{ event, bookingId: booking.id }];
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    zone: null,
    occurrences: { [booking.id]: toldOf(event, null) },
    whole,
    one: () => whole,
  };
}

function toldOf(event: CalendarEvent, recurrenceId: Date | null): ToldOccurrence {
  const { summary, description, location, geo, url } = event;
  const shown = JSON.stringify([summary, description, location, geo, url]);
  return {
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    recurrenceId: recurrenceId?.toISOString() ?? null,
    likeness: createHash('sha256').update(shown).digest('base64url').slice(0, 22),
    sequence: event.sequence,
  };
}
