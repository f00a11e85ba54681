import type { Attendees } from '../../shared/attendee.ts';
import { actsFor } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { type Reader, visibleBooking } from './queries.ts';
import { type BookingRow, isEnded } from './view.ts';

/**
 * Who is invited to a booking, by name. Their addresses are for those who may change the booking; a reader who may see it
 * sees names and answers.
 * @throws Problem `not_found`
 */
export async function listAttendees(db: Db, bookingId: string, reader: Reader): Promise<Attendees> {
  const booking = await visibleBooking(db, bookingId, reader);
  const isOwn = actsFor(reader.actor, booking.organisation_id);
  const rows = await db
    .selectFrom('attendee as a')
    .leftJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.id', 'a.person_id as personId', 'a.state', 'a.answered_at as answeredAt'])
    .select(eb => eb.fn.coalesce('p.name', 'a.name').as('name'))
    .select(eb => eb.fn.coalesce('p.email', 'a.email').as('email'))
    .where('a.booking_id', '=', booking.id)
    .orderBy('a.added_at')
    .orderBy('name')
    .orderBy('a.id')
    .execute();
  return {
    items: rows.map(row => ({
      ...row,
      name: row.name ?? '',
      email: isOwn ? row.email : null,
      answeredAt: row.answeredAt?.toISOString() ?? null,
    })),
    may: { change: isOwn && isOpen(booking, reader.now) },
  };
}

/** Whether somebody can still be invited to it. */
export function isOpen(booking: BookingRow, now: Date): boolean {
  return booking.ends_at > now && !isEnded(booking.status) && booking.status !== 'completed';
}
