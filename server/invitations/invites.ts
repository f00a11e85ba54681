import type { Root } from '../calendars/one.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import type { Told } from './difference.ts';

/** What one mailbox was last told under one UID. */
export interface Invite extends Told, Pick<Row<'calendar_invite'>, 'id' | 'email' | 'name' | 'locale'> {
  personId: string | null;
}

/** What was told of a booking or a series that is not over, to whom; nobody who is shut out. */
export async function invitesOf(db: Db, root: Root, now: Date): Promise<Invite[]> {
  const rows = await db
    .selectFrom('calendar_invite as i')
    .leftJoin('person as p', 'p.id', 'i.person_id')
    .selectAll('i')
    .where(eb => ('seriesId' in root ? eb('i.series_id', '=', root.seriesId) : eb('i.booking_id', '=', root.bookingId)))
    .where('i.ends_at', '>', now)
    .where('p.deactivated_at', 'is', null)
    .orderBy('i.told_at')
    .orderBy('i.id')
    .execute();
  return rows.map(({ person_id, told, cancelled_at, ...row }) => ({
    ...row,
    personId: person_id,
    occurrences: told,
    isCancelled: cancelled_at !== null,
  }));
}
