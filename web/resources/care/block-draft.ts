import type { Block } from '../../../shared/resource.ts';
import { dayOf, formatLocal, plusDays, resolveLocal, wallOf } from '../../../shared/time.ts';
import type { BlockKind } from '../../../shared/words.ts';

/** A block while it is written; days and times are those of the site. */
export interface BlockDraft {
  kind: BlockKind;
  startDay: string;
  startTime: string;
  endDay: string;
  endTime: string;
  /** Null: all units. */
  quantity: number | null;
  reason: string;
}

/** What a new block begins with: tomorrow, all of a working day. */
export function newDraft(now: Date, zone: string): BlockDraft {
  const day = plusDays(dayOf(now, zone), 1);
  return {
    ...{ kind: 'maintenance', quantity: null, reason: '' },
    ...{ startDay: day, startTime: '08:00', endDay: day, endTime: '18:00' },
  };
}

export function draftOf(block: Block, zone: string): BlockDraft {
  const [start, end] = [block.startsAt, block.endsAt].map(one => formatLocal(wallOf(new Date(one), zone)));
  return {
    ...{ kind: block.kind, quantity: block.quantity, reason: block.reason },
    ...{ startDay: (start ?? '').slice(0, 10), startTime: (start ?? '').slice(11) },
    ...{ endDay: (end ?? '').slice(0, 10), endTime: (end ?? '').slice(11) },
  };
}

/** From when to when, as instants; or why that is no time. */
export function spanOf(
  draft: BlockDraft,
  zone: string,
  now: Date,
): { startsAt: string; endsAt: string } | 'wrongOrder' | 'missing' {
  if (!draft.startDay || !draft.endDay) return 'wrongOrder';
  const [start, end] = [`${draft.startDay}T${draft.startTime}`, `${draft.endDay}T${draft.endTime}`].map(local =>
    resolveLocal(local, zone),
  );
  if (!start || !end || start.missing || end.missing) return 'missing';
  // Of an end that is twice on the clock, the later.
  const until = end.second ?? end.instant;
  if (start.instant >= until || until <= now) return 'wrongOrder';
  return { startsAt: start.instant.toISOString(), endsAt: until.toISOString() };
}
