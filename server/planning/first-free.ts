import type { FindingCode } from '../../shared/finding-codes.ts';
import type { Finding } from '../../shared/findings.ts';
import { openIntervals } from '../../shared/opening-hours.ts';
import type { FirstFree, FirstFreeQuery } from '../../shared/planning.ts';
import { dayOf, plusDays, type Slot, startOfDay } from '../../shared/time.ts';
import { peakOf } from '../bookings/occupancy.ts';
import { earliestStart, ruleFindings } from '../bookings/policy.ts';
import { demandsOf, minutesAfter, siteOf, type Want } from '../bookings/want.ts';
import type { Catalogue, CataloguedResource, CataloguedSite } from '../catalogue/catalogue.ts';
import { publicHolidaysIn } from '../catalogue/holidays.ts';
import { needsApproval } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { type Ledger, quotaFindings } from '../quotas/policy.ts';
import { beneficiaryOf, ledgerOfAskers } from './availability.ts';
import { readTakenTimes, type TakenTime } from './queries.ts';
import { pageOfResources } from './window.ts';

type Asker = Pick<Context, 'actor' | 'now' | 'locale' | 'catalogue'>;

/** Free times are offered from round minutes on. */
const stepMs = 15 * 60_000;
/** What another time would mend; everything else that the rules say stands at any time. */
const ofTheTime: ReadonlySet<FindingCode> = new Set(['closed', 'too_soon', 'too_far', 'in_past', 'quota']);

/**
 * For each resource that matches, the first time of a length at which it could be booked, by all of its rules. One statement
 * reads what is taken in all of the window, whatever the number of resources; the rules come from memory.
 */
export async function readFirstFree(
  db: Db,
  query: FirstFreeQuery,
  asker: Asker,
): Promise<{ items: FirstFree[]; nextCursor: string | null }> {
  const from = new Date(Math.max(Date.parse(query.from), asker.now.getTime()));
  const window = { from, to: minutesAfter(new Date(query.from), query.days * 1440) };
  const catalogue = await asker.catalogue.current(db);
  const page = pageOfResources(catalogue, query, asker);
  const taken = Map.groupBy(
    await readTakenTimes(db, drawnBy(page.items), withBuffers(window, page.items), asker.now),
    one => one.resourceId,
  );
  const ledger = await ledgerOfAskers(db, page.items, query, window, { catalogue, asker });
  const known: Known = { catalogue, taken, ledger, openAt: new Map(), asker };
  const items = page.items.map(resource => firstFreeOf(resource, query, window, known));
  return { items, nextCursor: page.nextCursor };
}

interface Known {
  catalogue: Catalogue;
  taken: Map<string, TakenTime[]>;
  ledger: Ledger;
  /** When a site is open in the window: asked once for all of its resources. */
  openAt: Map<CataloguedSite, Slot[]>;
  asker: Asker;
}

function firstFreeOf(resource: CataloguedResource, query: FirstFreeQuery, window: Slot, known: Known): FirstFree {
  const organisationId = beneficiaryOf(resource, query, known.asker);
  const found = search(resource, organisationId, query, window, known);
  return {
    resourceId: resource.id,
    name: resource.name,
    startsAt: found.startsAt?.toISOString() ?? null,
    endsAt: found.startsAt ? minutesAfter(found.startsAt, query.minutes).toISOString() : null,
    needsApproval: needsApproval(resource, organisationId),
    reasons: found.reasons,
  };
}

function search(
  resource: CataloguedResource,
  organisationId: string,
  { minutes, quantity }: FirstFreeQuery,
  window: Slot,
  known: Known,
): { startsAt: Date | null; reasons: Finding[] } {
  const line = { resourceId: resource.id, quantity: quantity ?? 1 };
  const wantAt = (startsAt: Date): Want => ({
    organisationId,
    startsAt,
    endsAt: minutesAfter(startsAt, minutes),
    lines: [line],
  });
  const blockingAt = (startsAt: Date) =>
    [
      ...ruleFindings(wantAt(startsAt), line, known.catalogue, known.asker),
      ...quotaFindings(wantAt(startsAt), known.catalogue, known.ledger, known.asker.locale),
    ].filter(one => one.severity === 'block');
  const starts = startsWorthTrying(resource, minutes, window, known);
  // What stands at any time stands at the first as well.
  const standing = blockingAt(starts[0] ?? window.from).filter(one => !ofTheTime.has(one.code));
  if (standing.length > 0) return { startsAt: null, reasons: standing };
  const startsAt = starts.find(start => hasRoom(wantAt(start), known) && blockingAt(start).length === 0);
  return { startsAt: startsAt ?? null, reasons: [] };
}

/**
 * The times at which a free stretch can begin, in order: the first at all, where the site opens, where something ends, and, for
 * the sake of quotas, where a day begins. No other needs to be tried, for before each of these the same thing stands in the way as a
 * moment earlier. Where hours do not bind, a time at which somebody is there comes first.
 */
function startsWorthTrying(resource: CataloguedResource, minutes: number, window: Slot, known: Known): Date[] {
  const site = siteOf(resource, known.catalogue);
  const earliest = Math.max(
    window.from.getTime(),
    resource.criteria ? earliestStart(site, resource.criteria, known.asker).getTime() : 0,
  );
  const length = minutes * 60_000;
  const open = openAt(site, window, known);
  const ends = resource.draws
    .flatMap(draw => known.taken.get(draw.resourceId) ?? [])
    .map(one => minutesAfter(one.to, resource.setupMinutes).getTime());
  const edges = [
    earliest,
    ...open.map(one => one.from.getTime()),
    ...ends,
    ...daysOfQuotas(window, known.catalogue),
  ].map(at => Math.ceil(Math.max(at, earliest) / stepMs) * stepMs);
  const starts = [...new Set(edges)].filter(at => at + length <= window.to.getTime()).sort((a, b) => a - b);
  const binds = resource.criteria?.withinOpeningHours ?? false;
  const attended = starts.filter(at =>
    open.some(one => one.from.getTime() <= at && at + (binds ? length : 1) <= one.to.getTime()),
  );
  return (binds ? attended : [...attended, ...starts]).map(at => new Date(at));
}

/** A booking counts on the day on which it begins. */
function daysOfQuotas(window: Slot, { quotas, timeZone }: Catalogue): number[] {
  if (quotas.length === 0) return [];
  const starts: number[] = [];
  for (let day = dayOf(window.from, timeZone); day <= dayOf(window.to, timeZone); day = plusDays(day, 1)) {
    starts.push(startOfDay(day, timeZone).getTime());
  }
  return starts;
}

function openAt(site: CataloguedSite, window: Slot, { openAt: kept, asker }: Known): Slot[] {
  const open = kept.get(site) ?? openIntervals(site, window, publicHolidaysIn(asker.locale));
  kept.set(site, open);
  return open;
}

function hasRoom(want: Want, { catalogue, taken, asker }: Known): boolean {
  return demandsOf(want, catalogue).every(demand => {
    const capacity = catalogue.resources.get(demand.resourceId)?.capacity ?? 0;
    // Of a setup that should have begun already, only the rest is still to be had.
    const from = demand.from < asker.now && asker.now < demand.to ? asker.now : demand.from;
    return peakOf(taken.get(demand.resourceId) ?? [], from, demand.to) + demand.quantity <= capacity;
  });
}

function drawnBy(resources: CataloguedResource[]): string[] {
  return [...new Set(resources.flatMap(resource => resource.draws.map(draw => draw.resourceId)))];
}

function withBuffers(window: Slot, resources: CataloguedResource[]): Slot {
  const setup = Math.max(0, ...resources.map(one => one.setupMinutes));
  const turnaround = Math.max(0, ...resources.map(one => one.turnaroundMinutes));
  return { from: minutesAfter(window.from, -setup), to: minutesAfter(window.to, turnaround) };
}
