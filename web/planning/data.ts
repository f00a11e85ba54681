import { keepPreviousData, type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createEffect, createMemo, onCleanup } from 'solid-js';
import { unwrap } from 'solid-js/store';
import type { PlanningRow } from '../../shared/planning.ts';
import { plusDays, resolveLocal, startOfDay } from '../../shared/time.ts';
import { api, call } from '../api.ts';
import type { Filter, Place } from './place.ts';
import { keepEqual } from './rows.ts';
import { neighbour, spanOf } from './span.ts';

/** As many as the server answers for in one window: beyond it the page says that filters are needed. */
export const mostRows = '1000';

export interface Window {
  from: string;
  to: string;
}

/** The instants that a place shows, in a zone. */
export function windowOf(place: Pick<Place, 'view' | 'date'>, zone: string): Window {
  const span = spanOf(place.view, place.date);
  return {
    from: startOfDay(span.firstDay, zone).toISOString(),
    to: startOfDay(plusDays(span.firstDay, span.days), zone).toISOString(),
  };
}

/** A filter as the API takes it, but for the time at which something is to be free. */
export function filterQuery(filter: Filter) {
  return {
    ...(filter.resourceIds.length > 0 ? { resourceId: filter.resourceIds } : {}),
    ...(filter.kind ? { kind: filter.kind } : {}),
    ...(filter.siteId ? { siteId: filter.siteId } : {}),
    ...(filter.organisationId ? { organisationId: filter.organisationId } : {}),
    ...(filter.seats ? { seats: String(filter.seats) } : {}),
    ...(filter.feature.length > 0 ? { feature: filter.feature } : {}),
    ...(filter.q.trim() ? { q: filter.q.trim() } : {}),
  };
}

/** The instants of a time at which something is to be free, in a zone. */
export function instantsOf(free: NonNullable<Filter['free']>, zone: string): Window {
  const instant = (local: string) => resolveLocal(local, zone).instant.toISOString();
  return { from: instant(free.from), to: instant(free.to) };
}

function planningOf(window: Window, filter: Filter) {
  const asked = { ...window, limit: mostRows, ...filterQuery(filter) };
  return queryOptions({
    queryKey: ['planning', asked],
    queryFn: async ({ signal }) => {
      const page = await call(api.planning.$get({ query: asked }, { init: { signal } }));
      // “Unchanged” is between the browser's cache and the server: a page is what comes back.
      return 'items' in page ? page : { items: [], nextCursor: null };
    },
    // What was last seen stays while the next is read: names and places do not jump.
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** The rows of a place, renewed when others change something: what did not change stays the same object. */
export function usePlanning(place: Accessor<Place>, zone: Accessor<string>) {
  const client = useQueryClient();
  const query = useQuery(() => planningOf(windowOf(place(), zone()), place().filter));
  const free = useFree(place, zone);
  const all = createMemo<PlanningRow[] | undefined>(before => {
    const page = query.isPending ? undefined : unwrap(query.data);
    return page && keepEqual(before, page.items);
  });
  const rows = createMemo(() => {
    const ids = free.ids();
    return ids ? all()?.filter(row => ids.has(row.resourceId)) : all();
  });
  const isCurrent = () => query.data !== undefined && !query.isPlaceholderData;
  createEffect(() => isCurrent() && prefetchNeighbours(client, place(), zone()));
  return {
    rows,
    /** Whatever the time at which they are to be free. */
    all,
    /** Whether the rows are those of this window, and not yet those of the last. */
    isCurrent,
    isCut: () => isCurrent() && query.data?.nextCursor !== null,
    error: () => (query.data === undefined ? query.error : null) ?? free.error(),
    retry: () => {
      void query.refetch();
      free.retry();
    },
  };
}

/** The next and the previous window, while nothing else is to do. */
function prefetchNeighbours(client: QueryClient, place: Place, zone: string): void {
  const read = () => {
    for (const direction of [1, -1] as const) {
      const date = neighbour(place.view, place.date, direction);
      void client.prefetchQuery(planningOf(windowOf({ ...place, date }, zone), place.filter));
    }
  };
  // Safari has no idle callback.
  const idle = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined;
  const id = idle ? idle(read, { timeout: 4000 }) : setTimeout(read, 1500);
  onCleanup(() => (idle ? cancelIdleCallback(id as number) : clearTimeout(id)));
}

/** The resources that are free all of a stretch, where the filter asks for one. */
function useFree(place: Accessor<Place>, zone: Accessor<string>) {
  const query = useQuery(() => {
    const { free } = place().filter;
    const window = free ? instantsOf(free, zone()) : { from: '', to: '' };
    return {
      queryKey: ['availability', 'free', window],
      queryFn: () => call(api.availability.$get({ query: { ...window, free: 'true', limit: mostRows } })),
      enabled: free !== undefined,
    };
  });
  const isAsked = () => place().filter.free !== undefined;
  return {
    ids: () => {
      if (!isAsked() || query.isPending || query.isError) return undefined;
      return new Set(query.data?.items.map(one => one.resourceId));
    },
    error: () => (isAsked() && query.isError ? query.error : null),
    retry: () => void (isAsked() && query.isError && query.refetch()),
  };
}
