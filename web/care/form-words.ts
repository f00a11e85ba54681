import { defineWords } from '../i18n/locale.tsx';

/** What every form of care says. */
export const formWords = defineWords({
  fr: {
    changedByOther: 'Quelqu’un d’autre vient de changer ceci',
    changedText: 'Ce que vous avez saisi est gardé. Voici ce qui a changé pendant ce temps :',
    from: 'avant',
    to: 'maintenant',
    nothing: 'rien',
    yes: 'oui',
    no: 'non',
    keepMine: 'Garder ma saisie',
    takeTheirs: 'Prendre la leur',
    check: 'Vérifiez les champs signalés.',
    affected: {
      refused: (count: number) =>
        `${count} réservation${count > 1 ? 's' : ''} ${count > 1 ? 'ont' : 'a'} besoin de cette place`,
      stay: (count: number) =>
        `${count} réservation${count > 1 ? 's' : ''} ${count > 1 ? 'tomberont' : 'tombera'} hors des heures d’ouverture`,
      unfit: (count: number) =>
        `${count} réservation${count > 1 ? 's' : ''} à venir ne ${count > 1 ? 'répondent' : 'répond'} pas à ces critères`,
    },
    affectedText: {
      refused:
        'Rien n’a été enregistré. Ces réservations sont promises : convenez d’abord avec elles d’un autre moment, ou gardez de quoi les accueillir.',
      stay: 'Rien n’est encore enregistré. Si vous enregistrez, ces réservations restent comme elles sont ; prévenez les personnes, ou convenez d’un autre moment.',
      unfit:
        'Rien n’est encore publié. Si vous publiez, ces réservations restent comme elles sont ; les critères valent pour ce qui sera demandé ensuite.',
    },
    against: 'Ce qui ne va pas',
    saveAnyway: 'Enregistrer quand même',
    understood: 'Revenir à la saisie',
    booking: 'Réservation',
    when: 'Quand',
    who: 'Pour qui',
    quantity: 'Quantité',
    resource: 'Moyen',
    affectedCaption: 'Réservations touchées',
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
    affected: {
      refused: (count: number) => `${count} booking${count > 1 ? 's need' : ' needs'} this room`,
      stay: (count: number) => `${count} booking${count > 1 ? 's' : ''} will fall outside opening hours`,
      unfit: (count: number) => `${count} upcoming booking${count > 1 ? 's do' : ' does'} not meet these criteria`,
    },
    affectedText: {
      refused:
        'Nothing was saved. These bookings are promised: agree on another time with them first, or keep enough for them.',
      stay: 'Nothing is saved yet. If you save, these bookings stay as they are; tell the people, or agree on another time.',
      unfit:
        'Nothing is published yet. If you publish, these bookings stay as they are; the criteria hold for what is asked from then on.',
    },
    against: 'What is against it',
    saveAnyway: 'Save all the same',
    understood: 'Back to the form',
    booking: 'Booking',
    when: 'When',
    who: 'For whom',
    quantity: 'Quantity',
    resource: 'Resource',
    affectedCaption: 'Bookings affected',
  },
});
