import type { CriteriaInput } from './resource.ts';
import type { Locale } from './words.ts';

type Criteria = CriteriaInput;
type Field = Exclude<keyof Criteria, 'noticeInOpenDays'>;

/**
 * The criteria as sentences in the reader's language, each with the id that a refusal names (`criterionId`).
 * What sets no limit is left out.
 */
export function criteriaRules(
  criteria: Criteria & { id: string },
  locale: Locale,
): { criterionId: string; text: string }[] {
  return order.flatMap(field => {
    const text = sentences[field][locale](criteria);
    return text === null ? [] : [{ criterionId: `${criteria.id}:${field}`, text }];
  });
}

const order: Field[] = [
  'minMinutes',
  'maxMinutes',
  'incrementMinutes',
  'noticeMinutes',
  'horizonDays',
  'cancelNoticeMinutes',
  'minQuantity',
  'maxQuantity',
  'withinOpeningHours',
];

type Sentence = (criteria: Criteria) => string | null;

const sentences: Record<Field, Record<Locale, Sentence>> = {
  minMinutes: {
    fr: c => (c.minMinutes === null ? null : `Durée : ${length(c.minMinutes, 'fr')} au moins.`),
    en: c => (c.minMinutes === null ? null : `Length: ${length(c.minMinutes, 'en')} at least.`),
  },
  maxMinutes: {
    fr: c => (c.maxMinutes === null ? null : `Durée : ${length(c.maxMinutes, 'fr')} au plus.`),
    en: c => (c.maxMinutes === null ? null : `Length: ${length(c.maxMinutes, 'en')} at most.`),
  },
  incrementMinutes: {
    fr: c => `La durée va par pas de ${length(c.incrementMinutes, 'fr')}.`,
    en: c => `The length goes in steps of ${length(c.incrementMinutes, 'en')}.`,
  },
  noticeMinutes: {
    fr: c =>
      c.noticeMinutes === 0
        ? null
        : `Se réserve au moins ${length(c.noticeMinutes, 'fr')} à l’avance${c.noticeInOpenDays ? ', en jours d’ouverture du lieu' : ''}.`,
    en: c =>
      c.noticeMinutes === 0
        ? null
        : `Booked at least ${length(c.noticeMinutes, 'en')} ahead${c.noticeInOpenDays ? ', counting days on which the site is open' : ''}.`,
  },
  horizonDays: {
    fr: c => `Se réserve au plus ${c.horizonDays} jours à l’avance.`,
    en: c => `Booked at most ${c.horizonDays} days ahead.`,
  },
  cancelNoticeMinutes: {
    fr: c =>
      c.cancelNoticeMinutes === 0 ? null : `S’annule au moins ${length(c.cancelNoticeMinutes, 'fr')} avant le début.`,
    en: c =>
      c.cancelNoticeMinutes === 0
        ? null
        : `Cancelled at least ${length(c.cancelNoticeMinutes, 'en')} before the start.`,
  },
  minQuantity: {
    fr: c => (c.minQuantity === 1 ? null : `Quantité : ${c.minQuantity} au moins.`),
    en: c => (c.minQuantity === 1 ? null : `Quantity: ${c.minQuantity} at least.`),
  },
  maxQuantity: {
    fr: c => (c.maxQuantity === null ? null : `Quantité : ${c.maxQuantity} au plus.`),
    en: c => (c.maxQuantity === null ? null : `Quantity: ${c.maxQuantity} at most.`),
  },
  withinOpeningHours: {
    fr: c => (c.withinOpeningHours ? 'Pendant les heures d’ouverture du lieu.' : null),
    en: c => (c.withinOpeningHours ? 'During the opening hours of the site.' : null),
  },
};

function length(minutes: number, locale: Locale): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const dayWord = locale === 'fr' ? 'j' : 'd';
  return [days && `${days} ${dayWord}`, hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ');
}
