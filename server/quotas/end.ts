import type { Quota, QuotaEnd } from '../../shared/quota.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { networkSubject, record } from '../history/record.ts';
import { lastDayOf, networkToday } from './days.ts';
import { readQuota } from './queries.ts';

/**
 * Ends a quota: after the day that is given, or today; what has not come into force yet never will.
 * @throws Problem `forbidden` for all but coordinators, `not_found` also for one that is over, `malformed` for a day that has passed
 * or after the end it has
 */
export async function endQuota(tx: Tx, id: string, input: QuotaEnd, context: Context): Promise<Quota> {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
  const before = await lockQuota(tx, id, context);
  const lastDay = await lastDayOf(tx, before, input, context);
  await tx.updateTable('quota').set({ valid_to: lastDay }).where('id', '=', id).execute();
  const after = await readQuota(tx, id, context);
  await record(tx, context, [
    {
      action: 'network.quota_ended',
      subjectType: 'network',
      subjectId: networkSubject,
      before,
      after,
      reason: input.reason,
    },
  ]);
  return after;
}

/** Holds a quota that is in force or to come. @throws Problem `not_found` */
export async function lockQuota(tx: Tx, id: string, context: Context): Promise<Quota> {
  found(await tx.selectFrom('quota').select('id').where('id', '=', id).forUpdate().executeTakeFirst());
  const quota = await readQuota(tx, id, context);
  const today = await networkToday(tx, context);
  if (quota.until !== null && (quota.until < today || quota.until < quota.from)) throw new Problem('not_found');
  return quota;
}
