import { useQuery } from '@tanstack/solid-query';
import { createMemo } from 'solid-js';
import { resolveLocal, wallOf } from '../../shared/time.ts';
import { api, call } from '../api.ts';
import { useLanguage } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { useFeatures } from '../resources/vocabulary.ts';
import { vocabularyOf } from './read-words.ts';
import { type Understood, understand } from './understand.ts';
import { zoneOf } from './zone-of.ts';

/**
 * A sentence as it is understood, in the zone of the site of what it names, else of the network; undefined until the readers,
 * the words and the zone are there.
 */
export function useUnderstanding(sentence: () => string): () => Understood | undefined {
  const { locale } = useLanguage();
  const { me } = useMe();
  const readers = useQuery(() => ({
    queryKey: ['day-readers'],
    queryFn: loadReaders,
    staleTime: Number.POSITIVE_INFINITY,
  }));
  const features = useFeatures();
  const vocabulary = createMemo(() => (features.isSuccess ? vocabularyOf(features.data.items) : undefined));
  const understoodIn = (timeZone: string) => {
    const words = vocabulary();
    if (!readers.isSuccess || !words) return undefined;
    const wall = wallOf(new Date(), timeZone);
    return understand(sentence(), { readers: readers.data, locale: locale(), wall, timeZone, vocabulary: words });
  };
  // What is asked for is the same in every zone: only the day and the hours need the right one.
  const atHome = createMemo(() => understoodIn(me().network.timeZone));
  const zone = useZoneOf(atHome);
  return createMemo(() => {
    const timeZone = zone();
    if (timeZone === undefined) return undefined;
    return timeZone === atHome()?.timeZone ? atHome() : understoodIn(timeZone);
  });
}

/** The zone of what is named; undefined while it is looked up, which is only where the network has sites in several. */
function useZoneOf(asked: () => Understood | undefined): () => string | undefined {
  const { me } = useMe();
  const sites = useQuery(() => ({
    queryKey: ['sites', 'zones'],
    queryFn: async () => (await call(api.sites.$get({ query: { limit: '200' } }))).items.map(one => one.timeZone),
    staleTime: 600_000,
  }));
  const query = () => {
    const { kind, words } = asked() ?? { words: '' };
    const isElsewhere = sites.isSuccess && sites.data.some(zone => zone !== me().network.timeZone);
    return isElsewhere && words ? { ...(kind ? { kind } : {}), q: words, limit: '200' } : undefined;
  };
  const named = useQuery(() => ({
    queryKey: ['resources', 'zones', query()],
    queryFn: async () => (await call(api.resources.$get({ query: query() ?? {} }))).items,
    enabled: query() !== undefined,
    staleTime: 60_000,
  }));
  return () => {
    if (sites.isPending || (query() && named.isPending)) return undefined;
    const found = query() && named.isSuccess ? named.data : [];
    return zoneOf(asked()?.words ?? '', found, me().network.timeZone);
  };
}

/** chrono-node is fetched when the first sentence is typed, and only its two languages. */
async function loadReaders() {
  const [fr, en] = await Promise.all([import('chrono-node/fr'), import('chrono-node/en')]);
  return { fr: fr.casual, en: en.casual };
}

/** The instants of what is understood. */
export function instantsOf({ from, to, timeZone }: Pick<Understood, 'from' | 'to' | 'timeZone'>) {
  const instant = (local: string) => resolveLocal(local, timeZone).instant.toISOString();
  return { from: instant(from), to: instant(to) };
}

/** What is free then and matches, those that are named so first. */
export function useFree(asked: () => Understood | undefined) {
  const { locale } = useLanguage();
  const query = () => {
    const now = asked();
    if (!now || now.to <= now.from || now.missing) return undefined;
    const { kind, seats, features, words, quantity } = now;
    return {
      ...instantsOf(now),
      ...(kind ? { kind } : {}),
      ...(seats ? { seats: String(seats) } : {}),
      ...(quantity > 1 ? { quantity: String(quantity) } : {}),
      ...(features.length > 0 ? { feature: features } : {}),
      ...(words ? { q: words } : {}),
      free: 'true',
      limit: '30',
    };
  };
  return useQuery(() => ({
    queryKey: ['availability', 'quick', query(), locale()],
    queryFn: () => call(api.availability.$get({ query: query() ?? { from: '', to: '' } })),
    enabled: query() !== undefined,
  }));
}
