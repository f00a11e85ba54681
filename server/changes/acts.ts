import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import type { Act } from '../history/record.ts';
import type { Change } from './bus.ts';

/** What acts of the history changed: whose bookings they were, and all resources whose time they took or gave back. */
export async function describeActs(db: Db, acts: Act[]): Promise<Change[]> {
  const idsOf = (...types: Act['subjectType'][]) =>
    acts.filter(act => types.includes(act.subjectType)).map(act => act.subjectId);
  const [bookings, resources] = [
    await describeBookings(db, idsOf('booking', 'series')),
    await resourcesOf(db, idsOf('resource', 'site', 'block', 'waiting')),
  ];
  return resources.length > 0 ? [...bookings, { resourceIds: resources, bookings: [] }] : bookings;
}

async function describeBookings(db: Db, ids: string[]): Promise<Change[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; organisation_id: string; owners: string[]; drawn: string[] }>`
    select b.id, b.organisation_id, array_agg(distinct r.owner_id) as owners, array_agg(distinct d.drawn_id) as drawn
    from booking b
    join booking_line l on l.booking_id = b.id
    join resource r on r.id = l.resource_id
    join resource_draw d on d.resource_id = l.resource_id
    where b.id = any (${ids}::uuid[]) or b.series_id = any (${ids}::uuid[])
    group by b.id`.execute(db);
  return rows.map(row => ({
    resourceIds: row.drawn,
    bookings: [{ id: row.id, organisationId: row.organisation_id, ownerIds: row.owners }],
  }));
}

async function resourcesOf(db: Db, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from resource where id = any (${ids}::uuid[]) or site_id = any (${ids}::uuid[])
    union
    select d.drawn_id from block b join resource_draw d on d.resource_id = b.resource_id and d.by_parts
    where b.id = any (${ids}::uuid[])
    union
    select d.drawn_id from waiting w join resource_draw d on d.resource_id = w.resource_id
    where w.id = any (${ids}::uuid[])`.execute(db);
  return rows.map(row => row.id);
}
