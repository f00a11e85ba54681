import type { BlockKind, BookingStatus } from '../../shared/words.ts';

/** A booking that a calendar shows. Instants are milliseconds. */
export interface BookingFacts {
  id: string;
  /** Null where the reader may know only that the time is taken, as is the purpose. */
  title: string | null;
  purpose: string | null;
  organisationId: string;
  startsAt: number;
  endsAt: number;
  status: BookingStatus;
  sequence: number;
  /** The last change of the booking itself; names and places that its event shows have their own. */
  changedAt: number;
  /** Whether the person may see more of it than that the time is taken. */
  visible: boolean;
  seriesId: string | null;
  recurrenceId: number | null;
  lines: { resourceId: string; quantity: number }[];
}

export interface SeriesFacts {
  id: string;
  rrule: string | null;
  zone: string;
  startsAt: number;
  sequence: number;
  changedAt: number;
}

export interface BlockFacts {
  id: string;
  resourceId: string;
  kind: BlockKind;
  startsAt: number;
  endsAt: number;
  reason: string;
  sequence: number;
  changedAt: number;
}

/** The order of a calendar: of what begins at once, by their ids, so that the same data give the same bytes. */
export function byStart(a: { startsAt: number; id: string }, b: { startsAt: number; id: string }): number {
  return a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1);
}

/** Statuses of what takes no time any more. */
export function isEnded(status: BookingStatus): boolean {
  return status === 'declined' || status === 'cancelled' || status === 'expired';
}
