import { useQuery } from '@tanstack/solid-query';
import { createMemo } from 'solid-js';
import { resolveLocal, wallOf } from '../../shared/time.ts';
import { api, call } from '../api.ts';
import { useLanguage } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { vocabularyOf } from './read-words.ts';
import { type Understood, understand } from './understand.ts';

/** A sentence as it is understood, in the zone of the network; undefined until the readers and the words are there. */
export function useUnderstanding(sentence: () => string): () => Understood | undefined {
  const { locale } = useLanguage();
  const { me } = useMe();
  const readers = useQuery(() => ({
    queryKey: ['day-readers'],
    queryFn: loadReaders,
    staleTime: Number.POSITIVE_INFINITY,
  }));
  const features = useQuery(() => ({
    queryKey: ['features'],
    queryFn: () => call(api.features.$get({ query: {} })),
    staleTime: 600_000,
  }));
  const vocabulary = createMemo(() => (features.isSuccess ? vocabularyOf(features.data.items) : undefined));
  return createMemo(() => {
    const words = vocabulary();
    if (!readers.isSuccess || !words) return undefined;
    const { timeZone } = me().network;
    const wall = wallOf(new Date(), timeZone);
    return understand(sentence(), { readers: readers.data, locale: locale(), wall, timeZone, vocabulary: words });
  });
}

/** chrono-node is fetched when the first sentence is typed, and only its two languages. */
async function loadReaders() {
  const [fr, en] = await Promise.all([import('chrono-node/fr'), import('chrono-node/en')]);
  return { fr: fr.casual, en: en.casual };
}

/** The instants of what is understood. */
export function instantsOf({ from, to }: Pick<Understood, 'from' | 'to'>, timeZone: string) {
  const instant = (local: string) => resolveLocal(local, timeZone).instant.toISOString();
  return { from: instant(from), to: instant(to) };
}

/** What is free then and matches, those that are named so first. */
export function useFree(asked: () => Understood | undefined) {
  const { locale } = useLanguage();
  const { me } = useMe();
  const query = () => {
    const now = asked();
    if (!now || now.to <= now.from || now.missing) return undefined;
    const { kind, seats, features, words, quantity } = now;
    return {
      ...instantsOf(now, me().network.timeZone),
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
