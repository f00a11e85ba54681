import { minuteOfDay, plusDays, resolveLocal } from '../../shared/time.ts';
import { type ResourceKind, resourceKinds } from '../../shared/words.ts';

/** What somebody looks for. All of it is in the address, so that a search can be shared and gone back to. */
export interface Needs {
  q: string;
  kind: ResourceKind | undefined;
  seats: number | undefined;
  quantity: number | undefined;
  /** `code`, or `code:value` as the API takes it. */
  features: string[];
  siteId: string | undefined;
  commune: string | undefined;
  /** Latitude and longitude, to a hundredth of a degree: near enough to sort by, and tells nobody a door number. */
  near: string | undefined;
  ownerId: string | undefined;
  /** For which of one's organisations. */
  beneficiaryId: string | undefined;
  /** `at` a time, or `first`: whatever is free first; without it the catalogue is looked through. */
  when: 'at' | 'first' | undefined;
  /** Local day and time in the zone of the network; a length in minutes. */
  date: string;
  time: string;
  minutes: number;
  sort: 'fit' | 'distance' | 'name';
}

export type Params = Record<string, string | string[] | undefined>;

const dayPattern = /^\d{4}-\d\d-\d\d$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;
const uuidPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads an address; what makes no sense in it asks nothing. `today` is the day of the network. */
export function needsOf(params: Params, today: string): Needs {
  const one = (name: string) => [params[name]].flat()[0] ?? '';
  const count = (name: string) => (/^[1-9]\d{0,4}$/.test(one(name)) ? Number(one(name)) : undefined);
  const id = (name: string) => (uuidPattern.test(one(name)) ? one(name) : undefined);
  const when = (['at', 'first'] as const).find(known => known === one('when'));
  const near = /^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/.test(one('near')) ? one('near') : undefined;
  const sort = (['distance', 'name'] as const).find(known => known === one('sort'));
  return {
    q: one('q').slice(0, 200),
    kind: resourceKinds.find(kind => kind === one('kind')),
    seats: count('seats'),
    quantity: count('quantity'),
    features: [params.feature]
      .flat()
      .filter(text => text !== undefined && text !== '')
      .slice(0, 20) as string[],
    siteId: id('siteId'),
    commune: one('commune') || undefined,
    near,
    ownerId: id('organisationId'),
    beneficiaryId: id('for'),
    when,
    date: dayPattern.test(one('date')) ? one('date') : today,
    time: timePattern.test(one('time')) ? one('time') : '09:00',
    minutes: count('minutes') ?? 60,
    sort: sort === 'distance' && !near ? 'fit' : (sort ?? 'fit'),
  };
}

/** The same as parameters of an address; what asks nothing is left out. */
export function paramsOf(needs: Needs): Params {
  const timed = needs.when !== undefined;
  return {
    q: needs.q || undefined,
    kind: needs.kind,
    seats: needs.seats?.toString(),
    quantity: needs.quantity?.toString(),
    feature: needs.features.length > 0 ? needs.features : undefined,
    siteId: needs.siteId,
    commune: needs.commune,
    near: needs.near,
    organisationId: needs.ownerId,
    for: needs.beneficiaryId,
    when: needs.when,
    date: timed ? needs.date : undefined,
    time: needs.when === 'at' ? needs.time : undefined,
    minutes: timed ? String(needs.minutes) : undefined,
    sort: needs.sort === 'fit' ? undefined : needs.sort,
  };
}

/** The filters of the catalogue, as `GET /api/resources` and availability take them alike. */
export function filterOf(needs: Needs) {
  return {
    ...(needs.q ? { q: needs.q } : {}),
    ...(needs.kind ? { kind: needs.kind } : {}),
    ...(needs.seats ? { seats: String(needs.seats) } : {}),
    ...(needs.quantity ? { quantity: String(needs.quantity) } : {}),
    ...(needs.features.length > 0 ? { feature: needs.features } : {}),
    ...(needs.siteId ? { siteId: needs.siteId } : {}),
    ...(needs.commune ? { commune: needs.commune } : {}),
    ...(needs.ownerId ? { organisationId: needs.ownerId } : {}),
  };
}

/** The instants that are asked for, in the zone of the network; null for a time that the clocks skip that day. */
export function windowOf(needs: Needs, zone: string): { from: string; to: string } | null {
  const start = resolveLocal(`${needs.date}T${needs.time}`, zone);
  if (start.missing) return null;
  return {
    from: start.instant.toISOString(),
    to: new Date(start.instant.getTime() + needs.minutes * 60_000).toISOString(),
  };
}

/** From when on the first free time is looked for: not in the night, which sites without opening hours would offer. */
export function earliestOf(needs: Needs, zone: string): string {
  return resolveLocal(`${needs.date}T07:00`, zone).instant.toISOString();
}

/** A day and a time to begin with: the next full hour, tomorrow morning when the day is over. */
export function soonest(now: Date, today: string, zone: string): { date: string; time: string } {
  const hour = Math.floor(minuteOfDay(now, zone) / 60) + 1;
  if (hour < 8) return { date: today, time: '08:00' };
  if (hour > 18) return { date: plusDays(today, 1), time: '09:00' };
  return { date: today, time: `${String(hour).padStart(2, '0')}:00` };
}

/** One thing that is asked for, and the search without it. */
export interface Need {
  key: string;
  of: 'q' | 'kind' | 'seats' | 'quantity' | 'feature' | 'place' | 'owner';
  feature?: string;
  without: Needs;
}

/** What narrows the catalogue, one by one. */
export function needsIn(needs: Needs): Need[] {
  const list: Need[] = [];
  if (needs.q) list.push({ key: 'q', of: 'q', without: { ...needs, q: '' } });
  if (needs.kind) list.push({ key: 'kind', of: 'kind', without: { ...needs, kind: undefined } });
  if (needs.seats) list.push({ key: 'seats', of: 'seats', without: { ...needs, seats: undefined } });
  if (needs.quantity) list.push({ key: 'quantity', of: 'quantity', without: { ...needs, quantity: undefined } });
  if (needs.siteId || needs.commune)
    list.push({ key: 'place', of: 'place', without: { ...needs, siteId: undefined, commune: undefined } });
  if (needs.ownerId) list.push({ key: 'owner', of: 'owner', without: { ...needs, ownerId: undefined } });
  for (const feature of needs.features) {
    const features = needs.features.filter(other => other !== feature);
    list.push({ key: `feature ${feature}`, of: 'feature', feature, without: { ...needs, features } });
  }
  return list;
}
