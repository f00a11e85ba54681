import { useWords } from '../i18n/locale.tsx';
import { useFeatures } from '../resources/vocabulary.ts';
import { resourceWords } from '../resources/words.ts';
import { useCatalogue } from './data.ts';
import type { Need, Needs } from './needs.ts';
import { findWords } from './words.ts';

/** Each need in words: the names of features, sites and owners come from the catalogue. */
export function useNeedLabels(needs: () => Needs): (need: Need) => string {
  const t = useWords(findWords);
  const kinds = useWords(resourceWords);
  const catalogue = useCatalogue();
  const features = useFeatures();
  const featureName = (asked: string) => {
    const [code, value] = asked.split(/:(.*)/s);
    const known = features.data?.items.find(one => one.code === code);
    if (!value || value === 'true') return known?.name ?? asked;
    return known?.valueType === 'number'
      ? `${t('atLeast', known.name, '')} ${value}${known.unit ? ` ${known.unit}` : ''}`
      : `${known?.name ?? code} : ${value}`;
  };
  return need => {
    const { q, kind, seats, quantity, siteId, commune, ownerId } = needs();
    const resources = catalogue.data ?? [];
    if (need.of === 'q') return t('needWords', q);
    if (need.of === 'kind' && kind) return kinds(`kinds.${kind}`);
    if (need.of === 'seats') return t('needSeats', seats ?? 0);
    if (need.of === 'quantity') return t('needQuantity', quantity ?? 0);
    if (need.of === 'place') return commune ?? resources.find(one => one.site.id === siteId)?.site.name ?? t('place');
    if (need.of === 'owner') return resources.find(one => one.owner.id === ownerId)?.owner.name ?? t('owner');
    return featureName(need.feature ?? '');
  };
}
