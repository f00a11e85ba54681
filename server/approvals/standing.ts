import { sql } from 'kysely';
import type { Recusal, Standing } from '../../shared/approval.ts';
import { visibleBooking } from '../bookings/queries.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { whyRecused } from './recusal.ts';
import { listWaiting } from './waiting.ts';

/**
 * Whether a booking waits for the reader's decision, with all that the decision needs; or, for who decides on its means but
 * must keep out of this request, why.
 * @throws Problem `not_found`
 */
export async function readStanding(db: Db, id: string, reader: Context): Promise<Standing> {
  const booking = await visibleBooking(db, id, reader);
  const { items } = await listWaiting(db, { bookingId: booking.id }, { cursor: null, limit: 1 }, reader);
  const [approval] = items;
  return approval
    ? { approval, recusal: null }
    : { approval: null, recusal: await recusalFrom(db, booking.id, reader) };
}

async function recusalFrom(
  db: Db,
  bookingId: string,
  { actor, now, locale }: Pick<Context, 'actor' | 'now' | 'locale'>,
): Promise<Standing['recusal']> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await sql<{ why: Recusal | null }>`
    select recusal(l.id, ${actor.personId}::uuid, ${at}) as why
    from booking_line l
    where l.booking_id = ${bookingId} and l.status = 'pending' and l.phase <> 'superseded' and l.hold_until > ${at}
      and exists (select 1 from deciders(l.id, ${at}) d where d.person_id = ${actor.personId}::uuid)
    order by l.position limit 1`.execute(db);
  const [found] = rows;
  return found ? { reason: found.why ?? 'not_entitled', why: whyRecused(found.why, locale) } : null;
}
