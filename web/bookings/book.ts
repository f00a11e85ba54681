import type { QueryClient } from '@tanstack/solid-query';
import type { Booking, NewBooking } from '../../shared/booking.ts';
import type { PlanningClaim } from '../../shared/planning.ts';
import { ApiProblem, api, call, once } from '../api.ts';
import { formatIn } from '../i18n/format.ts';
import { currentLocale } from '../i18n/locale.tsx';
import { toast } from '../ui/toast.ts';
import { cancelBooking } from './acts.ts';
import { bookingWords } from './form/words.ts';
import { type Attempt, type BookingDraft, bookingFormIsOpen, openBookingForm } from './form-state.tsx';
import { type Patch, readAgain, showAtOnce } from './optimistic.ts';

/** A booking that somebody asks for, and what the page shows of it until the server has answered. */
export interface Wanted {
  body: Omit<NewBooking, 'bundle' | 'recurrence' | 'lines'> & {
    lines: { resourceId: string; quantity: number }[];
    recurrence?: { rrule?: string; rdates?: string[]; timeZone: string } | undefined;
  };
  /** What the form opens with again when it is refused. */
  draft: BookingDraft;
  /** Every date, as instants. */
  times: { startsAt: string; endsAt: string }[];
  /** Dates of a series that the person chose to leave out, or that a holiday does. */
  skipped: number;
  waits: boolean;
  organisationName: string;
  returnFocus?: (() => HTMLElement | null) | undefined;
}

/** What every question begins with that the form asks while one types. */
export const previewKey = ['availability', 'preview'];

const said = () => bookingWords[currentLocale()];

/**
 * Books, shown at once as waiting for the server; says what has become of it, with an undo for ten seconds. Refused, it is
 * taken back and the form opens again with all that was typed, the sentence, and ways out.
 */
export async function book(client: QueryClient, wanted: Wanted): Promise<void> {
  const takeBack = await showAtOnce(client, claimsOf(wanted));
  const attempt = attemptOf(wanted);
  const sentence = wanted.waits ? 'requesting' : 'sending';
  const dismiss = toast(() => said()[sentence](wanted.body.title), { lasts: 60_000 });
  try {
    const answer = await call(api.bookings.$post({ json: wanted.body }, once(attempt.key)));
    dismiss();
    sayBooked(client, 'booking' in answer ? [answer.booking] : answer.bookings, wanted);
  } catch (error) {
    dismiss();
    takeBack();
    reopen(client, error, { ...wanted.draft, ...unanswered(error, attempt) }, wanted.returnFocus);
  } finally {
    readAgain(client);
  }
}

/** Opens the form again with why it was refused, or offers to, where somebody is already busy with another. */
export function reopen(
  client: QueryClient,
  error: unknown,
  draft: BookingDraft,
  returnFocus?: () => HTMLElement | null,
): void {
  if (!(error instanceof ApiProblem)) throw error;
  // What it was told a moment ago, that all is free, is no longer so.
  client.removeQueries({ queryKey: previewKey });
  const open = () => openBookingForm(draft, { refusal: error, returnFocus });
  if (!bookingFormIsOpen()) {
    open();
    return;
  }
  toast(() => error.message, {
    tone: 'danger',
    lasts: 20_000,
    action: { label: () => said().resume, act: open },
  });
}

/** Asked again word for word after an answer was lost, it has the same key: the server does it once. */
function attemptOf({ body, draft }: Wanted): Attempt {
  const words = JSON.stringify(body);
  return draft.unanswered?.body === words ? draft.unanswered : { key: crypto.randomUUID(), body: words };
}

function unanswered(error: unknown, attempt: Attempt): Pick<BookingDraft, 'unanswered'> {
  return error instanceof ApiProblem && error.code === 'offline' ? { unanswered: attempt } : {};
}

function sayBooked(client: QueryClient, bookings: Booking[], wanted: Wanted): void {
  const [first] = bookings;
  if (!first) return;
  const isSeries = first.seriesId !== null;
  const waits = bookings.some(one => one.status === 'pending');
  const text = () => {
    const when = formatIn(currentLocale()).span(first.startsAt, first.endsAt, first.timeZone);
    if (!isSeries) return said()[waits ? 'requested' : 'booked'](first.title, when);
    const dates = said()[waits ? 'requestedDates' : 'bookedDates'](first.title, bookings.length);
    return `${dates}${wanted.skipped > 0 ? `, ${said().skipped(wanted.skipped)}` : ''}.`;
  };
  toast(text, {
    tone: 'good',
    action: {
      label: () => said().undo,
      // A refusal of the undo has been said by then.
      act: () => void cancelBooking(client, first, { scope: isSeries ? 'all' : 'this' }).catch(() => {}),
    },
    link: { label: () => said().open, href: `/bookings/${first.id}` },
  });
}

/** A claim for each date on the rows of what is booked; it has no booking to open until the server has answered. */
function claimsOf({ body, times, waits, organisationName }: Wanted): Patch {
  return {
    booking: one => one,
    row(row) {
      const line = body.lines.find(one => one.resourceId === row.resourceId);
      if (!line) return row;
      const claims = times.map(
        (time): PlanningClaim => ({
          ...time,
          occupiedFrom: time.startsAt,
          occupiedTo: time.endsAt,
          quantity: line.quantity,
          status: waits ? 'pending' : 'confirmed',
          phase: 'current',
          holds: true,
          resourceId: row.resourceId,
          title: body.title,
          organisationName,
          mine: true,
          mayChange: false,
        }),
      );
      return { ...row, claims: [...row.claims, ...claims] };
    },
  };
}
