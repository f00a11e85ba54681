import { sql } from 'kysely';
import { type BusyClash, type ExternalCalendar, sayOfCalendar } from '../../shared/external-calendar.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { found } from '../errors.ts';
import { bookingsByLine } from '../resources/affected.ts';
import { knownCare, mayCareFor } from './care.ts';

type CalendarRow = Omit<Row<'external_calendar'>, 'address_sealed' | 'address_mac'> & {
  resource_name: string;
  busy: number;
  clashes: number;
};

/** The calendars of the resources that the reader cares for, by resource and name; at most ten a resource. */
export async function listCalendars(
  db: Db,
  query: { resourceId?: string | undefined },
  context: Context,
): Promise<{ items: ExternalCalendar[]; nextCursor: null }> {
  const { resources } = await context.catalogue.current(db);
  const ids = [...resources.values()]
    .filter(one => (query.resourceId ?? one.id) === one.id && mayCareFor(one, context))
    .map(one => one.id);
  const rows = await calendars(db, context)
    .where('c.resource_id', '=', sql<string>`any (${ids}::uuid[])`)
    .orderBy('r.name')
    .orderBy('c.name')
    .orderBy('c.id')
    .execute();
  return { items: rows.map(row => view(row, context)), nextCursor: null };
}

/** @throws Problem `not_found`, also for one of a resource that the reader does not care for */
export async function readCalendarOf(db: Db, id: string, context: Context): Promise<ExternalCalendar> {
  const row = found(await calendars(db, context).where('c.id', '=', id).executeTakeFirst());
  await knownCare(db, row.resource_id, context);
  return view(row, context);
}

/**
 * The bookings that stand where a calendar says that the time is taken, soonest first. One that was moved or cancelled, or whose
 * busy time is gone, is none any more, whether or not the calendar has been read since.
 * @throws Problem `not_found`
 */
export async function listClashes(
  db: Db,
  id: string,
  context: Context,
): Promise<{ items: BusyClash[]; nextCursor: null }> {
  await readCalendarOf(db, id, context);
  return { items: await clashesOf(db, { id }, context.now), nextCursor: null };
}

/** @throws Problem `not_found`, also when the booking and the busy time meet no more */
export async function readClash(db: Db, { id, clashId }: { id: string; clashId: string }, now: Date) {
  const [clash] = await clashesOf(db, { id, clashId }, now);
  return found(clash);
}

async function clashesOf(db: Db, { id, clashId }: { id: string; clashId?: string }, now: Date): Promise<BusyClash[]> {
  const rows = await standingClashes(db, now)
    .where('x.external_calendar_id', '=', id)
    .$if(clashId !== undefined, query => query.where('x.id', '=', clashId ?? ''))
    .orderBy('b.starts_at')
    .orderBy('x.id')
    .execute();
  const bookings = await bookingsByLine(
    db,
    rows.map(row => row.line_id),
  );
  return rows.flatMap(row => {
    const booking = bookings.get(row.line_id);
    if (!booking) return [];
    const { accepted, acknowledged_at: at, personName } = row;
    return [
      {
        id: row.id,
        busyFrom: row.starts_at.toISOString(),
        busyTo: row.ends_at.toISOString(),
        foundAt: row.found_at.toISOString(),
        acknowledged: accepted && at !== null ? { at: at.toISOString(), personName: personName ?? '' } : null,
        booking,
      },
    ];
  });
}

function standingClashes(db: Db, now: Date) {
  return db
    .selectFrom('busy_clash as x')
    .innerJoin('block as b', 'b.id', 'x.block_id')
    .leftJoin('person as p', 'p.id', 'x.acknowledged_by')
    .select(['x.id', 'x.line_id', 'x.found_at', 'x.acknowledged_at', 'b.starts_at', 'b.ends_at'])
    .select(['p.name as personName', isAccepted.as('accepted')])
    .where('b.ends_at', '>', now)
    .where(stands(now));
}

/** Whether somebody has let both stand for all of the time at which they meet today. */
const isAccepted = sql<boolean>`coalesce(x.acknowledged_overlap @> busy_clash_overlap(x.block_id, x.line_id), false)`;

const stands = (now: Date) => sql<boolean>`exists (
  select 1 from claim k join resource_draw d on d.drawn_id = k.resource_id and d.by_parts and d.resource_id = b.resource_id
  where k.line_id = x.line_id and k.occupied && tstzrange(b.starts_at, b.ends_at, '[)')
    and upper(k.occupied) > ${now.toISOString()}::timestamptz
    and (k.hold_until is null or k.hold_until > ${now.toISOString()}::timestamptz))`;

function calendars(db: Db, { now }: Pick<Context, 'now'>) {
  return db
    .selectFrom('external_calendar as c')
    .innerJoin('resource as r', 'r.id', 'c.resource_id')
    .select([
      ...(['c.id', 'c.resource_id', 'c.name', 'c.address_hint', 'c.detail', 'c.created_by', 'c.created_at'] as const),
      ...(['c.paused_at', 'c.version', 'c.next_check_at', 'c.checking_until', 'c.etag', 'c.last_modified'] as const),
      ...(['c.read_as', 'c.checked_at', 'c.succeeded_at', 'c.failing_since', 'c.failures', 'c.failure'] as const),
      ...(['c.failure_details', 'c.told_failing_at', 'c.findings', 'r.name as resource_name'] as const),
    ])
    .select(eb => [
      eb
        .selectFrom('block as b')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('b.external_calendar_id', '=', 'c.id')
        .where('b.ends_at', '>', now)
        .$asScalar()
        .$notNull()
        .as('busy'),
      sql<number>`(select count(distinct x.line_id) from busy_clash x join block b on b.id = x.block_id
        where x.external_calendar_id = c.id and b.ends_at > ${now.toISOString()}::timestamptz and ${stands(now)}
          and not ${isAccepted})`.as('clashes'),
    ]);
}

function view(row: CalendarRow, { locale }: Pick<Context, 'locale'>): ExternalCalendar {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: row.id,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    name: row.name,
    addressHint: row.address_hint,
    detail: row.detail,
    paused: row.paused_at !== null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    checkedAt: iso(row.checked_at),
    succeededAt: iso(row.succeeded_at),
    nextCheckAt: row.paused_at ? null : iso(row.next_check_at),
    failure:
      row.failure && row.failing_since
        ? {
            code: row.failure,
            since: row.failing_since.toISOString(),
            message: sayOfCalendar(row.failure, row.failure_details ?? {}, locale),
          }
        : null,
    findings: row.findings.map(one => ({
      code: one.code,
      line: one.line ?? null,
      message: sayOfCalendar(one.code, one, locale),
    })),
    busy: row.busy,
    clashes: row.clashes,
  };
}
