import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import type { BookingFacts, SeriesFacts } from './facts.ts';
import { bookingRows, bookingsOf, milliseconds, seconds } from './rows.ts';

/** What a calendar has as one thing: a booking alone, or a series with its occurrences. */
export type Root = { bookingId: string } | { seriesId: string };

export interface RootFacts {
  bookings: BookingFacts[];
  series: SeriesFacts | undefined;
}

/**
 * The facts of one booking, or of a series with its occurrences, to somebody who may see all of them.
 * @param condition on the rows of `booking`: which of them
 */
export async function readRoot(db: Db, root: Root, condition: RawBuilder<boolean>, now: Date): Promise<RootFacts> {
  const isOf = 'seriesId' in root ? sql`booking.series_id = ${root.seriesId}` : sql`booking.id = ${root.bookingId}`;
  const chosen = sql`${isOf} and ${condition}`;
  const { rows } = await bookingRows({ chosen, visible: sql`true`, isTold: true, now }).execute(db);
  const series = 'seriesId' in root ? await readSeries(db, root.seriesId) : undefined;
  return { bookings: bookingsOf(rows), series };
}

async function readSeries(db: Db, id: string): Promise<SeriesFacts | undefined> {
  const { rows } = await sql<SeriesFacts>`
    select s.id, s.rrule, s.time_zone as zone, ${seconds('s.starts_at')} as "startsAt",
      greatest(s.calendar_sequence, 0) as sequence, ${seconds('s.calendar_changed_at')} as "changedAt"
    from series s where s.id = ${id}`.execute(db);
  return rows.map(row => ({
    ...row,
    startsAt: milliseconds(row.startsAt),
    changedAt: milliseconds(row.changedAt),
  }))[0];
}
