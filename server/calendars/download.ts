import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import { type Reader, visibleBooking, visibleTo } from '../bookings/queries.ts';
import { visibleSeries } from '../bookings/series.ts';
import type { Db } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { found } from '../errors.ts';
import { cardsOf } from './cards.ts';
import { bookingEvent, seriesEventsOf, type Telling } from './events.ts';
import { fileText } from './message.ts';
import { type Root, readRoot } from './one.ts';

/** A file for somebody's calendar. */
export interface CalendarFile {
  name: string;
  text: string;
}

interface Downloading extends Reader {
  publicUrl: string;
}

/**
 * A booking as a file that any calendar opens, under the UID that it has in feeds; of a series the whole object, since one
 * date without its rule is an event that some calendars drop. What is cancelled says so.
 * @throws Problem `not_found`
 */
export async function bookingFile(db: Db, id: string, by: Downloading): Promise<CalendarFile> {
  const booking = await visibleBooking(db, id, by);
  const series = booking.series_id ? await fileOf(db, { seriesId: booking.series_id }, by, isOpen) : null;
  return series ?? found(await fileOf(db, { bookingId: booking.id }, by, sql<boolean>`true`));
}

/** @throws Problem `not_found`, also for a series of which nothing stands */
export async function seriesFile(db: Db, id: string, by: Downloading): Promise<CalendarFile> {
  const series = await visibleSeries(db, id, by);
  return found(await fileOf(db, { seriesId: series.id }, by, isOpen));
}

const isOpen = sql<boolean>`booking.status not in ('declined', 'cancelled', 'expired')`;

async function fileOf(db: Db, root: Root, by: Downloading, which: RawBuilder<boolean>): Promise<CalendarFile | null> {
  const sight = visibleTo(expressionBuilder<Tables, 'booking'>(), by);
  const { bookings, series } = await readRoot(db, root, sql<boolean>`${which} and (${sight})`, by.now);
  const [first] = bookings;
  if (!first) return null;
  const telling = await tellingFor(db, by);
  const events = series ? seriesEventsOf(series, bookings, telling) : bookings.map(one => bookingEvent(one, telling));
  const day = new Date(first.startsAt).toISOString().slice(0, 10);
  return { name: `${day}-${plainName(first.title ?? '')}.ics`, text: fileText(events, by.actor.locale) };
}

async function tellingFor(db: Db, { actor, catalogue, publicUrl }: Downloading): Promise<Telling> {
  const published = await catalogue.current(db);
  const { locale } = actor;
  return {
    ...{ scope: 'person', detail: 'full', locale, publicUrl, since: 0 },
    organisations: published.organisations,
    // Whoever may see a booking may see what it is of.
    cardOf: cardsOf(published, { locale, knows: () => true }),
  };
}

/** Letters, digits and hyphens, so that every system can keep the file. */
function plainName(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const name = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 60);
  return name.replace(/^-+|-+$/g, '') || 'reservation';
}
