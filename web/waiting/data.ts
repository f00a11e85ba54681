import { type QueryClient, useQuery } from '@tanstack/solid-query';
import type { NewWaiting, Waiting } from '../../shared/waiting.ts';
import { api, call, once } from '../api.ts';
import { readAgain } from '../bookings/optimistic.ts';

const key = ['waiting'];
const mostShown = '200';

/** All that I wait for, and what is offered to me. */
export function useWaiting() {
  return useQuery(() => ({
    queryKey: key,
    queryFn: () => call(api.waiting.$get({ query: { limit: mostShown } })),
  }));
}

/** @throws ApiProblem */
export async function joinWaiting(client: QueryClient, wanted: NewWaiting): Promise<Waiting> {
  const { waiting } = await call(api.waiting.$post({ json: wanted }, once()));
  void client.invalidateQueries({ queryKey: key });
  return waiting;
}

/** @throws ApiProblem */
export async function leaveWaiting(client: QueryClient, id: string): Promise<void> {
  try {
    await call(api.waiting[':id'].$delete({ param: { id } }, once()));
  } finally {
    void client.invalidateQueries({ queryKey: key });
  }
}

/** @throws ApiProblem */
export async function acceptOffer(client: QueryClient, id: string) {
  try {
    const { booking } = await call(api.waiting[':id'].acceptance.$post({ param: { id } }, once()));
    return booking;
  } finally {
    void client.invalidateQueries({ queryKey: key });
    readAgain(client);
  }
}
