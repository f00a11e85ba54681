import { type Expression, expressionBuilder, sql } from 'kysely';
import { DateTime } from 'luxon';
import { type Approval, mostCounted, type Neighbour } from '../../shared/approval.ts';
import type { Booking, Line } from '../../shared/booking.ts';
import type { Finding } from '../../shared/findings.ts';
import type { BookingStatus, DecisionCapacity } from '../../shared/words.ts';
import { assess } from '../bookings/guard.ts';
import { readBookings, visibleTo } from '../bookings/queries.ts';
import type { Want } from '../bookings/want.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { type Cursor, pageOf } from '../http/page.ts';

export interface WaitingFilter {
  bookingId?: string | undefined;
  resourceId?: string | undefined;
  /** The organisation that asks. */
  organisationId?: string | undefined;
}

interface WaitingRow {
  bookingId: string;
  deadline: Date;
  lines: { lineId: string; capacity: DecisionCapacity; beneficiaryId: string | null }[];
}

/**
 * What waits for the actor's decision, nearest deadline first, with what the decision needs: what changes, what is around it,
 * whom an approval would decline, and what the engine of reasons finds. A handful of statements, however much waits.
 */
export async function listWaiting(
  db: Db,
  filter: WaitingFilter,
  page: { cursor: Cursor | null; limit: number },
  reader: Context,
): Promise<{ items: Approval[]; nextCursor: string | null }> {
  const rows = await waitingRows(db, filter, page, reader);
  const shown = pageOf(rows, page.limit, row => [row.deadline.toISOString(), row.bookingId]);
  const ids = shown.items.map(row => row.bookingId);
  const bookings = new Map((await readBookings(db, ids, reader)).map(booking => [booking.id, booking]));
  const requests = shown.items.flatMap(row => {
    const booking = bookings.get(row.bookingId);
    return booking ? [requestOf(row, booking)] : [];
  });
  const { findings } = await assess(db, requests.map(wantOf), reader);
  const around = await neighbours(db, requests, reader);
  const uses = await monthlyUses(db, requests);
  const items = requests.map((request, index) => ({
    ...approvalView(request, findings[index] ?? [], around.get(request.booking.id) ?? []),
    use: uses.get(request.booking.id) ?? { bookings: 0, minutes: 0 },
  }));
  return { items, nextCursor: shown.nextCursor };
}

/** How many requests wait for the actor's decision, up to `mostCounted`: of each only that it does, in one statement. */
export async function countWaiting(db: Db, reader: Context): Promise<number> {
  const rows = await waitingRows(db, {}, { cursor: null, limit: mostCounted - 1 }, reader);
  return rows.length;
}

async function waitingRows(
  db: Db,
  { bookingId, resourceId, organisationId }: WaitingFilter,
  { cursor, limit }: { cursor: Cursor | null; limit: number },
  { actor, now }: Context,
): Promise<WaitingRow[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  // First the few that could be the actor's, by scope or office; only for these is it asked whose turn it is.
  const { rows } = await sql<WaitingRow>`
    with candidate as materialized (
      select l.id, l.booking_id, l.hold_until, l.beneficiary_id
      from booking_line l
      join booking b on b.id = l.booking_id
      join resource r on r.id = l.resource_id
      where l.status = 'pending' and l.phase <> 'superseded' and l.hold_until > ${at} and l.starts_at > ${at}
        and (${actor.roles.includes('elected')} or exists (
          select 1 from approver_scope s
          where s.person_id = ${actor.personId}
            and (s.resource_id = r.id or s.site_id = r.site_id or s.organisation_id = r.owner_id)))
        and (${bookingId ?? null}::uuid is null or l.booking_id = ${bookingId ?? null}::uuid)
        and (${resourceId ?? null}::uuid is null or l.resource_id = ${resourceId ?? null}::uuid)
        and (${organisationId ?? null}::uuid is null or b.organisation_id = ${organisationId ?? null}::uuid)
    )
    select c.booking_id as "bookingId", min(c.hold_until) as deadline,
      json_agg(json_build_object('lineId', c.id, 'capacity', e.capacity, 'beneficiaryId', c.beneficiary_id)) as lines
    from candidate c cross join lateral (select entitlement(c.id, ${actor.personId}::uuid, ${at}) as capacity offset 0) e
    where e.capacity is not null
    group by c.booking_id
    having ${cursor === null} or (min(c.hold_until), c.booking_id) > (${cursor?.[0] ?? null}::timestamptz, ${cursor?.[1] ?? null}::uuid)
    order by min(c.hold_until), c.booking_id
    limit ${limit + 1}`.execute(db);
  return rows;
}

interface Request {
  row: WaitingRow;
  booking: Booking;
  isChange: boolean;
  /** All lines of the request; of these the actor decides on those of the row. */
  lines: Line[];
}

function requestOf(row: WaitingRow, booking: Booking): Request {
  const isChange = booking.change !== null;
  const lines = (booking.change?.lines ?? booking.lines).filter(line => ['pending', 'confirmed'].includes(line.status));
  return { row, booking, isChange, lines };
}

function mine({ row, lines }: Request): Line[] {
  return lines.filter(line => row.lines.some(one => one.lineId === line.id));
}

function wantOf(request: Request): Want {
  const { booking, lines } = request;
  const time = booking.change ?? booking;
  return {
    organisationId: beneficiaryAfter(request),
    startsAt: new Date(time.startsAt),
    endsAt: new Date(time.endsAt),
    lines: lines.map(line => ({ resourceId: line.resourceId, quantity: line.quantity })),
    bookingId: booking.id,
    keepsStart: true,
  };
}

function beneficiaryAfter({ row, booking }: Request): string {
  return row.lines.find(one => one.beneficiaryId !== null)?.beneficiaryId ?? booking.organisationId;
}

function approvalView(request: Request, findings: Finding[], around: NeighbourOfLine[]): Omit<Approval, 'use'> {
  const { row, booking, isChange } = request;
  const competing = around.filter(one => one.status === 'pending' && one.overlaps && !one.holds);
  return {
    booking,
    deadline: row.deadline.toISOString(),
    isChange,
    lines: mine(request).map(line => ({
      id: line.id,
      resourceId: line.resourceId,
      resourceName: line.resourceName,
      quantity: line.quantity,
      startsAt: line.startsAt,
      endsAt: line.endsAt,
      holds: line.holds,
      holdUntil: line.holdUntil ?? row.deadline.toISOString(),
      capacity: row.lines.find(one => one.lineId === line.id)?.capacity ?? 'approver',
    })),
    change: booking.change
      ? {
          before: { startsAt: booking.startsAt, endsAt: booking.endsAt, organisationId: booking.organisationId },
          after: {
            startsAt: booking.change.startsAt,
            endsAt: booking.change.endsAt,
            organisationId: beneficiaryAfter(request),
          },
        }
      : null,
    surroundings: around.filter(one => !competing.includes(one)).map(neighbourView),
    rivals: competing.map(neighbourView),
    // That it needs an approval is why it is here.
    findings: findings.filter(one => one.code !== 'approval_needed'),
  };
}

interface NeighbourOfLine {
  bookingOfLine: string;
  resourceId: string;
  bookingId: string;
  title: string;
  organisationName: string;
  startsAt: Date;
  endsAt: Date;
  quantity: number;
  status: BookingStatus;
  holds: boolean;
  overlaps: boolean;
  visible: boolean;
}

function neighbourView(one: NeighbourOfLine): Neighbour {
  const { resourceId, quantity, status, overlaps, visible, bookingId, title, organisationName } = one;
  const time = { startsAt: one.startsAt.toISOString(), endsAt: one.endsAt.toISOString() };
  return {
    resourceId,
    ...time,
    quantity,
    status,
    overlaps,
    ...(visible ? { bookingId, title, organisationName } : {}),
  };
}

/** Other bookings of the same means, or of what they are made of, on the days of the requests; days of the site. */
async function neighbours(db: Db, requests: Request[], reader: Context): Promise<Map<string, NeighbourOfLine[]>> {
  const lines = requests.flatMap(request => mine(request).map(line => ({ line, booking: request.booking })));
  if (lines.length === 0) return new Map();
  const dayOf = (instant: string, zone: string) => DateTime.fromISO(instant, { zone });
  const visible: Expression<unknown> = visibleTo(expressionBuilder<Tables, 'booking'>(), reader);
  const { rows } = await sql<NeighbourOfLine>`
    select distinct on (w.line_id, l.starts_at, l.id)
      w.booking_id as "bookingOfLine", w.resource_id as "resourceId", booking.id as "bookingId", booking.title,
      o.name as "organisationName", l.starts_at as "startsAt", l.ends_at as "endsAt", l.quantity, l.status, l.holds,
      l.starts_at < w.ends_at and l.ends_at > w.starts_at as overlaps, ${visible} as visible
    from unnest(
      ${lines.map(one => one.line.id)}::uuid[], ${lines.map(one => one.booking.id)}::uuid[],
      ${lines.map(one => one.line.resourceId)}::uuid[],
      ${lines.map(one => one.line.startsAt)}::timestamptz[], ${lines.map(one => one.line.endsAt)}::timestamptz[],
      ${lines.map(one => dayOf(one.line.startsAt, one.booking.timeZone).startOf('day').toISO())}::timestamptz[],
      ${lines.map(one => dayOf(one.line.endsAt, one.booking.timeZone).endOf('day').toISO())}::timestamptz[]
    ) as w (line_id, booking_id, resource_id, starts_at, ends_at, day_from, day_to)
    join resource_draw d on d.resource_id = w.resource_id
    join resource_draw e on e.drawn_id = d.drawn_id
    join booking_line l on l.resource_id = e.resource_id and l.booking_id <> w.booking_id
      and l.starts_at < w.day_to and l.ends_at > w.day_from and l.phase <> 'superseded'
      and (l.status in ('confirmed', 'in_use', 'completed')
        or (l.status = 'pending' and l.hold_until > ${reader.now.toISOString()}::timestamptz))
    join booking on booking.id = l.booking_id
    join organisation o on o.id = booking.organisation_id
    order by w.line_id, l.starts_at, l.id`.execute(db);
  return Map.groupBy(rows, row => row.bookingOfLine);
}

/** What the organisations that ask have confirmed in the month of their request, in the days of its site. */
async function monthlyUses(db: Db, requests: Request[]): Promise<Map<string, Approval['use']>> {
  if (requests.length === 0) return new Map();
  const months = requests.map(({ booking }) => DateTime.fromISO(booking.startsAt, { zone: booking.timeZone }));
  const { rows } = await sql<{ id: string; bookings: number; minutes: number }>`
    select w.id, count(*)::int as bookings,
      coalesce(sum(extract(epoch from b.ends_at - b.starts_at)) / 60, 0)::int as minutes
    from unnest(
      ${requests.map(one => one.booking.id)}::uuid[], ${requests.map(beneficiaryAfter)}::uuid[],
      ${months.map(month => month.startOf('month').toISO())}::timestamptz[],
      ${months.map(month => month.endOf('month').toISO())}::timestamptz[]
    ) as w (id, organisation_id, month_from, month_to)
    join booking b on b.organisation_id = w.organisation_id and b.id <> w.id
      and b.starts_at >= w.month_from and b.starts_at < w.month_to
      and b.status in ('confirmed', 'in_use', 'completed', 'no_show')
    group by w.id`.execute(db);
  return new Map(rows.map(({ id, ...use }) => [id, use]));
}
