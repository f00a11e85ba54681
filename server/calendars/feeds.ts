import { sql } from 'kysely';
import type { Feed, FeedDetail, FeedScope } from '../../shared/feed.ts';
import type { Actor } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';

/** A feed as it goes over the wire: without its address, which is kept nowhere. */
export function feedView(row: Row<'feed'>): Feed {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    organisationId: row.organisation_id,
    resourceId: row.resource_id,
    siteId: row.site_id,
    detail: row.detail,
    createdAt: row.created_at.toISOString(),
    lastAccessAt: row.last_access_at?.toISOString() ?? null,
    lastClient: row.last_client,
  };
}

/** The feeds of a person that are not revoked, oldest first; at most `maxFeedsPerPerson`. */
export async function listFeeds(db: Db, personId: string): Promise<Feed[]> {
  const rows = await db
    .selectFrom('feed')
    .selectAll()
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(feedView);
}

/** What an access to a feed needs to know first: the feed, its person as they stand today, and the version of the rules. */
export interface FeedAccess {
  id: string;
  name: string;
  scope: FeedScope;
  detail: FeedDetail;
  organisationId: string | null;
  resourceId: string | null;
  siteId: string | null;
  /** Revoked, replaced by a rotation, or its person deactivated. */
  isOver: boolean;
  actor: Actor;
  /** Whether the person may be asked to decide on anything today. */
  decides: boolean;
  zone: string;
  catalogueVersion: number;
  contentTag: string | null;
  contentChangedAt: Date | null;
  lastAccessAt: Date | null;
  lastClient: string | null;
}

/** Null for an address that never was. Affiliations and offices are those of the network's day of `now`. */
export async function findFeed(db: Db, tokenHash: string, now: Date): Promise<FeedAccess | null> {
  const { rows } = await sql<FeedAccess>`
    select f.id, f.name, f.scope, f.detail, f.organisation_id as "organisationId", f.resource_id as "resourceId",
      f.site_id as "siteId", f.token_sha256 <> ${tokenHash} or f.revoked_at is not null or p.deactivated_at is not null as "isOver",
      json_build_object(
        'personId', p.id, 'name', p.name, 'email', p.email, 'locale', p.locale, 'sessionId', '',
        'affiliations', coalesce((
          select json_agg(json_build_object('organisationId', a.organisation_id, 'role', a.role) order by a.organisation_id)
          from affiliation a join organisation o on o.id = a.organisation_id
          where a.person_id = p.id and today.day >= a.valid_from and (a.valid_to is null or today.day <= a.valid_to)
            and (o.left_on is null or today.day < o.left_on)), '[]'),
        'roles', coalesce((
          select json_agg(distinct n.role) from network_role n
          where n.person_id = p.id and today.day >= n.valid_from and (n.valid_to is null or today.day <= n.valid_to)), '[]')
      ) as actor,
      exists (select 1 from approver_scope s
        where s.person_id = p.id and today.day >= s.valid_from and (s.valid_to is null or today.day <= s.valid_to))
      or exists (select 1 from network_role n
        where n.person_id = p.id and n.role = 'elected'
          and today.day >= n.valid_from and (n.valid_to is null or today.day <= n.valid_to)) as decides,
      coalesce((select time_zone from network), 'Europe/Paris') as zone,
      (select version from catalogue) as "catalogueVersion",
      f.content_tag as "contentTag", f.content_changed_at as "contentChangedAt", f.last_access_at as "lastAccessAt",
      f.last_client as "lastClient"
    from feed f
    join person p on p.id = f.person_id
    cross join (select network_day(${now.toISOString()}::timestamptz) as day) today
    where f.token_sha256 = ${tokenHash}
      or f.id = (select feed_id from feed_past_token where token_sha256 = ${tokenHash})`.execute(db);
  return rows[0] ?? null;
}
