import { defineWords } from '../i18n/locale.tsx';

export const networkWords = defineWords({
  fr: {
    title: 'Réseau',
    lead: 'Ce que tout le réseau partage.',
    name: 'Nom du réseau',
    nameNeeded: 'Donnez un nom au réseau.',
    timeZone: 'Fuseau horaire',
    timeZoneHint: 'Celui des jours où commencent et finissent rôles et mandats. Chaque lieu garde le sien.',
    badZone: 'Un fuseau horaire connu, par exemple Europe/Paris.',
    locale: 'Langue du réseau',
    localeHint: 'Pour qui n’a pas choisi la sienne.',
    fr: 'Français',
    en: 'Anglais',
    saved: 'Enregistré.',
    demonstration: 'Réseau de démonstration',
    demonstrationText:
      'Tout ce qui est ici est inventé. Quand vous êtes prêt, retirez-le : il ne restera rien de lui, ni de ce qui y a été essayé, et vous fonderez le vrai réseau.',
    remove: 'Retirer la démonstration',
    removeTitle: 'Retirer la démonstration ?',
    removeText:
      'Organisations, personnes, moyens, réservations : tout disparaît pour de bon, votre compte aussi. La page suivante fonde le vrai réseau.',
  },
  en: {
    title: 'Network',
    lead: 'What all of the network shares.',
    name: 'Name of the network',
    nameNeeded: 'Give the network a name.',
    timeZone: 'Time zone',
    timeZoneHint: 'Of the days on which roles and offices begin and end. Each site keeps its own.',
    badZone: 'A known time zone, for instance Europe/Paris.',
    locale: 'Language of the network',
    localeHint: 'For those who have not chosen theirs.',
    fr: 'French',
    en: 'English',
    saved: 'Saved.',
    demonstration: 'Demonstration network',
    demonstrationText:
      'Everything here is made up. When you are ready, remove it: nothing of it will stay, nor of what was tried in it, and you will begin the real network.',
    remove: 'Remove the demonstration',
    removeTitle: 'Remove the demonstration?',
    removeText:
      'Organisations, people, resources, bookings: all go for good, your account too. The next page begins the real network.',
  },
});
