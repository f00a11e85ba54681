import type { ChangeScope } from '../../shared/words.ts';
import type { Db, Tx } from '../database/connect.ts';
import { lockResources } from './guard.ts';
import { lockBookings, resourcesOf } from './queries.ts';
import { lockSeries, type SeriesRow } from './series.ts';
import { type BookingRow, isEnded, type StoredBooking } from './view.ts';

/** An occurrence that somebody acts on, with the others that the act is to reach; all locked, in the order of their dates. */
export interface Reached {
  series: SeriesRow;
  acted: StoredBooking;
  occurrences: StoredBooking[];
}

/**
 * Locks what an act on an occurrence reaches: resources first, then the series, then the bookings, as everywhere.
 * @param reaches which of the occurrences in scope the act is for; the one acted on always is
 */
export async function reach(
  tx: Tx,
  seen: BookingRow & { series_id: string },
  scope: ChangeScope,
  reaches: (booking: BookingRow) => boolean,
  alsoLock: string[] = [],
): Promise<Reached> {
  const ids = (await datesInScope(tx, seen, scope)).map(row => row.id);
  await lockResources(tx, [...(await resourcesOf(tx, ids)), ...alsoLock]);
  const series = await lockSeries(tx, seen.series_id);
  const locked = await lockBookings(tx, ids);
  const acted = locked.find(one => one.booking.id === seen.id);
  if (!acted) throw new Error(`booking ${seen.id} left its series while it was being changed`);
  const occurrences = locked
    .filter(one => one === acted || reaches(one.booking))
    .sort((a, b) => a.booking.starts_at.getTime() - b.booking.starts_at.getTime());
  return { series, acted, occurrences };
}

/** The dates of a series from one of them on, or all, whatever has become of them. */
export function datesInScope(
  db: Db,
  seen: BookingRow & { series_id: string },
  scope: ChangeScope,
): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('series_id', '=', seen.series_id)
    .$if(scope === 'following', query => query.where('recurrence_id', '>=', seen.recurrence_id))
    .execute();
}

/**
 * Whether an act on a date of a series reaches another of its dates: it must be to come, and stand. A change leaves alone what
 * was changed alone; who calls a series off expects nobody to turn up at all.
 */
export function isReached(act: 'cancel' | 'change', booking: BookingRow, now: Date): boolean {
  const stands = !isEnded(booking.status) && booking.status !== 'completed';
  return booking.starts_at > now && stands && (act === 'cancel' || !booking.detached);
}

/** Whether an act is for the occurrence and others of its series. */
export function isOfSeries(booking: BookingRow, scope: ChangeScope): booking is BookingRow & { series_id: string } {
  return booking.series_id !== null && scope !== 'this';
}
