import type { Availability, FirstFree } from '../../shared/planning.ts';
import type { Resource } from '../../shared/resource.ts';
import type { Needs } from './needs.ts';

export interface FoundSlot {
  startsAt: string;
  endsAt: string;
}

/** A resource that matches, with what is known of its time. */
export interface Found {
  resource: Resource;
  /** The time that can be booked: the one asked for, or the first that is free. */
  slot: FoundSlot | null;
  /** Where the time asked for is not free: the first after it that is. */
  next: FoundSlot | null;
  /** Why it is not free, in sentences. */
  reasons: string[];
  needsApproval: boolean;
  isOwn: boolean;
}

export interface Answers {
  resources: Resource[];
  availability: Availability[] | undefined;
  first: FirstFree[] | undefined;
  ownOrganisations: string[];
}

/**
 * Joins what the catalogue and the calendar say, and puts it in order: what can be booked, best first, then what cannot, by
 * when it can next. A resource that only one of the two answers knows of has just been withdrawn, and is left out.
 */
export function rank(needs: Needs, slot: FoundSlot | null, answers: Answers): { bookable: Found[]; others: Found[] } {
  const availability = new Map(answers.availability?.map(one => [one.resourceId, one]));
  const first = new Map(answers.first?.map(one => [one.resourceId, one]));
  const own = new Set(answers.ownOrganisations);
  const found = answers.resources
    .filter(resource => resource.state === 'published')
    .flatMap((resource): Found[] => {
      const isOwn = own.has(resource.owner.id);
      const here = { resource, isOwn };
      const firstSlot = slotOf(first.get(resource.id));
      if (needs.when === 'at') {
        const said = availability.get(resource.id);
        if (!said) return [];
        const reasons = said.reasons.filter(one => one.severity === 'block').map(one => one.message);
        return [
          {
            ...here,
            slot: said.free ? slot : null,
            next: said.free ? null : firstSlot,
            reasons,
            needsApproval: said.needsApproval,
          },
        ];
      }
      if (needs.when === 'first') {
        const said = first.get(resource.id);
        if (!said) return [];
        const reasons = said.reasons.map(one => one.message);
        return [{ ...here, slot: firstSlot, next: null, reasons, needsApproval: said.needsApproval }];
      }
      return [{ ...here, slot: null, next: null, reasons: [], needsApproval: asksApproval(resource) }];
    });
  const isBookable = (one: Found) => (needs.when === undefined ? one.resource.mayBook : one.slot !== null);
  const byFit = (a: Found, b: Found) => compare(keyOf(a, needs), keyOf(b, needs));
  return {
    bookable: found.filter(isBookable).sort(byFit),
    others: found
      .filter(one => !isBookable(one))
      .sort((a, b) => (a.next?.startsAt ?? '~').localeCompare(b.next?.startsAt ?? '~') || byFit(a, b)),
  };
}

/** A number feature `seats`, where the resource has it. */
export function seatsOf(resource: Resource): number | null {
  const seats = resource.features.find(one => one.code === 'seats')?.value;
  return typeof seats === 'number' ? seats : null;
}

/** The key by which results are put in order: the first part that differs decides. */
function keyOf(found: Found, needs: Needs): (number | string)[] {
  const { resource } = found;
  const distance = resource.distance ?? 1e6;
  const seats = seatsOf(resource) ?? 0;
  // Twice what is needed is still a fit; a hall of two hundred for a meeting of eight is somebody else's hall.
  const tooLarge = needs.seats ? Math.floor(Math.log2(Math.max(1, seats / needs.seats))) : 0;
  const fit = [
    tooLarge,
    found.isOwn ? 0 : 1,
    found.needsApproval ? 1 : 0,
    distance,
    needs.seats ? seats : 0,
    resource.tariff?.amountCents ?? 0,
    resource.name,
  ];
  if (needs.sort === 'name') return [resource.name];
  if (needs.sort === 'distance') return [distance, ...fit];
  return needs.when === 'first' ? [found.slot?.startsAt ?? '~', ...fit] : fit;
}

const { compare: compareText } = new Intl.Collator('fr', { numeric: true });

function compare(a: (number | string)[], b: (number | string)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? 0;
    const order =
      typeof left === 'number' && typeof right === 'number' ? left - right : compareText(String(left), String(right));
    if (order !== 0) return order;
  }
  return 0;
}

function slotOf(first: FirstFree | undefined): FoundSlot | null {
  return first?.startsAt && first.endsAt ? { startsAt: first.startsAt, endsAt: first.endsAt } : null;
}

/** Whether a request would wait, for all of the reader's organisations that may book at all. */
function asksApproval(resource: Resource): boolean {
  const may = resource.forMyOrganisations.filter(one => one.mayBook);
  return may.length > 0 && may.every(one => one.needsApproval);
}
