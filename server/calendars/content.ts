import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import { dayOf, plusDays, startOfDay } from '../../shared/time.ts';
import { visibleTo } from '../bookings/queries.ts';
import type { Actor } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { FeedAccess } from './access.ts';
import type { BlockFacts, BookingFacts, SeriesFacts } from './facts.ts';
import { bookingRows, bookingsOf, isLive, linesOf, milliseconds, seconds, seenIf } from './rows.ts';

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

/** A booking that a feed shows, by the versions of its rows: whether what was written of it once still holds. */
export interface BookingMark {
  id: string;
  seriesId: string | null;
  /** Whether the person may see more of it than that the time is taken. */
  visible: boolean;
  /** Another one after any change of the booking or of its lines. */
  mark: string;
}

/** What a feed shows, before anything of its bookings is read. A series with an occurrence in the window is there whole. */
export interface Outline {
  bookings: BookingMark[];
  series: SeriesFacts[];
  blocks: BlockFacts[];
}

/** To be read in one transaction that sees one state of the data, with the versions that the tag is made of. */
export async function readOutline(db: Db, reading: Reading): Promise<Outline> {
  const bookings = await readMarks(db, reading);
  const seriesIds = [...new Set(bookings.flatMap(booking => booking.seriesId ?? []))];
  return {
    bookings,
    series: seriesIds.length === 0 ? [] : await readSeriesFacts(db, seriesIds, reading),
    blocks: reading.resourceIds === null || reading.access.scope === 'queue' ? [] : await readBlocks(db, reading),
  };
}

/** The facts of some of the bookings of its outline, by their ids; in the transaction in which that was read. */
export async function readBookings(db: Db, ids: string[], reading: Reading): Promise<Map<string, BookingFacts>> {
  if (ids.length === 0) return new Map();
  const chosen = sql`booking.id = any (${ids}::uuid[])`;
  const isTold = reading.access.detail !== 'busy';
  const { rows } = await bookingRows({ chosen, visible: visibleIn(reading), isTold, now: reading.now }).execute(db);
  return new Map(bookingsOf(rows).map(booking => [booking.id, booking]));
}

interface MarkRow {
  id: string;
  series_id: string | null;
  visible: boolean;
  /** What PostgreSQL gives each version of a row: the number of the transaction that wrote it. */
  written: string;
  line_written: string;
  shown: boolean;
  in_window: boolean;
}

async function readMarks(db: Db, reading: Reading): Promise<BookingMark[]> {
  const { window } = reading;
  const scope = scopeOf(reading);
  const kept = keptOf(window);
  const inWindow = sql`booking.starts_at < ${window.to} and booking.ends_at > ${window.from}`;
  const marksOf = (chosen: RawBuilder<unknown>) => sql`
    select booking.id, booking.series_id, seen.visible, booking.xmin as written, line.xmin as line_written,
      booking.status in ('declined', 'cancelled', 'expired') or ${isLive(reading.now)} as shown, ${inWindow} as in_window
    from booking cross join lateral ${seenIf(visibleIn(reading))} join ${linesOf('booking')}
    where ${chosen}`;
  const alone = marksOf(sql`booking.series_id is null and ${scope} and ${kept} and ${inWindow}`);
  const inSeries = marksOf(sql`${scope} and ${kept} and booking.series_id in (
    select booking.series_id from booking where booking.series_id is not null and ${scope} and ${kept} and ${inWindow})`);
  const { rows } = await sql<MarkRow>`${alone} union all ${inSeries}`.execute(db);
  return marksOfRows(rows);
}

/** Of lines that are all over nothing is shown, and of a series nothing when what lies in the window turned out to be over. */
function marksOfRows(rows: MarkRow[]): BookingMark[] {
  const shown = [...Map.groupBy(rows, row => row.id).values()].filter(lines => lines.some(line => line.shown));
  const firsts = shown.flatMap(lines => lines[0] ?? []);
  const inside = new Set(firsts.filter(first => first.in_window).map(first => first.series_id));
  return shown.flatMap(lines => {
    const [first] = lines;
    if (!first || (first.series_id !== null && !inside.has(first.series_id))) return [];
    const { id, series_id: seriesId, visible, written } = first;
    const mark = [written, ...lines.map(line => line.line_written).sort()].join(' ');
    return { id, seriesId, visible, mark };
  });
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
    from series s where s.id = any (${ids}::uuid[]) order by s.starts_at, s.id`.execute(db);
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
