/** The keys as people are told of them; `shortcuts.ts` and the pages act on them. */
export const shortcutTable = [
  {
    where: 'everywhere',
    keys: [
      { keys: 'Ctrl K', fr: 'Commandes', en: 'Commands' },
      { keys: '/', fr: 'Commandes', en: 'Commands' },
      { keys: '?', fr: 'Ces raccourcis', en: 'These shortcuts' },
      { keys: 'c', fr: 'Nouvelle réservation', en: 'New booking' },
      { keys: 'Ctrl Enter', fr: 'Envoyer le formulaire', en: 'Send the form' },
      { keys: 'g p', fr: 'Planning', en: 'Planning' },
      { keys: 'g f', fr: 'Trouver', en: 'Find' },
      { keys: 'g b', fr: 'Mes réservations', en: 'My bookings' },
      { keys: 'g r', fr: 'Demandes', en: 'Requests' },
      { keys: 'g m', fr: 'Gérer', en: 'Manage' },
    ],
  },
  {
    where: 'onPlanning',
    keys: [
      { keys: 't', fr: 'Aujourd’hui', en: 'Today' },
      { keys: 'd', fr: 'Jour', en: 'Day' },
      { keys: 'w', fr: 'Semaine', en: 'Week' },
      { keys: 'm', fr: 'Mois', en: 'Month' },
      { keys: 'l', fr: 'Liste', en: 'List' },
      { keys: 'j', fr: 'Période suivante', en: 'Next period' },
      { keys: 'k', fr: 'Période précédente', en: 'Previous period' },
    ],
  },
  {
    where: 'onRequests',
    keys: [
      { keys: 'j', fr: 'Demande suivante', en: 'Next request' },
      { keys: 'k', fr: 'Demande précédente', en: 'Previous request' },
      { keys: 'a', fr: 'Accepter', en: 'Approve' },
      { keys: 'd', fr: 'Refuser', en: 'Decline' },
      { keys: 'x', fr: 'Sélectionner', en: 'Select' },
    ],
  },
] as const;
