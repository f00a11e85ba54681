import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { record } from '../history/record.ts';

/**
 * Ends a feed for good: its address answers 410, at which calendars stop asking. Doing it twice is no error.
 * @throws Problem `not_found` for another person's
 */
export async function revokeFeed(tx: Tx, id: string, context: Context): Promise<null> {
  const feed = found(
    await tx
      .selectFrom('feed')
      .select(['name', 'revoked_at'])
      .where('id', '=', id)
      .where('person_id', '=', context.actor.personId)
      .forNoKeyUpdate()
      .executeTakeFirst(),
  );
  if (feed.revoked_at) return null;
  await tx.updateTable('feed').set({ revoked_at: context.now }).where('id', '=', id).execute();
  await record(tx, context, [
    { action: 'feed.revoked', subjectType: 'feed', subjectId: id, before: { name: feed.name } },
  ]);
  return null;
}
