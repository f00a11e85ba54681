/**
 * What a person may choose to get by mail or not, as keys of their notification choices; what an absent key means is for
 * `wants` to say. Everything is in the application too, so that each may be switched off.
 */
export const notificationTopics = {
  receipts: {
    fr: 'Accusés de réception de mes demandes et réservations',
    en: 'Receipts of my own requests and bookings',
  },
  my_bookings: {
    fr: 'Ce que d’autres décident ou changent à mes réservations',
    en: 'What others decide on my bookings, or change in them',
  },
  requests: { fr: 'Demandes que je dois décider', en: 'Requests that I have to decide on' },
  reminders: {
    fr: 'Rappels des demandes qui attendent ma décision',
    en: 'Reminders of requests that await my decision',
  },
  replies: {
    fr: 'Refus des personnes que j’ai invitées',
    en: 'Refusals of people whom I invited',
  },
  calendar: {
    fr: 'Mes réservations comme invitations pour mon agenda (inutile si vous suivez déjà un flux)',
    en: 'My bookings as invitations for my calendar (not needed where you subscribe to a feed)',
  },
  resources: {
    fr: 'Annulations de réservations des moyens dont je décide',
    en: 'Cancelled bookings of the resources that I decide on',
  },
  calendars: {
    fr: 'Agendas extérieurs que j’ai donnés : chevauchements et pannes',
    en: 'Outside calendars that I gave: clashes and failures',
  },
} as const satisfies Record<string, { fr: string; en: string }>;

export type NotificationTopic = keyof typeof notificationTopics;

/** Who subscribes to a feed has the bookings in their calendar: by mail too, they would be there twice. */
const offUnlessAsked: NotificationTopic[] = ['calendar'];

/** Whether a person gets mails on a topic, by their choices. */
export function wants(choices: Record<string, boolean>, topic: NotificationTopic): boolean {
  return choices[topic] ?? !offUnlessAsked.includes(topic);
}
