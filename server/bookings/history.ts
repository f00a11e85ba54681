import type { HistoryEvent } from '../../shared/booking.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { readHistory } from '../history/queries.ts';
import { visibleBooking } from './queries.ts';

/**
 * What was done to a booking, oldest first, with the names, as of today, of the resources and organisations that it tells of:
 * a sentence about what was swapped needs those that are no longer of the booking.
 * @throws Problem `not_found`
 */
export async function readBookingHistory(
  db: Db,
  id: string,
  context: Context,
): Promise<{ items: HistoryEvent[]; names: Record<string, string> }> {
  const booking = await visibleBooking(db, id, context);
  const items = await readHistory(db, booking.id);
  const { resources, organisations } = await context.catalogue.current(db);
  const told = items.flatMap(item => [...idsIn(item.before), ...idsIn(item.after)]);
  const named = told.flatMap(one => {
    const name = resources.get(one)?.name ?? organisations.get(one)?.name;
    return name === undefined ? [] : [[one, name] as const];
  });
  return { items, names: Object.fromEntries(named) };
}

/** The ids of resources and organisations in one side of an act. */
function idsIn(side: unknown): string[] {
  if (Array.isArray(side)) return side.flatMap(idsIn);
  if (typeof side !== 'object' || side === null) return [];
  return Object.entries(side).flatMap(([name, value]) => {
    if (typeof value === 'string') return name === 'resourceId' || name === 'organisationId' ? [value] : [];
    return idsIn(value);
  });
}
