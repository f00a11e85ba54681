import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import type { Demand } from './want.ts';

/**
 * A claim that meets a demand, with what is known of whose it is. Without a booking it comes from a block, or is offered to
 * somebody on the waiting list.
 */
export interface Claim {
  resourceId: string;
  bookingId: string | null;
  quantity: number;
  from: Date;
  to: Date;
  /** Held for somebody on the waiting list: who it is, is nobody's business. */
  offered?: boolean;
  /** A pending hold lapses at this instant: from then on it counts for nothing. */
  holdUntil: Date | null;
  booked: { startsAt: Date; endsAt: Date; title: string; organisationId: string } | null;
  /** Why a block stands there. */
  reason?: string;
}

export interface Occupancy {
  /** The version of the published rules, read in the same snapshot as the claims. */
  catalogueVersion: number;
  claims: Claim[];
}

interface ClaimRow {
  version: number;
  resource_id: string | null;
  booking_id: string | null;
  quantity: number;
  from: Date;
  to: Date;
  hold_until: Date | null;
  starts_at: Date | null;
  ends_at: Date | null;
  title: string | null;
  organisation_id: string | null;
  reason: string | null;
  offered: boolean | null;
}

// Only for claims that come from blocks, which are few: the reason of the first that stands there.
const blockReason = sql<string | null>`case when c.booking_id is null and c.waiting_id is null then (
  select nullif(k.reason, '') from block k join resource_draw d on d.resource_id = k.resource_id and d.by_parts
  where d.drawn_id = c.resource_id and k.lifted_at is null and tstzrange(k.starts_at, k.ends_at, '[)') && c.occupied
  order by k.starts_at limit 1) end`;

type Window = Pick<Demand, 'resourceId' | 'from' | 'to'>;

/**
 * The claims that meet any of the windows, lapsed holds included, in one statement however many resources and times.
 * Under the resources' lock, nothing can be added to the answer until the transaction ends.
 */
export async function readOccupancy(db: Db, windows: Window[]): Promise<Occupancy> {
  const distinct = [...new Map(windows.map(one => [`${one.resourceId} ${+one.from} ${+one.to}`, one])).values()];
  const { rows } = await sql<ClaimRow>`
    select k.version, c.resource_id, c.booking_id, c.quantity, c.from, c.to, c.hold_until, c.starts_at, c.ends_at, c.title,
      c.organisation_id, c.reason, c.offered
    from catalogue k
    left join (
      select distinct on (c.id) c.resource_id, c.booking_id, c.quantity, lower(c.occupied) as from, upper(c.occupied) as to,
        c.hold_until, l.starts_at, l.ends_at, b.title, b.organisation_id, ${blockReason} as reason,
        c.waiting_id is not null as offered
      from unnest(
        ${distinct.map(one => one.resourceId)}::uuid[],
        ${distinct.map(one => one.from.toISOString())}::timestamptz[],
        ${distinct.map(one => one.to.toISOString())}::timestamptz[]
      ) as w (resource_id, from_at, to_at)
      join claim c on c.resource_id = w.resource_id and c.occupied && tstzrange(w.from_at, w.to_at, '[)')
      left join booking_line l on l.id = c.line_id
      left join booking b on b.id = c.booking_id
    ) c on true`.execute(db);
  return {
    catalogueVersion: rows[0]?.version ?? 0,
    claims: rows.filter(row => row.resource_id !== null).map(toClaim),
  };
}

/** As `readOccupancy`, for all resources of the network in one window: the index by time answers it. */
export async function readOccupancyDuring(db: Db, window: { from: Date; to: Date }): Promise<Occupancy> {
  const { rows } = await sql<ClaimRow>`
    select k.version, c.resource_id, c.booking_id, c.quantity, lower(c.occupied) as from, upper(c.occupied) as to,
      c.hold_until, l.starts_at, l.ends_at, b.title, b.organisation_id, ${blockReason} as reason,
      c.waiting_id is not null as offered
    from catalogue k
    left join claim c on c.occupied && tstzrange(${window.from.toISOString()}::timestamptz, ${window.to.toISOString()}::timestamptz, '[)')
    left join booking_line l on l.id = c.line_id
    left join booking b on b.id = c.booking_id`.execute(db);
  return {
    catalogueVersion: rows[0]?.version ?? 0,
    claims: rows.filter(row => row.resource_id !== null).map(toClaim),
  };
}

function toClaim(row: ClaimRow): Claim {
  return {
    resourceId: row.resource_id ?? '',
    bookingId: row.booking_id,
    quantity: row.quantity,
    from: row.from,
    to: row.to,
    holdUntil: row.hold_until,
    booked:
      row.starts_at && row.ends_at && row.organisation_id
        ? { startsAt: row.starts_at, endsAt: row.ends_at, title: row.title ?? '', organisationId: row.organisation_id }
        : null,
    ...(row.reason ? { reason: row.reason } : {}),
    ...(row.offered ? { offered: true } : {}),
  };
}

export function isLapsed(claim: Pick<Claim, 'holdUntil'>, now: Date): boolean {
  return claim.holdUntil !== null && claim.holdUntil <= now;
}

/**
 * The most units that are out at one instant of a window. Half-open: what ends at an instant is back before what begins then
 * goes out. Not the sum over the window, which refuses a fifth of what is feasible.
 */
export function peakOf(claims: Pick<Claim, 'quantity' | 'from' | 'to'>[], from: Date, to: Date): number {
  const steps = claims
    .filter(claim => claim.from < to && claim.to > from)
    .flatMap(claim => [
      { at: Math.max(claim.from.getTime(), from.getTime()), delta: claim.quantity },
      { at: claim.to.getTime(), delta: -claim.quantity },
    ])
    .sort((a, b) => a.at - b.at || a.delta - b.delta);
  let level = 0;
  let peak = 0;
  for (const step of steps) {
    level += step.delta;
    peak = Math.max(peak, level);
  }
  return peak;
}
