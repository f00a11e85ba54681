import { defineWords } from '../i18n/locale.tsx';

/** What every form of care says. */
export const formWords = defineWords({
  fr: {
    changedByOther: 'Quelqu’un d’autre vient de changer ceci',
    changedText: 'Ce que vous avez saisi est gardé. Voici ce qui a changé pendant ce temps :',
    from: 'avant',
    to: 'maintenant',
    nothing: 'rien',
    yes: 'oui',
    no: 'non',
    keepMine: 'Garder ma saisie',
    takeTheirs: 'Prendre la leur',
    check: 'Vérifiez les champs signalés.',
    affectedRefused: (count: number) =>
      `${count} réservation${count > 1 ? 's' : ''} ${count > 1 ? 'ont' : 'a'} besoin de cette place`,
    affectedRefusedText:
      'Rien n’a été enregistré. Ces réservations sont promises : convenez d’abord avec elles d’un autre moment, ou gardez de quoi les accueillir.',
    affectedStay: (count: number) =>
      `${count} réservation${count > 1 ? 's' : ''} ${count > 1 ? 'tomberont' : 'tombera'} hors des heures d’ouverture`,
    affectedStayText:
      'Rien n’est encore enregistré. Si vous enregistrez, ces réservations restent comme elles sont ; prévenez les personnes, ou convenez d’un autre moment.',
    affectedPromised: (count: number) =>
      `${count} réservation${count > 1 ? 's' : ''} promise${count > 1 ? 's' : ''} sur ce moyen`,
    affectedCancelled: (count: number) =>
      `${count} réservation${count > 1 ? 's' : ''} ${count > 1 ? 'seront annulées' : 'sera annulée'}`,
    saveAnyway: 'Enregistrer quand même',
    understood: 'Revenir à la saisie',
    noneAffected: 'Aucune réservation n’est touchée.',
    booking: 'Réservation',
    when: 'Quand',
    who: 'Pour qui',
    quantity: 'Quantité',
    resource: 'Moyen',
    affectedCaption: 'Réservations touchées',
    conflict: 'Autre chose prend déjà cette place (une indisponibilité, par exemple).',
  },
  en: {
    changedByOther: 'Someone else has just changed this',
    changedText: 'What you typed is kept. This has changed in the meantime:',
    from: 'before',
    to: 'now',
    nothing: 'nothing',
    yes: 'yes',
    no: 'no',
    keepMine: 'Keep mine',
    takeTheirs: 'Take theirs',
    check: 'Check the fields that are marked.',
    affectedRefused: (count: number) => `${count} booking${count > 1 ? 's need' : ' needs'} this room`,
    affectedRefusedText:
      'Nothing was saved. These bookings are promised: agree on another time with them first, or keep enough for them.',
    affectedStay: (count: number) => `${count} booking${count > 1 ? 's' : ''} will fall outside opening hours`,
    affectedStayText:
      'Nothing is saved yet. If you save, these bookings stay as they are; tell the people, or agree on another time.',
    affectedPromised: (count: number) => `${count} booking${count > 1 ? 's' : ''} promised on this resource`,
    affectedCancelled: (count: number) => `${count} booking${count > 1 ? 's' : ''} will be cancelled`,
    saveAnyway: 'Save all the same',
    understood: 'Back to the form',
    noneAffected: 'No booking is affected.',
    booking: 'Booking',
    when: 'When',
    who: 'For whom',
    quantity: 'Quantity',
    resource: 'Resource',
    affectedCaption: 'Bookings affected',
    conflict: 'Something else takes this room already (a block, for instance).',
  },
});
