import { resolveLocal } from '../../shared/time.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useFeatures } from '../resources/vocabulary.ts';
import { useNames, useResourceNames } from './names.ts';
import type { Filter } from './place.ts';
import { planningWords } from './words.ts';

/** One thing that a filter asks for, in words, and the filter without it. */
export interface Asked {
  of: 'resource' | 'kind' | 'site' | 'organisation' | 'seats' | 'feature' | 'words' | 'free';
  label: string;
  without: Filter;
}

/** All that a filter asks for, one by one; names that are still read stand as what they are the name of. */
export function useAsked(filter: () => Filter, zone: () => string): () => Asked[] {
  const t = useWords(planningWords);
  const format = useFormat();
  const names = useNames();
  const features = useFeatures();
  const resourceName = useResourceNames(() => filter().resourceIds);
  const nameIn = (list: { id: string; name: string }[], id: string) => list.find(one => one.id === id)?.name;
  const when = ({ from, to }: NonNullable<Filter['free']>) =>
    format.span(resolveLocal(from, zone()).instant, resolveLocal(to, zone()).instant, zone());

  return () => {
    const { resourceIds, kind, siteId, organisationId, seats, feature, free, q } = filter();
    const list: Asked[] = [];
    const add = (of: Asked['of'], label: string, change: Partial<Filter>) =>
      list.push({ of, label, without: { ...filter(), ...change } });
    for (const id of resourceIds) {
      add('resource', resourceName(id) ?? t('askedResource'), { resourceIds: resourceIds.filter(one => one !== id) });
    }
    if (q) add('words', q, { q: '' });
    if (kind) add('kind', t(`kinds.${kind}`), { kind: undefined });
    if (siteId) add('site', nameIn(names.sites(), siteId) ?? t('site'), { siteId: undefined });
    if (organisationId) {
      const name = nameIn(names.organisations(), organisationId) ?? t('organisation');
      add('organisation', name, { organisationId: undefined });
    }
    if (seats) add('seats', t('askedSeats', seats), { seats: undefined });
    for (const code of feature) {
      const known = features.isSuccess ? features.data.items.find(one => one.code === code) : undefined;
      const name = known?.name ?? code;
      add('feature', name, { feature: feature.filter(one => one !== code) });
    }
    if (free) add('free', t('askedFree', when(free)), { free: undefined });
    return list;
  };
}
