import { sql } from 'kysely';
import type { AffectedBooking, Block, BlockChange, NewBlock } from '../../shared/resource.ts';
import { cancelBookings } from '../bookings/cancel.ts';
import { lockBookings } from '../bookings/queries.ts';
import type { StoredBooking } from '../bookings/view.ts';
import type { CataloguedResource } from '../catalogue/catalogue.ts';
import { maySee } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import type { NewRow, Row } from '../database/tables.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { matchVersion } from '../http/version.ts';
import { makeRoom, type Squeeze } from './affected.ts';
import { blockView, mayBlock } from './block-queries.ts';
import { lockAround } from './changing.ts';

/** What was blocked, and the bookings that were cancelled for it. */
export interface Blocked {
  block: Block;
  cancelled: AffectedBooking[];
}

/**
 * Takes a resource, or some units of it, out of use for a time; of a divisible room the parts too, of a kit not the components.
 * Bookings in the way refuse it, or are cancelled with its reason when that is asked for. The past cannot be blocked: a start
 * that has gone by is now.
 * @throws Problem `not_found`, `forbidden`, `malformed`, `reason_required` to cancel, `bookings_affected`
 */
export async function block(tx: Tx, input: NewBlock, context: Context): Promise<Blocked> {
  const resource = await blockable(tx, input.resourceId, context);
  if (input.quantity !== undefined && input.quantity > resource.capacity)
    throw new Problem('malformed', { what: 'quantity' });
  const times = timesOf(input, context.now);
  const row: NewRow<'block'> = {
    resource_id: resource.id,
    kind: input.kind,
    ...times,
    quantity: input.quantity ?? null,
    reason: input.reason,
    created_by: context.actor.personId,
    created_at: context.now,
  };
  let id = '';
  const cancelled = await inTheWay(tx, context, input, row, async () => {
    const inserted = await tx.insertInto('block').values(row).returning('id').executeTakeFirstOrThrow();
    id = inserted.id;
  });
  await record(tx, context, [event('block.created', id, resource, input.reason, undefined, { ...input, ...times })]);
  return { block: await blockView(tx, id, context), cancelled };
}

/**
 * Changes the time or the reason of a block; a later end meets the bookings as a new block does.
 * @throws Problem `not_found`, `forbidden`, `stale`, `wrong_status` for one that was lifted, `bookings_affected`
 */
export async function changeBlock(
  tx: Tx,
  id: string,
  version: number,
  input: BlockChange,
  context: Context,
): Promise<Blocked> {
  const { stored, resource } = await lockBlock(tx, id, context);
  matchVersion(version, stored.version);
  if (stored.lifted_at) throw new Problem('wrong_status', { status: 'lifted' });
  const asked = {
    starts_at: input.startsAt === undefined ? stored.starts_at : later(new Date(input.startsAt), context.now),
    ends_at: input.endsAt === undefined ? stored.ends_at : new Date(input.endsAt),
    reason: input.reason ?? stored.reason,
  };
  if (asked.starts_at >= asked.ends_at) throw new Problem('malformed', { what: 'endsAt: after startsAt' });
  const same = (['starts_at', 'ends_at', 'reason'] as const).every(
    name => +asked[name] === +stored[name] || asked[name] === stored[name],
  );
  if (same) return { block: await blockView(tx, id, context), cancelled: [] };
  const row = { ...stored, ...asked };
  const cancelled = await inTheWay(tx, context, { ...input, reason: asked.reason }, row, async () => {
    await tx
      .updateTable('block')
      .set({ ...asked, version: sql`version + 1` })
      .where('id', '=', id)
      .execute();
  });
  await record(tx, context, [event('block.changed', id, resource, asked.reason, whenOf(stored), whenOf(row))]);
  return { block: await blockView(tx, id, context), cancelled };
}

/**
 * Ends a block now, or takes it back before it begins; the time is free at once. A second time changes nothing.
 * @throws Problem `not_found`, `forbidden`, `stale`
 */
export async function liftBlock(tx: Tx, id: string, version: number | null, context: Context): Promise<Block> {
  const { stored, resource } = await lockBlock(tx, id, context);
  matchVersion(version, stored.version);
  if (stored.lifted_at) return blockView(tx, id, context);
  await tx
    .updateTable('block')
    .set({ lifted_at: context.now, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
  await record(tx, context, [event('block.lifted', id, resource, null, whenOf(stored), undefined)]);
  return blockView(tx, id, context);
}

/** Those who administer a resource, and those who decide on its requests, may take it out of use. */
async function blockable(tx: Tx, resourceId: string, context: Context): Promise<CataloguedResource> {
  await lockAround(tx, [resourceId], context.now);
  const { actor, now } = context;
  const resource = found((await context.catalogue.current(tx)).resources.get(resourceId));
  if (!maySee(resource, actor, now)) throw new Problem('not_found');
  if (!mayBlock(resource, context)) throw new Problem('forbidden');
  return resource;
}

async function lockBlock(
  tx: Tx,
  id: string,
  context: Context,
): Promise<{ stored: Row<'block'>; resource: CataloguedResource }> {
  const known = found(await tx.selectFrom('block').select('resource_id').where('id', '=', id).executeTakeFirst());
  const resource = await blockable(tx, known.resource_id, context);
  const stored = await tx.selectFrom('block').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return { stored: found(stored), resource };
}

type Asked = { affected: NewBlock['affected']; reason?: string };
type Where = Pick<NewRow<'block'>, 'resource_id' | 'quantity'>;

/** Applies, with the bookings in the way refused or cancelled; answers the cancelled ones. */
async function inTheWay(
  tx: Tx,
  context: Context,
  asked: Asked,
  where: Where,
  apply: () => Promise<void>,
): Promise<AffectedBooking[]> {
  const change: Squeeze = { apply, resourceIds: () => stoppedBy(tx, where.resource_id) };
  const bookings = await makeRoom(tx, context, change);
  if (bookings.length === 0) return [];
  if (asked.affected === 'refuse') throw new Problem('bookings_affected', { count: bookings.length, bookings });
  if (!asked.reason) throw new Problem('reason_required');
  const cancelled = await cancelUntilRoom(tx, context, change, bookings, {
    one: where.quantity !== null,
    reason: asked.reason,
  });
  return bookings.filter(booking => cancelled.has(booking.bookingId));
}

/** All that stand in the way of a whole resource; of some units only, the latest requests, one after the other. */
async function cancelUntilRoom(
  tx: Tx,
  context: Context,
  change: Squeeze,
  bookings: AffectedBooking[],
  how: { one: boolean; reason: string },
): Promise<Set<string>> {
  const cancelled = new Set<string>();
  const waiting = (await lockBookings(tx, [...new Set(bookings.map(one => one.bookingId))])).sort(
    (a, b) => +b.booking.created_at - +a.booking.created_at,
  );
  for (const group of how.one ? waiting.map(one => [one]) : bySeries(waiting)) {
    await cancelBookings(tx, group, how.reason, context);
    for (const one of group) cancelled.add(one.booking.id);
    if (how.one && (await makeRoom(tx, context, change)).length === 0) return cancelled;
  }
  const left = await makeRoom(tx, context, change);
  if (left.length > 0) throw new Problem('conflict');
  return cancelled;
}

/** The bookings of one series are told of in one message. */
function bySeries(bookings: StoredBooking[]): StoredBooking[][] {
  return [...Map.groupBy(bookings, one => one.booking.series_id ?? one.booking.id).values()];
}

async function stoppedBy(tx: Tx, resourceId: string): Promise<string[]> {
  const drawn = tx
    .selectFrom('resource_draw')
    .select('drawn_id')
    .where('resource_id', '=', resourceId)
    .where('by_parts', '=', true);
  return (await drawn.execute()).map(row => row.drawn_id);
}

function timesOf(input: { startsAt: string; endsAt: string }, now: Date): { starts_at: Date; ends_at: Date } {
  const times = { starts_at: later(new Date(input.startsAt), now), ends_at: new Date(input.endsAt) };
  if (times.starts_at >= times.ends_at)
    throw new Problem('malformed', { what: 'endsAt: after startsAt, and not past' });
  return times;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function whenOf(row: Pick<Row<'block'>, 'starts_at' | 'ends_at' | 'reason'>) {
  return { startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), reason: row.reason };
}

function event(
  action: string,
  id: string,
  resource: CataloguedResource,
  reason: string | null,
  before: unknown,
  after: unknown,
) {
  return {
    action,
    subjectType: 'block' as const,
    subjectId: id,
    organisationId: resource.ownerId,
    before,
    after,
    reason,
  };
}
