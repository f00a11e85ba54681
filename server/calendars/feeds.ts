import { type Feed, largeFeed } from '../../shared/feed.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { decidesToday, mayFollow } from './standing.ts';
import type { Target } from './targets.ts';

/** A feed as it goes over the wire: without its address, which is kept nowhere. */
export function feedView(row: Row<'feed'>, { isOver }: { isOver: boolean }): Feed {
  return {
    id: row.id,
    name: row.name,
    ...targetOf(row),
    detail: row.detail,
    daysBack: row.days_back,
    monthsAhead: row.months_ahead,
    keepCancelled: row.keep_cancelled,
    locale: row.locale,
    createdAt: row.created_at.toISOString(),
    lastAccessAt: row.last_access_at?.toISOString() ?? null,
    lastClient: row.last_client,
    lastSize: row.last_size,
    lastEvents: row.last_events,
    isLarge: (row.last_size ?? 0) > largeFeed,
    isOver,
  };
}

/** The feeds of a person that are not revoked, oldest first; at most `maxFeedsPerPerson`. */
export async function listFeeds(db: Db, { actor, now, catalogue }: Context): Promise<Feed[]> {
  const rows = await db
    .selectFrom('feed')
    .selectAll()
    .where('person_id', '=', actor.personId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const decides = rows.some(row => row.scope === 'queue') && (await decidesToday(db, actor.personId, now));
  const published = await catalogue.current(db);
  return rows.map(row => feedView(row, { isOver: !mayFollow(targetOf(row), { actor, decides }, published, now) }));
}

/** The feeds of a person that are not revoked, oldest first; whether each may still be followed, its calendar says. */
export async function feedIdsOf(db: Db, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('feed')
    .select('id')
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(row => row.id);
}

function targetOf(row: Row<'feed'>): Target {
  const { scope, organisation_id: organisationId, resource_id: resourceId, site_id: siteId, filter } = row;
  return { scope, organisationId, resourceId, siteId, filter };
}
