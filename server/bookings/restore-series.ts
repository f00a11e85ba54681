import type { Booking } from '../../shared/booking.ts';
import type { ChangeScope } from '../../shared/words.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { requireActsFor } from './book.ts';
import { readBooking, visibleBooking } from './queries.ts';
import { restore, restoreBookings } from './restore.ts';
import { isOfSeries, reach } from './scope.ts';

/**
 * Takes a cancellation back, with the following or all occurrences that were cancelled by the same act; all or none.
 * @throws what `restore` throws; SeriesRefused when somebody has the time of one of several
 */
export async function restoreInScope(
  tx: Tx,
  request: { id: string; scope: ChangeScope },
  context: Context,
): Promise<Booking> {
  const seen = await visibleBooking(tx, request.id, context);
  if (!isOfSeries(seen, request.scope)) return restore(tx, request, context);
  requireActsFor(context, seen.organisation_id);
  const { occurrences } = await reach(
    tx,
    seen,
    request.scope,
    one =>
      one.status === 'cancelled' &&
      one.starts_at > context.now &&
      one.cancelled_at?.getTime() === seen.cancelled_at?.getTime(),
  );
  await restoreBookings(tx, occurrences, context);
  return found(await readBooking(tx, request.id, context));
}
