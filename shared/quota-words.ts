import type { Locale, QuotaUnit, ResourceKind } from './words.ts';

/** What a quota counts; a null kind: resources of every kind together. */
export interface Counted {
  unit?: QuotaUnit;
  kind?: ResourceKind | null;
}

const kinds: Record<Locale, Record<ResourceKind, string>> = {
  fr: { room: ' de salle', vehicle: ' de véhicule', equipment: ' de matériel', staff: ' de personnel' },
  en: { room: ' of rooms', vehicle: ' of vehicles', equipment: ' of equipment', staff: ' of staff' },
};

/** « 4,5 h de salle », « 3 réservations de véhicule », « 12 h ». */
export function countedInWords(count: number, { unit = 'hours', kind = null }: Counted, locale: Locale): string {
  const number = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 2 }).format(count);
  const many = locale === 'fr' ? Math.abs(count) >= 2 : count !== 1;
  const word = locale === 'fr' ? 'réservation' : 'booking';
  const what = unit === 'hours' ? 'h' : `${word}${many ? 's' : ''}`;
  return `${number}\u00a0${what}${kind ? kinds[locale][kind] : ''}`;
}

/** « 20 h de salle par organisation sur 30 jours glissants » */
export function quotaInWords(
  quota: Required<Counted> & { amount: number; windowDays: number },
  locale: Locale,
): string {
  const most = countedInWords(quota.amount, quota, locale);
  const { windowDays: days } = quota;
  if (locale === 'en') return `${most} per organisation ${days === 1 ? 'a day' : `within any ${days} days`}`;
  return `${most} par organisation ${days === 1 ? 'par jour' : `sur ${days} jours glissants`}`;
}
