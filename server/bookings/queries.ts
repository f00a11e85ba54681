import { type ExpressionBuilder, sql } from 'kysely';
import type { Booking } from '../../shared/booking.ts';
import type { BookingStatus, ResourceKind } from '../../shared/words.ts';
import type { CatalogueCache } from '../catalogue/catalogue.ts';
import { type Actor, isCoordinator } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { found } from '../errors.ts';
import { type Cursor, pageOf } from '../http/page.ts';
import { type BookingRow, bookingView, type LineRow, type StoredBooking } from './view.ts';

/** Who reads: what they may see depends on them and on the day. */
export interface Reader {
  actor: Actor;
  now: Date;
  catalogue: CatalogueCache;
}

/**
 * A booking as that reader may see it; null when there is none, or none that they may know of. Its own organisation's people
 * see it, those of the owners of its lines, who decides on these lines, and the coordinator.
 */
export async function readBooking(db: Db, id: string, reader: Reader): Promise<Booking | null> {
  const row = await bookingsWithPerson(db)
    .where('booking.id', '=', id)
    .where(eb => visibleTo(eb, reader))
    .executeTakeFirst();
  if (!row) return null;
  const [view] = await viewsOf(db, [row], reader);
  return view ?? null;
}

/** Bookings as `readBooking` gives them, by their ids; those that the reader may not know of are left out. */
export async function readBookings(db: Db, ids: string[], reader: Reader): Promise<Booking[]> {
  if (ids.length === 0) return [];
  const rows = await bookingsWithPerson(db)
    .where('booking.id', 'in', ids)
    .where(eb => visibleTo(eb, reader))
    .execute();
  return viewsOf(db, rows, reader);
}

export interface BookingFilter {
  mine?: boolean | undefined;
  organisationId?: string | undefined;
  resourceId?: string | undefined;
  seriesId?: string | undefined;
  kind?: ResourceKind | undefined;
  status?: BookingStatus[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  order?: 'first' | 'last' | undefined;
}

/** Bookings in the order of their start, or with the last start first. Without `mine` or an organisation: all those that the reader may see. */
export async function listBookings(
  db: Db,
  filter: BookingFilter,
  page: { cursor: Cursor | null; limit: number },
  reader: Reader,
): Promise<{ items: Booking[]; nextCursor: string | null }> {
  const { from, to, status, cursor } = { ...filter, ...page };
  const isLastFirst = filter.order === 'last';
  const [onwards, direction] = isLastFirst ? [sql`<`, 'desc' as const] : [sql`>`, 'asc' as const];
  const rows = await bookingsWithPerson(db)
    .where(eb => visibleTo(eb, reader))
    .$if(filter.mine === true, query => query.where('booking.person_id', '=', reader.actor.personId))
    .$if(filter.organisationId !== undefined, query =>
      query.where('booking.organisation_id', '=', filter.organisationId ?? ''),
    )
    .$if(filter.seriesId !== undefined, query => query.where('booking.series_id', '=', filter.seriesId ?? ''))
    .$if(filter.resourceId !== undefined, query => query.where(eb => hasLineOn(eb, filter.resourceId ?? '')))
    .$if(filter.kind !== undefined, query => query.where(eb => hasLineOfKind(eb, filter.kind ?? 'room')))
    .$if(status !== undefined, query => query.where('booking.status', 'in', status ?? []))
    .$if(from !== undefined, query => query.where('booking.ends_at', '>', from ?? new Date(0)))
    .$if(to !== undefined, query => query.where('booking.starts_at', '<', to ?? new Date(0)))
    .$if(cursor !== null, query =>
      query.where(
        sql<boolean>`(booking.starts_at, booking.id) ${onwards} (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`,
      ),
    )
    .orderBy('booking.starts_at', direction)
    .orderBy('booking.id', direction)
    .limit(page.limit + 1)
    .execute();
  const shown = pageOf(rows, page.limit, row => [row.starts_at.toISOString(), row.id]);
  return { items: await viewsOf(db, shown.items, reader), nextCursor: shown.nextCursor };
}

type BookingWithPerson = BookingRow & { person_name: string };

function bookingsWithPerson(db: Db) {
  return db
    .selectFrom('booking')
    .innerJoin('person', 'person.id', 'booking.person_id')
    .selectAll('booking')
    .select('person.name as person_name');
}

async function viewsOf(db: Db, rows: BookingWithPerson[], reader: Reader): Promise<Booking[]> {
  if (rows.length === 0) return [];
  const lines = await linesOf(
    db,
    rows.map(row => row.id),
  );
  const catalogue = await reader.catalogue.current(db);
  const byBooking = Map.groupBy(lines, line => line.booking_id);
  return rows.map(({ person_name, ...booking }) =>
    bookingView({ booking, lines: byBooking.get(booking.id) ?? [] }, person_name, { ...reader, catalogue }),
  );
}

function linesOf(db: Db, bookingIds: string[]): Promise<LineRow[]> {
  return db.selectFrom('booking_line').selectAll().where('booking_id', 'in', bookingIds).orderBy('position').execute();
}

/** The predicate of sight, in the query itself: nothing that the reader may not know of leaves the database. */
export function visibleTo(eb: ExpressionBuilder<Tables, 'booking'>, { actor, now }: Pick<Reader, 'actor' | 'now'>) {
  if (isCoordinator(actor)) return eb.val(true);
  const organisations = actor.affiliations.map(one => one.organisationId);
  return eb.or([
    sql<boolean>`booking.organisation_id = any (${organisations}::uuid[])`,
    sql<boolean>`exists (
      select 1 from booking_line l join resource r on r.id = l.resource_id
      where l.booking_id = booking.id and (
        r.owner_id = any (${organisations}::uuid[])
        or exists (
          select 1 from approver_scope s
          where s.person_id = ${actor.personId}
            and (s.resource_id = r.id or s.site_id = r.site_id or s.organisation_id = r.owner_id)
            and network_day(${now.toISOString()}::timestamptz) between s.valid_from and coalesce(s.valid_to, 'infinity'))
        or (${actor.roles.includes('elected')} and l.approval_required and (l.status = 'pending' or l.escalated_at is not null))
        or exists (select 1 from decision d where d.line_id = l.id and d.person_id = ${actor.personId})))`,
  ]);
}

function hasLineOn(eb: ExpressionBuilder<Tables, 'booking'>, resourceId: string) {
  return eb.exists(
    eb
      .selectFrom('booking_line')
      .select('booking_line.id')
      .whereRef('booking_line.booking_id', '=', 'booking.id')
      .where('booking_line.resource_id', '=', resourceId)
      .where('booking_line.phase', '<>', 'superseded'),
  );
}

function hasLineOfKind(eb: ExpressionBuilder<Tables, 'booking'>, kind: ResourceKind) {
  return eb.exists(
    eb
      .selectFrom('booking_line')
      .innerJoin('resource', 'resource.id', 'booking_line.resource_id')
      .select('booking_line.id')
      .whereRef('booking_line.booking_id', '=', 'booking.id')
      .where('resource.kind', '=', kind)
      .where('booking_line.phase', '<>', 'superseded'),
  );
}

/** The resources of the lines of bookings: what has to be locked before one of them changes. */
export async function resourcesOf(db: Db, bookingIds: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('booking_line')
    .select('resource_id')
    .distinct()
    .where('booking_id', 'in', bookingIds)
    .where('phase', '<>', 'superseded')
    .execute();
  return rows.map(row => row.resource_id);
}

/** Reads bookings for a change: their rows are locked, after the resources have been, and in the order of their ids. */
export async function lockBookings(tx: Tx, ids: string[]): Promise<StoredBooking[]> {
  const bookings = await tx
    .selectFrom('booking')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  const lines = Map.groupBy(await linesOf(tx, ids), line => line.booking_id);
  return bookings.map(booking => ({ booking, lines: lines.get(booking.id) ?? [] }));
}

/**
 * A booking that the reader may see, as it is stored, not locked.
 * @throws Problem `not_found`
 */
export async function visibleBooking(db: Db, id: string, reader: Pick<Reader, 'actor' | 'now'>): Promise<BookingRow> {
  const row = await db
    .selectFrom('booking')
    .selectAll()
    .where('id', '=', id)
    .where(eb => visibleTo(eb, reader))
    .executeTakeFirst();
  return found(row);
}
