import type { QueryClient } from '@tanstack/solid-query';
import type { Booking } from '../../shared/booking.ts';
import { api, call } from '../api.ts';
import { changeBooking, copyBooking, wantedLines } from '../bookings/acts.ts';
import { keptBooking } from '../bookings/optimistic.ts';
import type { Ghost } from './choice.ts';

/** Does what a gesture on a booking has shown: moves, resizes or copies it. What is refused is said by the act itself. */
export async function drop(client: QueryClient, { origin, act, resourceId, from, to }: Ghost): Promise<void> {
  const claim = origin?.bar.claim;
  if (!origin || !claim?.bookingId || claim.version === undefined) return;
  const [startsAt, endsAt] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const isElsewhere = resourceId !== origin.resourceId;
  const times = startsAt === claim.startsAt && endsAt === claim.endsAt ? {} : { startsAt, endsAt };
  try {
    if (act === 'copy') {
      await copyBooking(client, await bookingOf(client, claim.bookingId), { startsAt, endsAt });
      return;
    }
    const lines = isElsewhere
      ? wantedLines((await bookingOf(client, claim.bookingId)).lines).map(line =>
          line.resourceId === origin.resourceId ? { ...line, resourceId } : line,
        )
      : undefined;
    if (!lines && !times.startsAt) return;
    const change = { ...times, ...(lines ? { lines } : {}) };
    await changeBooking(client, { id: claim.bookingId, version: claim.version }, change);
  } catch {
    // The act has taken back what it showed, and has said why.
  }
}

async function bookingOf(client: QueryClient, id: string): Promise<Booking> {
  return keptBooking(client, id) ?? (await call(api.bookings[':id'].$get({ param: { id } }))).booking;
}
