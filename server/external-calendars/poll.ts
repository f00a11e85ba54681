import type { Db } from '../database/connect.ts';
import { type Checking, checkCalendar } from './check.ts';

/** Slow servers are waited for side by side, so that one does not keep all others waiting. */
const atOnce = 4;
const mostAtATime = 200;
/** What is left is taken up by the next job, a minute later. */
const budgetMilliseconds = 45_000;

/** Checks the calendars that are due, those that have waited longest first; to be run every minute, in one process. */
export async function checkDueCalendars(db: Db, checking: Checking): Promise<void> {
  const began = performance.now();
  const due = await db
    .selectFrom('external_calendar')
    .select('id')
    .where('paused_at', 'is', null)
    .where('next_check_at', '<=', checking.clock())
    .orderBy('next_check_at')
    .limit(mostAtATime)
    .execute();
  const next = due[Symbol.iterator]();
  const worker = async () => {
    for (const { id } of { [Symbol.iterator]: () => next }) {
      if (performance.now() - began > budgetMilliseconds) return;
      await checkCalendar(db, id, checking).catch(error => {
        // A bug of ours on one calendar must not stop the others.
        checking.log.warn({ err: error, calendarId: id }, 'checking an outside calendar failed');
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
