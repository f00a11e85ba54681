import type { Resource } from '../../shared/resource.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { resourceWords } from './words.ts';

type Tariff = NonNullable<Resource['tariff']>;

/** A tariff in words: “12,00 € par heure”, “Gratuit”. */
export function useTariffWords(): (tariff: Pick<Tariff, 'unit' | 'amountCents'>) => string {
  const t = useWords(resourceWords);
  const format = useFormat();
  return ({ unit, amountCents }) =>
    unit === 'free' || amountCents === 0 ? t('unit.free') : `${format.money(amountCents)} ${t(`unit.${unit}`)}`;
}
