import { defineWords } from '../i18n/locale.tsx';

export const careWords = defineWords({
  fr: {
    title: 'Gérer',
    sections: 'Rubriques de gestion',
    resources: 'Moyens',
    sites: 'Lieux',
    features: 'Caractéristiques',
    organisations: 'Organisations',
    people: 'Personnes',
    offices: 'Mandats du réseau',
    history: 'Journal',
    mail: 'Messages',
    network: 'Réseau',
  },
  en: {
    title: 'Manage',
    sections: 'Sections of care',
    resources: 'Resources',
    sites: 'Sites',
    features: 'Features',
    organisations: 'Organisations',
    people: 'People',
    offices: 'Offices of the network',
    history: 'History',
    mail: 'Mails',
    network: 'Network',
  },
});
