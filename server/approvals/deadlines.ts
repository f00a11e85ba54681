import { sql } from 'kysely';
import { type ByTheSystem, expireOverdueHolds } from '../bookings/expire.ts';
import type { Db, Tx } from '../database/connect.ts';
import { transact } from '../database/transact.ts';
import { recordOfSystem } from '../history/record.ts';
import type { NotifyJob } from '../jobs/queue.ts';
import { drawnLocked } from './locks.ts';

/** Bookings in one short transaction: nobody waits long for a resource on account of the sweep. */
const batchSize = 50;

export interface Swept {
  reminded: number;
  escalated: number;
  expired: number;
  completed: number;
}

/**
 * What is due by `now`, each once however many processes sweep at the same time: at half time a reminder to the deciders, at
 * three quarters the substitutes and the elected body may decide too, at the deadline the request expires, and what is over is
 * completed. The history names no person.
 */
export async function sweepDeadlines(db: Db, by: ByTheSystem): Promise<Swept> {
  return {
    expired: await untilDone(db, by, expireBatch),
    escalated: await untilDone(db, by, tx => nudgeBatch(tx, by, nudges.escalated)),
    reminded: await untilDone(db, by, tx => nudgeBatch(tx, by, nudges.reminded)),
    completed: await untilDone(db, by, completeBatch),
  };
}

async function untilDone(
  db: Db,
  by: ByTheSystem,
  batch: (tx: Tx, by: ByTheSystem) => Promise<number>,
): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await transact(db, by.now, tx => batch(tx, by));
    total += done;
    if (done === 0) return total;
  }
}

/** Never waits for a resource that somebody else has locked: that request is left for the next sweep. */
async function expireBatch(tx: Tx, by: ByTheSystem): Promise<number> {
  const at = sql`${by.now.toISOString()}::timestamptz`;
  const { rows } = await sql<{ booking_id: string }>`
    select l.booking_id from booking_line l join resource r on r.id = l.resource_id
    where l.status = 'pending' and l.phase <> 'superseded' and (l.hold_until <= ${at} or (l.phase = 'current' and l.starts_at <= ${at}))
    order by l.hold_until limit ${batchSize} for no key update of r skip locked`.execute(tx);
  const due = await drawnLocked(tx, [...new Set(rows.map(row => row.booking_id))]);
  return expireOverdueHolds(tx, due, by);
}

/** How far into the time for a decision something is done, and what. */
const nudges = {
  reminded: { event: 'reminded', column: 'reminded_at', share: 0.5 },
  escalated: { event: 'escalated', column: 'escalated_at', share: 0.75 },
} as const;
type Nudge = (typeof nudges)[keyof typeof nudges];

interface NudgedRow {
  id: string;
  organisation_id: string;
  series_id: string | null;
  version: number;
}

async function nudgeBatch(tx: Tx, by: ByTheSystem, nudge: Nudge): Promise<number> {
  const at = sql`${by.now.toISOString()}::timestamptz`;
  const column = sql.id(nudge.column);
  const { rows } = await sql<NudgedRow>`
    with due as (
      select id from booking_line
      where status = 'pending' and phase <> 'superseded' and ${column} is null and hold_until > ${at}
        and requested_at + (hold_until - requested_at) * ${nudge.share}::float8 <= ${at}
      order by hold_until limit ${batchSize} for no key update skip locked
    ), nudged as (
      update booking_line l set ${column} = ${at} from due where l.id = due.id returning l.booking_id
    )
    select b.id, b.organisation_id, b.series_id, b.version from booking b where b.id in (select booking_id from nudged)`.execute(
    tx,
  );
  if (rows.length === 0) return 0;
  await recordOf(tx, rows, `booking.${nudge.event}`, by);
  await by.jobs.notify(
    tx,
    rows.map(
      (row): NotifyJob => ({
        event: nudge.event,
        bookingIds: [row.id],
        ...(row.series_id ? { seriesId: row.series_id } : {}),
        version: row.version,
        actorId: null,
      }),
    ),
  );
  return rows.length;
}

/** What is over is completed. Calendars need not know: neither the sequence nor the time of the last change moves. */
async function completeBatch(tx: Tx, by: ByTheSystem): Promise<number> {
  const at = sql`${by.now.toISOString()}::timestamptz`;
  const { rows } = await sql<NudgedRow>`
    with due as (
      select id from booking where status in ('confirmed', 'in_use') and ends_at <= ${at}
      order by id limit ${batchSize * 4} for update skip locked
    )
    update booking b set status = 'completed', version = b.version + 1 from due where b.id = due.id
    returning b.id, b.organisation_id, b.series_id, b.version`.execute(tx);
  if (rows.length === 0) return 0;
  await tx
    .updateTable('booking_line')
    .set({ status: 'completed' })
    .where(
      'booking_id',
      'in',
      rows.map(row => row.id),
    )
    .where('phase', '=', 'current')
    .where('status', 'in', ['confirmed', 'in_use'])
    .execute();
  await recordOf(tx, rows, 'booking.completed', by);
  return rows.length;
}

function recordOf(tx: Tx, rows: NudgedRow[], action: string, by: ByTheSystem): Promise<void> {
  const events = rows.map(({ id, organisation_id: organisationId }) => ({
    action,
    subjectType: 'booking' as const,
    subjectId: id,
    organisationId,
  }));
  return recordOfSystem(tx, events, by);
}
