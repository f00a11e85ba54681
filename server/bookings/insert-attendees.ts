import { sql } from 'kysely';
import type { NewAttendee } from '../../shared/attendee.ts';
import { limits } from '../../shared/limits.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { take } from '../http/limits.ts';
import type { BookingRow } from './view.ts';

/** Outside addresses that one person can have written to in a day: the outbox is not for sending to whole lists. */
const outsidersPerDay = 200;
const daySeconds = 86_400;

/**
 * Writes attendees of bookings that are new, or locked.
 * @returns how many were not there already
 */
export async function insertAttendees(
  tx: Tx,
  bookings: BookingRow[],
  asked: NewAttendee[],
  context: Context,
): Promise<number> {
  if (asked.length === 0) return 0;
  const { actor, now } = context;
  await requirePeople(tx, asked);
  await spendOutsiders(tx, asked, context);
  const ids = bookings.map(one => one.id);
  // One parameter for all: fifty people at four hundred dates are more than a statement may name one by one.
  const { rows } = await sql<{ id: string }>`
    insert into attendee (booking_id, person_id, email, name, locale, added_by, added_at)
    select b.id, a.person_id, a.email, a.name, ${actor.locale}, ${actor.personId}, ${now.toISOString()}::timestamptz
    from unnest(${ids}::uuid[]) as b (id)
    cross join jsonb_to_recordset(${JSON.stringify(asked.map(columnsOf))}::jsonb) as a (person_id uuid, email text, name text)
    on conflict do nothing returning id`.execute(tx);
  await requireFew(tx, bookings);
  if (rows.length > 0) await recordAdded(tx, bookings, asked, context);
  return rows.length;
}

function columnsOf(one: NewAttendee) {
  return 'personId' in one ? { person_id: one.personId } : { email: one.email, name: one.name };
}

async function requirePeople(tx: Tx, asked: NewAttendee[]): Promise<void> {
  const ids = [...new Set(asked.flatMap(one => ('personId' in one ? one.personId : [])))];
  if (ids.length === 0) return;
  const known = await tx
    .selectFrom('person')
    .select('id')
    .where('id', 'in', ids)
    .where('deactivated_at', 'is', null)
    .execute();
  if (known.length < ids.length) throw new Problem('malformed', { what: 'attendees: personId' });
}

async function spendOutsiders(tx: Tx, asked: NewAttendee[], { actor, now }: Context): Promise<void> {
  const amount = asked.filter(one => 'email' in one).length;
  if (amount === 0) return;
  const budget = { key: `attendees:${actor.personId}`, limit: outsidersPerDay, seconds: daySeconds };
  const wait = await take(tx, [{ ...budget, amount }], now);
  if (wait > 0) throw new Problem('too_many_requests', { retryAfter: wait });
}

/** @throws Problem `too_many_attendees`; the bookings' rows are locked or new, so that two additions do not pass together */
async function requireFew(tx: Tx, bookings: BookingRow[]): Promise<void> {
  const max = limits.attendeesPerBooking;
  const crowded = await tx
    .selectFrom('attendee')
    .select('booking_id')
    .where(
      'booking_id',
      'in',
      bookings.map(one => one.id),
    )
    .groupBy('booking_id')
    .having(sql<boolean>`count(*) > ${max}`)
    .limit(1)
    .executeTakeFirst();
  if (crowded) throw new Problem('too_many_attendees', { max });
}

/** The history is kept for ever, names and addresses from outside are not: it says how many. */
async function recordAdded(tx: Tx, bookings: BookingRow[], asked: NewAttendee[], context: Context): Promise<void> {
  const personIds = asked.flatMap(one => ('personId' in one ? one.personId : []));
  await record(
    tx,
    context,
    bookings.map(booking => ({
      action: 'booking.attendees_added',
      subjectType: 'booking' as const,
      subjectId: booking.id,
      organisationId: booking.organisation_id,
      after: { personIds, outsiders: asked.length - personIds.length },
    })),
  );
}

/** Invites to a date that joins a series who is invited to the one that it was modelled on. */
export async function inheritAttendees(tx: Tx, from: string, to: string, { now }: Context): Promise<void> {
  await sql`
    insert into attendee (booking_id, person_id, email, name, locale, added_by, added_at)
    select ${to}::uuid, person_id, email, name, locale, added_by, ${now.toISOString()}::timestamptz
    from attendee where booking_id = ${from}::uuid`.execute(tx);
}
