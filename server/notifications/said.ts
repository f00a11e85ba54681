import type { BookingEvent } from '../../shared/words.ts';

/** What a sentence is made from; all of it is plain text on one line. */
export interface Said {
  /** Who acted, with their organisation; null: the system, or nobody to name. */
  actor: string | null;
  /** The reader did it. */
  own: boolean;
  /** Dates that the mail tells of; more than one of a series. */
  count: number;
  /** The organisations that lend. */
  owners: string;
  beneficiary: string;
  /** Who answered an invitation; empty otherwise. */
  attendee: string;
  /** Until when somebody must decide; empty when nothing waits. */
  deadline: string;
  /** Approvals were asked for. */
  approval: boolean;
}

/** What a mail says of an event to somebody: what happened, and what can be done next. */
export interface Words {
  head: string;
  lead(said: Said): string;
  next: string;
}

export type Texts = Partial<Record<BookingEvent, Words>>;

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
