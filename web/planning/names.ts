import { useQueries, useQuery } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import { api, call } from '../api.ts';

/** Names to choose from and to speak of, of what a filter asks for: read when the first of them is needed. */

interface Named {
  id: string;
  name: string;
}

/** Sites and organisations, in the order of the alphabet; empty while they are read. */
export function useNames(): { sites: Accessor<Named[]>; organisations: Accessor<Named[]> } {
  return {
    sites: useSorted('sites', () => call(api.sites.$get({ query: { limit: '200' } }))),
    organisations: useSorted('organisations', () => call(api.organisations.$get({ query: { limit: '200' } }))),
  };
}

function useSorted(name: string, read: () => Promise<{ items: Named[] }>): Accessor<Named[]> {
  const query = useQuery(() => ({ queryKey: [name, 'names'], queryFn: read, staleTime: 300_000 }));
  return () =>
    query.isSuccess ? query.data.items.toSorted((one, other) => one.name.localeCompare(other.name, 'fr')) : [];
}

/** The names of single resources; one that is not known, or not for the reader, has none. */
export function useResourceNames(ids: Accessor<string[]>): (id: string) => string | undefined {
  const queries = useQueries(() => ({
    queries: ids().map(id => ({
      // As on the page of the resource, from which one comes.
      queryKey: ['resources', 'one', id],
      queryFn: async () => (await call(api.resources[':id'].$get({ param: { id } }))).resource,
      staleTime: 300_000,
    })),
  }));
  return id => queries[ids().indexOf(id)]?.data?.name;
}
