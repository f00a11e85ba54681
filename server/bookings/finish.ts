import { sql } from 'kysely';
import type { Booking } from '../../shared/booking.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { requireActsFor } from './book.ts';
import { lockAsOfNow } from './expire.ts';
import { lockResources } from './guard.ts';
import { readBooking, resourcesOf, visibleBooking } from './queries.ts';
import { dropProposedLines } from './withdraw-change.ts';

/**
 * Ends a booking that is running now: the rest of its time is free at once, after the turnaround.
 * @throws Problem `not_found`, `not_affiliated`, `wrong_status` when it has not begun, or is over
 */
export async function finish(tx: Tx, request: { id: string }, context: Context): Promise<Booking> {
  const seen = await visibleBooking(tx, request.id, context);
  requireActsFor(context, seen.organisation_id);
  await lockResources(tx, await resourcesOf(tx, [request.id]));
  const { booking, lines } = await lockAsOfNow(tx, { id: request.id, version: null }, context);
  const isRunning = booking.starts_at < context.now && booking.ends_at > context.now;
  const current = lines.filter(line => line.phase === 'current');
  if (!isRunning || !current.every(line => line.status === 'confirmed' || line.status === 'in_use')) {
    throw new Problem('wrong_status', { status: booking.status });
  }

  // Who goes now no longer waits for more time.
  await dropProposedLines(tx, booking.id);
  await tx
    .updateTable('booking')
    .set({
      ends_at: context.now,
      status: 'completed',
      detached: booking.series_id !== null,
      version: sql`version + 1`,
      sequence: sql`sequence + 1`,
      updated_at: context.now,
    })
    .where('id', '=', booking.id)
    .execute();
  await tx
    .updateTable('booking_line')
    .set({ ends_at: context.now, status: 'completed' })
    .where('booking_id', '=', booking.id)
    .where('phase', '=', 'current')
    .where('status', 'in', ['confirmed', 'in_use'])
    .execute();
  await record(tx, context, [
    {
      action: 'booking.finished_early',
      subjectType: 'booking',
      subjectId: booking.id,
      organisationId: booking.organisation_id,
      before: { endsAt: booking.ends_at },
      after: { endsAt: context.now },
    },
  ]);
  return found(await readBooking(tx, request.id, context));
}
