import { type Finding, finding } from '../../shared/findings.ts';
import { dayOf } from '../../shared/time.ts';
import type { LinePhase, Locale, ResourceKind } from '../../shared/words.ts';
import type { Catalogue, PublishedQuota } from '../catalogue/catalogue.ts';

/** What somebody would like to have, as far as quotas are concerned. */
export interface Asked {
  organisationId: string;
  startsAt: Date;
  endsAt: Date;
  lines: { resourceId: string }[];
  /** The booking that would be changed: it does not count beside itself. */
  bookingId?: string;
}

/** A line that an organisation has, or would have: one of another owner's resources. */
export interface Use {
  organisationId: string;
  bookingId: string;
  phase: LinePhase;
  resourceId: string;
  kind: ResourceKind;
  startsAt: Date;
  endsAt: Date;
  /** On which it counts: that on which it begins, in days since 1970. */
  day: number;
}

/** What is known of the use by the organisations that ask, around the times for which they ask. */
export interface Ledger {
  uses: Use[];
  /** Bookings that all move together: what they are now does not count. */
  moving: ReadonlySet<string>;
  /** What windows hold, kept while nothing is entered: a page of availability asks the same of many resources. */
  known: Map<string, number>;
}

export const emptyLedger = (): Ledger => ({ uses: [], moving: new Set(), known: new Map() });

/** One booking under one quota: milliseconds or one, by the day on which it begins. Of a change that waits both are known. */
export interface CountedBooking {
  current?: { day: number; size: number };
  proposed?: { day: number; size: number };
}

/**
 * The most that a window of so many days which contains the day holds. A booking counts on the day on which it begins, whole; one
 * with a change that waits for whichever of the two weighs more in the window, for either may come about.
 * @param day in days since 1970, as are those of the bookings
 */
export function fullestWindow(bookings: CountedBooking[], day: number, days: number): number {
  const start = day - days + 1;
  const perDay = new Array<number>(2 * days - 1).fill(0);
  const changing: CountedBooking[] = [];
  for (const booking of bookings) {
    const { current, proposed } = booking;
    if (current && proposed) changing.push(booking);
    const only = current && proposed ? undefined : (current ?? proposed);
    if (only && only.day >= start && only.day < day + days)
      perDay[only.day - start] = (perDay[only.day - start] ?? 0) + only.size;
  }
  let most = 0;
  let settled = perDay.slice(0, days).reduce((sum, size) => sum + size, 0);
  for (let first = start; first <= day; first++) {
    const within = (one?: { day: number; size: number }) =>
      one && one.day >= first && one.day < first + days ? one.size : 0;
    const open = changing.reduce((sum, one) => sum + Math.max(within(one.current), within(one.proposed)), 0);
    most = Math.max(most, settled + open);
    settled += (perDay[first + days - start] ?? 0) - (perDay[first - start] ?? 0);
  }
  return most;
}

/** What stands under a quota on a day, in its own unit. */
export interface Balance {
  quota: PublishedQuota;
  /** The quota's, or that of a derogation for the organisation. */
  amount: number;
  used: number;
  /** With the booking. */
  after: number;
}

/** The quotas that are in force on a day and count any of these resources for the organisation. */
export function quotasOn(asked: Asked, catalogue: Catalogue): PublishedQuota[] {
  if (catalogue.quotas.length === 0) return [];
  const day = dayOf(asked.startsAt, catalogue.timeZone);
  return catalogue.quotas.filter(quota => isInForce(quota, day) && countedLines(asked, quota, catalogue).length > 0);
}

export function isInForce({ from, until }: { from: string; until: string | null }, day: string): boolean {
  return from <= day && (until === null || day <= until);
}

/** An owner's use of its own resources is nobody else's business. */
function countedLines(asked: Asked, { kind }: Pick<PublishedQuota, 'kind'>, catalogue: Catalogue) {
  return asked.lines.filter(line => {
    const resource = catalogue.resources.get(line.resourceId);
    return resource && resource.ownerId !== asked.organisationId && (kind === null || resource.kind === kind);
  });
}

export function balanceOf(asked: Asked, quota: PublishedQuota, catalogue: Catalogue, ledger: Ledger): Balance {
  const { organisationId, startsAt, endsAt, bookingId } = asked;
  const day = dayOf(startsAt, catalogue.timeZone);
  const derogation = quota.derogations.find(one => one.organisationId === organisationId && isInForce(one, day));
  const perUnit = quota.unit === 'hours' ? 3_600_000 : 1;
  const lines = countedLines(asked, quota, catalogue).length;
  const added = quota.unit === 'hours' ? lines * (endsAt.getTime() - startsAt.getTime()) : Math.min(lines, 1);
  const key = `${quota.id} ${organisationId} ${day} ${bookingId}`;
  const used = ledger.known.get(key) ?? fullestWindow(counted(asked, quota, ledger), dayNumber(day), quota.windowDays);
  ledger.known.set(key, used);
  // Summed before it is divided: thirds of an hour would not add up to one.
  const after = (used + added) / perUnit;
  return { quota, amount: derogation?.amount ?? quota.amount, used: used / perUnit, after };
}

/** The organisation's bookings under a quota, but for the one that would be changed. */
function counted(asked: Asked, quota: PublishedQuota, ledger: Ledger): CountedBooking[] {
  const bookings = new Map<string, CountedBooking>();
  for (const use of ledger.uses) {
    if (use.organisationId !== asked.organisationId || use.phase === 'superseded') continue;
    if (use.bookingId === asked.bookingId || ledger.moving.has(use.bookingId)) continue;
    if (quota.kind !== null && use.kind !== quota.kind) continue;
    const booking = bookings.get(use.bookingId) ?? {};
    const length = use.endsAt.getTime() - use.startsAt.getTime();
    const size = quota.unit === 'bookings' ? 1 : (booking[use.phase]?.size ?? 0) + length;
    booking[use.phase] = { day: use.day, size };
    bookings.set(use.bookingId, booking);
  }
  return [...bookings.values()];
}

/** A calendar day in days since 1970. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00Z`) / 86_400_000;
}

/**
 * The quotas that the organisation would exceed, the same for whoever asks. What takes no more than the booking has already is not
 * held against it: one may shorten, also once a quota has become smaller than what one has.
 */
export function quotaFindings(asked: Asked, catalogue: Catalogue, ledger: Ledger, locale: Locale): Finding[] {
  const quotas = quotasOn(asked, catalogue);
  if (quotas.length === 0 || isHeldAlready(asked, catalogue, ledger)) return [];
  return quotas.flatMap(quota => {
    const { amount, after } = balanceOf(asked, quota, catalogue, ledger);
    if (after <= amount) return [];
    const details = {
      ...{ used: after, amount, unit: quota.unit, kind: quota.kind, days: quota.windowDays },
      timeZone: catalogue.timeZone,
    };
    const [line] = countedLines(asked, quota, catalogue);
    const about = { ...(line ? { resourceId: line.resourceId } : {}), criterionId: `quota:${quota.id}` };
    return [finding('quota', 'block', locale, details, about)];
  });
}

/** Whether all of it counts for the organisation as it is: as a part of what the booking has, or of a change that waits. */
function isHeldAlready(asked: Asked, catalogue: Catalogue, { uses }: Ledger): boolean {
  const { bookingId, organisationId, startsAt, endsAt } = asked;
  if (bookingId === undefined) return false;
  const own = uses.filter(use => use.bookingId === bookingId && use.organisationId === organisationId);
  return (['current', 'proposed'] as const).some(phase => {
    const left = own.filter(use => use.phase === phase && use.startsAt <= startsAt && use.endsAt >= endsAt);
    return countedLines(asked, { kind: null }, catalogue).every(line => {
      const index = left.findIndex(use => use.resourceId === line.resourceId);
      return index >= 0 && left.splice(index, 1).length > 0;
    });
  });
}

/**
 * The findings of each of several wants. Together, the earlier count for the later, but for those that would exceed a quota:
 * leaving these out makes the others possible.
 */
export function quotaFindingsOfAll(
  wants: Asked[],
  catalogue: Catalogue,
  ledger: Ledger,
  asking: { locale: Locale; together?: boolean | undefined },
): Finding[][] {
  if (catalogue.quotas.length === 0) return wants.map(() => []);
  if (!asking.together) return wants.map(want => quotaFindings(want, catalogue, ledger, asking.locale));
  const moving = new Set([...ledger.moving, ...wants.flatMap(want => want.bookingId ?? [])]);
  let all: Ledger = { ...ledger, moving, known: new Map() };
  const findings = wants.map((want, index) => {
    const against = quotaFindings(want, catalogue, all, asking.locale);
    if (against.length === 0) all = withWant(all, want, index, catalogue);
    return against;
  });
  // Where the amount differs from day to day, a later date may have filled a window of an earlier one.
  return wants.map((want, index) => {
    const [against = []] = [findings[index]];
    if (against.length > 0) return against;
    const others = { ...all, moving: new Set([...moving, tokenOf(index)]), known: new Map() };
    return quotaFindings(want, catalogue, others, asking.locale);
  });
}

const tokenOf = (index: number) => `want ${index}`;

function withWant(ledger: Ledger, want: Asked, index: number, catalogue: Catalogue): Ledger {
  const { organisationId, startsAt, endsAt } = want;
  const day = dayNumber(dayOf(startsAt, catalogue.timeZone));
  const taken = { organisationId, bookingId: tokenOf(index), phase: 'current' as const, startsAt, endsAt, day };
  const uses = countedLines(want, { kind: null }, catalogue).flatMap(({ resourceId }): Use[] => {
    const kind = catalogue.resources.get(resourceId)?.kind;
    return kind ? [{ ...taken, resourceId, kind }] : [];
  });
  return { ...ledger, uses: [...ledger.uses, ...uses], known: new Map() };
}
