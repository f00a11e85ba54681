import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';

/**
 * Of these bookings, those all of whose resources could be locked without waiting. A sweep that never waits embraces nobody.
 */
export async function drawnLocked(tx: Tx, bookingIds: string[]): Promise<string[]> {
  if (bookingIds.length === 0) return [];
  const { rows } = await sql<{ booking_id: string }>`
    with needed as materialized (
      select distinct l.booking_id, d.drawn_id
      from booking_line l join resource_draw d on d.resource_id = l.resource_id
      where l.booking_id = any (${bookingIds}::uuid[]) and l.phase <> 'superseded'
    ), locked as materialized (
      select id from resource where id in (select drawn_id from needed) order by id for no key update skip locked
    )
    select booking_id from needed left join locked on locked.id = needed.drawn_id
    group by booking_id having bool_and(locked.id is not null)`.execute(tx);
  return rows.map(row => row.booking_id);
}
