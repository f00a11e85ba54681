import type { Alternative } from '../../shared/booking.ts';
import { isAllowed } from '../../shared/findings.ts';
import { closedWithin } from '../../shared/opening-hours.ts';
import { fold } from '../../shared/text.ts';
import type { Catalogue, CataloguedResource, CataloguedSite } from '../catalogue/catalogue.ts';
import { publicHolidaysIn } from '../catalogue/holidays.ts';
import { kilometresBetween, type Point } from '../catalogue/search.ts';
import { mayBook, maySee, needsApproval } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { readLedgerOf } from '../quotas/ledger.ts';
import type { Ledger } from '../quotas/policy.ts';
import { type Around, findingsOf } from './guard.ts';
import { type Claim, isLapsed, readOccupancy } from './occupancy.ts';
import { type Demand, demandsOf, minutesAfter, siteOf, type Want, type WantedLine } from './want.ts';

type Asker = Pick<Context, 'actor' | 'now' | 'locale' | 'catalogue'>;

const offered = { times: 3, resources: 3 } as const;
/** How far from the time that was asked for another one is looked for, in days. */
const reach = { before: 2, after: 14 } as const;
/** Free times are offered from round minutes on. */
const stepMinutes = 15;
/** Of the equivalents, nearest first, as many are looked at; a network has few that are near. */
const equivalentsTried = 60;

/**
 * The ways out of a refusal for lack of room: the nearest free times of the same resources, and for each resource that is
 * lacking its free equivalents at the same time, never worse on a hard need, nearest first. Reads twice, whatever is tried.
 */
export async function alternativesTo(db: Db, want: Want, asker: Asker): Promise<Alternative[]> {
  const guess = await asker.catalogue.lastRead(db);
  let around = await readOccupancy(db, windowsAround(want, guess));
  const catalogue = await asker.catalogue.atVersion(db, around.catalogueVersion);
  if (catalogue !== guess) around = await readOccupancy(db, windowsAround(want, catalogue));
  const ledger = await ledgerAround(db, want, catalogue);
  const known = { taken: standing(around.claims, asker.now), ledger };
  const times = otherTimes(want, catalogue, known, asker);
  const resources = await otherResources(db, want, catalogue, known, asker);
  return [...times, ...resources];
}

/** What the want demands, for all the time in which another one is looked for. */
function windowsAround(want: Want, catalogue: Catalogue): Demand[] {
  return demandsOf(want, catalogue).map(demand => ({
    ...demand,
    from: minutesAfter(demand.from, -reach.before * 1440),
    to: minutesAfter(demand.to, reach.after * 1440),
  }));
}

/** What the quotas ask to know of the organisation, for all the time in which another one is looked for. */
function ledgerAround(db: Db, { organisationId, startsAt, lines }: Want, catalogue: Catalogue): Promise<Ledger> {
  const from = minutesAfter(startsAt, -reach.before * 1440);
  const to = minutesAfter(startsAt, reach.after * 1440);
  const kinds = lines.flatMap(line => catalogue.resources.get(line.resourceId)?.kind ?? []);
  return readLedgerOf(db, [{ organisationId, from, to }], catalogue, new Set(kinds));
}

function otherTimes(want: Want, catalogue: Catalogue, known: Around, asker: Asker): Alternative[] {
  const length = want.endsAt.getTime() - want.startsAt.getTime();
  const free: Want[] = [];
  for (const startsAt of candidateStarts(want, catalogue, known.taken, asker.now)) {
    const candidate = { ...want, startsAt, endsAt: new Date(startsAt.getTime() + length) };
    const overlapsOffered = free.some(one => one.startsAt < candidate.endsAt && one.endsAt > candidate.startsAt);
    if (!overlapsOffered && isAllowed(findingsOf(candidate, catalogue, known, asker))) free.push(candidate);
    if (free.length === offered.times) break;
  }
  return free.map(one => alternative('time', one, one.lines, catalogue, null));
}

/** Starts worth trying, nearest first: where something ends or begins, where the day opens, and the same hour of other days. */
function candidateStarts(want: Want, catalogue: Catalogue, taken: Map<string, Claim[]>, now: Date): Date[] {
  const length = want.endsAt.getTime() - want.startsAt.getTime();
  const resources = want.lines.flatMap(line => catalogue.resources.get(line.resourceId) ?? []);
  const setup = Math.max(0, ...resources.map(resource => resource.setupMinutes));
  const turnaround = Math.max(0, ...resources.map(resource => resource.turnaroundMinutes));
  const edges = [...taken.values()]
    .flat()
    .flatMap(claim => [minutesAfter(claim.to, setup), new Date(claim.from.getTime() - length - turnaround * 60_000)]);
  const days = Array.from({ length: reach.after + reach.before }, (_, index) => index - reach.before);
  const sameHour = days.map(day => minutesAfter(want.startsAt, day * 1440));
  const hours = Array.from({ length: 96 }, (_, index) => minutesAfter(want.startsAt, (index - 32) * 30));
  const site = resources[0] && siteOf(resources[0], catalogue);
  // Where hours do not bind, a time when somebody is there is still the better offer.
  const isOpen = (start: Date) => {
    const slot = { from: start, to: new Date(start.getTime() + length) };
    return !site || closedWithin(site, slot, publicHolidaysIn('fr')).length === 0;
  };
  const distance = (start: Date) => Math.abs(start.getTime() - want.startsAt.getTime());
  const round = (start: Date) => Math.ceil(start.getTime() / (stepMinutes * 60_000)) * stepMinutes * 60_000;
  return [...new Set([...edges, ...sameHour, ...hours].map(round))]
    .map(start => new Date(start))
    .filter(
      start =>
        start > now && start.getTime() !== want.startsAt.getTime() && distance(start) <= reach.after * 86_400_000,
    )
    .map(start => ({ start, distance: distance(start) + (isOpen(start) ? 0 : reach.after * 86_400_000) }))
    .toSorted((a, b) => a.distance - b.distance)
    .map(one => one.start);
}

async function otherResources(
  db: Db,
  want: Want,
  catalogue: Catalogue,
  own: Around,
  asker: Asker,
): Promise<Alternative[]> {
  const lacking = want.lines.filter(line => !isAllowed(findingsOf({ ...want, lines: [line] }, catalogue, own, asker)));
  const [line] = lacking;
  // Two lines lacking at once would need a search over pairs; another time serves better then.
  if (!line || lacking.length > 1) return [];

  const candidates = equivalentsOf(line, want, catalogue, asker).slice(0, equivalentsTried);
  const swapped = candidates.map(({ resource, distance }) => ({
    distance,
    want: { ...want, lines: want.lines.map(one => (one === line ? { ...one, resourceId: resource.id } : one)) },
  }));
  const { claims } = await readOccupancy(
    db,
    swapped.flatMap(one => demandsOf(one.want, catalogue)),
  );
  const known = { ...own, taken: standing(claims, asker.now) };
  return swapped
    .filter(one => isAllowed(findingsOf(one.want, catalogue, known, asker)))
    .slice(0, offered.resources)
    .map(one => alternative('resource', one.want, one.want.lines, catalogue, one.distance));
}

/** Resources of the same kind that are no worse on a hard need, nearest first; at the same distance in a neutral order. */
function equivalentsOf(
  line: WantedLine,
  want: Want,
  catalogue: Catalogue,
  asker: Asker,
): { resource: CataloguedResource; distance: number | null }[] {
  const asked = catalogue.resources.get(line.resourceId);
  if (!asked) return [];
  const taken = new Set(want.lines.map(one => one.resourceId));
  return [...catalogue.resources.values()]
    .filter(resource => resource.kind === asked.kind && resource.state === 'published' && !taken.has(resource.id))
    .filter(resource => maySee(resource, asker.actor, asker.now) && mayBook(resource, want.organisationId))
    .filter(resource => resource.capacity >= line.quantity && isAlike(resource, asked))
    .filter(resource => isNoWorse(resource, asked, catalogue))
    .map(resource => ({ resource, distance: distanceBetween(resource, asked, catalogue) }))
    .toSorted((a, b) => (a.distance ?? 1e6) - (b.distance ?? 1e6) || (a.resource.id < b.resource.id ? -1 : 1));
}

/** What the network calls a hard need is met as well: flags are there, numbers reached, choices and words the same. */
function isNoWorse(resource: CataloguedResource, asked: CataloguedResource, catalogue: Catalogue): boolean {
  return Object.entries(asked.features).every(([code, wanted]) => {
    if (!catalogue.features.get(code)?.hardNeed) return true;
    const offered = resource.features[code];
    return typeof wanted === 'number' ? typeof offered === 'number' && offered >= wanted : offered === wanted;
  });
}

/**
 * Rooms and vehicles do for one another; equipment and people's time only where they are the same sort of thing: the same
 * first word, or the same facts said of both.
 */
function isAlike(resource: CataloguedResource, asked: CataloguedResource): boolean {
  if (asked.kind === 'room' || asked.kind === 'vehicle') return true;
  const firstWord = (name: string) => fold(name).split(/\s+/)[0];
  const facts = (one: CataloguedResource) => Object.keys(one.features).toSorted().join();
  return (
    firstWord(resource.name) === firstWord(asked.name) || (facts(asked) !== '' && facts(resource) === facts(asked))
  );
}

/** Kilometres between two resources' sites; null when one of them has no coordinates. */
function distanceBetween(a: CataloguedResource, b: CataloguedResource, catalogue: Catalogue): number | null {
  const [one, other] = [pointOf(siteOf(a, catalogue)), pointOf(siteOf(b, catalogue))];
  return one && other ? Math.round(kilometresBetween(one, other) * 10) / 10 : null;
}

function pointOf({ latitude, longitude }: CataloguedSite): Point | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function alternative(
  kind: Alternative['kind'],
  want: Want,
  lines: WantedLine[],
  catalogue: Catalogue,
  distance: number | null,
): Alternative {
  const resources = lines.map(line => ({ line, resource: catalogue.resources.get(line.resourceId) }));
  return {
    kind,
    startsAt: want.startsAt.toISOString(),
    endsAt: want.endsAt.toISOString(),
    lines: resources.map(({ line, resource }) => ({
      resourceId: line.resourceId,
      resourceName: resource?.name ?? '',
      quantity: line.quantity,
    })),
    distance,
    needsApproval: resources.some(({ resource }) => resource && needsApproval(resource, want.organisationId)),
  };
}

function standing(claims: Claim[], now: Date): Map<string, Claim[]> {
  return Map.groupBy(
    claims.filter(claim => !isLapsed(claim, now)),
    claim => claim.resourceId,
  );
}
