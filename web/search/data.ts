import { useQueries, useQuery } from '@tanstack/solid-query';
import type { Resource } from '../../shared/resource.ts';
import { api, call } from '../api.ts';
import { useMe } from '../people/session.tsx';
import { earliestOf, filterOf, type Need, type Needs, windowOf } from './needs.ts';

/** So many resources are looked at, at most: as many as availability answers for. */
const most = 1000;
const pageSize = 200;

/** All that the reader may see: what the choices of the filters are made of. */
export function useCatalogue() {
  return useQuery(() => ({
    queryKey: ['resources', 'catalogue'],
    queryFn: () => readAll({}),
    staleTime: 5 * 60_000,
  }));
}

/** The resources that match, and when they are free as far as a time is asked for. */
export function useSearch(needs: () => Needs) {
  const { me } = useMe();
  const zone = () => me().network.timeZone;
  const filter = () => filterOf(needs());
  const window = () => (needs().when === 'at' ? windowOf(needs(), zone()) : null);
  const beneficiary = () => {
    const { beneficiaryId } = needs();
    return beneficiaryId ? { beneficiaryId } : {};
  };
  const resources = useQuery(() => {
    const { near } = needs();
    const query = { ...filter(), ...(near ? { near } : {}) };
    return {
      queryKey: ['resources', 'find', query],
      queryFn: () => readAll(query),
      placeholderData: (kept: Resource[] | undefined) => kept,
    };
  });
  const availability = useQuery(() => {
    const query = { ...filter(), ...beneficiary(), ...(window() ?? { from: '', to: '' }), limit: String(most) };
    return {
      queryKey: ['availability', 'at', query],
      queryFn: async () => (await call(api.availability.$get({ query }))).items,
      enabled: window() !== null,
    };
  });
  const someTaken = () => availability.data?.some(one => !one.free) ?? false;
  const first = useQuery(() => {
    const from = needs().when === 'at' ? (window()?.from ?? '') : earliestOf(needs(), zone());
    const query = { ...filter(), ...beneficiary(), from, minutes: String(needs().minutes), limit: String(most) };
    return {
      queryKey: ['availability', 'first', query],
      queryFn: async () => (await call(api.availability.first.$get({ query }))).items,
      enabled: needs().when === 'first' || (window() !== null && someTaken()),
    };
  });
  return { resources, availability, first, window };
}

/** How many resources there would be without each of the needs. */
export function useWithoutEach(needs: () => Need[]) {
  return useQueries(() => ({
    queries: needs().map(need => ({
      queryKey: ['resources', 'without', filterOf(need.without)],
      queryFn: async () => ({
        need,
        count: (await call(api.resources.$get({ query: { ...filterOf(need.without), limit: String(pageSize) } }))).items
          .length,
      }),
    })),
  }));
}

async function readAll(query: Record<string, string | string[]>): Promise<Resource[]> {
  const all: Resource[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Resource[]; nextCursor: string | null } = await call(
      api.resources.$get({ query: { ...query, limit: String(pageSize), ...(cursor ? { cursor } : {}) } }),
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && all.length < most);
  return all;
}
