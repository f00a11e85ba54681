import { defineWords } from '../i18n/locale.tsx';

/** The closed vocabularies of resources, in words. */
export const resourceWords = defineWords({
  fr: {
    kind: { room: 'Salle', vehicle: 'Véhicule', equipment: 'Matériel', staff: 'Temps de travail' },
    kinds: { room: 'Salles', vehicle: 'Véhicules', equipment: 'Matériel', staff: 'Temps de travail' },
    state: { published: 'Proposé', withdrawn: 'Retiré' },
    unit: {
      free: 'Gratuit',
      booking: 'par réservation',
      hour: 'par heure',
      half_day: 'par demi-journée',
      day: 'par jour',
      kilometre: 'par kilomètre',
      unit: 'par unité',
    },
    approval: {
      automatic: 'Confirmée aussitôt, pour tous',
      automatic_for_owner: 'Confirmée aussitôt pour le propriétaire, sur accord pour les autres',
      manager: 'Toujours sur accord',
    },
    block: {
      maintenance: 'Entretien',
      closure: 'Fermeture',
      breakdown: 'Panne',
      reserved: 'Réservé par le propriétaire',
      busy: 'Occupé (agenda extérieur)',
      offer: 'Proposé à la liste d’attente',
    },
    rank: { approver: 'Valideur', substitute: 'Remplaçant' },
  },
  en: {
    kind: { room: 'Room', vehicle: 'Vehicle', equipment: 'Equipment', staff: 'Staff time' },
    kinds: { room: 'Rooms', vehicle: 'Vehicles', equipment: 'Equipment', staff: 'Staff time' },
    state: { published: 'Offered', withdrawn: 'Withdrawn' },
    unit: {
      free: 'Free of charge',
      booking: 'per booking',
      hour: 'per hour',
      half_day: 'per half-day',
      day: 'per day',
      kilometre: 'per kilometre',
      unit: 'per unit',
    },
    approval: {
      automatic: 'Confirmed at once, for everyone',
      automatic_for_owner: 'Confirmed at once for the owner, on approval for others',
      manager: 'Always on approval',
    },
    block: {
      maintenance: 'Maintenance',
      closure: 'Closure',
      breakdown: 'Breakdown',
      reserved: 'Reserved by the owner',
      busy: 'Busy (outside calendar)',
      offer: 'Offered to the waiting list',
    },
    rank: { approver: 'Approver', substitute: 'Substitute' },
  },
});
