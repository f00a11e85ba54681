import type { NewDecision } from '../../shared/approval.ts';
import type { Booking } from '../../shared/booking.ts';
import { isOverdue } from '../bookings/expire.ts';
import { lockResources } from '../bookings/guard.ts';
import { lockBookings, readBooking, resourcesOf, visibleBooking } from '../bookings/queries.ts';
import { type Settlement, settle, waitingLines, writeSettlements } from '../bookings/settle.ts';
import type { LineRow, StoredBooking } from '../bookings/view.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { matchVersion } from '../http/version.ts';
import type { NotifyJob } from '../jobs/queue.ts';
import { type Entitlement, entitlements, insertDecisions, recusalOf } from './queries.ts';
import { whyRecused } from './recusal.ts';
import { declineRivals, rivalBookings } from './rivals.ts';
import { requireRoom } from './room.ts';

/**
 * Approves or declines lines of a booking that wait: those named, or all that the actor may decide on. An approval takes the
 * time if the request did not hold it yet, and declines the rivals for whom no room is left; a refusal of an all-or-nothing
 * bundle, or of a change, is one of the whole. The lock on the resources puts deciders, cancellations and deadlines in a row:
 * the first wins, the others learn that nothing waits any more.
 * @param version the version that the client read, if it states one
 * @throws Problem `not_found`, `stale`, `already_decided`, `recused` with why, `reason_required`
 * @throws Refused (409) when the time was taken in the meantime
 */
export async function decide(
  tx: Tx,
  request: { id: string; version: number | null; decision: NewDecision },
  context: Context,
): Promise<Booking> {
  const { outcome, reason } = request.decision;
  await visibleBooking(tx, request.id, context);
  if (outcome === 'declined' && !reason) throw new Problem('reason_required');
  const rivals = outcome === 'approved' ? await rivalBookings(tx, request.id, context.now) : [];
  await lockResources(tx, await resourcesOf(tx, [request.id, ...rivals]));
  const [stored] = await lockBookings(tx, [request.id]);
  if (!stored) throw new Problem('not_found');

  const lines = await linesToDecide(tx, stored, request, context);
  if (outcome === 'approved') await requireRoom(tx, stored, lines, context);
  await insertDecisions(tx, lines, { outcome, reason: reason ?? null }, context);
  const result = outcome === 'approved' ? 'confirmed' : 'declined';
  const settlement = settle(stored, new Map(lines.map(line => [line.id, result])));
  await writeSettlements(tx, [settlement], context.now);
  await record(tx, context, [decidedEvent(settlement, lines, request.decision)]);
  if (settlement.outcome !== 'pending')
    await context.jobs.notify(tx, [decidedJob(settlement, request.decision, context)]);
  if (outcome === 'approved') await declineRivals(tx, request.id, context);
  return found(await readBooking(tx, request.id, context));
}

/** The lines that wait, that the request means and that the actor may decide on; under the lock. */
async function linesToDecide(
  tx: Tx,
  stored: StoredBooking,
  { version, decision }: { version: number | null; decision: NewDecision },
  context: Context,
): Promise<LineRow[]> {
  const waiting = waitingLines(stored).filter(line => line.status === 'pending' && !isOverdue(line, context.now));
  const named = decision.lineIds ? new Set(decision.lineIds) : null;
  if (named && [...named].some(id => !stored.lines.some(line => line.id === id))) throw new Problem('not_found');
  const meant = waiting.filter(line => !named || named.has(line.id));
  // Before the version: whoever comes second is told that it is decided, not to read it again and retry.
  if (meant.length === 0 || (named && meant.length < named.size)) throw new Problem('already_decided');
  matchVersion(version, stored.booking.version);

  const entitled = await entitlements(tx, stored.booking.id, context);
  const mine = meant.filter(line => entitled.some((one: Entitlement) => one.lineId === line.id));
  const [refused] = meant.filter(line => !mine.includes(line));
  if (mine.length === 0 || (named && refused)) {
    const why = await recusalOf(tx, (refused ?? meant[0])?.id ?? '', context);
    throw new Problem('recused', { reason: why ?? 'not_entitled', why: whyRecused(why, context.locale) });
  }
  return mine;
}

function decidedEvent({ stored, booking, isChange }: Settlement, lines: LineRow[], decision: NewDecision) {
  return {
    action: `booking.${isChange ? 'change_' : ''}${decision.outcome}`,
    subjectType: 'booking' as const,
    subjectId: booking.id,
    organisationId: booking.organisation_id,
    before: { status: stored.booking.status, startsAt: stored.booking.starts_at, endsAt: stored.booking.ends_at },
    after: {
      status: booking.status,
      startsAt: booking.starts_at,
      endsAt: booking.ends_at,
      lines: lines.map(line => ({ lineId: line.id, resourceId: line.resource_id, quantity: line.quantity })),
    },
    reason: decision.reason ?? null,
  };
}

function decidedJob({ stored, isChange, outcome }: Settlement, decision: NewDecision, context: Context): NotifyJob {
  const { id, series_id, version, starts_at, ends_at } = stored.booking;
  const approved = outcome === 'confirmed';
  return {
    event: isChange ? (approved ? 'change_approved' : 'change_declined') : approved ? 'confirmed' : 'declined',
    bookingIds: [id],
    ...(series_id ? { seriesId: series_id } : {}),
    version: version + 1,
    actorId: context.actor.personId,
    ...(isChange ? { before: { startsAt: starts_at.toISOString(), endsAt: ends_at.toISOString() } } : {}),
    ...(decision.reason ? { reason: decision.reason } : {}),
  };
}
