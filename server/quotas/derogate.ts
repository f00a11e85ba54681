import type { NewDerogation, Quota, QuotaEnd } from '../../shared/quota.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { type Event, record } from '../history/record.ts';
import { lastDayOf, requireDays } from './days.ts';
import { lockQuota } from './end.ts';
import { readQuota } from './queries.ts';

/**
 * Gives one organisation another amount under a quota for a time, by the body that decided it, for a reason that all can read.
 * @throws Problem `forbidden` for all but coordinators, `not_found`, `already_exists` where it has one at that time, `malformed` for
 * a day in the past or out of order, or no such organisation
 */
export async function derogate(tx: Tx, quotaId: string, input: NewDerogation, context: Context): Promise<Quota> {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
  await lockQuota(tx, quotaId, context);
  await requireDays(tx, input, context);
  const organisation = await tx
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', input.organisationId)
    .executeTakeFirst();
  if (!organisation) throw new Problem('malformed', { what: 'organisationId' });
  await tx
    .insertInto('quota_derogation')
    .values({
      ...{ quota_id: quotaId, organisation_id: input.organisationId, amount: input.amount },
      ...{ valid_from: input.from, valid_to: input.until },
      ...{ decided_by: input.decidedBy, decided_on: input.decidedOn, reason: input.reason },
      ...{ created_by: context.actor.personId, created_at: context.now },
    })
    .execute();
  const act = { action: 'organisation.quota_derogation_given', after: { ...input, quotaId }, reason: input.reason };
  await record(tx, context, [eventOf(input.organisationId, act)]);
  return readQuota(tx, quotaId, context);
}

/** Ends a derogation before its time. @throws as `endQuota` */
export async function endDerogation(
  tx: Tx,
  { id, derogationId }: { id: string; derogationId: string },
  input: QuotaEnd,
  context: Context,
): Promise<Quota> {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
  const quota = await lockQuota(tx, id, context);
  const before = found(quota.derogations.find(one => one.id === derogationId));
  const until = await lastDayOf(tx, before, input, context);
  await tx.updateTable('quota_derogation').set({ valid_to: until }).where('id', '=', derogationId).execute();
  const act = {
    action: 'organisation.quota_derogation_ended',
    before,
    after: { ...before, until },
    reason: input.reason,
  };
  await record(tx, context, [eventOf(before.organisationId, act)]);
  return readQuota(tx, id, context);
}

function eventOf(organisationId: string, act: Pick<Event, 'action' | 'before' | 'after' | 'reason'>): Event {
  return { ...act, subjectType: 'organisation', subjectId: organisationId, organisationId };
}
