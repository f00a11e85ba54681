import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import { dayOf, plusDays, startOfDay } from '../../shared/time.ts';
import type { BookingStatus } from '../../shared/words.ts';
import { visibleTo } from '../bookings/queries.ts';
import type { Actor } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { FeedAccess } from './access.ts';
import { type BlockFacts, type BookingFacts, type FeedFacts, isEnded, type SeriesFacts } from './facts.ts';

/** From what on a feed shows what, by days of the network's zone. */
export interface Window {
  from: Date;
  to: Date;
  /** What was cancelled before is left out; null: all of it is. */
  cancelledSince: Date | null;
}

const daysCancelled = 30;

export function windowOf({
  day,
  zone,
  daysBack,
  monthsAhead,
  keepCancelled,
}: Pick<FeedAccess, 'day' | 'zone' | 'daysBack' | 'monthsAhead' | 'keepCancelled'>): Window {
  const last = new Date(`${day}T00:00Z`);
  last.setUTCMonth(last.getUTCMonth() + monthsAhead);
  return {
    from: startOfDay(plusDays(day, -daysBack), zone),
    to: startOfDay(last.toISOString().slice(0, 10), zone),
    cancelledSince: keepCancelled ? startOfDay(plusDays(day, -daysCancelled), zone) : null,
  };
}

/** What a feed is about, as SQL understands it, and how much of it leaves the database. */
export interface Reading {
  access: FeedAccess;
  /** The resources whose claims it shows; null for a feed that is not about resources. */
  resourceIds: string[] | null;
  window: Window;
  now: Date;
}

/**
 * What a feed shows. A series with an occurrence in the window is there whole. To be read in one transaction that sees one
 * state of the data, with the versions that the tag is made of.
 */
export async function readContent(db: Db, reading: Reading): Promise<FeedFacts> {
  const rows = await readRows(db, reading);
  const bookings = shownOf(bookingsOf(rows, reading.now), reading.window);
  const seriesIds = [...new Set(bookings.flatMap(booking => booking.seriesId ?? []))];
  return {
    bookings,
    series: seriesIds.length === 0 ? [] : await readSeriesFacts(db, seriesIds, reading),
    blocks: reading.resourceIds === null || reading.access.scope === 'queue' ? [] : await readBlocks(db, reading),
  };
}

/** One line of a booking, with its booking. Instants are seconds. */
interface Row {
  id: string;
  title: string | null;
  purpose: string | null;
  organisation_id: string;
  starts: number;
  ends: number;
  status: BookingStatus;
  sequence: number;
  changed: number;
  visible: boolean;
  series_id: string | null;
  recurrence: number | null;
  resource_id: string;
  quantity: number;
  position: number;
  line_status: BookingStatus;
  hold_until: number | null;
}

/** Rows and not JSON, instants as numbers and not as text: of ten thousand bookings the database then writes half as long. */
async function readRows(db: Db, reading: Reading): Promise<Row[]> {
  const { window } = reading;
  const scope = scopeOf(reading);
  const kept = keptOf(window);
  const inWindow = sql`booking.starts_at < ${window.to} and booking.ends_at > ${window.from}`;
  const visible = visibleIn(reading);
  const rowsOf = (chosen: RawBuilder<unknown>) =>
    bookingRows({ chosen, visible, isTold: reading.access.detail !== 'busy' });
  const alone = rowsOf(sql`booking.series_id is null and ${scope} and ${kept} and ${inWindow}`);
  const inSeries = rowsOf(sql`${scope} and ${kept} and booking.series_id in (
    select booking.series_id from booking where booking.series_id is not null and ${scope} and ${kept} and ${inWindow})`);
  const { rows } = await sql<Row>`${alone} union all ${inSeries}`.execute(db);
  return rows;
}

/**
 * The lines of bookings, each with its booking.
 * @param rows.chosen a condition on the rows of `booking`
 * @param rows.visible whether the reader may see more of one than that the time is taken; only then, and only if `isTold`, do
 * its words leave the database
 */
export function bookingRows(rows: { chosen: RawBuilder<unknown>; visible: RawBuilder<unknown>; isTold: boolean }) {
  // `offset 0` keeps the planner from taking the subquery apart, and asking three times what the person may see.
  return sql<Row>`
    select b.id, case when b.told then b.title end as title, case when b.told then b.purpose end as purpose,
      b.organisation_id, b.starts, b.ends, b.status, b.sequence, b.changed, b.visible, b.series_id, b.recurrence,
      line.resource_id, line.quantity, line.position, line.status as line_status, ${seconds('line.hold_until')} as hold_until
    from (
      select booking.id, booking.title, booking.purpose, booking.organisation_id, ${seconds('booking.starts_at')} as starts,
        ${seconds('booking.ends_at')} as ends, booking.status, booking.sequence, ${seconds('booking.updated_at')} as changed,
        seen.visible, seen.visible and ${rows.isTold}::boolean as told, booking.series_id,
        ${seconds('booking.recurrence_id')} as recurrence
      from booking cross join lateral (select (${rows.visible})::boolean as visible offset 0) seen
      where ${rows.chosen}
    ) b
    join booking_line line on line.booking_id = b.id and line.phase = 'current' and (
      line.status not in ('declined', 'cancelled', 'expired') or b.status in ('declined', 'cancelled', 'expired'))`;
}

export function seconds(column: string): RawBuilder<number> {
  return sql<number>`extract(epoch from ${sql.ref(column)})::float8`;
}

/** The bookings of rows, in the order of their start; what is over is left out, unless its own status says so. */
export function bookingsOf(rows: Row[], now: Date): BookingFacts[] {
  const bookings = [...Map.groupBy(rows, row => row.id).values()].flatMap(lines => {
    const [first] = lines;
    return first && (isEnded(first.status) || lines.some(line => isLive(line, now))) ? [factsOf(first, lines)] : [];
  });
  return bookings.sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
}

function factsOf(row: Row, lines: Row[]): BookingFacts {
  const ordered =
    lines.length === 1
      ? lines
      : lines.toSorted((a, b) => a.position - b.position || (a.resource_id < b.resource_id ? -1 : 1));
  return {
    id: row.id,
    title: row.title,
    purpose: row.purpose,
    organisationId: row.organisation_id,
    startsAt: milliseconds(row.starts),
    endsAt: milliseconds(row.ends),
    status: row.status,
    sequence: row.sequence,
    changedAt: milliseconds(row.changed),
    visible: row.visible,
    seriesId: row.series_id,
    recurrenceId: row.recurrence === null ? null : milliseconds(row.recurrence),
    lines: ordered.map(line => ({ resourceId: line.resource_id, quantity: line.quantity })),
  };
}

export function milliseconds(epoch: number): number {
  return Math.round(epoch * 1000);
}

/** A request whose hold has lapsed is over, whether or not the sweep has said so yet. */
function isLive({ line_status, hold_until }: Row, now: Date): boolean {
  if (line_status === 'pending') return hold_until !== null && milliseconds(hold_until) > now.getTime();
  return !isEnded(line_status);
}

/** Of a series nothing is shown when what lies in the window turned out to be over. */
function shownOf(bookings: BookingFacts[], { from, to }: Window): BookingFacts[] {
  const inside = new Set(
    bookings
      .filter(booking => booking.startsAt < to.getTime() && booking.endsAt > from.getTime())
      .map(booking => booking.seriesId),
  );
  return bookings.filter(booking => booking.seriesId === null || inside.has(booking.seriesId));
}

function keptOf({ cancelledSince }: Window): RawBuilder<boolean> {
  const isOpen = sql<boolean>`booking.status not in ('declined', 'cancelled', 'expired')`;
  if (cancelledSince === null) return isOpen;
  return sql<boolean>`(${isOpen} or coalesce(booking.cancelled_at, booking.updated_at) > ${cancelledSince})`;
}

/** Where a feed tells only what is taken, whatever its person may see elsewhere, nothing else leaves the database. */
function visibleIn({ access, resourceIds, now }: Reading): RawBuilder<boolean> {
  if (access.detail === 'busy' && resourceIds !== null) return sql<boolean>`false`;
  return sql<boolean>`${visible(access.actor, now)}`;
}

function visible(actor: Actor, now: Date) {
  return visibleTo(expressionBuilder<Tables, 'booking'>(), { actor, now });
}

function scopeOf({ access, resourceIds, now }: Reading): RawBuilder<boolean> {
  const { scope, organisationId, actor } = access;
  switch (scope) {
    case 'person':
      return sql`booking.person_id = ${actor.personId} and (${visible(actor, now)})`;
    case 'organisation':
      return sql`booking.organisation_id = ${organisationId}`;
    case 'queue':
      return sql`booking.id in (
        select l.booking_id from booking_line l
        where l.status = 'pending' and l.phase <> 'superseded' and l.hold_until > ${now}
          and l.resource_id = any (${resourceIds}::uuid[])
          and exists (select 1 from entitled_deciders(l.id, ${now}) d where d.person_id = ${actor.personId}))`;
    default:
      // What never held its time was never shown, and so needs not be told to be cancelled.
      return sql`booking.id in (
        select l.booking_id from booking_line l
        join resource_draw d on d.resource_id = l.resource_id
        where d.drawn_id = any (${resourceIds}::uuid[]) and l.phase = 'current'
          and (line_is_holding(l.status, l.holds)
            or (l.holds and l.status in ('declined', 'cancelled', 'expired') and l.status = booking.status)))`;
  }
}

/** @param ids of series of which something is shown */
async function readSeriesFacts(db: Db, ids: string[], { access, window }: Reading): Promise<SeriesFacts[]> {
  const { rows } = await sql<SeriesFacts & { leftAt: number | null }>`
    select s.id, s.rrule, s.time_zone as zone, ${seconds('s.starts_at')} as "startsAt",
      greatest(s.calendar_sequence, 0) as sequence, ${seconds('s.calendar_changed_at')} as "changedAt",
      (select ${seconds('gone.at')} from (
        select max(coalesce(b.cancelled_at, b.updated_at)) as at from booking b
        where b.series_id = s.id and b.status in ('declined', 'cancelled', 'expired')
          and coalesce(b.cancelled_at, b.updated_at) <= ${window.cancelledSince}) gone) as "leftAt"
    from series s where s.id = any (${ids}::uuid[]) order by s.id`.execute(db);
  return rows.map(({ leftAt, ...row }) => {
    // What has been shown as cancelled for thirty days leaves the series, which is a change of it that nobody made.
    const left = leftAt === null ? 0 : dayAfter(milliseconds(leftAt), access.zone).getTime();
    const changedAt = Math.max(milliseconds(row.changedAt), left);
    return { ...row, startsAt: milliseconds(row.startsAt), changedAt };
  });
}

/** The start of the first day on which what ended then is left out. */
function dayAfter(endedAt: number, zone: string): Date {
  return startOfDay(plusDays(dayOf(new Date(endedAt - 1), zone), daysCancelled + 1), zone);
}

async function readBlocks(db: Db, { resourceIds, window }: Reading): Promise<BlockFacts[]> {
  const { rows } = await sql<BlockFacts>`
    select b.id, b.resource_id as "resourceId", b.kind, ${seconds('b.starts_at')} as "startsAt",
      ${seconds('b.ends_at')} as "endsAt", b.reason, b.calendar_sequence as sequence,
      ${seconds('b.calendar_changed_at')} as "changedAt"
    from block b
    where b.lifted_at is null and b.starts_at < ${window.to} and b.ends_at > ${window.from} and b.resource_id in (
      select resource_id from resource_draw where drawn_id = any (${resourceIds}::uuid[]) and by_parts)
    order by b.starts_at, b.id`.execute(db);
  return rows.map(row => ({
    ...row,
    startsAt: milliseconds(row.startsAt),
    endsAt: milliseconds(row.endsAt),
    changedAt: milliseconds(row.changedAt),
  }));
}
