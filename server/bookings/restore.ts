import { sql } from 'kysely';
import type { Booking } from '../../shared/booking.ts';
import type { FindingCode } from '../../shared/finding-codes.ts';
import { type Finding, isAllowed } from '../../shared/findings.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem, Refused, SeriesRefused } from '../errors.ts';
import { record } from '../history/record.ts';
import { alternativesTo } from './alternatives.ts';
import { requireActsFor } from './book.ts';
import { guard, lockResources } from './guard.ts';
import { decisionDeadline } from './new-rows.ts';
import { boundPending } from './pending-limit.ts';
import { lockBookings, readBooking, resourcesOf, visibleBooking } from './queries.ts';
import { includeDates } from './series.ts';
import type { LineRow, StoredBooking } from './view.ts';
import type { Want } from './want.ts';

/** What can forbid taking back a time that one has given up: room, the right to it and its quota, not how far ahead one asks. */
const forbidding: FindingCode[] = [
  'taken',
  'buffer',
  'blocked',
  'over_capacity',
  'withdrawn',
  'not_allowed',
  'quota',
  'in_past',
];

/**
 * Takes a cancellation back, if the time is still free. What had been approved is confirmed again; what still waited, waits
 * again until its deadline, or a new one when that has passed.
 * @throws Problem `not_found`, `not_affiliated`, `wrong_status`, `too_many_pending`
 * @throws Refused when somebody else has the time now
 */
export async function restore(tx: Tx, request: { id: string }, context: Context): Promise<Booking> {
  const seen = await visibleBooking(tx, request.id, context);
  requireActsFor(context, seen.organisation_id);
  await lockResources(tx, await resourcesOf(tx, [request.id]));
  const [stored] = await lockBookings(tx, [request.id]);
  if (!stored) throw new Problem('not_found');
  await restoreBookings(tx, [stored], context);
  return found(await readBooking(tx, request.id, context));
}

/** Restores cancelled bookings whose rows are locked, all or none, through the guard. */
export async function restoreBookings(tx: Tx, bookings: StoredBooking[], context: Context): Promise<void> {
  for (const { booking } of bookings) {
    if (booking.status !== 'cancelled' || booking.starts_at <= context.now) {
      throw new Problem('wrong_status', { status: booking.status });
    }
  }
  const wants = bookings.map(wantAgain);
  const { catalogue, findings } = await guard(tx, wants, context, { together: true });
  const against = findings.map(list => list.filter(one => forbidding.includes(one.code)));
  requireAllowed(against, wants, context);
  await writeRestored(tx, bookings, catalogue, context);
}

function requireAllowed(against: Finding[][], wants: Want[], context: Context): void {
  if (wants.length > 1) refuseSeries(against, wants);
  const refused = against.findIndex(list => !isAllowed(list));
  const [want, list] = [wants[refused], against[refused]];
  if (want && list) throw new Refused(list, db => alternativesTo(db, want, context));
}

function refuseSeries(against: Finding[][], wants: Want[]): void {
  const refused = wants.flatMap((want, index) => {
    const reasons = against[index] ?? [];
    const [startsAt, endsAt] = [want.startsAt.toISOString(), want.endsAt.toISOString()];
    return isAllowed(reasons) ? [] : [{ recurrenceId: startsAt, startsAt, endsAt, reasons }];
  });
  if (refused.length > 0) throw new SeriesRefused(refused, wants.length);
}

function wantAgain({ booking, lines }: StoredBooking): Want {
  return {
    organisationId: booking.organisation_id,
    startsAt: booking.starts_at,
    endsAt: booking.ends_at,
    lines: restorable(lines).map(line => ({ resourceId: line.resource_id, quantity: line.quantity })),
    bookingId: booking.id,
  };
}

function restorable(lines: LineRow[]): LineRow[] {
  return lines.filter(line => line.phase === 'current' && line.status === 'cancelled');
}

async function writeRestored(tx: Tx, bookings: StoredBooking[], catalogue: Catalogue, context: Context): Promise<void> {
  const lines = bookings.flatMap(one => restorable(one.lines));
  const approved = await approvedAmong(tx, lines);
  const rows = lines.map(line => {
    const confirmed = !line.approval_required || approved.has(line.id);
    const resource = catalogue.resources.get(line.resource_id);
    const want = { organisationId: '', startsAt: line.starts_at, endsAt: line.ends_at, lines: [] };
    // Cancelling and restoring again and again does not hold the time for ever.
    const old = line.hold_until && line.hold_until > context.now ? line.hold_until : null;
    const deadline = resource && !confirmed ? (old ?? decisionDeadline(resource, want, context.now)) : null;
    return {
      id: line.id,
      booking_id: line.booking_id,
      status: confirmed ? 'confirmed' : 'pending',
      hold_until: deadline,
    };
  });
  await sql`
    update booking_line l set status = r.status, hold_until = r.hold_until, reminded_at = null, escalated_at = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, status text, hold_until timestamptz)
    where l.id = r.id`.execute(tx);

  const pending = new Set(rows.filter(row => row.status === 'pending').map(row => row.booking_id));
  const ids = bookings.map(one => one.booking.id);
  await sql`
    update booking set
      status = case when id = any (${[...pending]}::uuid[]) then 'pending' else 'confirmed' end,
      cancelled_at = null, cancelled_by = null, cancellation_reason = null, cancelled_late = false,
      version = version + 1, sequence = sequence + 1, updated_at = ${context.now.toISOString()}::timestamptz
    where id = any (${ids}::uuid[])`.execute(tx);
  const waiting = bookings.find(one => pending.has(one.booking.id));
  if (waiting) await boundPending(tx, waiting.booking.organisation_id, context);
  await includeDates(
    tx,
    bookings.map(one => one.booking),
  );
  await tellOfRestored(tx, bookings, pending, context);
}

async function tellOfRestored(
  tx: Tx,
  bookings: StoredBooking[],
  pending: Set<string>,
  context: Context,
): Promise<void> {
  await record(
    tx,
    context,
    bookings.map(({ booking }) => ({
      action: 'booking.restored',
      subjectType: 'booking' as const,
      subjectId: booking.id,
      organisationId: booking.organisation_id,
      before: { status: 'cancelled' },
      after: { status: pending.has(booking.id) ? 'pending' : 'confirmed' },
    })),
  );
  const [first] = bookings;
  if (!first) return;
  await context.jobs.notify(tx, [
    {
      event: 'restored',
      bookingIds: bookings.map(one => one.booking.id),
      ...(first.booking.series_id ? { seriesId: first.booking.series_id } : {}),
      version: first.booking.version + 1,
      actorId: context.actor.personId,
    },
  ]);
}

async function approvedAmong(tx: Tx, lines: LineRow[]): Promise<Set<string>> {
  if (lines.length === 0) return new Set();
  const rows = await tx
    .selectFrom('decision')
    .innerJoin('booking_line', 'booking_line.id', 'decision.line_id')
    .select('decision.line_id')
    .where('decision.outcome', '=', 'approved')
    // An approval from before the line was requested anew is not of this request.
    .whereRef('decision.decided_at', '>=', 'booking_line.requested_at')
    .where(
      'decision.line_id',
      'in',
      lines.map(line => line.id),
    )
    .execute();
  return new Set(rows.map(row => row.line_id));
}
