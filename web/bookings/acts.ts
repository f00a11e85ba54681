import type { QueryClient } from '@tanstack/solid-query';
import type { Booking, BookingChange, Copy, Line, NewLine } from '../../shared/booking.ts';
import type { ChangeScope } from '../../shared/words.ts';
import { api, call, ifUnchanged, once } from '../api.ts';
import { formatIn } from '../i18n/format.ts';
import { currentLocale } from '../i18n/locale.tsx';
import { toast } from '../ui/toast.ts';
import { said } from './acts-words.ts';
import type { BookingDraft } from './form-state.tsx';
import { keptBooking } from './optimistic.ts';
import { cancelPatch, changePatch, copyPatch, factsPatch, withdrawPatch } from './patches.ts';
import { perform, sayWhyNot } from './perform.ts';

/**
 * What people do to a booking, the same from every page: shown at once in all that shows it, taken back with a sentence when
 * the server refuses, and with an undo for ten seconds where it can be undone. Each rejects with the `ApiProblem` once that
 * sentence is shown; `quiet` leaves the sentence to who calls.
 */
export interface ActOptions {
  /** Of a series: this date, this and the following, or all that are to come. */
  scope?: ChangeScope;
  quiet?: boolean;
}

/** Moves, resizes, swaps resources, renames. Instants are ISO 8601 with an offset; `lines` are all lines. */
export async function changeBooking(
  client: QueryClient,
  seen: { id: string; version: number },
  change: BookingChange,
  { scope = 'this', quiet = false }: ActOptions = {},
): Promise<Booking> {
  const before = await bookingBefore(client, seen.id, quiet);
  const answer = await perform(client, seen, {
    patch: changePatch(before, change, scope),
    send: version =>
      call(
        api.bookings[':id'].$patch({ param: { id: seen.id }, query: { scope }, json: change }, ifUnchanged(version)),
      ),
    draft: { ...draftOf(before), ...wantedOf(change), changing: before },
    quiet,
  });
  const undo = answer.change
    ? () => withdrawChange(client, answer)
    : () => changeBooking(client, answer, reverseOf(before, change), { scope });
  toast(() => changedSentence(answer, change, scope), { tone: 'good', action: undoBy(undo) });
  return answer;
}

/** Books the same lines at another time, as a booking of its own. */
export async function copyBooking(
  client: QueryClient,
  booking: Booking,
  copy: Copy,
  { quiet = false }: ActOptions = {},
): Promise<Booking> {
  const answer = await perform(client, booking, {
    patch: copyPatch(booking, copy),
    send: () => call(api.bookings[':id'].copies.$post({ param: { id: booking.id }, json: copy }, once())),
    draft: { ...draftOf(booking), ...wantedOf(copy) },
    quiet,
  });
  const sentence = answer.status === 'pending' ? 'copyRequested' : 'copied';
  toast(() => said()[sentence](answer.title, spanOf(answer)), {
    tone: 'good',
    action: undoBy(() => cancelBooking(client, answer)),
  });
  return answer;
}

/** Cancels; the undo restores, as long as nobody has taken the time. Who is not of its organisation owes a reason. */
export async function cancelBooking(
  client: QueryClient,
  booking: Booking,
  { scope = 'this', reason, quiet = false }: ActOptions & { reason?: string } = {},
): Promise<Booking> {
  const json = { scope, ...(reason ? { reason } : {}) };
  const answer = await perform(client, booking, {
    patch: cancelPatch(booking, scope),
    send: version =>
      call(api.bookings[':id'].cancellation.$post({ param: { id: booking.id }, json }, ifUnchanged(version))),
    quiet,
  });
  const undo = undoBy(() => restoreBooking(client, answer, { scope }), 'restore');
  toast(() => said()[scope === 'this' ? 'cancelled' : 'seriesCancelled'](answer.title), {
    ...(answer.may.restore ? { action: undo } : {}),
  });
  return answer;
}

/** Takes a cancellation back; of a series, those that the same act cancelled. */
export async function restoreBooking(
  client: QueryClient,
  booking: Booking,
  { scope = 'this', quiet = false }: ActOptions = {},
): Promise<Booking> {
  const answer = await perform(client, booking, {
    patch: factsPatch(booking.id, { status: 'confirmed' }),
    send: () => call(api.bookings[':id'].restoration.$post({ param: { id: booking.id }, json: { scope } }, once())),
    draft: draftOf(booking),
    quiet,
  });
  const sentence = answer.status === 'pending' ? 'restoredPending' : 'restored';
  toast(() => said()[sentence](answer.title), { tone: 'good' });
  return answer;
}

/** Ends a running booking now: the rest of its time is free. It cannot be undone. */
export async function finishBooking(
  client: QueryClient,
  booking: Booking,
  { quiet = false }: ActOptions = {},
): Promise<Booking> {
  const answer = await perform(client, booking, {
    patch: factsPatch(booking.id, { status: 'completed', endsAt: new Date().toISOString() }),
    send: () => call(api.bookings[':id'].completion.$post({ param: { id: booking.id } }, once())),
    quiet,
  });
  toast(() => said().finished(answer.title), { tone: 'good' });
  return answer;
}

/** Takes back a change that waits for a decision; the undo asks for it again. */
export async function withdrawChange(
  client: QueryClient,
  booking: Booking,
  { quiet = false }: ActOptions = {},
): Promise<Booking> {
  const { change } = booking;
  const answer = await perform(client, booking, {
    patch: withdrawPatch(booking.id),
    send: version => call(api.bookings[':id'].change.$delete({ param: { id: booking.id } }, ifUnchanged(version))),
    quiet,
  });
  const again = change && { startsAt: change.startsAt, endsAt: change.endsAt, lines: wantedLines(change.lines) };
  toast(() => said().withdrawn(answer.title), {
    ...(again ? { action: undoBy(() => changeBooking(client, answer, again)) } : {}),
  });
  return answer;
}

/** What the form needs to begin from a booking, as a new one. */
export function draftOf(booking: Booking): BookingDraft {
  return {
    organisationId: booking.organisationId,
    title: booking.title,
    ...(booking.purpose ? { purpose: booking.purpose } : {}),
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    lines: wantedLines(booking.lines),
  };
}

/** The lines of a booking as one asks for them: those that are not already lost. */
export function wantedLines(lines: Line[]): NewLine[] {
  const kept = lines.filter(line => !['declined', 'expired'].includes(line.status));
  return (kept.length > 0 ? kept : lines).map(({ resourceId, quantity }) => ({ resourceId, quantity }));
}

/** The undo needs what was; the planning knows only times. */
async function bookingBefore(client: QueryClient, id: string, quiet: boolean): Promise<Booking> {
  const kept = keptBooking(client, id);
  if (kept) return kept;
  try {
    return (await call(api.bookings[':id'].$get({ param: { id } }))).booking;
  } catch (error) {
    if (!quiet) sayWhyNot(error);
    throw error;
  }
}

function wantedOf({ startsAt, endsAt, lines }: BookingChange): BookingDraft {
  return { ...(startsAt ? { startsAt } : {}), ...(endsAt ? { endsAt } : {}), ...(lines ? { lines } : {}) };
}

/** What puts back what a change changes, and nothing else. */
function reverseOf(before: Booking, change: BookingChange): BookingChange {
  return {
    ...(change.startsAt || change.endsAt ? { startsAt: before.startsAt, endsAt: before.endsAt } : {}),
    ...(change.lines ? { lines: wantedLines(before.lines) } : {}),
    ...(change.title ? { title: before.title } : {}),
    ...(change.purpose === undefined ? {} : { purpose: before.purpose }),
    ...(change.organisationId ? { organisationId: before.organisationId } : {}),
  };
}

function changedSentence(answer: Booking, change: BookingChange, scope: ChangeScope): string {
  if (answer.change) return said().changeRequested(answer.title);
  if (scope !== 'this') return said().seriesChanged(answer.title);
  return change.startsAt || change.endsAt ? said().moved(answer.title, spanOf(answer)) : said().changed(answer.title);
}

function spanOf(booking: Booking): string {
  return formatIn(currentLocale()).span(booking.startsAt, booking.endsAt, booking.timeZone);
}

/** A refusal of the undo has been said by then. */
function undoBy(act: () => Promise<unknown>, label: 'undo' | 'restore' = 'undo') {
  return {
    label: () => said()[label],
    act: async () => {
      await act().catch(() => {});
    },
  };
}
