import { sql } from 'kysely';
import type { ChangeScope } from '../../shared/words.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { isOpen } from './attendees.ts';
import { requireActsFor } from './book.ts';
import { lockResources } from './guard.ts';
import { lockBookings, resourcesOf, visibleBooking } from './queries.ts';
import { isOfSeries, reach } from './scope.ts';
import type { BookingRow } from './view.ts';

/**
 * Locks the bookings whose attendees are to change: one, or the occurrences of its series that are still to come. The locks
 * are taken in the order that every change of a booking takes them in.
 * @throws Problem `not_found`, `not_affiliated`, `wrong_status` for what is over or has been ended
 */
export async function lockForAttendees(
  tx: Tx,
  request: { id: string; scope: ChangeScope },
  context: Context,
): Promise<BookingRow[]> {
  const seen = await visibleBooking(tx, request.id, context);
  requireActsFor(context, seen.organisation_id);
  const { now } = context;
  if (isOfSeries(seen, request.scope)) {
    const { acted, occurrences } = await reach(tx, seen, request.scope, one => isOpen(one, now));
    requireOpen(acted.booking, now);
    return occurrences.map(one => one.booking);
  }
  await lockResources(tx, await resourcesOf(tx, [seen.id]));
  const [stored] = await lockBookings(tx, [seen.id]);
  const { booking } = found(stored);
  requireOpen(booking, now);
  return [booking];
}

function requireOpen(booking: BookingRow, now: Date): void {
  if (!isOpen(booking, now)) throw new Problem('wrong_status', { status: booking.status });
}

/**
 * Notes that calendars must hear of these bookings: whose occurrences somebody attends is part of their calendar's series, and
 * what follows a CANCEL needs a higher SEQUENCE (RFC 5546 2.1.4). Not the version: nothing that a client edits has changed.
 */
export async function raiseSequence(tx: Tx, bookings: BookingRow[], context: Context): Promise<void> {
  await tx
    .updateTable('booking')
    .set({ sequence: sql`sequence + 1`, updated_at: context.now })
    .where(
      'id',
      'in',
      bookings.map(one => one.id),
    )
    .execute();
}

/** Has the calendars of attendees brought up to date, in one message for a series. */
export async function tellAttendees(tx: Tx, bookings: BookingRow[], context: Context): Promise<void> {
  const [first] = bookings;
  if (!first) return;
  await context.jobs.notify(tx, [
    {
      event: 'calendar_changed',
      bookingIds: bookings.map(one => one.id),
      ...(first.series_id ? { seriesId: first.series_id } : {}),
      version: first.version,
      actorId: context.actor.personId,
    },
  ]);
}
