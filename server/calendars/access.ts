import { sql } from 'kysely';
import type { FeedDetail } from '../../shared/feed.ts';
import type { Locale } from '../../shared/words.ts';
import type { Actor } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Target } from './targets.ts';
import { markOf } from './versions.ts';

/** What an access to a feed needs to know first: the feed, its person as they stand today, and the versions of the rest. */
export interface FeedAccess extends Target {
  id: string;
  name: string;
  detail: FeedDetail;
  daysBack: number;
  monthsAhead: number;
  keepCancelled: boolean;
  /** Of the feed's own words. */
  locale: Locale;
  /** Revoked, replaced by a rotation, or its person deactivated. */
  isOver: boolean;
  actor: Actor;
  /** Whether the person may be asked to decide on anything today. */
  decides: boolean;
  /** The network's zone, and its day of now: the window goes by days, so that it does not move with every access. */
  zone: string;
  day: string;
  catalogueVersion: number;
  /** Of the person, the organisation or the resource that it is about, or of all that there is. */
  mark: string;
  /** The last deadline of a request that has passed without being swept yet: such a request is shown no more. */
  lapsedAt: string | null;
  appearanceTag: string | null;
  appearanceChangedAt: Date | null;
  contentTag: string | null;
  contentChangedAt: Date | null;
  lastAccessAt: Date | null;
  lastClient: string | null;
}

/** By what a feed is found: its secret address, or itself, for whoever has proved otherwise to be its person. */
export type FeedAddress = { tokenHash: string } | { feedId: string };

/** Null for an address that never was. Affiliations and offices are those of the network's day of `now`. */
export async function findFeed(db: Db, address: FeedAddress, now: Date): Promise<FeedAccess | null> {
  const isReplaced = 'tokenHash' in address ? sql`f.token_sha256 <> ${address.tokenHash}` : sql`false`;
  const isIt =
    'tokenHash' in address
      ? sql`f.id = coalesce(
          (select id from feed where token_sha256 = ${address.tokenHash}),
          (select feed_id from feed_past_token where token_sha256 = ${address.tokenHash}))`
      : sql`f.id = ${address.feedId}`;
  const at = sql`${now.toISOString()}::timestamptz`;
  const own = sql`target_id = case f.scope
    when 'organisation' then f.organisation_id when 'person' then f.person_id when 'resource' then f.resource_id end`;
  const { rows } = await sql<FeedAccess>`
    select f.id, f.name, f.scope, f.detail, f.organisation_id as "organisationId", f.resource_id as "resourceId",
      f.site_id as "siteId", f.filter, f.days_back as "daysBack", f.months_ahead as "monthsAhead",
      f.keep_cancelled as "keepCancelled", coalesce(f.locale, p.locale) as locale,
      ${isReplaced} or f.revoked_at is not null or p.deactivated_at is not null as "isOver",
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
      f.scope = 'queue' and (
        exists (select 1 from approver_scope s
          where s.person_id = p.id and today.day >= s.valid_from and (s.valid_to is null or today.day <= s.valid_to))
        or exists (select 1 from network_role n
          where n.person_id = p.id and n.role = 'elected'
            and today.day >= n.valid_from and (n.valid_to is null or today.day <= n.valid_to))) as decides,
      coalesce((select time_zone from network), 'Europe/Paris') as zone, today.day::text as day,
      (select version from catalogue) as "catalogueVersion",
      case f.scope when 'network' then ${markOf(sql`true`)} else ${markOf(own)} end as mark,
      (select max(hold_until)::text from booking_line where status = 'pending' and hold_until <= ${at}) as "lapsedAt",
      f.appearance_tag as "appearanceTag", f.appearance_changed_at as "appearanceChangedAt",
      f.content_tag as "contentTag", f.content_changed_at as "contentChangedAt", f.last_access_at as "lastAccessAt",
      f.last_client as "lastClient"
    from feed f
    join person p on p.id = f.person_id
    -- \`offset 0\`: asked once, and not for each day that it is compared with.
    cross join (select network_day(${at}) as day offset 0) today
    where ${isIt}`.execute(db);
  return rows[0] ?? null;
}
