import type { AffectedBooking, NewBlock } from '../../shared/resource.ts';
import { cancelBookings } from '../bookings/cancel.ts';
import { lockBookings } from '../bookings/queries.ts';
import type { StoredBooking } from '../bookings/view.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { makeRoom, type Squeeze } from './affected.ts';

/** A block that is to be written, and what becomes of the bookings that it meets. */
export interface Clearing {
  resourceId: string;
  from: Date;
  to: Date;
  /** Null: all units. */
  quantity: number | null;
  affected: NewBlock['affected'];
  reason: string;
  /** Makes the block as if it were not there, to see what it would meet; for one that is there already. */
  withoutIt?: () => Promise<void>;
  apply: () => Promise<void>;
}

/**
 * Writes a block, with the bookings in the way refused or cancelled. The caller holds the locks of the resources.
 * @returns the bookings that were cancelled
 * @throws Problem `bookings_affected`, `reason_required` to cancel
 */
export async function clearTheWay(tx: Tx, context: Context, block: Clearing): Promise<AffectedBooking[]> {
  const { quantity, from, to, affected, reason } = block;
  const stopped = quantity === null ? await stoppedBy(tx, block.resourceId) : [block.resourceId];
  const change: Squeeze = {
    apply: block.apply,
    applyUncapped: block.withoutIt ?? (async () => {}),
    resourceIds: async () => stopped,
    takes: stopped.map(resourceId => ({ resourceId, from, to, quantity })),
  };
  const bookings = await makeRoom(tx, context, change);
  if (bookings.length === 0) return [];
  if (affected === 'refuse') throw new Problem('bookings_affected', { count: bookings.length, bookings });
  if (!reason) throw new Problem('reason_required');
  const ids = [...new Set(bookings.map(one => one.bookingId))];
  const waiting = await lockBookings(tx, ids);
  const cancelled =
    quantity === null
      ? await cancelAll(tx, context, waiting, change, reason)
      : await cancelLatest(tx, context, waiting, change, reason);
  return bookings.filter(booking => cancelled.has(booking.bookingId));
}

async function cancelAll(tx: Tx, context: Context, waiting: StoredBooking[], change: Squeeze, reason: string) {
  // The bookings of one series are told of in one message.
  const groups = Map.groupBy(waiting, one => one.booking.series_id ?? one.booking.id);
  for (const group of groups.values()) await cancelBookings(tx, group, reason, context);
  if ((await makeRoom(tx, context, change)).length > 0) throw new Problem('conflict');
  return new Set(waiting.map(one => one.booking.id));
}

/** When only some units go, as few bookings as need be go with them: the latest requests, one after the other. */
async function cancelLatest(tx: Tx, context: Context, waiting: StoredBooking[], change: Squeeze, reason: string) {
  const cancelled = new Set<string>();
  for (const one of waiting.sort((a, b) => +b.booking.created_at - +a.booking.created_at)) {
    await cancelBookings(tx, [one], reason, context);
    cancelled.add(one.booking.id);
    if ((await makeRoom(tx, context, change)).length === 0) return cancelled;
  }
  throw new Problem('conflict');
}

/** What a block of a whole resource stops: itself and its parts. */
async function stoppedBy(tx: Tx, resourceId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('resource_draw')
    .select('drawn_id')
    .where('resource_id', '=', resourceId)
    .where('by_parts', '=', true)
    .execute();
  return rows.map(row => row.drawn_id);
}
