import { sql } from 'kysely';
import type { Series } from '../../shared/booking.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { found } from '../errors.ts';
import { listBookings, visibleTo } from './queries.ts';
import type { BookingRow } from './view.ts';

export type SeriesRow = Row<'series'>;

export function seriesView(row: SeriesRow): Series {
  return {
    id: row.id,
    version: row.version,
    organisationId: row.organisation_id,
    title: row.title,
    rrule: row.rrule,
    timeZone: row.time_zone,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    exdates: row.exdates.map(date => date.toISOString()),
    rdates: row.rdates.map(date => date.toISOString()),
    skipPublicHolidays: row.skip_public_holidays,
    skipSchoolHolidays: row.skip_school_holidays,
    continuesId: row.continues_id,
  };
}

/**
 * A series of which the reader may see a booking, with the first page of those that they may see.
 * @throws Problem `not_found`
 */
export async function readSeries(db: Db, id: string, context: Context) {
  const row = await visibleSeries(db, id, context);
  const page = await listBookings(db, { seriesId: id }, { cursor: null, limit: 200 }, context);
  return { series: seriesView(row), bookings: page.items };
}

/** @throws Problem `not_found` for a series of which the reader may see no booking */
export async function visibleSeries(db: Db, id: string, context: Pick<Context, 'actor' | 'now'>): Promise<SeriesRow> {
  const row = await db
    .selectFrom('series')
    .selectAll()
    .where('id', '=', id)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('booking')
          .select('booking.id')
          .whereRef('booking.series_id', '=', 'series.id')
          .where(inner => visibleTo(inner as never, context)),
      ),
    )
    .executeTakeFirst();
  return found(row);
}

/** Locks the series; to be called after its resources are locked, and before its bookings are. */
export async function lockSeries(tx: Tx, id: string): Promise<SeriesRow> {
  return tx.selectFrom('series').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
}

type Dated = Pick<BookingRow, 'series_id' | 'recurrence_id'>;

/** Keeps the dates of cancelled occurrences as EXDATEs of their series. */
export async function excludeDates(tx: Tx, bookings: Dated[]): Promise<void> {
  await changeDates(tx, bookings, 'exclude');
}

/** Takes the EXDATEs of restored occurrences back. */
export async function includeDates(tx: Tx, bookings: Dated[]): Promise<void> {
  await changeDates(tx, bookings, 'include');
}

async function changeDates(tx: Tx, bookings: Dated[], way: 'exclude' | 'include'): Promise<void> {
  const dated = bookings.flatMap(({ series_id, recurrence_id }) =>
    series_id && recurrence_id ? [{ id: series_id, at: recurrence_id.toISOString() }] : [],
  );
  if (dated.length === 0) return;
  await sql`
    update series s set version = version + 1, exdates = case when ${way} = 'exclude'
      then array(select unnest(s.exdates) union select unnest(r.dates) order by 1)
      else array(select unnest(s.exdates) except select unnest(r.dates) order by 1) end
    from (
      select id, array_agg(at) as dates
      from jsonb_to_recordset(${JSON.stringify(dated)}::jsonb) as d (id uuid, at timestamptz) group by id
    ) r where s.id = r.id`.execute(tx);
}
