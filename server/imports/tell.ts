import type { StoredBooking } from '../bookings/view.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';

/** Tells of what was booked in one message for each resource, and not of each row: who decides on requests gets one list. */
export async function tellOfImport(tx: Tx, booked: StoredBooking[], context: Context): Promise<void> {
  const groups = groupsOf(booked, one => `${one.booking.status} ${one.lines[0]?.resource_id}`);
  await context.jobs.notify(
    tx,
    groups.map(group => ({
      event: group[0]?.booking.status === 'pending' ? ('requested' as const) : ('confirmed' as const),
      bookingIds: group.map(one => one.booking.id),
      version: 1,
      actorId: context.actor.personId,
    })),
  );
}

export function groupsOf<T>(things: T[], keyOf: (thing: T) => string): T[][] {
  return [...Map.groupBy(things, keyOf).values()];
}
