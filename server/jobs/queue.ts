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
  /** Who declined an invitation, and when: each time is told. */
  attendee?: { id: string; name: string; at: string };
}

/** What only calendars show has changed, a name or who is invited: no letter tells of it. */
export type CalendarJob = Omit<NotifyJob, 'event'> & { event: 'calendar_changed' };

/** The queue as verbs see it. */
export interface Jobs {
  notify(tx: Tx, jobs: (NotifyJob | CalendarJob)[]): Promise<void>;
}
