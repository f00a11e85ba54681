import type { QueryClient } from '@tanstack/solid-query';
import type { Approval, NewDecision } from '../../shared/approval.ts';
import type { Booking } from '../../shared/booking.ts';
import { api, call, ifUnchanged } from '../api.ts';
import { readAgain, showAnswer } from '../bookings/optimistic.ts';

/** Requests that were decided from this page: their going is no news to who sent them away. */
export const decidedHere = new Set<string>();

/**
 * Approves or declines what waits, as it was seen: the request leaves every list at once, and comes back when the server
 * refuses. A decision is final, so there is no undo.
 * @throws ApiProblem
 */
export async function decideOn(client: QueryClient, approval: Approval, decision: NewDecision): Promise<Booking> {
  const { id, version } = approval.booking;
  const about = { queryKey: ['approvals'] };
  await client.cancelQueries(about);
  const before = client.getQueriesData(about);
  decidedHere.add(id);
  for (const [key, data] of before) client.setQueryData(key, withoutRequest(data, id));
  try {
    const { booking } = await call(
      api.bookings[':id'].decisions.$post({ param: { id }, json: decision }, ifUnchanged(version)),
    );
    showAnswer(client, booking);
    return booking;
  } catch (error) {
    decidedHere.delete(id);
    for (const [key, data] of before) client.setQueryData(key, data);
    throw error;
  } finally {
    readAgain(client);
  }
}

function withoutRequest(data: unknown, id: string): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if ('items' in data && Array.isArray(data.items)) {
    return { ...data, items: data.items.filter((one: { booking?: Booking }) => one.booking?.id !== id) };
  }
  if ('approval' in data && (data.approval as Approval | null)?.booking.id === id) return { ...data, approval: null };
  return data;
}
