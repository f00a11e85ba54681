import { useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createSignal, lazy, Show, Suspense } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import type { ChangeScope } from '../../shared/words.ts';
import { useWords } from '../i18n/locale.tsx';
import { useNow } from '../live/now.ts';
import { useMe } from '../people/session.tsx';
import { copyText } from '../ui/copy.ts';
import { toast } from '../ui/toast.ts';
import { actingWords } from './acting-words.ts';
import { cancelBooking, draftOf, finishBooking, restoreBooking, withdrawChange } from './acts.ts';
import { openBookingForm } from './form-state.tsx';
import { later } from './optimistic.ts';
import { calendarFile } from './reads.ts';
import { standingOf } from './status.ts';

const CancelDialog = lazy(() => import('./CancelDialog.tsx'));
const FinishDialog = lazy(() => import('./FinishDialog.tsx'));

const week = 7 * 86_400_000;

/** What the reader may do to a booking, and how each act begins: at once, or with a question first. */
export function useActing(booking: Accessor<Booking>) {
  const client = useQueryClient();
  const t = useWords(actingWords);
  const { actsFor } = useMe();
  const now = useNow();
  const [asking, ask] = createSignal<'cancel' | 'finish' | null>(null);
  const own = () => actsFor(booking().organisationId);
  /** How far it reaches, or why. */
  const asksBeforeCancel = () => booking().seriesId !== null || !own();
  const settle = (act: Promise<unknown>) => void act.catch(() => {});

  const doCancel = (options: { scope?: ChangeScope; reason?: string } = {}) =>
    settle(cancelBooking(client, booking(), options));

  const acting = {
    may: {
      change: () => booking().may.change && !booking().change,
      cancel: () => booking().may.cancel,
      restore: () => booking().may.restore,
      copy: own,
      finish: () => own() && standingOf(booking(), now()) === 'in_use',
      withdraw: () => own() && booking().change !== null,
      calendar: () => ['pending', 'confirmed', 'in_use', 'completed'].includes(booking().status),
    },
    change: () => changeInForm(booking()),
    /** Where its file for a calendar is. */
    calendar: () => calendarFile(booking()),
    /** The same at the same time a week later, in the form: it says whether that is free. */
    copy() {
      const { startsAt, endsAt } = booking();
      openBookingForm({ ...draftOf(booking()), startsAt: weeksLater(startsAt), endsAt: weeksLater(endsAt) });
    },
    asksBeforeCancel,
    cancel: () => (asksBeforeCancel() ? ask('cancel') : doCancel()),
    restore: () => settle(restoreBooking(client, booking())),
    finish: () => ask('finish'),
    withdraw: () => settle(withdrawChange(client, booking())),
    share: () =>
      void share(
        booking(),
        () => t('linkCopied'),
        () => t('linkNotCopied'),
      ),
    Dialogs: () => (
      <Suspense>
        <Show when={asking() === 'cancel'}>
          <CancelDialog
            booking={booking()}
            reasonOwed={!own()}
            onClose={() => ask(null)}
            onConfirm={(scope, reason) => {
              ask(null);
              doCancel({ scope, ...(reason ? { reason } : {}) });
            }}
          />
        </Show>
        <Show when={asking() === 'finish'}>
          <FinishDialog
            booking={booking()}
            onClose={() => ask(null)}
            onConfirm={() => {
              ask(null);
              settle(finishBooking(client, booking()));
            }}
          />
        </Show>
      </Suspense>
    ),
  };
  return acting;
}

/** Opens the form on all that a booking has; of a series it asks how far the change reaches. */
export function changeInForm(booking: Booking, returnFocus?: () => HTMLElement | null): void {
  openBookingForm({ ...draftOf(booking), changing: booking }, { returnFocus });
}

export type Acting = ReturnType<typeof useActing>;

/** The next same weekday that is still to come. */
function weeksLater(instant: string): string {
  const weeks = Math.max(1, Math.ceil((Date.now() - Date.parse(instant)) / week));
  return later(instant, weeks * week);
}

/** By what the device offers for sharing; on a desk that is the clipboard. */
async function share(booking: Booking, copied: () => string, failed: () => string): Promise<void> {
  const url = `${location.origin}/bookings/${booking.id}`;
  if (navigator.share && matchMedia('(pointer: coarse)').matches) {
    // Rejects when the person thinks better of it: nothing to say.
    return navigator.share({ title: booking.title, url }).catch(() => {});
  }
  if (await copyText(url)) toast(copied, { tone: 'good' });
  else toast(failed, { tone: 'danger' });
}
