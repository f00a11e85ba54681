import { type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/solid-query';
import type { OrganisationKind } from '../../shared/words.ts';
import { api, call } from '../api.ts';

type Cursor = string | undefined;

/** The member organisations, a page at a time. */
export function useOrganisations(filter: () => { q?: string | undefined; kind?: OrganisationKind | undefined }) {
  return useInfiniteQuery(() => ({
    queryKey: ['organisations', 'list', filter()],
    queryFn: ({ pageParam }) =>
      call(
        api.organisations.$get({
          query: { ...(filter().q ? { q: filter().q } : {}), kind: filter().kind, limit: '50', cursor: pageParam },
        }),
      ),
    initialPageParam: undefined as Cursor,
    getNextPageParam: last => last.nextCursor ?? undefined,
    placeholderData: kept => kept,
  }));
}

export function useOrganisation(id: () => string) {
  return useQuery(() => ({
    queryKey: ['organisations', 'one', id()],
    queryFn: () => call(api.organisations[':id'].$get({ param: { id: id() } })),
  }));
}

/** Who acts for it; only its own people and the coordinator may ask. */
export function usePeopleOf(id: () => string) {
  return useQuery(() => ({
    queryKey: ['people', 'of', id()],
    queryFn: async () => (await call(api.organisations[':id'].people.$get({ param: { id: id() } }))).items,
  }));
}

export function useInvitations(organisationId: () => string) {
  return useInfiniteQuery(() => ({
    queryKey: ['people', 'invitations', organisationId()],
    queryFn: ({ pageParam }) =>
      call(api.invitations.$get({ query: { organisationId: organisationId(), limit: '25', cursor: pageParam } })),
    initialPageParam: undefined as Cursor,
    getNextPageParam: last => last.nextCursor ?? undefined,
  }));
}

/** Everyone, for the coordinator. */
export function usePeople(q: () => string) {
  return useInfiniteQuery(() => ({
    queryKey: ['people', 'all', q()],
    queryFn: ({ pageParam }) =>
      call(api.people.$get({ query: { ...(q() ? { q: q() } : {}), limit: '50', cursor: pageParam } })),
    initialPageParam: undefined as Cursor,
    getNextPageParam: last => last.nextCursor ?? undefined,
    placeholderData: kept => kept,
  }));
}

/** What acts on people and organisations change: all that shows them. */
export async function readPeopleAgain(client: QueryClient): Promise<void> {
  await Promise.all(['people', 'organisations', 'offices'].map(key => client.invalidateQueries({ queryKey: [key] })));
}
