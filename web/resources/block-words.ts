import { defineWords } from '../i18n/locale.tsx';

export const blockWords = defineWords({
  fr: {
    title: (name: string) => `Rendre indisponible : ${name}`,
    kind: 'Pourquoi',
    from: 'Du',
    fromTime: 'à',
    to: 'Jusqu’au',
    toTime: 'à',
    quantity: 'Unités concernées',
    quantityHint: (all: number) => `Vide : toutes (${all}).`,
    reason: 'Précision',
    reasonHint: 'Lue par ceux qui voudraient réserver.',
    reasonNeeded: 'Dites pourquoi : ceux dont la réservation tombe le liront.',
    save: 'Rendre indisponible',
    cancel: 'Annuler',
    order: 'La fin vient après le début.',
    missing: 'Cette heure n’existe pas ce jour-là : les horloges avancent.',
    inTheWay: (count: number) =>
      count > 1 ? `${count} réservations sont sur ce temps :` : 'Une réservation est sur ce temps :',
    cancelThem: (count: number) =>
      count > 1 ? `Annuler ces ${count} réservations et bloquer` : 'Annuler cette réservation et bloquer',
    done: (cancelled: number) =>
      cancelled === 0
        ? 'Le temps est bloqué.'
        : `Le temps est bloqué ; ${cancelled} réservation${cancelled > 1 ? 's annulées, leurs auteurs sont prévenus' : ' annulée, son auteur est prévenu'}.`,
  },
  en: {
    title: (name: string) => `Make unavailable: ${name}`,
    kind: 'Why',
    from: 'From',
    fromTime: 'at',
    to: 'Until',
    toTime: 'at',
    quantity: 'Units concerned',
    quantityHint: (all: number) => `Empty: all (${all}).`,
    reason: 'Detail',
    reasonHint: 'Read by those who would like to book.',
    reasonNeeded: 'Say why: those whose booking falls will read it.',
    save: 'Make unavailable',
    cancel: 'Cancel',
    order: 'The end comes after the start.',
    missing: 'This time does not exist that day: clocks go forward.',
    inTheWay: (count: number) => (count > 1 ? `${count} bookings are in that time:` : 'One booking is in that time:'),
    cancelThem: (count: number) =>
      count > 1 ? `Cancel these ${count} bookings and block` : 'Cancel this booking and block',
    done: (cancelled: number) =>
      cancelled === 0
        ? 'The time is blocked.'
        : `The time is blocked; ${cancelled} booking${cancelled > 1 ? 's' : ''} cancelled, their people are told.`,
  },
});
