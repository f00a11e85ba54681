/** Where `g` and then a letter leads. */
const places = [
  { key: 'p', href: '/', fr: 'Planning', en: 'Planning' },
  { key: 'f', href: '/find', fr: 'Trouver', en: 'Find' },
  { key: 'b', href: '/bookings', fr: 'Mes réservations', en: 'My bookings' },
  { key: 'r', href: '/requests', fr: 'Demandes', en: 'Requests' },
  { key: 'm', href: '/care', fr: 'Gérer', en: 'Manage' },
];

export const hrefOf = (key: string) => places.find(one => one.key === key)?.href;
const keysOf = ({ key }: (typeof places)[number]) => `g ${key}`;
/** The keys that lead to an address; nothing where none do. */
export const keysTo = (href: string) =>
  places
    .filter(one => one.href === href)
    .map(keysOf)
    .join('');

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
      ...places.map(one => ({ keys: keysOf(one), fr: one.fr, en: one.en })),
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
