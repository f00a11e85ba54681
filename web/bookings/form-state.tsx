import { createSignal, lazy, Show, Suspense } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import type { ChangeScope } from '../../shared/words.ts';

const BookingForm = lazy(() => import('./BookingForm.tsx'));

/** What is known of a booking before the form opens; the form asks for the rest. Instants are ISO 8601. */
export interface BookingDraft {
  lines?: { resourceId: string; quantity: number }[];
  startsAt?: string;
  endsAt?: string;
  organisationId?: string;
  title?: string;
  purpose?: string;
  /** The booking that is to be changed; without it a new one is made. */
  changing?: Booking;
  /** Of a series, how far the change reaches; asked before the form opens. Without it, this date alone. */
  scope?: ChangeScope;
}

interface Opening {
  draft: BookingDraft;
  returnFocus: (() => HTMLElement | null) | undefined;
}

const [opening, setOpening] = createSignal<Opening | null>(null);

/** Opens the booking form over whatever is on screen. `returnFocus`: where the focus goes when it closes. */
export function openBookingForm(draft: BookingDraft, options: { returnFocus?: () => HTMLElement | null } = {}): void {
  setOpening({ draft, returnFocus: options.returnFocus });
}

/** Fetches the form's code while nothing else is to do, so that it opens at once. */
export function preloadBookingForm(): void {
  void import('./BookingForm.tsx');
}

export function BookingFormHost() {
  return (
    <Suspense>
      <Show when={opening()} keyed>
        {now => <BookingForm draft={now.draft} returnFocus={now.returnFocus} onClose={() => setOpening(null)} />}
      </Show>
    </Suspense>
  );
}
