import { createSignal, lazy, Show, Suspense } from 'solid-js';
import type { Booking, OccurrenceChoice } from '../../shared/booking.ts';
import type { ChangeScope } from '../../shared/words.ts';
import type { ApiProblem } from '../api.ts';
import type { Repeat } from './form/repeat.ts';

const BookingForm = lazy(() => import('./BookingForm.tsx'));

/** A booking that was sent: its words, and the key under which the server does it only once. */
export interface Attempt {
  key: string;
  body: string;
}

/** What is known of a booking before the form opens; the form asks for the rest. Instants are ISO 8601. */
export interface BookingDraft {
  lines?: { resourceId: string; quantity: number }[];
  startsAt?: string;
  endsAt?: string;
  organisationId?: string;
  title?: string;
  purpose?: string;
  /** A series, and what was chosen for its dates. */
  repeat?: Repeat;
  choices?: OccurrenceChoice[];
  /** The booking that is to be changed; without it a new one is made. */
  changing?: Booking;
  /** Of a series, how far the change reaches; this date alone until the form is told otherwise. */
  scope?: ChangeScope;
  /** Sent before, without an answer: whether it is booked is not known. */
  unanswered?: Attempt;
}

interface OpenOptions {
  /** Where the focus goes when the form closes. */
  returnFocus?: (() => HTMLElement | null) | undefined;
  /** Why the server refused what the draft asks for: the form opens with the sentence. */
  refusal?: ApiProblem | undefined;
}

interface Opening extends OpenOptions {
  draft: BookingDraft;
}

const [opening, setOpening] = createSignal<Opening | null>(null);

/** Opens the booking form over whatever is on screen. */
export function openBookingForm(draft: BookingDraft, options: OpenOptions = {}): void {
  setOpening({ draft, ...options });
}

export const bookingFormIsOpen = () => opening() !== null;

/** Fetches the form's code while nothing else is to do, so that it opens at once. */
export function preloadBookingForm(): void {
  void import('./BookingForm.tsx');
}

export function BookingFormHost() {
  return (
    <Suspense>
      <Show when={opening()} keyed>
        {now => (
          <BookingForm
            draft={now.draft}
            refusal={now.refusal}
            returnFocus={now.returnFocus}
            onClose={() => setOpening(null)}
          />
        )}
      </Show>
    </Suspense>
  );
}
