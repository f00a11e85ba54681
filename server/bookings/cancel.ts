import { sql } from 'kysely';
import type { Booking } from '../../shared/booking.ts';
import { isApproverOf, mayManage } from '../catalogue/visibility.ts';
import { actsFor, type Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { lockAsOfNow } from './expire.ts';
import { lockResources } from './guard.ts';
import { readBooking, resourcesOf, visibleBooking } from './queries.ts';
import { excludeDates } from './series.ts';
import { isEnded, type StoredBooking } from './view.ts';
import { minutesAfter } from './want.ts';

/**
 * Cancels a booking: its time is free at once. Its own organisation's people may, without a reason; the managers of one of its
 * resources and the coordinator may too, but owe a reason (charter: "respect des clients").
 * @throws Problem `not_found`, `forbidden`, `reason_required`, `wrong_status`, `stale`
 */
export async function cancel(
  tx: Tx,
  request: { id: string; version: number | null; reason: string | null },
  context: Context,
): Promise<Booking> {
  await requireMayCancel(tx, request.id, request.reason, context);
  await lockResources(tx, await resourcesOf(tx, [request.id]));
  const stored = await lockAsOfNow(tx, request, context);
  requireCancellable(stored, context.now);
  await cancelBookings(tx, [stored], request.reason, context);
  return found(await readBooking(tx, request.id, context));
}

/** @throws Problem `not_found`, `forbidden`, `reason_required` */
export async function requireMayCancel(tx: Tx, id: string, reason: string | null, context: Context): Promise<void> {
  const booking = await visibleBooking(tx, id, context);
  if (actsFor(context.actor, booking.organisation_id)) return;
  const catalogue = await context.catalogue.current(tx);
  const resources = (await resourcesOf(tx, [id])).flatMap(one => catalogue.resources.get(one) ?? []);
  const manages = resources.some(
    resource => mayManage(resource, context.actor) || isApproverOf(resource, context.actor.personId, context.now),
  );
  if (!manages) throw new Problem('forbidden');
  if (!reason) throw new Problem('reason_required');
}

/** @throws Problem `wrong_status` for what is over already, in time or by an earlier act */
export function requireCancellable({ booking }: StoredBooking, now: Date): void {
  if (isEnded(booking.status) || booking.status === 'completed' || booking.ends_at <= now) {
    throw new Problem('wrong_status', { status: booking.status });
  }
}

/** Cancels bookings whose rows and resources are locked, in one statement for each table, and tells of them in one message. */
export async function cancelBookings(
  tx: Tx,
  bookings: StoredBooking[],
  reason: string | null,
  context: Context,
): Promise<void> {
  const ids = bookings.map(one => one.booking.id);
  const late = await lateAmong(tx, bookings, context);
  await tx
    .updateTable('booking')
    .set({
      status: 'cancelled',
      cancelled_at: context.now,
      cancelled_by: context.actor.personId,
      cancellation_reason: reason,
      cancelled_late: sql`id = any (${[...late]}::uuid[])`,
      version: sql`version + 1`,
      sequence: sql`sequence + 1`,
      updated_at: context.now,
    })
    .where('id', 'in', ids)
    .execute();
  // A change that waited goes with the booking; what was current can be restored.
  await tx
    .updateTable('booking_line')
    .set({
      status: 'cancelled',
      phase: sql`case when phase = 'proposed' then 'superseded' else phase end`,
    })
    .where('booking_id', 'in', ids)
    .where('phase', 'in', ['current', 'proposed'])
    .where('status', 'in', ['pending', 'confirmed', 'in_use'])
    .execute();
  await record(
    tx,
    context,
    bookings.map(({ booking }) => ({
      action: 'booking.cancelled',
      subjectType: 'booking' as const,
      subjectId: booking.id,
      organisationId: booking.organisation_id,
      before: { status: booking.status },
      after: { status: 'cancelled', late: late.has(booking.id) },
      reason,
    })),
  );
  await excludeDates(
    tx,
    bookings.map(one => one.booking),
  );
  const [first] = bookings;
  if (!first) return;
  await context.jobs.notify(tx, [
    {
      event: 'cancelled',
      bookingIds: ids,
      ...(first.booking.series_id ? { seriesId: first.booking.series_id } : {}),
      version: first.booking.version + 1,
      actorId: context.actor.personId,
      ...(reason ? { reason } : {}),
    },
  ]);
}

/**
 * The bookings that their own people give up after the notice that an owner published. They may, since a time that nobody
 * uses serves nobody; it is noted. What the owner cancels is never late for those who lose it.
 */
async function lateAmong(tx: Tx, bookings: StoredBooking[], context: Context): Promise<Set<string>> {
  const { resources } = await context.catalogue.lastRead(tx);
  const isLate = ({ booking, lines }: StoredBooking) =>
    actsFor(context.actor, booking.organisation_id) &&
    lines.some(line => {
      const notice = resources.get(line.resource_id)?.criteria?.cancelNoticeMinutes ?? 0;
      return line.phase === 'current' && notice > 0 && minutesAfter(booking.starts_at, -notice) < context.now;
    });
  return new Set(bookings.filter(isLate).map(one => one.booking.id));
}
