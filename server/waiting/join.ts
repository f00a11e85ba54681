import { isConflict } from '../../shared/finding-codes.ts';
import { isAllowed } from '../../shared/findings.ts';
import { limits } from '../../shared/limits.ts';
import type { NewWaiting, Waiting } from '../../shared/waiting.ts';
import { requireActsFor } from '../bookings/book.ts';
import { assess, requireKnown } from '../bookings/guard.ts';
import { resolveTimes } from '../bookings/moments.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem, Refused } from '../errors.ts';
import { record } from '../history/record.ts';
import { lockOrganisations } from '../organisations/lock.ts';
import { waitingView } from './queries.ts';

/**
 * Waits for a resource at a time, where lack of room is all that stands in the way of booking it. If room comes between the
 * look and the commit, the next sweep finds it.
 * @throws Problem `not_affiliated`, `not_found`, `malformed`, `room_is_free`, `already_waiting`, `too_many_waiting`
 * @throws Refused where a rule stands in the way: to wait would be in vain
 */
export async function join(tx: Tx, request: NewWaiting, context: Context): Promise<Waiting> {
  const { organisationId, resourceId, quantity, title, purpose = null } = request;
  requireActsFor(context, organisationId);
  const lines = [{ resourceId, quantity }];
  const { startsAt, endsAt } = await resolveTimes(tx, { ...request, lines }, context);
  const want = { organisationId, startsAt, endsAt, lines };
  const { catalogue, findings } = await assess(tx, [want], context);
  requireKnown([want], catalogue, context);
  const against = findings.flat();
  if (isAllowed(against)) throw new Problem('room_is_free');
  if (!isConflict(against)) throw new Refused(against);

  await boundWaiting(tx, organisationId);
  const joined = await tx
    .insertInto('waiting')
    .values({
      organisation_id: organisationId,
      person_id: context.actor.personId,
      resource_id: resourceId,
      ...{ quantity, title, purpose, starts_at: startsAt, ends_at: endsAt, joined_at: context.now },
    })
    // The index `waiting_once`: a twin that joins meanwhile is waited for.
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!joined) throw new Problem('already_waiting');
  await record(tx, context, [
    {
      ...{ action: 'waiting.joined', subjectType: 'waiting' as const, subjectId: joined.id, organisationId },
      after: { resourceId, quantity, startsAt, endsAt },
    },
  ]);
  return waitingView(tx, joined.id, context);
}

/** Those who join for one organisation meet on its row, so that together they do not pass the limit. */
async function boundWaiting(tx: Tx, organisationId: string): Promise<void> {
  await lockOrganisations(tx, [organisationId]);
  const { count } = await tx
    .selectFrom('waiting')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['waiting', 'offered'])
    .executeTakeFirstOrThrow();
  const max = limits.waitingPerOrganisation;
  if (Number(count) >= max) throw new Problem('too_many_waiting', { max });
}
