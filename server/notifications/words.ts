import type { BookingEvent, Locale } from '../../shared/words.ts';
import type { Part } from './recipients.ts';
import type { Texts, Words } from './said.ts';
import * as en from './words-en.ts';
import * as fr from './words-fr.ts';

const texts: Record<Locale, Record<Part, Texts>> = {
  fr,
  en,
};

/** The words of an event for somebody's part in it; null when that part is not told of that event. */
export function wordsFor(event: BookingEvent, part: Part, locale: Locale): Words | null {
  return texts[locale][part][event] ?? null;
}

export const labels = {
  fr: {
    hello: (name: string) => `Bonjour ${name},`,
    what: 'Quoi',
    title: 'Objet',
    when: 'Quand',
    before: 'Auparavant',
    where: 'Où',
    forWhom: 'Pour',
    purpose: 'Usage prévu',
    reason: 'Motif',
    rivalApproved: 'Une autre demande pour le même moment a été acceptée.',
    dates: 'Dates',
    others: (count: number) => (count === 1 ? 'et 1 autre' : `et ${count} autres`),
    and: (first: string, count: number) => (count === 1 ? `${first} et 1 autre` : `${first} et ${count} autres`),
    datesFrom: (count: number, from: string) => `${count} dates dès le ${from}`,
    forOrganisation: (what: string, who: string) => `${what} pour ${who}`,
    alternatives: 'Encore libre',
    sameTime: 'au même horaire',
    kilometres: (km: number) => `à ${km.toLocaleString('fr')} km`,
    onApproval: 'sur accord',
    open: 'Ouvrir la réservation',
    decide: 'Voir la demande et décider',
    footer: (network: string) =>
      `Message automatique de ${network}. Vous choisissez dans votre profil les messages que vous recevez.`,
    colon: ' : ',
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    what: 'What',
    title: 'Title',
    when: 'When',
    before: 'Before',
    where: 'Where',
    forWhom: 'For',
    purpose: 'Purpose',
    reason: 'Reason',
    rivalApproved: 'Another request for the same time was approved.',
    dates: 'Dates',
    others: (count: number) => `and ${count} more`,
    and: (first: string, count: number) => `${first} and ${count} more`,
    datesFrom: (count: number, from: string) => `${count} dates from ${from}`,
    forOrganisation: (what: string, who: string) => `${what} for ${who}`,
    alternatives: 'Still free',
    sameTime: 'at the same time',
    kilometres: (km: number) => `${km.toLocaleString('en-GB')} km away`,
    onApproval: 'subject to approval',
    open: 'Open the booking',
    decide: 'See the request and decide',
    footer: (network: string) => `Automatic message from ${network}. Your profile says which messages you get.`,
    colon: ': ',
  },
} as const;
