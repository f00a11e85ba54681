import { sql } from 'kysely';
import { type Db as BossDb, type Job, type JobResult, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Tx } from '../database/connect.ts';
import type { Store } from '../database/store.ts';
import type { CalendarJob, Jobs, NotifyJob } from './queue.ts';

/** What this process does when a job of a queue is its to do. It may run twice, if a process dies in the middle. */
export interface Handlers {
  notify(job: NotifyJob | CalendarJob): Promise<void>;
  /** Every minute, in one process: deadlines that have passed, and what has come free for those who wait. */
  deadlines(): Promise<void>;
  /** Every minute, in one process: outside calendars that are due to be read. */
  externalCalendars(): Promise<void>;
  /** Every minute, in one process: answers to invitations that have come by mail. */
  replies(): Promise<void>;
  /** Every hour, in one process: what is kept no longer. */
  housekeeping(): Promise<void>;
}

export interface JobQueue extends Jobs {
  /** Makes the queue's own schema if need be, and begins to take jobs. */
  start(handlers: Handlers): Promise<void>;
  /** Finishes the jobs at hand, for 15 seconds at most; others are taken up by whoever comes next. */
  stop(): Promise<void>;
  state(): 'running' | 'stopped';
}

const schedules = {
  deadlines: '* * * * *',
  externalCalendars: '* * * * *',
  replies: '* * * * *',
  housekeeping: '17 * * * *',
} as const;
const deadLetters = 'dead';
const stopMilliseconds = 15_000;
const quietMilliseconds = 30_000;

// 1, 2, 4, … minutes, then every hour, for three days.
const retries = { retryLimit: 78, retryDelay: 60, retryBackoff: true, retryDelayMax: 3_600 };
// A worker that does not move any more loses its job to another after a minute.
const guarded = { heartbeatSeconds: 60, expireInSeconds: 900, deadLetter: deadLetters };

/** A queue in the database: jobs are written with what they follow from, and run once, whichever process takes them. */
export function createJobs(store: Pick<Store, 'kind' | 'pool'>, log: Logger): JobQueue {
  const embedded = store.kind === 'embedded';
  const boss = new PgBoss({
    db: throughPool(store.pool),
    backend: embedded ? 'pglite' : 'postgres',
    schema: 'pgboss',
    // REINDEX CONCURRENTLY needs a second connection to wait for.
    reindex: !embedded,
  });
  let running = false;
  let quietUntil = 0;
  boss.on('error', error => {
    // Two polls a second against a database that is lost would fill the log with one sentence.
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + quietMilliseconds;
    log.warn({ err: error }, 'the queue has a problem');
  });
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'the queue warns'));

  return {
    notify: enqueueNotify,
    state: () => (running ? 'running' : 'stopped'),
    async start(handlers) {
      await boss.start();
      await boss.createQueue(deadLetters, { retentionSeconds: 90 * 86_400 });
      await boss.createQueue('notify', { ...retries, ...guarded });
      await take(boss, log, { name: 'notify', everySeconds: 0.5 }, data =>
        handlers.notify(data as NotifyJob | CalendarJob),
      );
      for (const name of ['deadlines', 'externalCalendars', 'replies', 'housekeeping'] as const) {
        // Those that were missed need not be caught up with: the next one sees all that is due.
        await boss.createQueue(name, {
          policy: 'short',
          retryLimit: 0,
          heartbeatSeconds: 60,
          deleteAfterSeconds: 3_600,
        });
        await boss.schedule(name, schedules[name]);
        await take(boss, log, { name, everySeconds: 10 }, () => handlers[name]());
      }
      running = true;
    },
    async stop() {
      running = false;
      await boss.stop({ graceful: true, timeout: stopMilliseconds, close: false });
    },
  };
}

/**
 * Writes jobs in the caller's transaction, with the settings of their queue. pg-boss's own `insert` does the same with a
 * statement that takes three times as long to parse and plan, under the lock of a booking: 0.9 ms instead of 0.35.
 * A test holds that both leave the same row.
 */
async function enqueueNotify(tx: Tx, jobs: (NotifyJob | CalendarJob)[]): Promise<void> {
  if (jobs.length === 0) return;
  await sql`
    insert into pgboss.job (name, data, policy, dead_letter, retry_limit, retry_delay, retry_backoff, retry_delay_max,
      heartbeat_seconds, expire_seconds, deletion_seconds, keep_until)
    select q.name, given.data, q.policy, q.dead_letter, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
      q.heartbeat_seconds, q.expire_seconds, q.deletion_seconds, now() + q.retention_seconds * interval '1 second'
    from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) given (data), pgboss.queue q where q.name = 'notify'`.execute(
    tx,
  );
}

/**
 * Takes the jobs of a queue, as they come and one after the other; each succeeds or fails by itself. A job starts within
 * `everySeconds`, of which half a second is the shortest that the library knows. What comes by the minute is asked for seldom:
 * every look costs an idle server as much as a page that somebody opens.
 */
async function take(
  boss: PgBoss,
  log: Logger,
  { name, everySeconds }: { name: string; everySeconds: number },
  run: (data: unknown) => Promise<void>,
): Promise<void> {
  const options = {
    pollingIntervalSeconds: everySeconds,
    batchSize: 20,
    burstWhenBatchFull: true,
    perJobResults: true,
  } as const;
  await boss.work<unknown, unknown, typeof options>(name, options, async (jobs: Job<unknown>[]) => {
    const results: JobResult[] = [];
    for (const job of jobs) results.push(await runOne(job, run, log));
    return results;
  });
}

async function runOne(job: Job<unknown>, run: (data: unknown) => Promise<void>, log: Logger): Promise<JobResult> {
  // Another worker may have it by now: this one was found dead, or is told to stop.
  if (job.signal.aborted) return { id: job.id, status: 'failed', output: { message: 'not begun' } };
  try {
    await run(job.data);
    return { id: job.id, status: 'completed' };
  } catch (error) {
    log.warn(
      { err: error, queue: job.name, jobId: job.id, retry: job.retryCount },
      'a job failed and will be tried again',
    );
    return { id: job.id, status: 'failed', output: { message: error instanceof Error ? error.name : 'failed' } };
  }
}

/**
 * The pool as pg-boss sees it. A statement of several that fails half-way leaves its transaction open; on the one connection
 * of the embedded store everybody would then be inside it.
 */
function throughPool(pool: Store['pool']): BossDb {
  return {
    async executeSql(text, values) {
      const client = await pool.connect();
      try {
        const result: unknown = await client.query(text, values as unknown[] | undefined);
        const rows = Array.isArray(result) ? result.flatMap(one => one.rows) : (result as { rows: unknown[] }).rows;
        client.release();
        return { rows };
      } catch (error) {
        await client.query('rollback').then(
          () => client.release(),
          lost => client.release(lost),
        );
        throw error;
      }
    },
  };
}
