import type { BookingStatus } from '../../shared/words.ts';
import { defineWords } from '../i18n/locale.tsx';

/** What a person is told of a booking: its status, and what follows from the hour or from a change that waits. */
export type Standing = BookingStatus | 'late' | 'change_pending';

export const statusWords = defineWords({
  fr: {
    pending: 'En attente',
    confirmed: 'Confirmée',
    declined: 'Refusée',
    cancelled: 'Annulée',
    expired: 'Expirée',
    in_use: 'En cours',
    completed: 'Terminée',
    no_show: 'Non honorée',
    late: 'En retard',
    change_pending: 'Changement demandé',
  },
  en: {
    pending: 'Pending',
    confirmed: 'Confirmed',
    declined: 'Declined',
    cancelled: 'Cancelled',
    expired: 'Expired',
    in_use: 'In use',
    completed: 'Completed',
    no_show: 'Not used',
    late: 'Late',
    change_pending: 'Change requested',
  },
} satisfies Record<'fr' | 'en', Record<Standing, string>>);

/**
 * How a booking, a line or a claim stands at an instant: it is in use while its time runs, late when it is out past its end,
 * and expired when nobody decided in time, even before the server has swept.
 * @param now in milliseconds
 */
export function standingOf(
  one: { status: BookingStatus; startsAt: string; endsAt: string; holdUntil?: string | null; change?: unknown },
  now: number,
): Standing {
  const [from, to] = [Date.parse(one.startsAt), Date.parse(one.endsAt)];
  if (one.change) return 'change_pending';
  if (one.status === 'in_use') return to <= now ? 'late' : 'in_use';
  if (one.status === 'confirmed' && from <= now) return to <= now ? 'completed' : 'in_use';
  if (one.status === 'pending' && one.holdUntil && Date.parse(one.holdUntil) <= now) return 'expired';
  return one.status;
}
