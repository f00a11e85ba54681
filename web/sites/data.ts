import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/solid-query';
import type { SiteDetail } from '../../shared/site.ts';
import { api, call } from '../api.ts';

/** The sites of the network by name, a page at a time. */
export function useSites(q: () => string | undefined) {
  return useInfiniteQuery(() => ({
    queryKey: ['sites', 'list', q() ?? ''],
    queryFn: ({ pageParam }) =>
      call(api.sites.$get({ query: { ...(q() ? { q: q() } : {}), limit: '50', cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
    placeholderData: kept => kept,
  }));
}

/** One site with its hours. */
export function useSite(id: () => string) {
  return useQuery(() => ({
    queryKey: ['sites', 'one', id()],
    queryFn: async () => (await call(api.sites[':id'].$get({ param: { id: id() }, query: {} }))).site,
  }));
}

/** Puts a site as the server answered it in place of the one on screen. */
export function useKeepSite() {
  const client = useQueryClient();
  return {
    keep(site: SiteDetail) {
      client.setQueryData(['sites', 'one', site.id], site);
      void client.invalidateQueries({ queryKey: ['sites', 'list'] });
      void client.invalidateQueries({ queryKey: ['care'] });
    },
    refresh: (id: string) => client.refetchQueries({ queryKey: ['sites', 'one', id] }),
  };
}
