import { type RawBuilder, sql } from 'kysely';
import type { PlanningBlockKind } from '../../shared/planning.ts';
import type { Slot } from '../../shared/time.ts';
import type { BookingStatus, LinePhase } from '../../shared/words.ts';
import type { Db } from '../database/connect.ts';

/** What takes time of a resource in a window: a claim, or a competing request that holds nothing yet. */
export interface TakenRow {
  resource_id: string;
  line_resource_id: string;
  occupied_from: Date;
  occupied_to: Date;
  starts_at: Date;
  ends_at: Date;
  quantity: number;
  status: BookingStatus;
  phase: LinePhase;
  holds: boolean;
  booking_id: string;
  version: number;
  series_id: string | null;
  title: string;
  organisation_id: string;
  person_id: string;
}

export interface BlockRow {
  resource_id: string;
  id: string;
  kind: PlanningBlockKind;
  starts_at: Date;
  ends_at: Date;
  quantity: number | null;
  reason: string;
}

/**
 * The claims `c` on the resources in a window, for a FROM. Single units and pools are asked for apart, since each has its own
 * index that begins with the resource.
 */
function claimsOf(resourceIds: string[], slot: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`unnest(${resourceIds}::uuid[]) as wanted (id)
    cross join lateral (
      select * from claim where exclusive and resource_id = wanted.id and occupied && ${slot}
      union all
      select * from claim where not exclusive and resource_id = wanted.id and occupied && ${slot}
    ) c`;
}

function rangeOf({ from, to }: Slot): RawBuilder<unknown> {
  return sql`tstzrange(${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz, '[)')`;
}

/** What takes time of the resources in the window, in the order of time, in one statement. */
export async function readTaken(db: Db, resourceIds: string[], window: Slot, now: Date): Promise<TakenRow[]> {
  const slot = rangeOf(window);
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await sql<TakenRow>`
    select c.resource_id, l.resource_id as line_resource_id, lower(c.occupied) as occupied_from,
      upper(c.occupied) as occupied_to, l.starts_at, l.ends_at, c.quantity, l.status, l.phase, true as holds,
      b.id as booking_id, b.version, b.series_id, b.title, b.organisation_id, b.person_id
    from ${claimsOf(resourceIds, slot)}
    join booking_line l on l.id = c.line_id join booking b on b.id = c.booking_id
    where (c.hold_until is null or c.hold_until > ${at})
    union all
    select l.resource_id, l.resource_id, l.starts_at, l.ends_at, l.starts_at, l.ends_at, l.quantity, l.status, l.phase, false,
      b.id, b.version, b.series_id, b.title, b.organisation_id, b.person_id
    from booking_line l join booking b on b.id = l.booking_id
    where l.status = 'pending' and not l.holds and l.phase <> 'superseded' and l.hold_until > ${at}
      and l.resource_id = any (${resourceIds}::uuid[])
      and l.starts_at < upper(${slot}) and l.ends_at > lower(${slot})
    order by occupied_from`.execute(db);
  return rows;
}

/** What is taken of a resource, and nothing of whose it is. */
export interface TakenTime {
  resourceId: string;
  quantity: number;
  from: Date;
  to: Date;
}

/** The times at which units of the resources are out in the window, lapsed holds left out, in one statement. */
export async function readTakenTimes(db: Db, resourceIds: string[], window: Slot, now: Date): Promise<TakenTime[]> {
  const slot = rangeOf(window);
  const { rows } = await sql<TakenTime>`
    select c.resource_id as "resourceId", c.quantity, lower(c.occupied) as "from", upper(c.occupied) as "to"
    from ${claimsOf(resourceIds, slot)}
    where c.hold_until is null or c.hold_until > ${now.toISOString()}::timestamptz`.execute(db);
  return rows;
}

/**
 * Blocks of the resources in the window, those of a whole also under each of its parts; and what is held for somebody on the
 * waiting list, of whom nothing is said.
 */
export async function readBlocks(db: Db, resourceIds: string[], window: Slot, now: Date): Promise<BlockRow[]> {
  const slot = rangeOf(window);
  const { rows } = await sql<BlockRow>`
    select d.drawn_id as resource_id, b.id, b.kind, b.starts_at, b.ends_at, b.quantity, b.reason
    from block b join resource_draw d on d.resource_id = b.resource_id and d.by_parts
    where b.lifted_at is null and d.drawn_id = any (${resourceIds}::uuid[])
      and b.starts_at < ${window.to.toISOString()}::timestamptz and b.ends_at > ${window.from.toISOString()}::timestamptz
    union all
    select c.resource_id, c.waiting_id, 'offer', lower(c.occupied), upper(c.occupied), nullif(c.quantity, case when c.exclusive then 1 end), ''
    from claim c
    where c.waiting_id is not null and c.resource_id = any (${resourceIds}::uuid[]) and c.occupied && ${slot}
      and c.hold_until > ${now.toISOString()}::timestamptz
    order by starts_at`.execute(db);
  return rows;
}

/**
 * A mark that changes with every act that is written into the history and with every published rule, for one small read.
 * An act that was committed after a later one moves the oldest of the last five hundred. Read from the end of the index: asked
 * for by a bound instead, the planner reads the whole history.
 */
export async function readChangeMark(db: Db): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws('.', (select version from catalogue), max(id), min(id)) as mark
    from (select id from audit_event order by id desc limit 500) recent`.execute(db);
  return rows[0]?.mark ?? '';
}
