import { sql } from 'kysely';
import type { AttendeeState, InvitationAnswer, OpenInvitation } from '../../shared/attendee.ts';
import type { Db, Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import type { Act } from '../history/record.ts';
import type { Jobs } from '../jobs/queue.ts';
import { tokenHash } from '../people/tokens.ts';
import { noteAnswer } from './answer.ts';
import { namesOf } from './letter.ts';

interface OpenDate {
  bookingId: string;
  startsAt: Date;
  endsAt: Date;
  state: AttendeeState;
  name: string;
  email: string;
}

/**
 * What the holder of a link is invited to. Reading it changes nothing.
 * @throws Problem `invitation_over` for an unknown link and for one whose dates are over, cancelled or no longer theirs: the
 * answer is the same, so that nothing is learnt by trying
 */
export async function readInvitation(db: Db, token: string, now: Date): Promise<OpenInvitation> {
  const dates = await openDates(db, token, now);
  const [first] = dates;
  const names = first && (await namesOf(db, [first.bookingId])).get(first.bookingId);
  if (!first || !names) throw new Problem('invitation_over');
  return {
    name: first.name,
    title: names.title,
    organiserName: names.personName,
    organisationName: names.organisationName,
    resources: names.things,
    place: names.place,
    timeZone: names.timeZone,
    dates: dates.map(({ bookingId, startsAt, endsAt, state }) => ({
      bookingId,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      state,
    })),
  };
}

/**
 * Takes the answer of whoever holds a link, to all dates that are still to come or to those named.
 * @throws Problem `invitation_over`
 */
export async function answerByLink(
  tx: Tx,
  { token, answer, bookingIds }: InvitationAnswer,
  by: { now: Date; jobs: Jobs; acts: Act[] },
): Promise<OpenInvitation> {
  const dates = await openDates(tx, token, by.now);
  const answered = dates.filter(one => !bookingIds || bookingIds.includes(one.bookingId));
  const [first] = answered;
  if (!first) throw new Problem('invitation_over');
  const given = { email: first.email, bookingIds: answered.map(one => one.bookingId), answer, at: by.now };
  await noteAnswer(tx, given, by);
  // Cancelled meanwhile: nothing of it is open any more.
  return readInvitation(tx, token, by.now);
}

/** The dates that the mails of a link told of, as far as they are to come, stand, and their reader is still invited. */
async function openDates(db: Db, token: string, now: Date): Promise<OpenDate[]> {
  const { rows } = await sql<OpenDate>`
    select b.id as "bookingId", b.starts_at as "startsAt", b.ends_at as "endsAt", a.state, i.email,
      coalesce(p.name, a.name) as name
    from calendar_invite_token t
    join calendar_invite i on i.id = t.invite_id and i.cancelled_at is null
    join booking b on b.id = any (array(select jsonb_object_keys(i.told)::uuid))
    join attendee a on a.booking_id = b.id
    left join person p on p.id = a.person_id
    where t.token_sha256 = ${tokenHash(token)} and b.ends_at > ${now.toISOString()}::timestamptz
      and b.status not in ('declined', 'cancelled', 'expired')
      and coalesce(p.email, a.email) = i.email and p.deactivated_at is null
    order by b.starts_at, b.id`.execute(db);
  return rows;
}
