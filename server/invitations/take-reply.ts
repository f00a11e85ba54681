import { localTime } from '../calendars/zone.ts';
import type { Tx } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import type { Act } from '../history/record.ts';
import type { Jobs } from '../jobs/queue.ts';
import { noteAnswer } from './answer.ts';
import type { IncomingReply } from './incoming.ts';

/** `foreign`: no invitation of ours; `ignored`: of ours, and too late or about what is over; `taken`: it counts. */
export type Taken = 'foreign' | 'ignored' | 'taken';

type InviteRow = Row<'calendar_invite'> & { zone: string | null };

/**
 * Takes an answer that came by mail: matched by UID, occurrence and the address that the invitation went to. What answers an
 * earlier state of the invitation, by SEQUENCE, or was said before another answer, by DTSTAMP, does not count.
 */
export async function takeReply(
  tx: Tx,
  sender: string,
  reply: IncomingReply,
  by: { now: Date; jobs: Jobs; acts: Act[] },
): Promise<Taken> {
  const invite = await inviteFor(tx, reply.uid, sender);
  if (!invite) return 'foreign';
  if (invite.cancelled_at !== null) return 'ignored';
  const meant = Object.entries(invite.told).filter(
    ([, told]) => reply.recurrence === null || isAt(told.recurrenceId, reply.recurrence, invite.zone),
  );
  if (meant.length === 0) return 'foreign';
  const bookingIds = meant.filter(([, told]) => reply.sequence >= told.sequence).map(([id]) => id);
  if (bookingIds.length === 0) return 'ignored';
  // A clock that runs ahead, or somebody who writes so, does not keep later answers out.
  const at = reply.at && reply.at < by.now ? reply.at : by.now;
  const count = await noteAnswer(tx, { email: sender, bookingIds, answer: reply.answer, at }, by);
  return count > 0 ? 'taken' : 'ignored';
}

function inviteFor(tx: Tx, uid: string, email: string): Promise<InviteRow | undefined> {
  return tx
    .selectFrom('calendar_invite as i')
    .leftJoin('series as s', 's.id', 'i.series_id')
    .selectAll('i')
    .select('s.time_zone as zone')
    .where('i.uid', '=', uid)
    .where('i.email', '=', email)
    .executeTakeFirst();
}

/**
 * Whether an occurrence is the one that a RECURRENCE-ID names: as an instant, or as local time in the zone of the series or in
 * the zone that the program names, if it is one (Outlook writes names of its own for ours).
 */
function isAt(
  recurrenceId: string | null,
  said: NonNullable<IncomingReply['recurrence']>,
  zone: string | null,
): boolean {
  if (recurrenceId === null) return false;
  const at = Date.parse(recurrenceId);
  if (said.value.endsWith('Z')) return localTime(at, 'utc') === said.value.slice(0, -1);
  return [zone, said.zone].some(one => one !== null && isZone(one) && localTime(at, one).startsWith(said.value));
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
