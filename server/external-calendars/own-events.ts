import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { BusyTime } from './reading.ts';

const ours = /^(?:(series|block)-)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(.+)$/i;

/**
 * Leaves out what the calendar has from us: a booking of this very resource that its person accepted in their calendar, or a
 * feed of ours that was copied into it. It is counted here already, and would else clash with itself. A booking of something
 * else at which the person will be counts: they are busy then.
 * @param host of our feeds and invitations: what stands after the @ in their UIDs
 */
export async function withoutOurs(tx: Tx, busy: BusyTime[], resourceId: string, host: string): Promise<BusyTime[]> {
  const named = new Map(
    busy.flatMap(({ uid }) => {
      const [, kind, id, at] = ours.exec(uid) ?? [];
      return id !== undefined && at?.toLowerCase() === host.toLowerCase()
        ? [[uid, { kind, id: id.toLowerCase() }]]
        : [];
    }),
  );
  if (named.size === 0) return busy;
  const ids = [...named.values()].map(one => one.id);
  const { rows } = await sql<{ id: string }>`
    select unnest(array[b.id, b.series_id]) as id
    from booking b join booking_line l on l.booking_id = b.id and l.phase <> 'superseded'
    where (b.id = any (${ids}::uuid[]) or b.series_id = any (${ids}::uuid[]))
      and l.resource_id in (select resource_id from resource_draw where drawn_id = ${resourceId}
        union select drawn_id from resource_draw where resource_id = ${resourceId})
    union
    select id from block where id = any (${ids}::uuid[]) and resource_id in (
      select resource_id from resource_draw where drawn_id = ${resourceId} and by_parts)`.execute(tx);
  const here = new Set(rows.map(row => row.id));
  return busy.filter(one => !here.has(named.get(one.uid)?.id ?? ''));
}
