import type { Attendees } from '../../shared/attendee.ts';
import type { ChangeScope } from '../../shared/words.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { record } from '../history/record.ts';
import { lockForAttendees, raiseSequence, tellAttendees } from './attendee-scope.ts';
import { listAttendees } from './attendees.ts';

/**
 * Takes an invitation back, for one date or for those of the series that are still to come; whoever was told of it is told.
 * @throws Problem `not_found`, `not_affiliated`, `wrong_status`
 */
export async function removeAttendee(
  tx: Tx,
  request: { id: string; attendeeId: string; scope: ChangeScope },
  context: Context,
): Promise<Attendees> {
  const bookings = await lockForAttendees(tx, request, context);
  const attendee = found(
    await tx
      .selectFrom('attendee')
      .select(['person_id', 'email'])
      .where('id', '=', request.attendeeId)
      .where('booking_id', '=', request.id)
      .executeTakeFirst(),
  );
  const ids = bookings.map(one => one.id);
  const removed = await tx
    .deleteFrom('attendee')
    .where('booking_id', 'in', ids)
    .where(eb =>
      attendee.person_id === null ? eb('email', '=', attendee.email) : eb('person_id', '=', attendee.person_id),
    )
    .returning('booking_id')
    .execute();
  const left = new Set(removed.map(row => row.booking_id));
  const concerned = bookings.filter(one => left.has(one.id));
  await raiseSequence(tx, concerned, context);
  await record(
    tx,
    context,
    concerned.map(booking => ({
      action: 'booking.attendee_removed',
      subjectType: 'booking' as const,
      subjectId: booking.id,
      organisationId: booking.organisation_id,
      before: { personId: attendee.person_id },
    })),
  );
  await tellAttendees(tx, concerned, context);
  return listAttendees(tx, request.id, context);
}
