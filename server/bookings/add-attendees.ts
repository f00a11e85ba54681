import type { AttendeeAddition, Attendees } from '../../shared/attendee.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { lockForAttendees, raiseSequence, tellAttendees } from './attendee-scope.ts';
import { listAttendees } from './attendees.ts';
import { insertAttendees } from './insert-attendees.ts';

/**
 * Invites people to a booking, or to the dates of its series that are still to come. Who is invited already stays as they are.
 * @throws Problem `not_found`, `not_affiliated`, `wrong_status`, `malformed` for a person who is not there or no longer
 * active, `too_many_attendees`, `too_many_requests`
 */
export async function addAttendees(
  tx: Tx,
  request: { id: string } & AttendeeAddition,
  context: Context,
): Promise<Attendees> {
  const bookings = await lockForAttendees(tx, request, context);
  if ((await insertAttendees(tx, bookings, request.attendees, context)) > 0) {
    await raiseSequence(tx, bookings, context);
    await tellAttendees(tx, bookings, context);
  }
  return listAttendees(tx, request.id, context);
}
