import { isAllowed } from '../../shared/findings.ts';
import type { Availability, AvailabilityQuery } from '../../shared/planning.ts';
import type { Slot } from '../../shared/time.ts';
import { findingsOf } from '../bookings/guard.ts';
import { type Claim, isLapsed, peakOf, readOccupancyDuring } from '../bookings/occupancy.ts';
import { demandsOf, type Want } from '../bookings/want.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { mayBook, needsApproval } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { readLedgerOf } from '../quotas/ledger.ts';
import type { Ledger } from '../quotas/policy.ts';
import { pageOfResources, windowOf } from './window.ts';

type Asker = Pick<Context, 'actor' | 'now' | 'locale' | 'catalogue'>;

/**
 * For each resource that matches: could it be booked for the whole window, and if not, all the reasons. One statement reads
 * the claims of the window by time, whatever the number of resources; the rules come from memory.
 */
export async function readAvailability(
  db: Db,
  query: AvailabilityQuery,
  asker: Asker,
): Promise<{ items: Availability[]; nextCursor: string | null }> {
  const window = windowOf(query);
  let catalogue = await asker.catalogue.lastRead(db);
  const widest = widestBuffers(catalogue);
  const { catalogueVersion, claims } = await readOccupancyDuring(db, {
    from: new Date(window.from.getTime() - widest.setup * 60_000),
    to: new Date(window.to.getTime() + widest.turnaround * 60_000),
  });
  catalogue = await asker.catalogue.atVersion(db, catalogueVersion);

  const taken = Map.groupBy(
    claims.filter(claim => !isLapsed(claim, asker.now)),
    claim => claim.resourceId,
  );
  const page = pageOfResources(catalogue, query, asker);
  const ledger = await ledgerOfAskers(
    db,
    page.items,
    query,
    { from: window.from, to: window.from },
    { catalogue, asker },
  );
  const items = page.items.map(resource =>
    availabilityOf(resource, window, query, { catalogue, taken, ledger, asker }),
  );
  return {
    items: query.free === undefined ? items : items.filter(one => one.free === query.free),
    nextCursor: page.nextCursor,
  };
}

interface Known {
  catalogue: Catalogue;
  taken: Map<string, Claim[]>;
  ledger: Ledger;
  asker: Asker;
}

/** What the organisations for which one asks have under quotas, for resources that may begin in a window: one statement at most. */
export function ledgerOfAskers(
  db: Db,
  resources: CataloguedResource[],
  query: Pick<AvailabilityQuery, 'beneficiaryId'>,
  { from, to }: Slot,
  { catalogue, asker }: Pick<Known, 'catalogue' | 'asker'>,
): Promise<Ledger> {
  const askers = new Set(resources.map(resource => beneficiaryOf(resource, query, asker)).filter(Boolean));
  const spans = [...askers].map(organisationId => ({ organisationId, from, to }));
  return readLedgerOf(db, spans, catalogue, new Set(resources.map(resource => resource.kind)));
}

function availabilityOf(
  resource: CataloguedResource,
  window: Slot,
  query: AvailabilityQuery,
  known: Known,
): Availability {
  const organisationId = beneficiaryOf(resource, query, known.asker);
  const want: Want = {
    organisationId,
    startsAt: window.from,
    endsAt: window.to,
    lines: [{ resourceId: resource.id, quantity: query.quantity ?? 1 }],
  };
  const reasons = findingsOf(want, known.catalogue, known, known.asker);
  return {
    resourceId: resource.id,
    name: resource.name,
    free: isAllowed(reasons),
    freeQuantity: freeQuantityOf(want, known),
    needsApproval: needsApproval(resource, organisationId),
    reasons,
  };
}

/** The organisation that one asks for; unless said, the first of one's own that may book the resource at all. */
export function beneficiaryOf(
  resource: CataloguedResource,
  query: Pick<AvailabilityQuery, 'beneficiaryId'>,
  { actor }: Pick<Asker, 'actor'>,
): string {
  const own = actor.affiliations.map(one => one.organisationId);
  if (query.beneficiaryId === undefined) return own.find(one => mayBook(resource, one)) ?? own[0] ?? '';
  if (!own.includes(query.beneficiaryId)) throw new Problem('not_affiliated');
  return query.beneficiaryId;
}

/** How many could be had at once for all of the time: of a whole or a kit, as many as its scarcest part leaves. */
function freeQuantityOf(want: Want, { catalogue, taken }: Known): number {
  const one = { ...want, lines: want.lines.map(line => ({ ...line, quantity: 1 })) };
  const left = demandsOf(one, catalogue).map(demand => {
    const capacity = catalogue.resources.get(demand.resourceId)?.capacity ?? 0;
    const out = peakOf(taken.get(demand.resourceId) ?? [], demand.from, demand.to);
    return Math.floor(Math.max(0, capacity - out) / demand.quantity);
  });
  return Math.min(...left);
}

function widestBuffers(catalogue: Catalogue): { setup: number; turnaround: number } {
  const resources = [...catalogue.resources.values()];
  return {
    setup: resources.reduce((most, one) => Math.max(most, one.setupMinutes), 0),
    turnaround: resources.reduce((most, one) => Math.max(most, one.turnaroundMinutes), 0),
  };
}
