import type { BookingEvent } from '../../shared/words.ts';
import type { Tx } from '../database/connect.ts';

/** A job that is enqueued in the transaction of what it follows from, and so exists exactly if that was committed. */
export interface NotifyJob {
  event: BookingEvent;
  /** One booking, or all the bookings of a series that the same act touched: one mail tells of all. */
  bookingIds: string[];
  seriesId?: string;
  /** The version of the (first) booking after the act: with the event and the recipient it makes the mail unique. */
  version: number;
  /** Who acted; null for the system. */
  actorId: string | null;
  /** The time before the act, when it changed. */
  before?: { startsAt: string; endsAt: string };
  reason?: string;
}

/** The queue as verbs see it. */
export interface Jobs {
  notify(tx: Tx, jobs: NotifyJob[]): Promise<void>;
}
