import type { PlanningClaim, PlanningRow } from '../../shared/planning.ts';
import { layRow } from './rows.ts';

/**
 * What can be seen to stand against a time while a person is still choosing it: what is on screen, and the published rules. The
 * server says more, and decides; this only spares a release that would be refused. Pure.
 */

export interface Stretch {
  resourceId: string;
  /** Milliseconds. */
  from: number;
  to: number;
}

/** One thing in the way; the codes are those of the server's findings. */
export interface Against {
  code:
    | 'not_allowed'
    | 'in_past'
    | 'too_soon'
    | 'too_far'
    | 'too_short'
    | 'too_long'
    | 'closed'
    | 'blocked'
    | 'taken'
    | 'buffer'
    | 'over_capacity';
  from?: number;
  to?: number;
  minutes?: number;
  days?: number;
  free?: number;
  reason?: string;
  claim?: PlanningClaim;
}

export interface Asking {
  now: number;
  /** The booking that is moved does not stand in its own way. */
  ignoring?: string | undefined;
  quantity?: number;
  /** A booking that keeps its start may lie in the past. */
  keepsStart?: boolean;
}

const minuteMs = 60_000;

export function against(row: PlanningRow, { from, to }: Omit<Stretch, 'resourceId'>, asking: Asking): Against[] {
  return [
    ...rules(row, from, to, asking),
    ...closedHours(row, from, to),
    ...blocked(row, from, to),
    ...taken(row, from, to, asking),
  ];
}

function rules({ criteria, mayBook }: PlanningRow, from: number, to: number, { now, keepsStart }: Asking): Against[] {
  const found: Against[] = [];
  const minutes = (to - from) / minuteMs;
  if (!mayBook) found.push({ code: 'not_allowed' });
  if (!keepsStart && from < now) found.push({ code: 'in_past' });
  if (!criteria) return found;
  if (!keepsStart && from >= now) {
    if (from < now + criteria.noticeMinutes * minuteMs)
      found.push({ code: 'too_soon', minutes: criteria.noticeMinutes });
    if (from > now + criteria.horizonDays * 1440 * minuteMs)
      found.push({ code: 'too_far', days: criteria.horizonDays });
  }
  if (criteria.minMinutes !== null && minutes < criteria.minMinutes)
    found.push({ code: 'too_short', minutes: criteria.minMinutes });
  if (criteria.maxMinutes !== null && minutes > criteria.maxMinutes)
    found.push({ code: 'too_long', minutes: criteria.maxMinutes });
  return found;
}

function closedHours(row: PlanningRow, from: number, to: number): Against[] {
  if (!row.criteria?.withinOpeningHours) return [];
  const open = row.open.some(one => Date.parse(one.from) <= from && to <= Date.parse(one.to));
  if (open) return [];
  const gap = layRow(row).closed.findLast(one => one.from < to && from < one.to);
  return [{ code: 'closed', reason: gap?.reason ?? '' }];
}

function blocked(row: PlanningRow, from: number, to: number): Against[] {
  return row.blocks
    .filter(one => one.quantity === null && Date.parse(one.startsAt) < to && from < Date.parse(one.endsAt))
    .map(one => ({
      code: 'blocked' as const,
      from: Date.parse(one.startsAt),
      to: Date.parse(one.endsAt),
      reason: one.reason,
    }));
}

/** Setup and turnaround count: they are part of what a booking occupies, and of what another one does. */
function taken(row: PlanningRow, from: number, to: number, { ignoring, quantity = 1 }: Asking): Against[] {
  const [occupiedFrom, occupiedTo] = [from - row.setupMinutes * minuteMs, to + row.turnaroundMinutes * minuteMs];
  const meets = row.claims.filter(
    claim =>
      claim.holds &&
      (ignoring === undefined || claim.bookingId !== ignoring) &&
      Date.parse(claim.occupiedFrom) < occupiedTo &&
      occupiedFrom < Date.parse(claim.occupiedTo),
  );
  if (row.capacity === 1) {
    return meets.map(claim => {
      const time = { from: Date.parse(claim.startsAt), to: Date.parse(claim.endsAt) };
      return { code: time.from < to && from < time.to ? 'taken' : 'buffer', ...time, claim };
    });
  }
  const free = row.capacity - peak(row, meets, occupiedFrom, occupiedTo);
  return free < quantity ? [{ code: 'over_capacity', free: Math.max(0, free) }] : [];
}

/** The most units that are out at once during a stretch. */
function peak(row: PlanningRow, claims: PlanningClaim[], from: number, to: number): number {
  const out = [
    ...claims.map(one => [Date.parse(one.occupiedFrom), Date.parse(one.occupiedTo), one.quantity] as const),
    ...row.blocks.map(one => [Date.parse(one.startsAt), Date.parse(one.endsAt), one.quantity ?? row.capacity] as const),
  ].filter(([start, end]) => start < to && from < end);
  const moments = out.map(([start]) => Math.max(start, from));
  const at = (time: number) =>
    out.reduce((sum, [start, end, units]) => sum + (start <= time && time < end ? units : 0), 0);
  return Math.max(0, ...moments.map(at));
}

/**
 * The nearest time of the same length at which nothing that is on screen stands against it, before or after, in quarters of an
 * hour; undefined where the rows that were read hold none.
 */
export function nearestFree(row: PlanningRow, wanted: { from: number; to: number }, now: number) {
  const length = Math.min(
    Math.max(wanted.to - wanted.from, (row.criteria?.minMinutes ?? 0) * minuteMs),
    (row.criteria?.maxMinutes ?? Number.POSITIVE_INFINITY) * minuteMs,
  );
  const first = Math.min(...row.open.map(one => Date.parse(one.from)));
  const last = Math.max(...row.open.map(one => Date.parse(one.to)));
  for (let distance = 0; distance <= last - first; distance += 15 * minuteMs) {
    for (const from of [wanted.from + distance, wanted.from - distance]) {
      const isRead = from >= first && from + length <= last;
      if (isRead && against(row, { from, to: from + length }, { now }).length === 0) return { from, to: from + length };
    }
  }
  return undefined;
}
