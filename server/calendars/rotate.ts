import type { Feed } from '../../shared/feed.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { feedView } from './feeds.ts';

/**
 * Gives a feed a new address, for when the old one may be known to others; the old one answers 410 from now on.
 * @throws Problem `not_found` for another person's, `revoked`
 */
export async function rotateFeed(tx: Tx, input: { id: string; tokenHash: string }, context: Context): Promise<Feed> {
  const before = found(
    await tx
      .selectFrom('feed')
      .select(['token_sha256', 'revoked_at'])
      .where('id', '=', input.id)
      .where('person_id', '=', context.actor.personId)
      .forNoKeyUpdate()
      .executeTakeFirst(),
  );
  if (before.revoked_at) throw new Problem('revoked');
  await tx.insertInto('feed_past_token').values({ token_sha256: before.token_sha256, feed_id: input.id }).execute();
  const row = await tx
    .updateTable('feed')
    .set({ token_sha256: input.tokenHash })
    .where('id', '=', input.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(tx, context, [{ action: 'feed.rotated', subjectType: 'feed', subjectId: input.id }]);
  return feedView(row, { isOver: false });
}
