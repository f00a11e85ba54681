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
  /** Only these. */
  resourceIds: string[];
  kind?: (typeof resourceKinds)[number];
  siteId?: string;
  organisationId?: string;
  seats?: number;
  feature: string[];
  q: string;
  /** Only those that are free from then to then: local times of the site, `YYYY-MM-DDTHH:MM`. */
  free?: { from: string; to: string };
}

/** Asks for nothing: all resources. */
export const everything: Filter = { resourceIds: [], feature: [], q: '' };

/** As many as an address can name. */
const mostResources = 50;

/** A width at which rows are read one under the other. */
export const phone = '(width < 40rem)';

/** Where one is when the address does not say: a week does not fit on a phone. */
export function usualPlace(isPhone: boolean, today: string): Pick<Place, 'view' | 'date'> {
  return { view: isPhone ? 'day' : 'week', date: today };
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
      resourceIds: [params.resourceId ?? []].flat().flatMap(idOf).slice(0, mostResources),
      kind: among(resourceKinds, one('kind')),
      siteId: idOf(one('site'))[0],
      organisationId: idOf(one('organisation'))[0],
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
    resourceId: filter.resourceIds.length > 0 ? filter.resourceIds : undefined,
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
export function countAsked({ resourceIds, kind, siteId, organisationId, seats, feature, free }: Filter): number {
  const said = [kind, siteId, organisationId, seats, free].filter(one => one !== undefined).length;
  return said + feature.length + resourceIds.length;
}

function idOf(text: string): string[] {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? [text] : [];
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
