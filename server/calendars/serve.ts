import { createHash } from 'node:crypto';
import type { CatalogueCache } from '../catalogue/catalogue.ts';
import { maySee } from '../catalogue/visibility.ts';
import type { Db } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { readContent } from './content.ts';
import { objectsOf } from './events.ts';
import { type FeedAccess, findFeed } from './feeds.ts';
import { calendarOf } from './ical.ts';
import { mayFollow } from './standing.ts';
import { feedUrl, tokenHash } from './tokens.ts';

/** To be raised when the same data begin to give other bytes. */
const templateVersion = 2;
const accessNotedEvery = 3_600_000;
/** Of the calendar as a whole; each event has that of its kind of resource. */
const color = { name: 'steelblue', hex: '#4682B4' };

export interface FeedRequest {
  token: string;
  client: string;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
}

export interface FeedAnswer {
  /** Null: the client has it (304). */
  text: string | null;
  etag: string;
  lastModified: Date;
}

/**
 * The calendar behind a secret address, as much of it as its person may see today.
 * @throws Problem `not_found` for an address that never was; `revoked` (410, at which calendars stop asking) when it was
 * revoked or replaced, or the person is gone or has no standing for it any more.
 */
export async function serveFeed(
  db: Db,
  request: FeedRequest,
  { catalogue: cache, now, publicUrl }: { catalogue: CatalogueCache; now: Date; publicUrl: string },
): Promise<FeedAnswer> {
  const access = found(await findFeed(db, tokenHash(request.token), now));
  if (access.isOver) throw new Problem('revoked');
  const catalogue = await cache.atVersion(db, access.catalogueVersion);
  if (!mayFollow(access, access, catalogue, now)) throw new Problem('revoked');

  const base = baseTag(access, publicUrl);
  const had = (request.ifNoneMatch ?? '').matchAll(/"([^"]*)"/g);
  const known = [...had]
    .map(match => (match[1] ?? '').split('.'))
    .flatMap(([tag, digest]) => (tag === base && digest ? digest : []));
  const { digest, facts } = await readContent(db, access, { catalogue, now, known });
  const tag = `${base}.${digest}`;
  const lastModified = await noteAccess(db, access, { tag, client: request.client, now });
  const answer = { etag: `"${tag}"`, lastModified };
  if (
    facts === null ||
    (request.ifNoneMatch === undefined && isUnchangedSince(request.ifModifiedSince, lastModified))
  ) {
    return { ...answer, text: null };
  }

  const { scope, detail, name, zone, actor } = access;
  const knows = (resource: Parameters<typeof maySee>[0]) => maySee(resource, actor, now);
  const objects = objectsOf(facts, { scope, detail, locale: actor.locale, publicUrl, catalogue, knows });
  const source = feedUrl(publicUrl, request.token);
  return { ...answer, text: calendarOf({ name, zone, locale: actor.locale, color, source }, objects) };
}

/** What the text depends on beside the bookings: the feed, its person's rights and language, names, rules of zones. */
function baseTag(access: FeedAccess, publicUrl: string): string {
  const { id, name, scope, detail, zone, actor, catalogueVersion } = access;
  const rights = [actor.locale, actor.affiliations, actor.roles];
  const facts = [
    templateVersion,
    process.versions.tz,
    publicUrl,
    id,
    name,
    scope,
    detail,
    zone,
    catalogueVersion,
    rights,
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22);
}

/**
 * Notes when the content was found to have changed, and now and then who came. A second later than the time before at least,
 * because that is the grain of the header.
 */
async function noteAccess(
  db: Db,
  access: FeedAccess,
  { tag, client, now }: { tag: string; client: string; now: Date },
): Promise<Date> {
  const since = access.contentChangedAt;
  const isSame = access.contentTag === tag && since !== null;
  const isRecent =
    now.getTime() - (access.lastAccessAt?.getTime() ?? 0) < accessNotedEvery && client === access.lastClient;
  if (isSame && isRecent) return since;
  const changedAt = isSame ? since : new Date(Math.max(now.getTime(), (since?.getTime() ?? 0) + 1000));
  await db
    .updateTable('feed')
    .set({ content_tag: tag, content_changed_at: changedAt, last_access_at: now, last_client: client })
    .where('id', '=', access.id)
    .execute();
  return changedAt;
}

function isUnchangedSince(header: string | undefined, lastModified: Date): boolean {
  const since = Date.parse(header ?? '');
  return Number.isFinite(since) && Math.floor(lastModified.getTime() / 1000) * 1000 <= since;
}
