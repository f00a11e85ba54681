import { busyOnlyScopes, type Feed, maxFeedsPerPerson, type NewFeed } from '../../shared/feed.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { lockPerson } from '../people/lock.ts';
import { feedView } from './feeds.ts';
import { decidesToday, mayFollow } from './standing.ts';

/**
 * Makes a feed at an address whose hash is given: the address itself stays with the caller, since what a verb returns is kept
 * for repetitions.
 * @throws Problem `not_found` for a target that the person may not know of, `not_affiliated` or `forbidden` for one that they
 * may not follow, `too_many_feeds`
 */
export async function createFeed(tx: Tx, input: NewFeed & { tokenHash: string }, context: Context): Promise<Feed> {
  const { actor, now } = context;
  await mustBeAllowed(tx, input, context);
  await lockPerson(tx, actor.personId);
  const { count } = await tx
    .selectFrom('feed')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', actor.personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count >= maxFeedsPerPerson) throw new Problem('too_many_feeds', { max: maxFeedsPerPerson });
  const row = await tx
    .insertInto('feed')
    .values({
      person_id: actor.personId,
      name: input.name,
      scope: input.scope,
      organisation_id: input.organisationId ?? null,
      resource_id: input.resourceId ?? null,
      site_id: input.siteId ?? null,
      filter: input.filter === undefined ? null : JSON.stringify(input.filter),
      // Of the network's time one sees what is taken, whoever took it.
      detail: busyOnlyScopes.includes(input.scope) ? 'busy' : input.detail,
      days_back: input.daysBack,
      months_ahead: input.monthsAhead,
      keep_cancelled: input.keepCancelled,
      locale: input.locale,
      token_sha256: input.tokenHash,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const feed = feedView(row, { isOver: false });
  await record(tx, context, [
    {
      action: 'feed.created',
      subjectType: 'feed',
      subjectId: feed.id,
      organisationId: feed.organisationId,
      after: feed,
    },
  ]);
  return feed;
}

async function mustBeAllowed(tx: Tx, input: NewFeed, { actor, now, catalogue }: Context): Promise<void> {
  const { scope, organisationId = null, resourceId = null, siteId = null, filter = null } = input;
  const decides = scope === 'queue' && (await decidesToday(tx, actor.personId, now));
  const published = await catalogue.current(tx);
  const target = { scope, organisationId, resourceId, siteId, filter };
  if (mayFollow(target, { actor, decides }, published, now)) return;
  if (scope === 'resource' || (scope === 'site' && !published.sites.has(siteId ?? ''))) throw new Problem('not_found');
  if (organisationId !== null && !published.organisations.has(organisationId)) throw new Problem('not_found');
  throw new Problem(scope === 'organisation' ? 'not_affiliated' : 'forbidden');
}
