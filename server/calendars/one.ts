import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { bookingFacts, type BookingFacts, type SeriesFacts, seriesFacts } from './content.ts';

/** What a calendar has as one thing: a booking alone, or all that stands of a series. */
export type Root = { bookingId: string } | { seriesId: string };

/**
 * The facts of one booking, or of a series with its occurrences, as feeds tell them to somebody who may see all of it.
 * Occurrences that were declined, cancelled or let lapse are left out.
 */
export async function readRoot(
  db: Db,
  root: Root,
): Promise<{ bookings: BookingFacts[]; series: SeriesFacts | undefined }> {
  const isOf = 'seriesId' in root ? sql`series_id = ${root.seriesId}` : sql`id = ${root.bookingId}`;
  const { rows } = await sql<{ bookings: BookingFacts[]; series: SeriesFacts[] }>`
    with chosen as (
      select id, series_id, true as visible from booking
      where ${isOf} and status not in ('declined', 'cancelled', 'expired')
    )
    select (${bookingFacts}) as bookings, (${seriesFacts}) as series`.execute(db);
  return { bookings: rows[0]?.bookings ?? [], series: rows[0]?.series[0] };
}
