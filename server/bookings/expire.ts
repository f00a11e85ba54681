import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { type Event, recordOfSystem } from '../history/record.ts';
import { matchVersion } from '../http/version.ts';
import type { NotifyJob } from '../jobs/queue.ts';
import { lockBookings } from './queries.ts';
import { type Settlement, settle, waitingLines, writeSettlements } from './settle.ts';
import type { LineRow, StoredBooking } from './view.ts';

/** Who lets a deadline pass is nobody: the history names no person. */
export type ByTheSystem = Pick<Context, 'now' | 'jobs'> & Partial<Pick<Context, 'requestId' | 'acts'>>;

/**
 * Whether a request has waited in vain: its deadline has passed, or the time that it asked for has begun. A change of what
 * runs already asks for a time that has begun, and waits until its deadline.
 */
export function isOverdue(line: Pick<LineRow, 'status' | 'phase' | 'hold_until' | 'starts_at'>, now: Date): boolean {
  if (line.status !== 'pending') return false;
  return (line.hold_until !== null && line.hold_until <= now) || (line.phase === 'current' && line.starts_at <= now);
}

/**
 * Locks a booking for whoever would act on it now, its resources being locked already: a request whose deadline has passed is
 * let go of first, so that nothing is done to it as if it still waited.
 * @param request.version the version that the client read, before that
 * @throws Problem `not_found`, `stale`
 */
export async function lockAsOfNow(
  tx: Tx,
  request: { id: string; version: number | null },
  by: ByTheSystem,
): Promise<StoredBooking> {
  const [stored] = await lockBookings(tx, [request.id]);
  const { booking } = found(stored);
  matchVersion(request.version, booking.version);
  if ((await expireOverdue(tx, [found(stored)], by)) === 0) return found(stored);
  const [after] = await lockBookings(tx, [request.id]);
  return found(after);
}

/**
 * Lets go of the requests among these bookings that nobody decided on in time: by their bundle's policy the booking expires, or
 * goes on with what is confirmed; a change falls back to what was held. The caller has locked the resources that matter to it;
 * where a bundle holds others too, the rare embrace is broken by the database and tried again.
 * @returns how many bookings have changed
 */
export async function expireOverdueHolds(tx: Tx, bookingIds: string[], by: ByTheSystem): Promise<number> {
  if (bookingIds.length === 0) return 0;
  return expireOverdue(tx, await lockBookings(tx, [...new Set(bookingIds)]), by);
}

/** As `expireOverdueHolds`, of bookings that are locked already. */
async function expireOverdue(tx: Tx, bookings: StoredBooking[], by: ByTheSystem): Promise<number> {
  const settlements = bookings.flatMap(stored => {
    const overdue = waitingLines(stored).filter(line => isOverdue(line, by.now));
    if (overdue.length === 0) return [];
    return [settle(stored, new Map(overdue.map(line => [line.id, 'expired' as const])))];
  });
  if (settlements.length === 0) return 0;
  await writeSettlements(tx, settlements, by.now);
  await leaveToOutside(tx);
  await recordOfSystem(tx, settlements.map(expiryOf), by);
  await by.jobs.notify(tx, settlements.filter(one => one.outcome !== 'pending').map(expiryJob));
  return settlements.length;
}

/**
 * What lapsed over the busy time of an outside calendar is the calendar's from here on, and not the next asker's: the trigger that
 * sees to it would wait for the end of the transaction, so that a booking that changes may take its own time again.
 */
export async function leaveToOutside(tx: Tx): Promise<void> {
  await sql`set constraints claim_freed_is_busy_outside immediate`.execute(tx);
  await sql`set constraints claim_freed_is_busy_outside deferred`.execute(tx);
}

function expiryOf({ stored, booking, isChange }: Settlement): Event {
  return {
    action: isChange ? 'booking.change_expired' : 'booking.expired',
    subjectType: 'booking',
    subjectId: booking.id,
    organisationId: booking.organisation_id,
    before: { status: stored.booking.status },
    after: { status: booking.status },
  };
}

function expiryJob({ stored, outcome }: Settlement): NotifyJob {
  const { id, series_id, version } = stored.booking;
  return {
    event: outcome === 'confirmed' ? 'confirmed' : 'expired',
    bookingIds: [id],
    ...(series_id ? { seriesId: series_id } : {}),
    version: version + 1,
    actorId: null,
  };
}
