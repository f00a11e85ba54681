import { channel } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Tx } from './connect.ts';
import { isRetryable, translateFailure } from './failures.ts';

const attempts = 5;

/** Tells whoever counts (the metrics) of each transaction that runs again: `{ code }`, its SQLSTATE. */
export const retryChannel = channel('moyens:transaction-retry');

/**
 * Runs `work` in one transaction at READ COMMITTED, with `now` known to the triggers, and runs it again, at most five times,
 * when the database broke it off for a deadlock or a serialization failure. Work must do nothing outside the database.
 * @throws what `work` throws; a Problem for a refusal by the database.
 */
export async function transact<T>(db: Db, now: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retrying(db, async tx => {
    await sql`select set_config('moyens.now', ${now.toISOString()}, true)`.execute(tx);
    return work(tx);
  });
}

/** As `transact`, for a caller whose first statement tells the triggers the time itself. */
export async function retrying<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw translateFailure(error);
      retryChannel.publish({ code: (error as { code?: string }).code ?? 'unknown' });
      // Full jitter: those who met once should not meet again.
      await sleep(10 + Math.random() * 60 * attempt);
    }
  }
}
