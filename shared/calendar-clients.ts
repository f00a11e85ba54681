import type { Locale } from './words.ts';

/** A sentence in both languages. */
type Said = Record<Locale, string>;

export const calendarClients = [
  'google',
  'outlook_web',
  'outlook_desktop',
  'apple_mac',
  'apple_ios',
  'thunderbird',
  'android_icsx5',
  'evolution',
  'nextcloud',
  'home_assistant',
] as const;
export type CalendarClient = (typeof calendarClients)[number];

/** How one subscribes to an address, and how soon a change is seen there: what programs do, not what they promise. */
export interface ClientFacts {
  client: CalendarClient;
  name: Said;
  /** One gesture each, in order. */
  steps: Record<Locale, string[]>;
  /** How often it asks again. */
  refresh: Said;
  /** What one should know before relying on it; null: nothing. */
  note: Said | null;
  /** Whether all this is only what others report: programs that could be tried or read in source are not. */
  isReported: boolean;
  /** A link that subscribes at once, from the address of the feed; null where there is none. */
  link: ((url: string, name: string) => string) | null;
}

/** The address under the scheme that calendar programs of the machine answer to. */
export function webcalUrl(url: string): string {
  return url.replace(/^https?:/, 'webcal:');
}

/** Google's own page to subscribe, which takes the address as webcal only. */
export function googleLink(url: string): string {
  return `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcalUrl(url))}`;
}

/** Outlook on the web: its page to add a calendar by its address. */
export function outlookLink(url: string, name: string): string {
  return `https://outlook.office.com/calendar/0/addfromweb?url=${encodeURIComponent(url)}&name=${encodeURIComponent(name)}`;
}

export const clientFacts: ClientFacts[] = [
  {
    client: 'google',
    name: { fr: 'Google Agenda', en: 'Google Calendar' },
    steps: {
      fr: [
        'Ouvrez le lien « S’abonner dans Google Agenda » sur un ordinateur, connecté à votre compte.',
        'Confirmez par « Ajouter ».',
        'Sans le lien : à gauche, « Autres agendas », « + », « À partir de l’URL », puis collez l’adresse.',
        'Sur le téléphone, l’agenda apparaît ensuite de lui-même ; l’application ne sait pas s’abonner.',
      ],
      en: [
        'Open the link “Subscribe in Google Calendar” on a computer, signed in to your account.',
        'Confirm with “Add”.',
        'Without the link: on the left, “Other calendars”, “+”, “From URL”, then paste the address.',
        'The calendar then appears on your phone by itself; the app cannot subscribe.',
      ],
    },
    refresh: {
      fr: 'Toutes les 8 à 24 heures, sans bouton pour actualiser.',
      en: 'Every 8 to 24 hours, with no button to refresh.',
    },
    note: {
      fr: 'Au-delà de 1 Mo, Google ne lit plus l’agenda. Ce qui est annulé disparaît, même si le flux le garde. Pour ce qui change le jour même, demandez aussi les invitations par courriel.',
      en: 'Above 1 MB Google no longer reads the calendar. What is cancelled disappears, even where the feed keeps it. For what changes the same day, ask for invitations by mail as well.',
    },
    isReported: true,
    link: googleLink,
  },
  {
    client: 'outlook_web',
    name: { fr: 'Outlook (web, nouvel Outlook)', en: 'Outlook (web, new Outlook)' },
    steps: {
      fr: [
        'Ouvrez le lien « S’abonner dans Outlook », ou : Calendrier, « Ajouter un calendrier », « S’abonner à partir du web ».',
        'Collez l’adresse, donnez un nom, puis « Importer ».',
      ],
      en: [
        'Open the link “Subscribe in Outlook”, or: Calendar, “Add calendar”, “Subscribe from web”.',
        'Paste the address, give it a name, then “Import”.',
      ],
    },
    refresh: { fr: 'Toutes les 3 heures environ.', en: 'About every 3 hours.' },
    note: {
      fr: 'Le lien ouvre un compte professionnel ou scolaire ; pour un compte personnel, passez par le calendrier.',
      en: 'The link opens a work or school account; with a personal one, go by the calendar itself.',
    },
    isReported: true,
    link: outlookLink,
  },
  {
    client: 'outlook_desktop',
    name: { fr: 'Outlook classique (Windows)', en: 'Classic Outlook (Windows)' },
    steps: {
      fr: [
        'Fichier, « Paramètres du compte », onglet « Calendriers Internet », « Nouveau ».',
        'Collez l’adresse, puis « Ajouter » et « OK ».',
        '« Envoyer/recevoir tous les dossiers » l’actualise.',
      ],
      en: [
        'File, “Account Settings”, tab “Internet Calendars”, “New”.',
        'Paste the address, then “Add” and “OK”.',
        '“Send/Receive All Folders” refreshes it.',
      ],
    },
    refresh: {
      fr: 'Entre 15 minutes et 24 heures selon l’installation ; nous lui demandons une heure.',
      en: 'Between 15 minutes and 24 hours depending on the installation; we ask it for one hour.',
    },
    note: null,
    isReported: true,
    link: null,
  },
  {
    client: 'apple_mac',
    name: { fr: 'Calendrier (Mac)', en: 'Calendar (Mac)' },
    steps: {
      fr: [
        'Ouvrez le lien « webcal », ou : Fichier, « Nouvel abonnement à un calendrier », puis collez l’adresse.',
        'Choisissez « Actualiser automatiquement : toutes les 5 minutes ».',
      ],
      en: [
        'Open the “webcal” link, or: File, “New Calendar Subscription”, then paste the address.',
        'Choose “Auto-refresh: every 5 minutes”.',
      ],
    },
    refresh: {
      fr: 'À votre choix, de toutes les 5 minutes à chaque semaine.',
      en: 'As you choose, from every 5 minutes to every week.',
    },
    note: null,
    isReported: true,
    link: webcalUrl,
  },
  {
    client: 'apple_ios',
    name: { fr: 'Calendrier (iPhone, iPad)', en: 'Calendar (iPhone, iPad)' },
    steps: {
      fr: [
        'Ouvrez le lien « webcal », ou scannez le code QR, et confirmez par « S’abonner ».',
        'Réglages, Calendrier, Comptes, « Nouvelles données » : choisissez l’intervalle.',
      ],
      en: [
        'Open the “webcal” link, or scan the QR code, and confirm with “Subscribe”.',
        'Settings, Calendar, Accounts, “Fetch New Data”: choose the interval.',
      ],
    },
    refresh: {
      fr: 'À l’intervalle choisi dans les réglages, de 15 minutes à « manuellement ».',
      en: 'At the interval chosen in the settings, from 15 minutes to “manually”.',
    },
    note: {
      fr: 'Ce qui est annulé et gardé par le flux reste visible, barré.',
      en: 'What is cancelled and kept by the feed stays visible, struck through.',
    },
    isReported: true,
    link: webcalUrl,
  },
  {
    client: 'thunderbird',
    name: { fr: 'Thunderbird', en: 'Thunderbird' },
    steps: {
      fr: [
        'Agenda, « Nouvel agenda », « Sur le réseau », puis collez l’adresse.',
        'Propriétés de l’agenda : choisissez l’intervalle d’actualisation.',
      ],
      en: [
        'Calendar, “New Calendar”, “On the Network”, then paste the address.',
        'Properties of the calendar: choose how often to refresh.',
      ],
    },
    refresh: {
      fr: 'À votre choix, à partir d’une minute ; 30 minutes par défaut.',
      en: 'As you choose, from one minute on; 30 minutes unless you do.',
    },
    note: {
      fr: 'Un flux révoqué y est désactivé pour de bon ; supprimez-le et abonnez-vous de nouveau.',
      en: 'A revoked feed is disabled there for good; remove it and subscribe anew.',
    },
    isReported: false,
    link: webcalUrl,
  },
  {
    client: 'android_icsx5',
    name: { fr: 'Android (ICSx⁵)', en: 'Android (ICSx⁵)' },
    steps: {
      fr: [
        'Installez ICSx⁵ (F-Droid ou Play Store), « + », puis collez l’adresse ou ouvrez le lien « webcal ».',
        'Choisissez l’intervalle de synchronisation.',
      ],
      en: [
        'Install ICSx⁵ (F-Droid or Play Store), “+”, then paste the address or open the “webcal” link.',
        'Choose how often to synchronise.',
      ],
    },
    refresh: { fr: 'À votre choix.', en: 'As you choose.' },
    note: null,
    isReported: false,
    link: webcalUrl,
  },
  {
    client: 'evolution',
    name: { fr: 'Evolution, GNOME Agenda', en: 'Evolution, GNOME Calendar' },
    steps: {
      fr: ['Nouvel agenda, type « Sur le Web », puis collez l’adresse et choisissez l’intervalle.'],
      en: ['New calendar, type “On The Web”, then paste the address and choose the interval.'],
    },
    refresh: {
      fr: 'À votre choix ; 30 minutes par défaut. « Actualiser » agit tout de suite.',
      en: 'As you choose; 30 minutes unless you do. “Refresh” acts at once.',
    },
    note: {
      fr: 'Un flux révoqué y est signalé (« Gone »), mais ses dernières réservations restent affichées ; supprimez-le et abonnez-vous de nouveau.',
      en: 'It tells of a revoked feed (“Gone”), but keeps showing its last bookings; remove it and subscribe anew.',
    },
    isReported: false,
    link: webcalUrl,
  },
  {
    client: 'nextcloud',
    name: { fr: 'Nextcloud', en: 'Nextcloud' },
    steps: {
      fr: ['Agenda, « Nouvel abonnement depuis un lien », puis collez l’adresse.'],
      en: ['Calendar, “New subscription from link”, then paste the address.'],
    },
    refresh: {
      fr: 'Toutes les heures environ, comme nous le lui demandons, sauf autre réglage de l’abonnement.',
      en: 'About every hour, as we ask it to, unless the subscription is set otherwise.',
    },
    note: {
      fr: 'Nextcloud refuse les adresses d’un réseau local, sauf réglage de son administrateur.',
      en: 'Nextcloud refuses addresses of a local network, unless its administrator allows them.',
    },
    isReported: false,
    link: null,
  },
  {
    client: 'home_assistant',
    name: { fr: 'Home Assistant', en: 'Home Assistant' },
    steps: {
      fr: ['Paramètres, « Appareils et services », « Remote Calendar », puis collez l’adresse.'],
      en: ['Settings, “Devices & services”, “Remote Calendar”, then paste the address.'],
    },
    refresh: { fr: 'Une fois par jour.', en: 'Once a day.' },
    note: null,
    isReported: false,
    link: null,
  },
];
