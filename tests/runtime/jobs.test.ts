import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Store } from '../../server/database/store.ts';
import { createJobs, type Handlers, type JobQueue } from '../../server/jobs/boss.ts';
import type { NotifyJob } from '../../server/jobs/queue.ts';
import { cloneDatabase } from '../database.ts';
import { openEmpty } from '../embedded.ts';

const log = pino({ level: 'silent' });
const job = (version: number): NotifyJob => ({
  event: 'confirmed',
  bookingIds: [crypto.randomUUID()],
  version,
  actorId: null,
});

function stories(open: () => Promise<{ store: Store; drop: () => Promise<void> }>) {
  let store: Store;
  let drop: () => Promise<void>;
  const queues: JobQueue[] = [];
  const done: number[] = [];
  const failing = new Set<number>();
  const handlers: Handlers = {
    async notify({ version }) {
      if (failing.has(version)) throw new Error('the mail server is down');
      done.push(version);
    },
    deadlines: async () => {},
    externalCalendars: async () => {},
    replies: async () => {},
    housekeeping: async () => {},
  };
  const enqueue = (jobs: NotifyJob[]) => store.db.transaction().execute(tx => (queues[0] as JobQueue).notify(tx, jobs));
  const until = async (holds: () => boolean | Promise<boolean>) => {
    const began = performance.now();
    while (!(await holds())) {
      if (performance.now() - began > 20_000) throw new Error('it did not come to pass');
      await sleep(20);
    }
    return performance.now() - began;
  };

  beforeAll(async () => {
    ({ store, drop } = await open());
    const count = store.kind === 'embedded' ? 1 : 2;
    for (let n = 0; n < count; n++) queues.push(createJobs(store, log));
    for (const queue of queues) await queue.start(handlers);
  });
  afterAll(async () => {
    for (const queue of queues) await queue.stop();
    await drop();
  });

  test('a job exists exactly if its transaction was committed, and starts within a second or so', async () => {
    const broken = store.db.transaction().execute(async tx => {
      await (queues[0] as JobQueue).notify(tx, [job(1)]);
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    await enqueue([job(2)]);
    expect(await until(() => done.includes(2))).toBeLessThan(3_000);
    expect(done).toEqual([2]);
  });

  test('a hundred jobs run once each, whichever process takes them', async () => {
    done.length = 0;
    await enqueue(Array.from({ length: 100 }, (_, n) => job(1000 + n)));
    await until(() => done.length >= 100);
    await sleep(700);
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => 1000 + n));
  });

  test('one that fails waits a minute, and takes nobody with it', async () => {
    failing.add(7);
    await enqueue([job(7), job(8)]);
    await until(() => done.includes(8));
    const state = async () => {
      const { rows } = await sql<{ state: string; wait: number }>`
        select state::text, extract(epoch from start_after - now())::float as wait
        from pgboss.job where name = 'notify' and data->>'version' = '7'`.execute(store.db);
      return rows[0];
    };
    await until(async () => (await state())?.state === 'retry');
    expect((await state())?.wait).toBeGreaterThan(20);
    expect((await state())?.wait).toBeLessThan(125);
  });

  test('the row is the one that the queue itself would write', async () => {
    await sql`update pgboss.job set start_after = now() + interval '1 hour' where false`.execute(store.db);
    const tx = store.db;
    const boss = new PgBoss({
      db: { executeSql: async (text, values) => ({ rows: (await store.pool.query(text, values as unknown[])).rows }) },
      supervise: false,
      schedule: false,
      registerInstance: false,
    });
    boss.on('error', () => {});
    await boss.start();
    const later = { startAfter: 3_600 };
    await boss.insert('notify', [{ data: { ...job(1), by: 'boss' }, ...later }]);
    await boss.stop({ close: false });
    await tx.transaction().execute(async inside => {
      await (queues[0] as JobQueue).notify(inside, [{ ...job(1), reason: 'ours' }]);
      const { rows } = await sql<Record<string, unknown>>`
        select name, priority, state::text, retry_limit, retry_count, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
          deletion_seconds, singleton_key, group_id, dead_letter, policy, heartbeat_seconds, blocked, blocking,
          pending_dependencies, keep_until - start_after as kept
        from pgboss.job where data->>'by' = 'boss' or data->>'reason' = 'ours' order by data->>'by'`.execute(inside);
      expect(rows).toHaveLength(2);
      expect(rows[0]).toEqual(rows[1]);
    });
  });
}

describe('on PostgreSQL, with two processes', () => {
  stories(() => cloneDatabase(inject('serverUrl')));
});

describe('on the embedded database', () => {
  stories(async () => {
    const store = await openEmpty();
    return { store, drop: () => store.close() };
  });
});
