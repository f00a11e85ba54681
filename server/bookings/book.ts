import type { Booking, NewBooking } from '../../shared/booking.ts';
import { isAllowed } from '../../shared/findings.ts';
import { actsFor, type Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem, Refused } from '../errors.ts';
import { alternativesTo } from './alternatives.ts';
import { guard } from './guard.ts';
import { insertAttendees } from './insert-attendees.ts';
import { resolveTimes } from './moments.ts';
import { newBooking } from './new-rows.ts';
import { bookingView } from './view.ts';
import { insertBookings } from './write-booking.ts';

/**
 * Books one or several resources, of any owners, at one time: all of them or none. Lines whose owner wants to decide wait as
 * `pending` and hold their time until the deadline; without any such line the booking is confirmed at once.
 * @throws Problem `not_affiliated` when the person does not act for the beneficiary today
 * @throws Refused with every finding; with ways out when lack of room is all that stands in the way
 */
export async function book(
  tx: Tx,
  request: Omit<NewBooking, 'recurrence' | 'choices'>,
  context: Context,
): Promise<Booking> {
  requireActsFor(context, request.organisationId);
  const { startsAt, endsAt } = await resolveTimes(tx, request, context);
  const want = { organisationId: request.organisationId, startsAt, endsAt, lines: request.lines };

  const { catalogue, findings } = await guard(tx, [want], context);
  const [found = []] = findings;
  if (!isAllowed(found)) throw new Refused(found, db => alternativesTo(db, want, context));

  const naming = {
    personId: context.actor.personId,
    title: request.title,
    purpose: request.purpose ?? null,
    bundle: request.bundle,
  };
  const stored = newBooking(want, naming, catalogue, context.now);
  await insertBookings(tx, [stored], context);
  await insertAttendees(tx, [stored.booking], request.attendees ?? [], context);
  await context.jobs.notify(tx, [
    {
      event: stored.booking.status === 'pending' ? 'requested' : 'confirmed',
      bookingIds: [stored.booking.id],
      version: 1,
      actorId: context.actor.personId,
    },
  ]);
  return bookingView(stored, context.actor.name, { ...context, catalogue });
}

/** @throws Problem `not_affiliated` */
export function requireActsFor(context: Context, organisationId: string): void {
  if (!actsFor(context.actor, organisationId)) throw new Problem('not_affiliated');
}
