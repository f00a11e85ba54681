import type { Feed, FeedChange } from '../../shared/feed.ts';
import { busyOnlyScopes } from '../../shared/feed.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import type { Patch, Row } from '../database/tables.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { feedView } from './feeds.ts';

/** Columns by the names that they have on the wire. */
const columns = {
  name: 'name',
  detail: 'detail',
  daysBack: 'days_back',
  monthsAhead: 'months_ahead',
  keepCancelled: 'keep_cancelled',
  locale: 'locale',
} as const satisfies Record<keyof FeedChange, keyof Patch<'feed'>>;

/**
 * Renames a feed, or changes how much it shows; its address and what it is about stay. Every event then counts as changed, or
 * calendars would keep what they have.
 * @throws Problem `not_found` for another person's, `revoked`
 */
export async function changeFeed(tx: Tx, input: { id: string; change: FeedChange }, context: Context): Promise<Feed> {
  const before = found(
    await tx
      .selectFrom('feed')
      .selectAll()
      .where('id', '=', input.id)
      .where('person_id', '=', context.actor.personId)
      .forNoKeyUpdate()
      .executeTakeFirst(),
  );
  if (before.revoked_at) throw new Problem('revoked');
  const change = busyOnlyScopes.includes(before.scope) ? { ...input.change, detail: undefined } : input.change;
  const names = (Object.keys(columns) as (keyof FeedChange)[]).filter(
    name => change[name] !== undefined && change[name] !== before[columns[name]],
  );
  if (names.length === 0) return feedView(before, { isOver: false });
  const row = await tx
    .updateTable('feed')
    .set(Object.fromEntries(names.map(name => [columns[name], change[name]])) as Patch<'feed'>)
    .where('id', '=', input.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const pick = (from: Row<'feed'>) => Object.fromEntries(names.map(name => [name, from[columns[name]]]));
  await record(tx, context, [
    { action: 'feed.changed', subjectType: 'feed', subjectId: input.id, before: pick(before), after: pick(row) },
  ]);
  return feedView(row, { isOver: false });
}
