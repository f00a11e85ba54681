import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import type { NewRow } from '../database/tables.ts';
import { auditRow } from '../history/record.ts';
import { boundPending } from './pending-limit.ts';
import type { StoredBooking } from './view.ts';

/**
 * Writes new bookings with their lines and their history in one statement, however many; the triggers on lines derive the
 * claims, and the database refuses what overlaps.
 * @throws Problem `too_many_pending`
 */
export async function insertBookings(tx: Tx, bookings: StoredBooking[], context: Context): Promise<void> {
  const lines = bookings.flatMap(one => one.lines);
  await tx
    .with('new_booking', db => db.insertInto('booking').values(bookings.map(one => one.booking)))
    .with('new_line', db => db.insertInto('booking_line').values(lines))
    .insertInto('audit_event')
    .values(bookings.map(one => createdEvent(one, context)))
    .execute();
  const waiting = bookings.find(one => one.booking.status === 'pending');
  if (waiting) await boundPending(tx, waiting.booking.organisation_id, context);
}

function createdEvent({ booking, lines }: StoredBooking, context: Context): NewRow<'audit_event'> {
  return auditRow(
    {
      action: 'booking.created',
      subjectType: 'booking',
      subjectId: booking.id,
      organisationId: booking.organisation_id,
      after: {
        status: booking.status,
        startsAt: booking.starts_at,
        endsAt: booking.ends_at,
        lines: lines.map(line => ({ resourceId: line.resource_id, quantity: line.quantity })),
      },
    },
    { personId: context.actor.personId, now: context.now, requestId: context.requestId, acts: context.acts },
  );
}
