import type { NewQuota, Quota } from '../../shared/quota.ts';
import { plusDays } from '../../shared/time.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { networkSubject, record } from '../history/record.ts';
import { requireDays } from './days.ts';
import { lockQuota } from './end.ts';
import { readQuota } from './queries.ts';

/**
 * Publishes a quota, the same for every organisation, for what begins from a day on; as a new version it ends the former the day
 * before, and its derogations with it: the body that decides anew decides on them too. What is booked already stays.
 * @throws Problem `forbidden` for all but coordinators, `not_found`, `already_exists` where one of the same kind, unit and window is
 * in force, `malformed` for a day in the past or out of order
 */
export async function publishQuota(tx: Tx, input: NewQuota, context: Context): Promise<Quota> {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
  await requireDays(tx, input, context);
  const former = input.replaces === undefined ? null : await lockQuota(tx, input.replaces, context);
  if (former) {
    // One that has not begun by then never does.
    const lastDay = plusDays(input.from < former.from ? former.from : input.from, -1);
    await tx.updateTable('quota').set({ valid_to: lastDay }).where('id', '=', former.id).execute();
  }
  const { id } = await tx
    .insertInto('quota')
    .values({
      ...{ kind: input.kind, unit: input.unit, amount: input.amount, window_days: input.windowDays },
      ...{ valid_from: input.from, valid_to: input.until },
      ...{ decided_by: input.decidedBy, decided_on: input.decidedOn, reason: input.reason },
      ...{ created_by: context.actor.personId, created_at: context.now },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const quota = await readQuota(tx, id, context);
  await record(tx, context, [
    {
      action: 'network.quota_published',
      subjectType: 'network',
      subjectId: networkSubject,
      before: former,
      after: quota,
      reason: input.reason,
    },
  ]);
  return quota;
}
