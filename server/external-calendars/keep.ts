import type { ReadingFinding } from '../../shared/external-calendar.ts';
import type { Db, Tx } from '../database/connect.ts';
import type { Patch } from '../database/tables.ts';
import { transact } from '../database/transact.ts';
import { type Act, recordOfSystem } from '../history/record.ts';
import type { Failure } from '../outside/failure.ts';
import { lockAround } from '../resources/changing.ts';
import type { CalendarRow, Checking } from './check.ts';
import { withoutOurs } from './own-events.ts';
import type { BusyTime } from './reading.ts';
import { noteClashes, replaceBlocks } from './replace.ts';
import { tellOfClashes, tellOfFailure } from './tell.ts';

/** How often a calendar is asked for; Google and Outlook make theirs anew no more often. */
const everyMinutes = 15;
const longestPauseMinutes = 6 * 60;
/** Its people are told when it has been failing for so long. */
const failingHours = 24;

interface Read {
  busy: BusyTime[];
  findings: ReadingFinding[];
  answer: { etag: string | null; lastModified: string | null };
  readAs: string;
}

/** Keeps what a calendar says now: its blocks, the bookings that they clash with, and when it was right, in one transaction. */
export async function keepReading(db: Db, calendar: CalendarRow, read: Read, checking: Checking): Promise<void> {
  const now = checking.clock();
  const acts: Act[] = [];
  await transact(db, now, async tx => {
    acts.length = 0;
    if (!(await lockUnchanged(tx, calendar, now))) return;
    const busy = await withoutOurs(tx, read.busy, calendar.resource_id, new URL(checking.publicUrl).host);
    const replaced = await replaceBlocks(tx, calendar, busy, now);
    const clashing = await noteClashes(tx, calendar.id, now);
    await settle(tx, calendar, {
      ...well(now),
      etag: read.answer.etag,
      last_modified: read.answer.lastModified,
      read_as: read.readAs,
      findings: JSON.stringify(read.findings),
    });
    await tellOfClashes(tx, calendar, clashing, { now, publicUrl: checking.publicUrl });
    if (replaced.added + replaced.changed + replaced.removed === 0) return;
    const event = {
      action: 'external_calendar.read',
      subjectType: 'resource',
      subjectId: calendar.resource_id,
    } as const;
    const after = { name: calendar.name, ...replaced };
    await recordOfSystem(tx, [{ ...event, after }], { now, acts });
  });
  checking.changes.announceActs(acts);
}

export async function keepUnchanged(db: Db, calendar: CalendarRow, checking: Checking): Promise<void> {
  await settle(db, calendar, well(checking.clock()));
}

/** Keeps why a calendar cannot be read, asks less and less often, and after a day tells its people, once. */
export async function keepFailure(db: Db, calendar: CalendarRow, failure: Failure, checking: Checking): Promise<void> {
  const now = checking.clock();
  const since = calendar.failing_since ?? now;
  const failures = calendar.failures + 1;
  const pause = Math.max(minutesAfter(failures), (failure.retryAfter ?? 0) / 60);
  const isLong = now.getTime() - since.getTime() >= failingHours * 3_600_000 && calendar.told_failing_at === null;
  checking.log.warn({ calendarId: calendar.id, failure: failure.code, failures }, 'an outside calendar cannot be read');
  await transact(db, now, async tx => {
    const kept = await settle(tx, calendar, {
      checked_at: now,
      failing_since: since,
      failures,
      failure: failure.code,
      failure_details: JSON.stringify(failure.details),
      next_check_at: later(now, pause),
      ...(isLong ? { told_failing_at: now } : {}),
    });
    if (kept && isLong) await tellOfFailure(tx, calendar, failure, { now, since, publicUrl: checking.publicUrl });
  });
}

function well(now: Date): Patch<'external_calendar'> {
  return {
    checked_at: now,
    succeeded_at: now,
    failing_since: null,
    failures: 0,
    failure: null,
    failure_details: null,
    told_failing_at: null,
    next_check_at: later(now, everyMinutes),
  };
}

/** 15, 30, 60 … minutes, at most six hours. */
function minutesAfter(failures: number): number {
  return Math.min(everyMinutes * 2 ** Math.min(failures - 1, 10), longestPauseMinutes);
}

/** A fifth more or less: those who began together should not stay together. */
function later(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000 * (0.8 + Math.random() * 0.4));
}

/** Locks around the resource, and says whether the calendar is still the one that was asked for. */
async function lockUnchanged(tx: Tx, calendar: CalendarRow, now: Date): Promise<boolean> {
  await lockAround(tx, [calendar.resource_id], now);
  const still = await tx
    .selectFrom('external_calendar')
    .select('id')
    .where('id', '=', calendar.id)
    .where('version', '=', calendar.version)
    .forUpdate()
    .executeTakeFirst();
  return still !== undefined;
}

/** Of a calendar that somebody changed meanwhile nothing is kept: it will be asked for as it is now. */
async function settle(db: Db, calendar: CalendarRow, patch: Patch<'external_calendar'>): Promise<boolean> {
  const row = await db
    .updateTable('external_calendar')
    .set({ ...patch, checking_until: null })
    .where('id', '=', calendar.id)
    .where('version', '=', calendar.version)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
