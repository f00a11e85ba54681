import { sql } from 'kysely';
import type { Decision } from '../../shared/approval.ts';
import { visibleBooking } from '../bookings/queries.ts';
import { isApproverOf, mayManage, maySee } from '../catalogue/visibility.ts';
import { actsFor, type Context, isCoordinator } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { type Cursor, pageOf } from '../http/page.ts';

/**
 * The decisions on a booking, for whoever may see it, or on the requests for a resource, for its owner's people, those who
 * decide and the coordinator; without either, on all the resources of which one is that, and those that one made. The latest
 * first.
 * @throws Problem `not_found`, `forbidden`
 */
export async function listDecisions(
  db: Db,
  filter: { resourceId?: string | undefined; bookingId?: string | undefined },
  page: { cursor: Cursor | null; limit: number },
  reader: Context,
): Promise<{ items: Decision[]; nextCursor: string | null }> {
  await requireSight(db, filter, reader);
  const rows = await db
    .selectFrom('decision')
    .innerJoin('booking_line', 'booking_line.id', 'decision.line_id')
    .innerJoin('booking', 'booking.id', 'booking_line.booking_id')
    .innerJoin('organisation', 'organisation.id', 'booking.organisation_id')
    .innerJoin('resource', 'resource.id', 'booking_line.resource_id')
    .innerJoin('site', 'site.id', 'resource.site_id')
    .innerJoin('person', 'person.id', 'decision.person_id')
    .select(['decision.id', 'decision.capacity', 'decision.outcome', 'decision.reason', 'decision.decided_at'])
    .select(['booking.id as bookingId', 'booking.title', 'booking_line.id as lineId', 'resource.id as resourceId'])
    .select(['resource.name as resourceName', 'organisation.id as organisationId'])
    .select(['organisation.name as organisationName', 'person.id as personId', 'person.name as personName'])
    .select(['booking_line.starts_at', 'booking_line.ends_at', 'site.time_zone as timeZone'])
    .$if(filter.bookingId !== undefined, query => query.where('booking.id', '=', filter.bookingId ?? ''))
    .$if(filter.resourceId !== undefined, query => query.where('resource.id', '=', filter.resourceId ?? ''))
    .$if(
      Object.values(filter).every(one => one === undefined),
      query => query.where(isOwnMatter(reader)),
    )
    .$if(page.cursor !== null, query =>
      query.where(
        sql<boolean>`(decision.decided_at, decision.id) < (${page.cursor?.[0]}::timestamptz, ${page.cursor?.[1]}::uuid)`,
      ),
    )
    .orderBy('decision.decided_at', 'desc')
    .orderBy('decision.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  const shown = pageOf(rows, page.limit, row => [row.decided_at.toISOString(), row.id]);
  const items = shown.items.map(({ decided_at, starts_at, ends_at, personId, personName, ...row }) => ({
    ...row,
    startsAt: starts_at.toISOString(),
    endsAt: ends_at.toISOString(),
    person: { id: personId, name: personName },
    decidedAt: decided_at.toISOString(),
  }));
  return { items, nextCursor: shown.nextCursor };
}

/** The predicate of sight where no booking and no resource is named, in the query itself. */
function isOwnMatter({ actor, now }: Context) {
  if (isCoordinator(actor)) return sql<boolean>`true`;
  const organisations = actor.affiliations.map(one => one.organisationId);
  return sql<boolean>`(
    decision.person_id = ${actor.personId}::uuid
    or resource.owner_id = any (${organisations}::uuid[])
    or exists (
      select 1 from approver_scope s
      where s.person_id = ${actor.personId}::uuid
        and (s.resource_id = resource.id or s.site_id = resource.site_id or s.organisation_id = resource.owner_id)
        and network_day(${now.toISOString()}::timestamptz) between s.valid_from and coalesce(s.valid_to, 'infinity')))`;
}

async function requireSight(
  db: Db,
  { resourceId, bookingId }: { resourceId?: string | undefined; bookingId?: string | undefined },
  reader: Context,
): Promise<void> {
  if (bookingId !== undefined) await visibleBooking(db, bookingId, reader);
  if (resourceId === undefined) return;
  const { actor, now } = reader;
  const resource = found((await reader.catalogue.current(db)).resources.get(resourceId));
  if (!maySee(resource, actor, now)) throw new Problem('not_found');
  const concerned = mayManage(resource, actor) || isApproverOf(resource, actor.personId, now);
  if (!concerned && !actsFor(actor, resource.ownerId)) throw new Problem('forbidden');
}
