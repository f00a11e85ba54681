import type { BlockKind, Locale, ResourceKind } from '../../shared/words.ts';

interface Words {
  busy: string;
  /** Where many things may be busy: which of them. */
  busyIs: (what: string) => string;
  organisation: string;
  resources: string;
  kinds: Record<ResourceKind, string>;
  blocks: Record<BlockKind, string>;
}

/** What a calendar says in the reader's language; all else in it was written by somebody. */
export const words: Record<Locale, Words> = {
  fr: {
    busy: 'Occupé',
    busyIs: what => `Occupé : ${what}`,
    organisation: 'Organisation : ',
    resources: 'Moyens : ',
    kinds: { room: 'Salle', vehicle: 'Véhicule', equipment: 'Matériel', staff: 'Temps de personnel' },
    blocks: {
      maintenance: 'Maintenance',
      closure: 'Fermeture',
      breakdown: 'Panne',
      reserved: 'Réservé par le propriétaire',
      busy: 'Occupé',
    },
  },
  en: {
    busy: 'Busy',
    busyIs: what => `Busy: ${what}`,
    organisation: 'Organisation: ',
    resources: 'Resources: ',
    kinds: { room: 'Room', vehicle: 'Vehicle', equipment: 'Equipment', staff: 'Staff time' },
    blocks: {
      maintenance: 'Maintenance',
      closure: 'Closure',
      breakdown: 'Breakdown',
      reserved: 'Reserved by the owner',
      busy: 'Busy',
    },
  },
};
