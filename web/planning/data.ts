import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/solid-query';
import { type Accessor, createEffect, createMemo, onCleanup, untrack } from 'solid-js';
import type { PlanningRow } from '../../shared/planning.ts';
import { plusDays, resolveLocal, startOfDay } from '../../shared/time.ts';
import { api, call } from '../api.ts';
import { whenIdle } from '../ui/idle.ts';
import type { Filter, Place } from './place.ts';
import { type Grouping, keepEqual } from './rows.ts';
import { neighbour, spanOf } from './span.ts';

/** As many as are read: beyond it the page says that filters are needed. */
export const mostRows = 1000;
/** More than a screen shows, and all of most networks: they are read and drawn before the rest of a large one is asked for. */
const firstRows = 120;

/** A class, which a store leaves as it is: it would walk through a thousand rows to watch what never changes. */
class Page {
  readonly items: PlanningRow[];
  readonly nextCursor: string | null;

  constructor(items: PlanningRow[], nextCursor: string | null) {
    this.items = items;
    this.nextCursor = nextCursor;
  }
}

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

/** Which rows of a place: those that come first in an order, or with a cursor those that follow them. */
interface Part {
  order: Grouping;
  cursor?: string | undefined;
}

/** What of a place is asked for, and where it is kept. */
export function planningOf(place: Place, zone: string, { order, cursor }: Part) {
  const limit = String(cursor ? mostRows - firstRows : firstRows);
  const asked = { ...windowOf(place, zone), order, ...filterQuery(place.filter), ...(cursor ? { cursor } : {}), limit };
  return queryOptions({
    queryKey: ['planning', asked],
    queryFn: async ({ signal }) => {
      const page = await call(api.planning.$get({ query: asked }, { init: { signal } }));
      // “Unchanged” is between the browser's cache and the server: a page is what comes back.
      return 'items' in page ? new Page(page.items, page.nextCursor) : new Page([], null);
    },
    // What was last seen stays while the next is read: names and places do not jump.
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** The rows of a place, renewed when others change something: what did not change stays the same object. */
export function usePlanning(place: Accessor<Place>, zone: Accessor<string>) {
  const client = useQueryClient();
  // As it was opened: whoever groups otherwise later has all rows by then.
  const order = untrack(place).group;
  const first = useQuery(() => planningOf(place(), zone(), { order }));
  const cursor = () => answerOf(first)?.nextCursor ?? undefined;
  const rest = useQuery(() => ({
    ...planningOf(place(), zone(), { order, cursor: cursor() }),
    enabled: cursor() !== undefined,
  }));
  const restOf = () => (cursor() ? answerOf(rest) : undefined);
  const free = useFree(place, zone);
  const all = createMemo<PlanningRow[] | undefined>(before => {
    const page = answerOf(first);
    return page && keepEqual(before, joined(page.items, restOf()?.items ?? []));
  });
  const rows = createMemo(() => {
    const ids = free.ids();
    return ids ? all()?.filter(row => ids.has(row.resourceId)) : all();
  });
  const isCurrent = () => answerOf(first) !== undefined && !first.isPlaceholderData && !rest.isPlaceholderData;
  const isWhole = () => isCurrent() && (cursor() === undefined || restOf() !== undefined);
  createEffect(() => isWhole() && prefetchNeighbours(client, place(), zone(), { order, cursor: cursor() }));
  return {
    rows,
    /** Whatever the time at which they are to be free. */
    all,
    /** Whether the rows are those of this window, and not yet those of the last. */
    isCurrent,
    /** Whether all of them are there. */
    isWhole,
    isCut: () => isWhole() && Boolean(restOf()?.nextCursor),
    error: () => errorOf(first) ?? (cursor() ? errorOf(rest) : null) ?? free.error(),
    retry: () => {
      void first.refetch();
      if (cursor()) void rest.refetch();
      free.retry();
    },
  };
}

type Answer = UseQueryResult<Page>;

/** Without waiting: to read what is not there yet would hide the page. */
function answerOf(query: Answer): Page | undefined {
  return query.isPending ? undefined : query.data;
}

function errorOf(query: Answer): Error | null {
  return answerOf(query) === undefined ? query.error : null;
}

/** A resource that has just come in between is in the first part at once, and until the rest is read anew in both. */
function joined(first: PlanningRow[], rest: PlanningRow[]): PlanningRow[] {
  if (rest.length === 0) return first;
  const ids = new Set(first.map(row => row.resourceId));
  return [...first, ...rest.filter(row => !ids.has(row.resourceId))];
}

/** The next and the previous window, while nothing else is to do. */
function prefetchNeighbours(client: QueryClient, place: Place, zone: string, { order, cursor }: Part): void {
  const read = () => {
    for (const direction of [1, -1] as const) {
      const there = { ...place, date: neighbour(place.view, place.date, direction) };
      void client.prefetchQuery(planningOf(there, zone, { order }));
      if (cursor) void client.prefetchQuery(planningOf(there, zone, { order, cursor }));
    }
  };
  onCleanup(whenIdle(read));
}

/** The resources that are free all of a stretch, where the filter asks for one. */
function useFree(place: Accessor<Place>, zone: Accessor<string>) {
  const query = useQuery(() => {
    const { free } = place().filter;
    const window = free ? instantsOf(free, zone()) : { from: '', to: '' };
    return {
      queryKey: ['availability', 'free', window],
      queryFn: () => call(api.availability.$get({ query: { ...window, free: 'true', limit: String(mostRows) } })),
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
