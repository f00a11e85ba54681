import { defineWords } from '../i18n/locale.tsx';

export const careWords = defineWords({
  fr: {
    title: 'Gérer',
    sections: 'Rubriques de gestion',
    resources: 'Moyens',
    sites: 'Lieux',
    externalCalendars: 'Agendas extérieurs',
    imports: 'Imports',
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
    externalCalendars: 'Outside calendars',
    imports: 'Imports',
    features: 'Features',
    organisations: 'Organisations',
    people: 'People',
    offices: 'Offices of the network',
    history: 'History',
    mail: 'Mails',
    network: 'Network',
  },
});
