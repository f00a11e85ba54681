import { findingCodes } from '../../shared/finding-codes.ts';
import type { BookingEvent } from '../../shared/words.ts';
import { assess } from '../bookings/guard.ts';
import type { Actor } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { transact } from '../database/transact.ts';
import { type Offering, offerNext } from './offer.ts';
import { wantOf } from './queries.ts';

/** After these there may be room that there was not; whatever else leaves room is found by the minute. */
export const freeing: readonly string[] = [
  'declined',
  'changed',
  'change_approved',
  'change_declined',
  'cancelled',
  'expired',
] satisfies BookingEvent[];

/** Whether there is room is the same for everybody: who asks makes no difference to it. */
const nobody: Actor = { personId: '', name: '', email: '', locale: 'fr', affiliations: [], roles: [], sessionId: '' };

/**
 * Passes on what has lapsed and offers what has come free, each resource in a transaction of its own. May run in several
 * processes at once. One resource that fails leaves the others their turn.
 * @returns how many offers were made
 */
export async function sweepWaiting(db: Db, by: Offering): Promise<number> {
  let offered = 0;
  let failure: unknown;
  for (const resourceId of await resourcesInQuestion(db, by)) {
    try {
      offered += await transact(db, by.now, tx => offerNext(tx, resourceId, by));
    } catch (error) {
      failure = error;
    }
  }
  if (failure) throw failure;
  return offered;
}

/** The resources for which something may be done, looked at without any lock: where an offer or a wait is over, or there is room. */
async function resourcesInQuestion(db: Db, by: Offering): Promise<string[]> {
  const rows = await db
    .selectFrom('waiting')
    .selectAll()
    .where('state', 'in', ['waiting', 'offered'])
    .orderBy('turn')
    .execute();
  if (rows.length === 0) return [];
  const isDue = (row: (typeof rows)[number]) =>
    row.state === 'offered' ? row.offer_until !== null && row.offer_until <= by.now : row.starts_at <= by.now;
  const inLine = rows.filter(row => row.state === 'waiting' && row.starts_at > by.now);
  const { findings } = await assess(db, inLine.map(wantOf), { ...by, actor: nobody, locale: nobody.locale });
  const withRoom = inLine.filter((_, index) => !findings[index]?.some(one => findingCodes[one.code].conflict));
  return [...new Set([...rows.filter(isDue), ...withRoom].map(row => row.resource_id))];
}
