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

/**
 * Takes back a change that waits for a decision: the booking goes on as it was, and what the change held beside it is free.
 * @throws Problem `not_found`, `not_affiliated`, `stale`; `wrong_status` when no change waits
 */
export async function withdrawChange(
  tx: Tx,
  request: { id: string; version: number | null },
  context: Context,
): Promise<Booking> {
  const seen = await visibleBooking(tx, request.id, context);
  requireActsFor(context, seen.organisation_id);
  await lockResources(tx, await resourcesOf(tx, [request.id]));
  const { booking, lines } = await lockAsOfNow(tx, request, context);
  if (!lines.some(line => line.phase === 'proposed')) throw new Problem('wrong_status', { status: booking.status });

  await dropProposedLines(tx, booking.id);
  const isRunning = lines.some(line => line.phase === 'current' && line.status === 'in_use');
  await tx
    .updateTable('booking')
    .set({
      status: isRunning ? 'in_use' : 'confirmed',
      version: sql`version + 1`,
      sequence: sql`sequence + 1`,
      updated_at: context.now,
    })
    .where('id', '=', booking.id)
    .execute();
  await record(tx, context, [
    {
      action: 'booking.change_withdrawn',
      subjectType: 'booking',
      subjectId: booking.id,
      organisationId: booking.organisation_id,
    },
  ]);
  return found(await readBooking(tx, request.id, context));
}

/** Gives up what a waiting change holds beside its booking, if there is one. */
export async function dropProposedLines(tx: Tx, bookingId: string): Promise<void> {
  await tx
    .updateTable('booking_line')
    .set({ status: 'cancelled', phase: 'superseded' })
    .where('booking_id', '=', bookingId)
    .where('phase', '=', 'proposed')
    .execute();
}
