import { closedWithin, openIntervals } from '../../shared/opening-hours.ts';
import type { PlanningClaim, PlanningQuery, PlanningRow } from '../../shared/planning.ts';
import type { Slot } from '../../shared/time.ts';
import { siteOf } from '../bookings/want.ts';
import type { Catalogue, CataloguedResource, Criteria } from '../catalogue/catalogue.ts';
import { publicHolidaysIn } from '../catalogue/holidays.ts';
import { isApproverOf, mayBook, needsApproval } from '../catalogue/visibility.ts';
import { type Actor, actsFor, type Context, isCoordinator } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { type BlockRow, readBlocks, readTaken, type TakenRow } from './queries.ts';
import { pageOfResources, windowOf } from './window.ts';

type Asker = Pick<Context, 'actor' | 'now' | 'locale' | 'catalogue'>;

/** The resources in rows, with what takes their time in a window, as much as the person may see. Three small reads. */
export async function readPlanning(
  db: Db,
  query: PlanningQuery,
  asker: Asker,
): Promise<{ items: PlanningRow[]; nextCursor: string | null }> {
  const window = windowOf(query);
  const catalogue = await asker.catalogue.current(db);
  const page = pageOfResources(catalogue, query, asker, query.order);
  const ids = page.items.map(resource => resource.id);
  const taken = Map.groupBy(await readTaken(db, ids, window, asker.now), row => row.resource_id);
  const blocks = Map.groupBy(await readBlocks(db, ids, window, asker.now), row => row.resource_id);
  const items = page.items.map(resource => ({
    ...rowOf(resource, catalogue, window, asker),
    claims: (taken.get(resource.id) ?? []).map(row => claimView(row, catalogue, asker)),
    blocks: (blocks.get(resource.id) ?? []).map(blockView),
  }));
  return { items, nextCursor: page.nextCursor };
}

function rowOf(resource: CataloguedResource, catalogue: Catalogue, window: Slot, asker: Asker) {
  const site = siteOf(resource, catalogue);
  const holidays = publicHolidaysIn(asker.locale);
  const beneficiary = asker.actor.affiliations.find(one => mayBook(resource, one.organisationId));
  return {
    resourceId: resource.id,
    name: resource.name,
    kind: resource.kind,
    siteId: resource.siteId,
    siteName: site.name,
    ownerId: resource.ownerId,
    ownerName: resource.ownerName,
    timeZone: site.timeZone,
    capacity: resource.capacity,
    setupMinutes: resource.setupMinutes,
    turnaroundMinutes: resource.turnaroundMinutes,
    mayBook: beneficiary !== undefined,
    needsApproval: beneficiary !== undefined && needsApproval(resource, beneficiary.organisationId),
    criteria: resource.criteria && criteriaView(resource.criteria),
    open: openIntervals(site, window, holidays).map(one => ({
      from: one.from.toISOString(),
      to: one.to.toISOString(),
    })),
    closures: closedWithin(site, window, holidays).flatMap(one =>
      one.by === 'hours' ? [] : [{ from: one.from.toISOString(), to: one.to.toISOString(), reason: one.reason }],
    ),
  };
}

function criteriaView(criteria: Criteria): NonNullable<PlanningRow['criteria']> {
  const { minMinutes, maxMinutes, incrementMinutes, noticeMinutes, horizonDays, withinOpeningHours } = criteria;
  return { minMinutes, maxMinutes, incrementMinutes, noticeMinutes, horizonDays, withinOpeningHours };
}

function claimView(row: TakenRow, catalogue: Catalogue, asker: Asker): PlanningClaim {
  const time = {
    occupiedFrom: row.occupied_from.toISOString(),
    occupiedTo: row.occupied_to.toISOString(),
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    quantity: row.quantity,
    status: row.status,
    phase: row.phase,
    holds: row.holds,
    resourceId: row.line_resource_id,
    mine: row.person_id === asker.actor.personId,
    mayChange: actsFor(asker.actor, row.organisation_id) && row.status !== 'completed' && row.ends_at > asker.now,
  };
  if (!knows(row, catalogue, asker)) return time;
  return {
    ...time,
    bookingId: row.booking_id,
    version: row.version,
    seriesId: row.series_id,
    title: row.title,
    organisationName: catalogue.organisations.get(row.organisation_id)?.name ?? '',
  };
}

/** Whose it is, and what for, is for its own people, the owner's, who decides on it, and the coordinator (charter, C22). */
function knows(row: TakenRow, catalogue: Catalogue, { actor, now }: { actor: Actor; now: Date }): boolean {
  if (actsFor(actor, row.organisation_id) || isCoordinator(actor)) return true;
  const booked = catalogue.resources.get(row.line_resource_id);
  return booked !== undefined && (actsFor(actor, booked.ownerId) || isApproverOf(booked, actor.personId, now));
}

function blockView(row: BlockRow): PlanningRow['blocks'][number] {
  return {
    id: row.id,
    kind: row.kind,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    quantity: row.quantity,
    reason: row.reason,
  };
}
