import { findingCodes } from '../../shared/finding-codes.ts';
import type { Finding } from '../../shared/findings.ts';
import { alternativesTo } from '../bookings/alternatives.ts';
import { expireOverdueHolds } from '../bookings/expire.ts';
import { assess } from '../bookings/guard.ts';
import { lapseOffers } from '../bookings/lapse-offers.ts';
import { waitingLines } from '../bookings/settle.ts';
import type { LineRow, StoredBooking } from '../bookings/view.ts';
import type { Want } from '../bookings/want.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Refused } from '../errors.ts';
import { lockForQuotas } from '../quotas/ledger.ts';
import { lapsedHoldersOn } from './queries.ts';

/** What the booking would have if these of its lines were approved now, beside those that hold already. */
export function wantIfApproved(stored: StoredBooking, lines: LineRow[]): Want {
  const { booking } = stored;
  const had = waitingLines(stored).filter(line => lines.includes(line) || line.status === 'confirmed' || line.holds);
  const [first] = had;
  return {
    organisationId: first?.beneficiary_id ?? booking.organisation_id,
    startsAt: first?.starts_at ?? booking.starts_at,
    endsAt: first?.ends_at ?? booking.ends_at,
    lines: had.map(line => ({ resourceId: line.resource_id, quantity: line.quantity })),
    bookingId: booking.id,
    // The rules on how far ahead one asks were met, or waived, when it was asked.
    keepsStart: true,
  };
}

export function lackOfRoom(findings: Finding[]): Finding[] {
  return findings.filter(one => one.severity === 'block' && findingCodes[one.code].conflict);
}

/**
 * Sees that there is still room for the lines, under the lock: a request that competes holds nothing, and its time may be taken.
 * What has lapsed meanwhile is let go first. Beside room the quota counts, for a request that holds nothing has not counted yet,
 * and quotas are no decider's to waive; whether the other rules are met is for the decider to weigh.
 * @throws Refused (409) with what is in the way and with ways out; 422 when the organisation has used its quota up meanwhile
 */
export async function requireRoom(tx: Tx, stored: StoredBooking, lines: LineRow[], context: Context): Promise<void> {
  const lapsed = await lapsedHoldersOn(tx, lines, stored.booking.id, context.now);
  await expireOverdueHolds(tx, lapsed, context);
  await lapseOffers(
    tx,
    lines.map(line => line.resource_id),
    context,
  );
  const want = wantIfApproved(stored, lines);
  await lockForQuotas(tx, [want], await context.catalogue.current(tx));
  const { findings } = await assess(tx, [want], context);
  const lack = [...lackOfRoom(findings.flat()), ...findings.flat().filter(one => one.code === 'quota')];
  if (lack.length > 0) throw new Refused(lack, db => alternativesTo(db, want, context));
}
