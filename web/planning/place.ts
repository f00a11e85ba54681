import { useSearchParams } from '@solidjs/router';
import { type Accessor, createMemo } from 'solid-js';
import { resourceKinds } from '../../shared/words.ts';
import type { Grouping } from './rows.ts';
import { isDay, type View, views } from './span.ts';

export const groupings = ['kind', 'site', 'organisation'] as const;

/** Where one is in the planning: all of it is in the address, so that going back and sharing work. */
export interface Place {
  view: View;
  /** Local day, `YYYY-MM-DD`. */
  date: string;
  group: Grouping;
  /** Draw all hours of a day, and not only those of common work. */
  allHours: boolean;
  filter: Filter;
}

/** Which resources to show. */
export interface Filter {
  kind?: (typeof resourceKinds)[number];
  siteId?: string;
  organisationId?: string;
  seats?: number;
  feature: string[];
  q: string;
  /** Only those that are free from then to then: local times of the site, `YYYY-MM-DDTHH:MM`. */
  free?: { from: string; to: string };
}

export type Params = Partial<Record<string, string | string[]>>;

/** Reads an address; whatever is not understood is left out, so that an old or mistyped address still opens. */
export function readPlace(params: Params, otherwise: { view: View; date: string }): Place {
  const one = (name: string) => [params[name]].flat()[0] ?? '';
  const among = <T extends string>(list: readonly T[], value: string) => list.find(known => known === value);
  const date = one('date');
  return {
    view: among(views, one('view')) ?? otherwise.view,
    date: isDay(date) && isOfThisAge(date) ? date : otherwise.date,
    group: among(groupings, one('group')) ?? 'kind',
    allHours: one('hours') === 'all',
    filter: {
      kind: among(resourceKinds, one('kind')),
      siteId: idOf(one('site')),
      organisationId: idOf(one('organisation')),
      seats: seatsOf(one('seats')),
      feature: [params.feature ?? []]
        .flat()
        .filter(code => code.length > 0 && code.length <= 200)
        .slice(0, 20),
      q: one('q').slice(0, 200),
      free: freeOf(one('from'), one('to')),
    },
  };
}

/** The parameters of an address for a filter; what is not asked is taken out of it. */
export function filterParams(filter: Filter): Record<string, string | string[] | undefined> {
  return {
    kind: filter.kind,
    site: filter.siteId,
    organisation: filter.organisationId,
    seats: filter.seats === undefined ? undefined : String(filter.seats),
    feature: filter.feature.length > 0 ? filter.feature : undefined,
    q: filter.q || undefined,
    from: filter.free?.from,
    to: filter.free?.to,
  };
}

/** How many things are asked, those of the words apart. */
export function countAsked({ kind, siteId, organisationId, seats, feature, free }: Filter): number {
  return [kind, siteId, organisationId, seats, free].filter(one => one !== undefined).length + feature.length;
}

/** The place in the address, and how to go to another: a new day or view can be gone back from, a filter replaces. */
export function usePlace(otherwise: Accessor<{ view: View; date: string }>) {
  const [params, setParams] = useSearchParams();
  const place = createMemo(() => readPlace(params, otherwise()));
  return {
    place,
    go(next: { view?: View; date?: string }) {
      setParams(next, { scroll: false });
    },
    setGroup: (group: Grouping) =>
      setParams({ group: group === 'kind' ? undefined : group }, { replace: true, scroll: false }),
    setAllHours: (all: boolean) => setParams({ hours: all ? 'all' : undefined }, { replace: true, scroll: false }),
    setFilter(change: Partial<Filter>) {
      setParams(filterParams({ ...place().filter, ...change }), { replace: true, scroll: false });
    },
    clearFilter() {
      setParams(filterParams({ feature: [], q: '' }), { replace: true, scroll: false });
    },
  };
}

export type PlaceInUrl = ReturnType<typeof usePlace>;

function idOf(text: string): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined;
}

function seatsOf(text: string): number | undefined {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}

function freeOf(from: string, to: string): Filter['free'] {
  const isLocal = (text: string) => /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(text) && isDay(text.slice(0, 10));
  return isLocal(from) && isLocal(to) && from < to ? { from, to } : undefined;
}

/** The server refuses dates of another age. */
function isOfThisAge(day: string): boolean {
  return day > '2000-01-01' && day < '2100-01-01';
}
