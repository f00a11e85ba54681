import { sql } from 'kysely';
import type { Answer, AttendeeState } from '../../shared/attendee.ts';
import type { Tx } from '../database/connect.ts';
import type { Act } from '../history/record.ts';
import type { Jobs } from '../jobs/queue.ts';

/** What somebody who is invited says to some dates, by whichever way it came. */
export interface GivenAnswer {
  email: string;
  bookingIds: string[];
  answer: Answer;
  /** When it was given: it does not replace what was said after that. */
  at: Date;
}

interface AnsweredRow {
  id: string;
  bookingId: string;
  seriesId: string | null;
  name: string;
  before: AttendeeState;
  version: number;
}

/**
 * Notes an answer at the bookings that still stand and are not over. Whoever booked hears of a refusal, in one message for
 * all dates; the other answers they see at the booking.
 * @returns how many bookings it counts for; 0: too late, not invited, or said since
 */
export async function noteAnswer(
  tx: Tx,
  { email, bookingIds, answer, at }: GivenAnswer,
  { now, jobs, acts }: { now: Date; jobs: Jobs; acts: Act[] },
): Promise<number> {
  // Whoever cancels meanwhile waits, or is waited for: an answer is never taken for what was given up before it.
  const { rows: open } = await sql<{ id: string }>`
    select id from booking where id = any (${bookingIds}::uuid[]) and ends_at > ${now.toISOString()}::timestamptz
    and status not in ('declined', 'cancelled', 'expired') order by id for share`.execute(tx);
  const { rows } = await sql<AnsweredRow>`
    with invited as (
      select a.id, a.state, coalesce(p.name, a.name) as name from attendee a left join person p on p.id = a.person_id
      where a.booking_id = any (${open.map(row => row.id)}::uuid[]) and coalesce(p.email, a.email) = ${email}
        and p.deactivated_at is null
      order by a.id for update of a
    )
    update attendee a set state = ${answer}, answered_at = ${at.toISOString()}::timestamptz
    from invited i, booking b
    where a.id = i.id and b.id = a.booking_id and coalesce(a.answered_at, '-infinity') <= ${at.toISOString()}::timestamptz
    returning a.id, b.id as "bookingId", b.series_id as "seriesId", b.version, i.name, i.state as before`.execute(tx);
  acts.push(...rows.map(row => ({ subjectType: 'booking' as const, subjectId: row.bookingId })));
  const refused = answer === 'declined' ? rows.filter(row => row.before !== 'declined') : [];
  const [first] = refused;
  if (first) {
    await jobs.notify(tx, [
      {
        event: 'attendee_declined',
        bookingIds: refused.map(row => row.bookingId),
        ...(first.seriesId ? { seriesId: first.seriesId } : {}),
        version: first.version,
        actorId: null,
        attendee: { id: first.id, name: first.name, at: at.toISOString() },
      },
    ]);
  }
  return rows.length;
}
