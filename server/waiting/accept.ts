import type { Booking } from '../../shared/booking.ts';
import { book } from '../bookings/book.ts';
import { lockResources } from '../bookings/guard.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { ownWaiting, stateOf } from './queries.ts';

/**
 * Takes an offer: the time passes from it to a booking under the resource's lock, so that it is never free in between. The
 * rules are those of any booking, and where the owner decides it becomes a request. If they refuse it, the offer stands.
 * @throws Problem `not_found`, `no_offer`, `not_affiliated`, `too_many_pending`
 * @throws Refused by a rule that has changed since
 */
export async function accept(tx: Tx, id: string, context: Context): Promise<Booking> {
  const seen = await ownWaiting(tx, id, context);
  await lockResources(tx, [seen.resource_id]);
  const row = await ownWaiting(tx, id, context);
  if (stateOf(row, context.now) !== 'offered') throw new Problem('no_offer');

  await tx.updateTable('waiting').set({ state: 'accepted', ended_at: context.now }).where('id', '=', id).execute();
  const booking = await book(
    tx,
    {
      organisationId: row.organisation_id,
      title: row.title,
      ...(row.purpose ? { purpose: row.purpose } : {}),
      startsAt: row.starts_at.toISOString(),
      endsAt: row.ends_at.toISOString(),
      lines: [{ resourceId: row.resource_id, quantity: row.quantity }],
      bundle: 'all_or_nothing',
    },
    context,
  );
  await tx.updateTable('waiting').set({ booking_id: booking.id }).where('id', '=', id).execute();
  await record(tx, context, [
    {
      ...{ action: 'waiting.accepted', subjectType: 'waiting' as const, subjectId: id },
      ...{ organisationId: row.organisation_id, after: { bookingId: booking.id } },
    },
  ]);
  return booking;
}
