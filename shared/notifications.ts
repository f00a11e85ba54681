/**
 * What a person may choose not to get by mail, as keys of their notification choices; an absent key means yes.
 * Everything is in the application too, so that each may be switched off.
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
  resources: {
    fr: 'Annulations de réservations des moyens dont je décide',
    en: 'Cancelled bookings of the resources that I decide on',
  },
} as const satisfies Record<string, { fr: string; en: string }>;

export type NotificationTopic = keyof typeof notificationTopics;
