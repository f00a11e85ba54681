import type { QueryClient } from '@tanstack/solid-query';
import type { Booking } from '../../shared/booking.ts';
import { ApiProblem } from '../api.ts';
import { toast } from '../ui/toast.ts';
import { said } from './acts-words.ts';
import { type BookingDraft, openBookingForm } from './form-state.tsx';
import { type Patch, readAgain, showAnswer, showAtOnce } from './optimistic.ts';

export interface Act {
  patch: Patch;
  /** @param version the one to state: that which the person saw, or which an earlier act of theirs has made since */
  send: (version: number) => Promise<{ booking: Booking }>;
  /** What the form opens with when the time is gone. */
  draft?: BookingDraft;
  quiet: boolean;
}

const turns = new Map<string, Promise<unknown>>();
const made = new Map<string, number>();

/**
 * Shows an act at once, sends it, and puts the server's answer in its place; or takes it back and says why.
 * Acts on one booking follow each other, so that a second drag does not meet the version from before the first.
 * @throws ApiProblem
 */
export async function perform(client: QueryClient, seen: { id: string; version: number }, act: Act): Promise<Booking> {
  const takeBack = await showAtOnce(client, act.patch);
  const turn = (turns.get(seen.id) ?? Promise.resolve()).then(() =>
    act.send(Math.max(seen.version, made.get(seen.id) ?? 0)),
  );
  const over = turn.catch(() => {});
  turns.set(seen.id, over);
  try {
    const { booking } = await turn;
    made.set(booking.id, booking.version);
    showAnswer(client, booking);
    return booking;
  } catch (error) {
    takeBack();
    if (!act.quiet) sayWhyNot(error, act.draft);
    throw error;
  } finally {
    if (turns.get(seen.id) === over) turns.delete(seen.id);
    readAgain(client);
  }
}

/** The server's sentence; where the time is gone, with a way to the form, which keeps what was wanted and offers what is free. */
export function sayWhyNot(error: unknown, draft?: BookingDraft): void {
  const message = error instanceof Error ? error.message : String(error);
  const isGone = error instanceof ApiProblem && (error.alternatives.length > 0 || error.reasons.length > 0);
  const open = draft && isGone ? { label: () => said().otherTimes, act: () => openBookingForm(draft) } : undefined;
  toast(() => message, { tone: 'danger', lasts: 10_000, ...(open ? { action: open } : {}) });
}
