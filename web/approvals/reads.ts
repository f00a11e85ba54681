import { useInfiniteQuery, useQuery } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import { api, call } from '../api.ts';

export const waitingKey = ['approvals', 'waiting'] as const;
export const waitingShown = 100;

/** What waits for one's decision, the nearest deadline first, with all that the decision needs. */
export function useWaiting() {
  return useQuery(() => ({
    queryKey: waitingKey,
    queryFn: () => call(api.approvals.$get({ query: { limit: String(waitingShown) } })),
    staleTime: 30_000,
  }));
}

/** How many requests wait for one's decision; 0 until it is known. */
export function useWaitingCount(): Accessor<number> {
  const query = useQuery(() => ({
    queryKey: ['approvals', 'count'],
    queryFn: () => call(api.approvals.count.$get()),
    staleTime: 30_000,
  }));
  return () => query.data?.count ?? 0;
}

/** Whether one booking waits for one's decision, or why one keeps out of it. */
export function useStanding(id: Accessor<string>, wanted: Accessor<boolean>) {
  return useQuery(() => ({
    queryKey: ['approvals', 'one', id()],
    queryFn: () => call(api.approvals[':id'].$get({ param: { id: id() } })),
    enabled: wanted(),
  }));
}

/** Who decided what, on all that concerns one, the latest first. */
export function useDecisions() {
  return useInfiniteQuery(() => ({
    queryKey: ['approvals', 'decisions'],
    initialPageParam: '',
    queryFn: ({ pageParam }: { pageParam: string }) =>
      call(api.decisions.$get({ query: { limit: '30', ...(pageParam ? { cursor: pageParam } : {}) } })),
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
  }));
}

/** Who decided last on a booking; null when nobody did, or one may not know. */
export async function lastDecider(bookingId: string): Promise<string | null> {
  try {
    const { items } = await call(api.decisions.$get({ query: { bookingId, limit: '1' } }));
    return items[0]?.person.name ?? null;
  } catch {
    return null;
  }
}

/** The rules that the owners of some resources have published, in words. */
export function usePublishedRules(resourceIds: Accessor<string[]>) {
  return useQuery(() => ({
    queryKey: ['resources', 'rules', resourceIds()],
    queryFn: async () => {
      const all = await Promise.all(resourceIds().map(id => call(api.resources[':id'].$get({ param: { id } }))));
      return [...new Set(all.flatMap(one => one.resource.criteriaInWords))];
    },
  }));
}
