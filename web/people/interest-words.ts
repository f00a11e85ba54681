import { defineWords } from '../i18n/locale.tsx';

/** The ties that a person declares of themselves. */
export const interestWords = defineWords({
  fr: {
    interests: 'Mes liens d’intérêt',
    interestsLead:
      'Un lien déclaré avec une organisation vous tient à l’écart des décisions qui la concernent. Le journal du réseau en garde la trace.',
    nature: 'Nature du lien',
    natureHint: 'Par exemple : mon conjoint y travaille.',
    declare: 'Déclarer',
    declared: (name: string) => `Votre lien avec ${name} est déclaré.`,
    chooseOrganisation: 'Choisissez une organisation.',
    natureNeeded: 'Dites en quelques mots quel est ce lien.',
    noInterest: 'Aucun lien déclaré.',
    over: 'Ce lien a pris fin',
    overFor: (name: string) => `Ce lien a pris fin : ${name}`,
    overDone: (name: string) => `Le lien avec ${name} vaut encore aujourd’hui, puis plus.`,
    lastDay: (day: string) => `jusqu’au ${day} inclus`,
    organisation: 'Organisation',
  },
  en: {
    interests: 'My interests',
    interestsLead:
      'A declared tie with an organisation keeps you out of decisions about it. The network’s history keeps a trace of it.',
    nature: 'Nature of the tie',
    natureHint: 'For instance: my partner works there.',
    declare: 'Declare',
    declared: (name: string) => `Your tie with ${name} is declared.`,
    chooseOrganisation: 'Choose an organisation.',
    natureNeeded: 'Say in a few words what the tie is.',
    noInterest: 'No tie is declared.',
    over: 'This tie has ended',
    overFor: (name: string) => `This tie has ended: ${name}`,
    overDone: (name: string) => `The tie with ${name} still holds today, and then no more.`,
    lastDay: (day: string) => `through ${day}`,
    organisation: 'Organisation',
  },
});
