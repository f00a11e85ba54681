import { defineWords } from '../i18n/locale.tsx';

const french = {
  room: ' de salles',
  vehicle: ' de véhicules',
  equipment: ' de matériel',
  staff: ' de temps de travail',
};
const english = {
  room: 'Room quota',
  vehicle: 'Vehicle quota',
  equipment: 'Equipment quota',
  staff: 'Staff time quota',
};

export const remainingWords = defineWords({
  fr: {
    name: (kind: keyof typeof french | null) => `Quota${kind ? french[kind] : ''}\u202f:`,
    left: (left: string, amount: string, days: number) =>
      `il reste ${left} sur ${amount} (${days === 1 ? 'par jour' : `${days} jours glissants`})`,
    after: (after: string) => `\u202f; ${after} après cette réservation.`,
    over: (over: string) => `\u202f; cette réservation le dépasse de ${over}.`,
  },
  en: {
    name: (kind: keyof typeof english | null) => `${kind ? english[kind] : 'Quota'}:`,
    left: (left: string, amount: string, days: number) =>
      `${left} left of ${amount} (${days === 1 ? 'a day' : `rolling ${days} days`})`,
    after: (after: string) => `; ${after} after this booking.`,
    over: (over: string) => `; this booking exceeds it by ${over}.`,
  },
});
