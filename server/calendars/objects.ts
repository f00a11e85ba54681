import { createHash } from 'node:crypto';
import type { BookingMark, Outline } from './content.ts';
import { blockEvent, bookingEvent, seriesEventsOf, type Telling } from './events.ts';
import { type BookingFacts, byStart } from './facts.ts';
import { type CalendarEvent, objectOf, type ZoneSpan } from './ical.ts';
import type { Kept } from './kept.ts';

/** A `CalendarObject` as it is served: its octets, and how many VEVENTs these are. */
export interface WrittenObject {
  uid: string;
  octets: Buffer;
  events: number;
  zones: ZoneSpan[];
}

/** What was written of one booking, one series or one block, and the mark of what it was written from. */
export interface KeptObjects {
  mark: string;
  /** Of the first that was written, in milliseconds. */
  startsAt: number;
  objects: WrittenObject[];
}

/** What is kept weighs what is served of it, and as much again as the program needs to find it. */
export const weightOf = ({ mark, objects }: KeptObjects): number =>
  objects.reduce((sum, one) => sum + one.octets.length + 300, mark.length);

/** A part of a calendar: a booking alone, a series with its occurrences, or a block; and what is kept of it, if that still holds. */
interface Part {
  id: string;
  key: string;
  mark: string;
  /** The bookings that must be read to write it. */
  bookings: BookingMark[];
  kept: KeptObjects | undefined;
  /** @param facts of its bookings, in the order of time */
  eventsOf: (facts: BookingFacts[], telling: Telling) => CalendarEvent[];
}

/** What a calendar shows, part by part; what was written before, in whosever calendar, is found again. */
export interface Plan {
  alone: Part[];
  others: Part[];
  /** The bookings of which nothing is kept that still holds. */
  unwritten: string[];
}

/** @param variant a word for all that the text depends on beside the rows */
export function planOf({ bookings, series, blocks }: Outline, variant: string, kept: Kept<KeptObjects>): Plan {
  const bySeries = Map.groupBy(bookings, booking => booking.seriesId);
  const partOf = (part: Omit<Part, 'key' | 'kept'>, name: string): Part => {
    const key = `${variant} ${name}`;
    const former = kept.get(key);
    return { ...part, key, kept: former?.mark === part.mark ? former : undefined };
  };
  const alone = (bySeries.get(null) ?? []).map(booking =>
    partOf(
      { id: booking.id, mark: booking.mark, bookings: [booking], eventsOf: aloneEvents },
      `${booking.id} ${booking.visible}`,
    ),
  );
  const others = [
    ...series.map(one => {
      const occurrences = bySeries.get(one.id) ?? [];
      // Only a hash is kept: of hundreds of occurrences the marks are longer than what is written of them.
      const mark = hashOf([one, occurrences.map(({ id, visible, mark }) => [id, visible, mark]).sort()]);
      const eventsOf: Part['eventsOf'] = (facts, telling) => seriesEventsOf(one, facts, telling);
      // Two calendars may show different dates of one series.
      return partOf({ id: one.id, mark, bookings: occurrences, eventsOf }, `${one.id} ${mark}`);
    }),
    ...blocks.map(block =>
      partOf(
        {
          id: block.id,
          mark: JSON.stringify(block),
          bookings: [],
          eventsOf: (_, telling) => [blockEvent(block, telling)],
        },
        block.id,
      ),
    ),
  ];
  const unwritten = [...alone, ...others].flatMap(part => (part.kept ? [] : part.bookings.map(booking => booking.id)));
  return { alone, others, unwritten };
}

/**
 * The objects of a plan: bookings in the order of time, then series likewise, then the times at which a resource cannot be had.
 * Each is written once for each version of its rows and kept, whoever asks.
 * @param facts of the bookings that the plan calls unwritten
 */
export function objectsOf(
  { alone, others }: Plan,
  facts: Map<string, BookingFacts>,
  telling: Telling,
  kept: Kept<KeptObjects>,
): WrittenObject[] {
  const factsOf = (marks: BookingMark[]) => marks.flatMap(({ id }) => facts.get(id) ?? []).sort(byStart);
  const writtenOf = (part: Part): KeptObjects => {
    if (part.kept) return part.kept;
    const events = part.eventsOf(factsOf(part.bookings), telling);
    const value = { mark: part.mark, startsAt: events[0]?.startsAt.getTime() ?? 0, objects: written(events) };
    kept.set(part.key, value);
    return value;
  };
  const inOrder = alone.map(part => ({ id: part.id, ...writtenOf(part) })).sort(byStart);
  return [...inOrder, ...others.map(writtenOf)].flatMap(one => one.objects);
}

const aloneEvents: Part['eventsOf'] = (facts, telling) => facts.map(booking => bookingEvent(booking, telling));

function written(events: CalendarEvent[]): WrittenObject[] {
  return [...Map.groupBy(events, event => event.uid)].map(([uid, same]) => {
    const { text, zones } = objectOf(uid, same);
    return { uid, octets: Buffer.from(text), events: same.length, zones };
  });
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
