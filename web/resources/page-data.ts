import { useQuery } from '@tanstack/solid-query';
import type { FirstFree } from '../../shared/planning.ts';
import type { ResourceDetail } from '../../shared/resource.ts';
import { dayOf, plusDays, startOfDay } from '../../shared/time.ts';
import { api, call } from '../api.ts';

/** One resource, as anyone who may see it reads it. */
export function useResourceDetail(id: () => string) {
  return useQuery(() => ({
    queryKey: ['resources', 'one', id()],
    queryFn: async () => (await call(api.resources[':id'].$get({ param: { id: id() } }))).resource,
  }));
}

/** What takes its time in the seven days from a local day on. */
export function useWeek(resource: () => ResourceDetail, day: () => string) {
  return useQuery(() => {
    const { id, site } = resource();
    const query = {
      resourceId: id,
      from: startOfDay(day(), site.timeZone).toISOString(),
      to: startOfDay(plusDays(day(), 7), site.timeZone).toISOString(),
    };
    return {
      queryKey: ['planning', 'resource', query],
      queryFn: async () => {
        const answer = await call(api.planning.$get({ query }));
        return 'items' in answer ? (answer.items[0] ?? null) : null;
      },
    };
  });
}

/** The first free times of a length, each on another day. */
export function useFirstFree(resource: () => ResourceDetail, minutes: () => number) {
  return useQuery(() => ({
    queryKey: ['availability', 'next', resource().id, minutes()],
    queryFn: () => nextFree(resource(), minutes(), 3),
  }));
}

type FreeTime = { startsAt: string; endsAt: string };

async function nextFree({ id, site }: ResourceDetail, minutes: number, wanted: number): Promise<FreeTime[]> {
  const free: FreeTime[] = [];
  let from = new Date();
  const until = from.getTime() + 14 * 86_400_000;
  while (free.length < wanted && from.getTime() < until) {
    const query = { resourceId: id, from: from.toISOString(), minutes: String(minutes) };
    const answer: { items: FirstFree[] } = await call(api.availability.first.$get({ query }));
    const [found] = answer.items;
    if (!found?.startsAt || !found.endsAt) break;
    free.push({ startsAt: found.startsAt, endsAt: found.endsAt });
    from = startOfDay(plusDays(dayOf(new Date(found.startsAt), site.timeZone), 1), site.timeZone);
  }
  return free;
}

/** How long one asks for when nothing is said: an hour, within what the criteria allow. */
export function usualMinutes({ criteria }: Pick<ResourceDetail, 'criteria'>): number {
  if (!criteria) return 60;
  const least = Math.max(criteria.minMinutes ?? 0, 60);
  const stepped = Math.ceil(least / criteria.incrementMinutes) * criteria.incrementMinutes;
  return Math.min(stepped, criteria.maxMinutes ?? stepped);
}
