import { sql } from 'kysely';
import type { AffectedBooking } from '../../shared/resource.ts';
import { expireOverdueHolds } from '../bookings/expire.ts';
import { lapseOffers } from '../bookings/lapse-offers.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { violates } from '../database/failures.ts';
import { Problem } from '../errors.ts';
import { withdrawOffers } from '../waiting/withdraw.ts';

const room = [
  'claim_no_overlap',
  'claim_within_capacity',
  'claim_exclusive_is_single',
  'resource_capacity_covers_claims',
];

/** A change of what a resource takes, and what it must still leave room for. */
export interface Squeeze {
  /** The change as it is to be. */
  apply: () => Promise<void>;
  /** What is done of it to see what would be in the way: without its change of capacity, and without what it `takes`. */
  applyUncapped?: () => Promise<void>;
  /** The resources whose room it concerns. */
  resourceIds: () => Promise<string[]>;
  /** The capacities after it, where they change. */
  capacities?: Record<string, number>;
  /** Time that it takes itself, so many units or all. */
  takes?: Taking[];
}

interface Taking {
  resourceId: string;
  from: Date;
  to: Date;
  /** Null: all units. */
  quantity: number | null;
}

/**
 * Makes a change that the bookings promised may not leave room for, or else says which.
 * @throws Problem `bookings_affected` with `bookings` in full: only who manages the resource gets here
 */
export async function squeeze(tx: Tx, context: Context, change: Squeeze): Promise<void> {
  const bookings = await makeRoom(tx, context, change);
  if (bookings.length > 0) throw new Problem('bookings_affected', { count: bookings.length, bookings });
}

/**
 * Makes a change if there is room for it: the triggers derive the claims and refuse what does not fit. Then nothing is changed,
 * and the bookings in the way are answered; none when it was made. The caller holds the locks of the resources.
 */
export async function makeRoom(tx: Tx, context: Context, change: Squeeze): Promise<AffectedBooking[]> {
  const resourceIds = await change.resourceIds();
  await releaseLapsed(tx, resourceIds, context);
  try {
    await inSavepoint(tx, async () => {
      await change.apply();
      return 'keep';
    });
    return [];
  } catch (error) {
    if (!violates(error, ...room)) throw error;
  }
  // What the owner needs goes before what is only offered: who has the offer waits again, in their old place.
  if ((await withdrawOffers(tx, change.takes ?? resourceIds.map(resourceId => ({ resourceId })), context)) > 0) {
    return makeRoom(tx, context, change);
  }
  const bookings = await bookingsWithoutRoom(tx, context.now, change, resourceIds);
  // Blocks alone can stand in the way too: no booking is concerned, and still it does not fit.
  if (bookings.length === 0) throw new Problem('conflict');
  return bookings;
}

/** A hold that has lapsed counts for nothing, and must not stand in the way. */
async function releaseLapsed(tx: Tx, resourceIds: string[], context: Context): Promise<void> {
  if (resourceIds.length === 0) return;
  const lapsed = await tx
    .selectFrom('claim')
    .select('booking_id')
    .where('resource_id', 'in', resourceIds)
    .where('hold_until', '<=', context.now)
    .execute();
  await expireOverdueHolds(
    tx,
    lapsed.flatMap(one => one.booking_id ?? []),
    context,
  );
  await lapseOffers(tx, resourceIds, context);
}

/**
 * Tries the change on with room for all, so that the triggers derive the claims as they would be, and looks where these exceed
 * the true capacities. Then takes it all back.
 */
async function bookingsWithoutRoom(
  tx: Tx,
  now: Date,
  change: Squeeze,
  resourceIds: string[],
): Promise<AffectedBooking[]> {
  let affected: AffectedBooking[] = [];
  await inSavepoint(tx, async () => {
    const capacities = await capacitiesOf(tx, resourceIds);
    await sql`update resource set capacity = 100000 where id = any (${resourceIds}::uuid[])`.execute(tx);
    await (change.applyUncapped ?? change.apply)();
    affected = await overflowing(tx, now, { ...capacities, ...change.capacities }, change.takes ?? []);
    return 'undo' as const;
  });
  return affected;
}

async function capacitiesOf(tx: Tx, ids: string[]): Promise<Record<string, number>> {
  const rows = await tx.selectFrom('resource').select(['id', 'capacity']).where('id', 'in', ids).execute();
  return Object.fromEntries(rows.map(row => [row.id, row.capacity]));
}

/** The bookings whose claims are among those that exceed a capacity, at the instants where they do. */
async function overflowing(
  tx: Tx,
  now: Date,
  capacities: Record<string, number>,
  takes: Taking[],
): Promise<AffectedBooking[]> {
  const at = now.toISOString();
  const { rows } = await sql<{ line_id: string }>`
    with room as (
      select * from unnest(${Object.keys(capacities)}::uuid[], ${Object.values(capacities)}::integer[]) as k (id, capacity)
    ), held as (
      select c.resource_id, c.line_id, c.quantity, c.occupied, k.capacity
      from room k join claim c on c.resource_id = k.id
      where upper(c.occupied) > ${at}::timestamptz and (c.hold_until is null or c.hold_until > ${at}::timestamptz)
        and not c.yielding
      union all
      select k.id, null, coalesce(t.quantity, k.capacity), tstzrange(t.starts_at, t.ends_at, '[)'), k.capacity
      from room k
      join unnest(
        ${takes.map(one => one.resourceId)}::uuid[],
        ${takes.map(one => one.from.toISOString())}::timestamptz[],
        ${takes.map(one => one.to.toISOString())}::timestamptz[],
        ${takes.map(one => one.quantity)}::integer[]
      ) as t (resource_id, starts_at, ends_at, quantity) on t.resource_id = k.id
    ), instant as (
      select distinct resource_id, greatest(lower(occupied), ${at}::timestamptz) as at from held
    ), exceeded as (
      select i.resource_id, i.at
      from instant i join held h on h.resource_id = i.resource_id and h.occupied @> i.at
      group by i.resource_id, i.at, h.capacity having sum(h.quantity) > h.capacity
    )
    select distinct h.line_id
    from exceeded e join held h on h.resource_id = e.resource_id and h.occupied @> e.at
    where h.line_id is not null`.execute(tx);
  return describeLines(
    tx,
    rows.map(row => row.line_id),
  );
}

/** The bookings of lines, as who manages their resource needs to know them, soonest first. */
export async function describeLines(db: Db, lineIds: string[]): Promise<AffectedBooking[]> {
  return [...(await bookingsByLine(db, lineIds)).values()];
}

/** The same, each under the id of its line. */
export async function bookingsByLine(db: Db, lineIds: string[]): Promise<Map<string, AffectedBooking>> {
  if (lineIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('booking_line as l')
    .innerJoin('booking as b', 'b.id', 'l.booking_id')
    .innerJoin('organisation as o', 'o.id', 'b.organisation_id')
    .innerJoin('person as p', 'p.id', 'b.person_id')
    .innerJoin('resource as r', 'r.id', 'l.resource_id')
    .select([
      'l.id',
      'b.id as bookingId',
      'b.title',
      'l.status',
      'o.id as organisationId',
      'o.name as organisationName',
      'p.name as personName',
      'r.id as resourceId',
      'r.name as resourceName',
      'l.quantity',
      'l.starts_at',
      'l.ends_at',
    ])
    .where('l.id', 'in', lineIds)
    .orderBy('l.starts_at')
    .orderBy('b.id')
    .execute();
  return new Map(
    rows.map(({ id, starts_at, ends_at, ...row }) => [
      id,
      { ...row, startsAt: starts_at.toISOString(), endsAt: ends_at.toISOString() },
    ]),
  );
}

/** The lines that are asked for or promised and are still to end, of the resources. */
export async function upcomingLines(db: Db, resourceIds: string[], now: Date): Promise<string[]> {
  if (resourceIds.length === 0) return [];
  const rows = await db
    .selectFrom('booking_line')
    .select('id')
    .where('resource_id', 'in', resourceIds)
    .where('ends_at', '>', now)
    .where('phase', '<>', 'superseded')
    .where('status', 'in', ['pending', 'confirmed', 'in_use'])
    .where(eb => eb.or([eb('status', '<>', 'pending'), eb('hold_until', '>', now)]))
    .execute();
  return rows.map(row => row.id);
}

/** Runs a step whose failure or withdrawal must not end the transaction. */
export async function inSavepoint(tx: Tx, step: () => Promise<'keep' | 'undo'>): Promise<void> {
  await sql`savepoint step`.execute(tx);
  const undo = () => sql`rollback to savepoint step`.execute(tx);
  const outcome = await step().catch(async error => {
    await undo();
    throw error;
  });
  if (outcome === 'undo') await undo();
  await sql`release savepoint step`.execute(tx);
}
