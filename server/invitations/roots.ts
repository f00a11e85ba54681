import { sql } from 'kysely';
import type { Root } from '../calendars/one.ts';
import type { Db } from '../database/connect.ts';
import type { NotifyJob } from '../jobs/queue.ts';
import type { RootName } from './difference.ts';

interface RootRow {
  id: string;
  isSeries: boolean;
}

/**
 * The bookings alone and the series that an act touched, as far as any calendar is concerned: somebody is invited, was told
 * something, or wants their own bookings by mail. In the order of their ids, in which they are locked. The series that the
 * job names counts too: its occurrences may have left it.
 */
export async function concernedRoots(
  db: Db,
  { bookingIds, seriesId = undefined }: Pick<NotifyJob, 'bookingIds' | 'seriesId'>,
): Promise<Root[]> {
  const { rows } = await sql<RootRow>`
    with root as (
      select distinct coalesce(series_id, id) as id, series_id is not null as is_series
      from booking where id = any (${bookingIds}::uuid[])
      union select ${seriesId ?? null}::uuid, true where ${seriesId ?? null}::uuid is not null
    )
    select id, is_series as "isSeries" from root r
    where exists (select 1 from calendar_invite i where i.series_id = r.id or i.booking_id = r.id)
      or exists (
        select 1 from booking b join person p on p.id = b.person_id
        where (b.series_id = r.id or b.id = r.id)
          and (p.notification_choices ->> 'calendar' = 'true'
            or exists (select 1 from attendee a where a.booking_id = b.id)))
    order by id`.execute(db);
  return rows.map(({ id, isSeries }) => (isSeries ? { seriesId: id } : { bookingId: id }));
}

export async function nameOf(db: Db, root: Root): Promise<RootName> {
  if ('bookingId' in root) {
    const booking = db.selectFrom('booking').select('title').where('id', '=', root.bookingId);
    return { ...(await booking.executeTakeFirstOrThrow()), zone: null };
  }
  const series = db.selectFrom('series').select(['title', 'time_zone as zone']).where('id', '=', root.seriesId);
  return series.executeTakeFirstOrThrow();
}
