import type { Booking } from '../../shared/booking.ts';
import type { ChangeScope } from '../../shared/words.ts';
import { actsFor, type Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { matchVersion } from '../http/version.ts';
import { cancel, cancelBookings, requireCancellable, requireMayCancel } from './cancel.ts';
import { readBooking, visibleBooking } from './queries.ts';
import { isOfSeries, isReached, reach } from './scope.ts';

/**
 * Cancels an occurrence, with the following or all of its series that are still to come; what has begun is never touched.
 * Occurrences that were changed alone are cancelled with the others: who calls a series off expects nobody to turn up.
 * @throws what `cancel` throws; nothing is cancelled then
 */
export async function cancelInScope(
  tx: Tx,
  request: { id: string; version: number | null; reason: string | null; scope: ChangeScope },
  context: Context,
): Promise<Booking> {
  const seen = await visibleBooking(tx, request.id, context);
  if (!isOfSeries(seen, request.scope)) return cancel(tx, request, context);
  await requireMayCancel(tx, request.id, request.reason, context);
  const { acted, occurrences } = await reach(tx, seen, request.scope, one => isReached('cancel', one, context.now));
  matchVersion(request.version, acted.booking.version);
  requireCancellable(acted, context.now);
  // A manager of one of the resources must manage something of every occurrence.
  for (const { booking } of occurrences) {
    if (!actsFor(context.actor, booking.organisation_id)) {
      await requireMayCancel(tx, booking.id, request.reason, context);
    }
  }
  await cancelBookings(tx, occurrences, request.reason, context);
  return found(await readBooking(tx, request.id, context));
}
