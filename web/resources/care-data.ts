import { type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/solid-query';
import type { ResourceKind, ResourceState } from '../../shared/words.ts';
import { api, call } from '../api.ts';

/** What the list of resources under care is narrowed by; it is kept in the address. */
export type CareFilter = {
  q?: string | undefined;
  kind?: ResourceKind | undefined;
  state?: ResourceState | undefined;
  siteId?: string | undefined;
  organisationId?: string | undefined;
};

/** The resources that the reader administers, a page at a time. */
export function useCareResources(filter: () => CareFilter) {
  return useInfiniteQuery(() => ({
    queryKey: ['resources', 'care', filter()],
    queryFn: ({ pageParam }) =>
      call(api.resources.$get({ query: { ...given(filter()), managed: 'true', limit: '50', cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
    placeholderData: kept => kept,
  }));
}

/** One resource, as those who administer it see it. */
export function useResource(id: () => string | undefined) {
  return useQuery(() => ({
    queryKey: ['resources', 'one', id()],
    queryFn: async () => (await call(api.resources[':id'].$get({ param: { id: id() ?? '' } }))).resource,
    enabled: id() !== undefined,
  }));
}

/** Reads again what shows at which times resources are out of use, once one has changed that. */
export function readBlocksAgain(client: QueryClient): void {
  const showing = ['blocks', 'care', 'planning', 'availability', 'bookings'];
  void client.invalidateQueries({ predicate: query => showing.includes(String(query.queryKey[0])) });
}

/** What was given of a query: an empty word asks nothing. */
export function given<T extends Record<string, unknown>>(query: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== '')) as never;
}
