import type { Booking, BookingChange } from '../../shared/booking.ts';
import { isAllowed } from '../../shared/findings.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem, Refused } from '../errors.ts';
import { alternativesTo } from './alternatives.ts';
import { requireActsFor } from './book.ts';
import { lockAsOfNow } from './expire.ts';
import { guard, lockResources } from './guard.ts';
import { resolveTimes } from './moments.ts';
import { readBooking, resourcesOf, visibleBooking } from './queries.ts';
import { isEnded, type StoredBooking } from './view.ts';
import type { Want, WantedLine } from './want.ts';
import { writeChanges } from './write-change.ts';

/**
 * Moves, resizes, changes quantity, swaps resources, renames, or passes a booking to another organisation. What was confirmed
 * by a decision and asks for more than it had (another time, another resource, more units, another beneficiary) waits for a new
 * decision and keeps its old time until then; shortening does not.
 * @param version the version that the client read
 * @throws Problem `not_found`, `not_affiliated`, `stale`, `wrong_status`, `change_pending`
 * @throws Refused with all findings; nothing has changed then
 */
export async function change(
  tx: Tx,
  request: { id: string; version: number; change: BookingChange },
  context: Context,
): Promise<Booking> {
  const seen = await visibleBooking(tx, request.id, context);
  requireActsFor(context, seen.organisation_id);
  const resourceIds = await resourcesOf(tx, [request.id]);
  const asked = request.change.lines?.map(line => line.resourceId) ?? [];
  await lockResources(tx, [...resourceIds, ...asked]);
  const stored = await lockAsOfNow(tx, request, context);
  requireChangeable(stored, context.now);

  const want = await wantAfter(tx, stored, request.change, context);
  const words = {
    title: request.change.title ?? stored.booking.title,
    purpose: request.change.purpose === undefined ? stored.booking.purpose : request.change.purpose,
  };
  if (isSame(stored, want, words)) return found(await readBooking(tx, request.id, context));
  if (want.organisationId !== stored.booking.organisation_id) requireActsFor(context, want.organisationId);
  const { catalogue, findings } = await guard(tx, [want], context);
  const [against = []] = findings;
  if (takesAnything(stored, want) && !isAllowed(against)) {
    throw new Refused(against, db => alternativesTo(db, want, context));
  }
  // An occurrence that is changed alone no longer follows its series.
  const detached = stored.booking.series_id !== null;
  await writeChanges(tx, [{ stored, want, words, detached }], catalogue, context);
  return found(await readBooking(tx, request.id, context));
}

/** @throws Problem `wrong_status` for what is over or has been ended; `change_pending` while a change waits */
export function requireChangeable({ booking, lines }: StoredBooking, now: Date): void {
  if (isEnded(booking.status) || booking.status === 'completed' || booking.ends_at <= now) {
    throw new Problem('wrong_status', { status: booking.status });
  }
  if (lines.some(line => line.phase === 'proposed' && line.status === 'pending')) throw new Problem('change_pending');
}

/** What the booking would take after the change; what the change does not name stays as it is. */
async function wantAfter(tx: Tx, stored: StoredBooking, change: BookingChange, context: Context): Promise<Want> {
  const { booking } = stored;
  const lines = change.lines ?? currentLines(stored);
  const times = await resolveTimes(
    tx,
    {
      startsAt: change.startsAt ?? booking.starts_at.toISOString(),
      endsAt: change.endsAt ?? booking.ends_at.toISOString(),
      lines,
    },
    context,
  );
  const begun = booking.starts_at <= context.now;
  if (begun && times.startsAt.getTime() !== booking.starts_at.getTime()) {
    throw new Problem('wrong_status', { status: 'in_use' });
  }
  return {
    organisationId: change.organisationId ?? booking.organisation_id,
    ...times,
    lines,
    bookingId: booking.id,
    keepsStart: times.startsAt.getTime() === booking.starts_at.getTime(),
  };
}

export function currentLines({ lines }: StoredBooking): { resourceId: string; quantity: number }[] {
  return lines
    .filter(line => line.phase === 'current' && !isEnded(line.status))
    .map(line => ({ resourceId: line.resource_id, quantity: line.quantity }));
}

/** Whether the booking would differ in more than its words, or give up a part: only then do rules and room matter. */
export function takesAnything(stored: StoredBooking, want: Want): boolean {
  return isMoved(stored, want) || !isWithin(stored, want);
}

function isMoved({ booking }: StoredBooking, want: Want): boolean {
  return want.startsAt.getTime() !== booking.starts_at.getTime() || want.endsAt.getTime() !== booking.ends_at.getTime();
}

/** Whether all that is wanted is a part of what the booking has: no decision that was made is exceeded. */
export function isWithin(stored: StoredBooking, want: Want): boolean {
  const { booking } = stored;
  const had = currentLines(stored);
  return (
    want.organisationId === booking.organisation_id &&
    want.startsAt >= booking.starts_at &&
    want.endsAt <= booking.ends_at &&
    want.lines.every(line => unitsOf(want.lines, line.resourceId) <= unitsOf(had, line.resourceId))
  );
}

function unitsOf(lines: WantedLine[], resourceId: string): number {
  return lines.reduce((sum, line) => sum + (line.resourceId === resourceId ? line.quantity : 0), 0);
}

/** Whether the change asks for nothing that is not so already. */
function isSame(stored: StoredBooking, want: Want, words: { title: string; purpose: string | null }): boolean {
  const { booking } = stored;
  const listed = (lines: Want['lines']) =>
    lines
      .map(line => `${line.resourceId} ${line.quantity}`)
      .toSorted()
      .join();
  return (
    !isMoved(stored, want) &&
    want.organisationId === booking.organisation_id &&
    listed(want.lines) === listed(currentLines(stored)) &&
    words.title === booking.title &&
    words.purpose === booking.purpose
  );
}
