import { randomUUID } from 'node:crypto';
import { isAllowed } from '../../shared/findings.ts';
import { guard, lockResources } from '../bookings/guard.ts';
import { lapseOffers } from '../bookings/lapse-offers.ts';
import { maySee } from '../catalogue/visibility.ts';
import { actsFor, type Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { recordOfSystem } from '../history/record.ts';
import { actorOf } from '../people/actor.ts';
import { offerDeadline } from './policy.ts';
import { lineFor, type WaitingRow, wantOf } from './queries.ts';
import { tellOfOffer } from './tell.ts';

/** Who makes offers is nobody: a sweep, or the act that left room. */
export type Offering = Pick<Context, 'now' | 'jobs' | 'catalogue'> &
  Partial<Pick<Context, 'requestId' | 'acts'>> & { publicUrl: string };

/**
 * Offers what is free of a resource to those who wait for it, in the order in which they came, and to each only if all of
 * their time can be booked by them now; whoever cannot have it is passed over, and keeps their place. What has lapsed or
 * begun is let go first. All under the resource's lock: two sweeps and a direct booking meet here one after the other.
 * @returns how many offers were made
 */
export async function offerNext(tx: Tx, resourceId: string, by: Offering): Promise<number> {
  await lockResources(tx, [resourceId]);
  await lapseOffers(tx, [resourceId], by);
  await endBegun(tx, resourceId, by);
  let offered = 0;
  for (const row of await lineFor(tx, resourceId)) if (await offer(tx, row, by)) offered++;
  return offered;
}

async function offer(tx: Tx, row: WaitingRow, by: Offering): Promise<boolean> {
  const context = await waiterOf(tx, row, by);
  if (!context) return false;
  const { findings } = await guard(tx, [wantOf(row)], context);
  if (!isAllowed(findings.flat())) return false;
  const until = offerDeadline(by.now, row.starts_at);
  await tx
    .updateTable('waiting')
    .set({ state: 'offered', offered_at: by.now, offer_until: until })
    .where('id', '=', row.id)
    .execute();
  await recordOf(tx, 'waiting.offered', [row], by, { until });
  await tellOfOffer(tx, row, until, by);
  return true;
}

/** Who waits, with what they may see and book today; null when they no longer may have it. */
async function waiterOf(tx: Tx, row: WaitingRow, by: Offering): Promise<Context | null> {
  const person = await tx
    .selectFrom('person')
    .select(['id as personId', 'name', 'email', 'locale'])
    .where('id', '=', row.person_id)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!person) return null;
  const actor = await actorOf(tx, person, by.now);
  const resource = (await by.catalogue.current(tx)).resources.get(row.resource_id);
  if (!resource || !actsFor(actor, row.organisation_id) || !maySee(resource, actor, by.now)) return null;
  return { ...by, actor, locale: actor.locale, requestId: by.requestId ?? randomUUID(), acts: by.acts ?? [] };
}

/** A time that has begun is waited for no longer. */
async function endBegun(tx: Tx, resourceId: string, by: Offering): Promise<void> {
  const rows = await tx
    .updateTable('waiting')
    .set({ state: 'ended', ended_at: by.now })
    .where('resource_id', '=', resourceId)
    .where('state', '=', 'waiting')
    .where('starts_at', '<=', by.now)
    .returningAll()
    .execute();
  await recordOf(tx, 'waiting.ended', rows, by);
}

function recordOf(tx: Tx, action: string, rows: WaitingRow[], by: Offering, after?: object): Promise<void> {
  const events = rows.map(row => ({
    ...{ action, subjectType: 'waiting' as const, subjectId: row.id, organisationId: row.organisation_id },
    ...(after ? { after } : {}),
  }));
  return recordOfSystem(tx, events, { now: by.now, ...(by.acts ? { acts: by.acts } : {}) });
}
