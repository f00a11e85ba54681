import { sql } from 'kysely';
import type { Resource, ResourceDetail, ResourceListQuery } from '../../shared/resource.ts';
import { fold } from '../../shared/text.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { matches, type Point } from '../catalogue/search.ts';
import { isApproverOf, mayManage, maySee } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';
import { countWaiting } from '../waiting/queries.ts';
import { asUtc, distanceOf, type Reader, resourceView } from './view.ts';

type Asker = Pick<Context, 'actor' | 'now' | 'locale' | 'catalogue'>;

interface Listed {
  resource: CataloguedResource;
  key: string[];
}

/**
 * The resources that the reader may see and that are what is asked for, by name or by distance.
 * @throws Problem `invalid_cursor`, `malformed` when distance is asked for from nowhere
 */
export async function listResources(
  db: Db,
  query: ResourceListQuery,
  asker: Asker,
): Promise<{ items: Resource[]; nextCursor: string | null }> {
  const near = pointOf(query.near);
  if (query.sort === 'distance' && !near) throw new Problem('malformed', { what: 'sort=distance needs near=lat,lon' });
  const after = readCursor(query.cursor, [cursorPart.text, cursorPart.uuid]);
  const catalogue = await asker.catalogue.current(db);
  const listed = [...catalogue.resources.values()]
    .filter(resource => maySee(resource, asker.actor, asker.now) && matches(resource, catalogue, query))
    .filter(resource => query.state === undefined || resource.state === query.state)
    .filter(resource => query.managed === undefined || mayManage(resource, asker.actor) === query.managed)
    .map(resource => ({ resource, key: sortKey(resource, catalogue, query.sort === 'distance' ? near : undefined) }))
    .filter(one => !after || compareKeys(one.key, after) > 0)
    .sort((a, b) => compareKeys(a.key, b.key));
  const page = pageOf<Listed>(listed.slice(0, query.limit + 1), query.limit, one => one.key);
  const reader: Reader = near ? { ...asker, near } : asker;
  return { ...page, items: page.items.map(one => resourceView(one.resource, catalogue, reader)) };
}

/**
 * One resource, with the words of its terms and the names of those who decide.
 * @param catalogue given by a verb that has just changed it; the kept one otherwise
 * @throws Problem `not_found`, also for one that the reader may not know of
 */
export async function readResource(db: Db, id: string, asker: Asker, catalogue?: Catalogue): Promise<ResourceDetail> {
  const published = catalogue ?? (await asker.catalogue.current(db));
  const resource = found(published.resources.get(id));
  if (!maySee(resource, asker.actor, asker.now)) throw new Problem('not_found');
  const view = resourceView(resource, published, asker);
  const [{ version }, managers, usualDecisionMinutes, terms] = [
    await db.selectFrom('resource').select('version').where('id', '=', id).executeTakeFirstOrThrow(),
    await managersOf(db, resource, asker.now),
    await readUsualDecision(db, id, asker.now),
    view.terms && (await db.selectFrom('terms').select('body').where('id', '=', view.terms.id).executeTakeFirst()),
  ];
  return {
    ...view,
    terms: view.terms && { ...view.terms, body: terms?.body ?? '' },
    managers,
    usualDecisionMinutes,
    resourceVersion: version,
    ...(view.mayBlock ? { waiting: await countWaiting(db, id, asker.now) } : {}),
    ...(mayManage(resource, asker.actor)
      ? { sharing: resource.sharing, upcoming: upcomingOf(resource, asker.now) }
      : {}),
  };
}

function upcomingOf(resource: CataloguedResource, now: Date): NonNullable<ResourceDetail['upcoming']> {
  const upcoming = <T extends { effectiveFrom: string }>(versions: T[]) =>
    versions.filter(one => Date.parse(one.effectiveFrom) > now.getTime()).flatMap(one => asUtc(one) ?? []);
  return { terms: upcoming(resource.terms), tariffs: upcoming(resource.tariffs) };
}

async function managersOf(db: Db, resource: CataloguedResource, now: Date): Promise<string[]> {
  const ids = resource.approvers
    .filter(one => one.rank === 'approver' && isApproverOf({ ...resource, approvers: [one] }, one.personId, now))
    .map(one => one.personId);
  if (ids.length === 0) return [];
  const people = await db
    .selectFrom('person')
    .select('name')
    .where('id', 'in', ids)
    .where('deactivated_at', 'is', null)
    .orderBy('name')
    .execute();
  return people.map(person => person.name);
}

/** So many decisions at least, or what they took says nothing about the next one. */
const decisionsThatTell = 3;

/** The median of the minutes from a request for the resource to its decision, over the last six months. */
async function readUsualDecision(db: Db, resourceId: string, now: Date): Promise<number | null> {
  const { made, minutes } = await db
    .selectFrom('decision')
    .innerJoin('booking_line', 'booking_line.id', 'decision.line_id')
    .select([
      sql<number>`count(*)::int`.as('made'),
      sql<number | null>`round(percentile_cont(0.5) within group (
        order by extract(epoch from decision.decided_at - booking_line.requested_at) / 60))::int`.as('minutes'),
    ])
    .where('booking_line.resource_id', '=', resourceId)
    .where(sql<boolean>`decision.decided_at between ${now}::timestamptz - interval '6 months' and ${now}::timestamptz`)
    .executeTakeFirstOrThrow();
  return made < decisionsThatTell || minutes === null ? null : Math.max(0, minutes);
}

/** Distances sort as text of a fixed width; what has none comes last. */
function sortKey(resource: CataloguedResource, catalogue: Catalogue, near: Point | undefined): string[] {
  if (!near) return [fold(resource.name), resource.id];
  const distance = distanceOf(resource, catalogue, near);
  return [distance === null ? '~' : distance.toFixed(1).padStart(8, '0'), resource.id];
}

function compareKeys(a: string[], b: string[]): number {
  const different = a.findIndex((part, i) => part !== b[i]);
  return different < 0 ? 0 : (a[different] ?? '') < (b[different] ?? '') ? -1 : 1;
}

function pointOf(near: string | undefined): Point | undefined {
  const [latitude, longitude] = (near ?? '').split(',').map(Number);
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}
