import { sql } from 'kysely';
import { assess } from '../bookings/guard.ts';
import { lockBookings } from '../bookings/queries.ts';
import { type Settlement, settle, waitingLines, writeSettlements } from '../bookings/settle.ts';
import type { StoredBooking } from '../bookings/view.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { auditRow } from '../history/record.ts';
import type { NotifyJob } from '../jobs/queue.ts';
import { lackOfRoom, wantIfApproved } from './room.ts';

/** What the history and the notification say of a request that was declined because a rival was approved. */
export const rivalReason = 'rival_approved';

/** Bookings whose competing requests want some of the same means, buffers included, at the same time as this one. */
export async function rivalBookings(db: Db, bookingId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ booking_id: string }>`
    select distinct theirs.booking_id
    from booking_line mine
    join resource r on r.id = mine.resource_id
    join resource_draw d on d.resource_id = mine.resource_id
    join resource_draw e on e.drawn_id = d.drawn_id
    join booking_line theirs on theirs.resource_id = e.resource_id and theirs.booking_id <> mine.booking_id
    join resource s on s.id = theirs.resource_id
    where mine.booking_id = ${bookingId} and mine.phase <> 'superseded' and mine.status in ('pending', 'confirmed')
      and theirs.status = 'pending' and theirs.phase <> 'superseded' and not theirs.holds
      and theirs.hold_until > ${now.toISOString()}::timestamptz
      and theirs.starts_at - make_interval(mins => s.setup_minutes) < mine.ends_at + make_interval(mins => r.turnaround_minutes)
      and theirs.ends_at + make_interval(mins => s.turnaround_minutes) > mine.starts_at - make_interval(mins => r.setup_minutes)`.execute(
    db,
  );
  return rows.map(row => row.booking_id);
}

/**
 * Declines the competing requests for which an approval has left no room; where some units are left they go on waiting. Nobody
 * decided on them, and so no decision is written: the history names the system, and the notification offers ways out.
 */
export async function declineRivals(tx: Tx, approvedId: string, context: Context): Promise<void> {
  const rivalIds = await rivalBookings(tx, approvedId, context.now);
  if (rivalIds.length === 0) return;
  const rivals = await lockBookings(tx, rivalIds);
  const wants = rivals.map(stored => wantIfApproved(stored, competingLines(stored)));
  const { findings } = await assess(tx, wants, context);
  const settlements = rivals.flatMap((stored, index) => {
    const lacking = new Set(lackOfRoom(findings[index] ?? []).map(one => one.resourceId));
    const outcomes = competingLines(stored).filter(line => lacking.has(line.resource_id));
    if (outcomes.length === 0) return [];
    return [settle(stored, new Map(outcomes.map(line => [line.id, 'declined' as const])))];
  });
  if (settlements.length === 0) return;
  await writeSettlements(tx, settlements, context.now);
  await tx
    .insertInto('audit_event')
    .values(settlements.map(one => rivalRow(one, approvedId, context)))
    .execute();
  await context.jobs.notify(tx, settlements.filter(one => one.outcome !== 'pending').map(rivalJob));
}

function competingLines(stored: StoredBooking) {
  return waitingLines(stored).filter(line => line.status === 'pending' && !line.holds);
}

function rivalRow({ stored, booking }: Settlement, approvedId: string, context: Context) {
  return auditRow(
    {
      action: 'booking.declined_for_rival',
      subjectType: 'booking',
      subjectId: booking.id,
      organisationId: booking.organisation_id,
      before: { status: stored.booking.status },
      after: { status: booking.status, rivalId: approvedId },
      reason: rivalReason,
    },
    { personId: null, now: context.now, requestId: context.requestId },
  );
}

function rivalJob({ stored, isChange, outcome }: Settlement): NotifyJob {
  const { id, series_id, version, starts_at, ends_at } = stored.booking;
  return {
    event: outcome === 'confirmed' ? 'confirmed' : isChange ? 'change_declined' : 'declined',
    bookingIds: [id],
    ...(series_id ? { seriesId: series_id } : {}),
    version: version + 1,
    actorId: null,
    ...(isChange ? { before: { startsAt: starts_at.toISOString(), endsAt: ends_at.toISOString() } } : {}),
    reason: rivalReason,
  };
}
