import { createHash } from 'node:crypto';
import { blockEvent, bookingEvent, seriesEventsOf, type Telling } from './events.ts';
import type { BlockFacts, BookingFacts, FeedFacts, SeriesFacts } from './facts.ts';
import { type CalendarEvent, objectOf, type ZoneSpan } from './ical.ts';
import type { Kept } from './kept.ts';

/** A `CalendarObject` as it is served: its octets, and how many VEVENTs these are. */
export interface WrittenObject {
  uid: string;
  octets: Buffer;
  events: number;
  zones: ZoneSpan[];
}

/** What was written of one booking, one series or one block, and a word for the facts that it was written from. */
export interface KeptObjects {
  fingerprint: string;
  objects: WrittenObject[];
}

/** What is kept weighs what is served of it, and as much again as the program needs to find it. */
export const weightOf = ({ fingerprint, objects }: KeptObjects): number =>
  objects.reduce((sum, one) => sum + one.octets.length + 300, fingerprint.length);

/** A telling, with a word for all of it that the facts do not say. */
export interface NamedTelling extends Telling {
  variant: string;
}

/**
 * What a calendar shows, in the order of time: bookings, series as one object each, and the times at which a resource cannot
 * be had. Each is written once for each version of its facts and kept, whoever asks.
 */
export function objectsOf(
  { bookings, series, blocks }: FeedFacts,
  telling: NamedTelling,
  kept: Kept<KeptObjects>,
): WrittenObject[] {
  const made = (id: string, fingerprint: string, eventsOf: () => CalendarEvent[]): WrittenObject[] => {
    const key = `${telling.variant} ${id}`;
    const former = kept.get(key);
    if (former?.fingerprint === fingerprint) return former.objects;
    const objects = written(eventsOf());
    kept.set(key, { fingerprint, objects });
    return objects;
  };
  const bySeries = Map.groupBy(bookings, booking => booking.seriesId);
  return [
    ...(bySeries.get(null) ?? []).flatMap(booking =>
      made(`${booking.id} ${booking.visible}`, fingerprintOf(booking), () => [bookingEvent(booking, telling)]),
    ),
    ...series.flatMap(one => {
      const occurrences = bySeries.get(one.id) ?? [];
      const print = seriesFingerprint(one, occurrences);
      // Two calendars may show different dates of one series.
      return made(`${one.id} ${print}`, print, () => seriesEventsOf(one, occurrences, telling));
    }),
    ...blocks.flatMap(block => made(block.id, blockFingerprint(block), () => [blockEvent(block, telling)])),
  ];
}

function written(events: CalendarEvent[]): WrittenObject[] {
  return [...Map.groupBy(events, event => event.uid)].map(([uid, same]) => {
    const { text, zones } = objectOf(uid, same);
    return { uid, octets: Buffer.from(text), events: same.length, zones };
  });
}

function fingerprintOf(one: BookingFacts): string {
  const lines = one.lines.map(line => `${line.resourceId}*${line.quantity}`).join('+');
  const { startsAt, endsAt, status, sequence, changedAt, visible, recurrenceId, organisationId, title, purpose } = one;
  const words = `${title?.length} ${purpose?.length} ${title} ${purpose}`;
  return `${startsAt} ${endsAt} ${status} ${sequence} ${changedAt} ${visible} ${recurrenceId} ${organisationId} ${lines} ${words}`;
}

/** Of a series only a hash is kept: of hundreds of occurrences the facts are longer than what is written of them. */
function seriesFingerprint(one: SeriesFacts, occurrences: BookingFacts[]): string {
  const hash = createHash('sha256').update(JSON.stringify(one));
  for (const occurrence of occurrences) hash.update(`${occurrence.id} ${fingerprintOf(occurrence)}\n`);
  return hash.digest('base64url');
}

function blockFingerprint(block: BlockFacts): string {
  return JSON.stringify(block);
}
