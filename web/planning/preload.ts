import type { RoutePreloadFuncArgs } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { dayOf } from '../../shared/time.ts';
import { sessionQuery } from '../people/session.tsx';
import { planningOf } from './data.ts';
import { phone, readPlace, usualPlace } from './place.ts';

/** Asks for the first rows of an address as soon as it is known who asks: they travel while the page is being drawn. */
export function preloadPlanning({ location }: RoutePreloadFuncArgs): void {
  const client = useQueryClient();
  const read = async () => {
    const me = await client.fetchQuery(sessionQuery);
    if (!me) return;
    const zone = me.network.timeZone;
    const place = readPlace(location.query, usualPlace(matchMedia(phone).matches, dayOf(new Date(), zone)));
    await client.prefetchQuery(planningOf(place, zone, { order: place.group }));
  };
  // Whatever goes wrong, the page asks again, and says it.
  void read().catch(() => {});
}
