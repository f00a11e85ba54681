import { type QueryClient, useInfiniteQuery } from '@tanstack/solid-query';
import { api, call } from '../api.ts';

/** The quotas in force and to come, a page at a time. */
export function useQuotas() {
  return useInfiniteQuery(() => ({
    queryKey: ['quotas'],
    queryFn: ({ pageParam }) => call(api.quotas.$get({ query: { limit: '50', cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
  }));
}

/** After a change of a rule: what it says is also among the rules of resources. */
export async function readQuotasAgain(client: QueryClient): Promise<void> {
  await Promise.all(['quotas', 'resources'].map(key => client.invalidateQueries({ queryKey: [key] })));
}
