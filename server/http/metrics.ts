import { subscribe } from 'node:diagnostics_channel';
import { sql } from 'kysely';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Deps } from '../app.ts';
import { retryChannel } from '../database/transact.ts';

/** The figures of one process, in the text format of Prometheus. */
export interface Metrics {
  contentType: string;
  text(): Promise<string>;
  /** `seconds` until the answer began; `route` is the pattern, never the path: a path may hold a secret. */
  request(labels: { method: string; route: string; status: number }, seconds: number): void;
}

// Counted from the start of the process, for all registries of it.
const retries = new Map<string, number>();
subscribe(retryChannel.name, message => {
  const { code } = message as { code: string };
  retries.set(code, (retries.get(code) ?? 0) + 1);
});

export function createMetrics({ db, runtime, log }: Pick<Deps, 'db' | 'runtime' | 'log'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'moyens_http_request_seconds',
    help: 'Seconds until the answer began, by route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  new Counter({
    name: 'moyens_transaction_retries_total',
    help: 'Transactions run again after the database broke them off, by SQLSTATE',
    labelNames: ['code'],
    registers,
    collect() {
      this.reset();
      for (const [code, count] of retries) this.inc({ code }, count);
    },
  });
  const { pool } = runtime.store;
  gauge('moyens_pool_connections', 'Connections open', () => pool.totalCount);
  gauge('moyens_pool_in_use', 'Connections in use', () => pool.totalCount - pool.idleCount);
  gauge('moyens_pool_waiting', 'Requests that wait for a connection', () => pool.waitingCount);
  const queue = new Gauge({
    name: 'moyens_queue_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers,
  });
  const mails = new Gauge({ name: 'moyens_mails_unsent', help: 'Mails that wait to be sent', registers });

  function gauge(name: string, help: string, read: () => number) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }

  async function readDatabase() {
    const jobs = await sql<{ name: string; state: string; count: number }>`
      select name, state::text, count(*) as count from pgboss.job
      where state in ('created', 'retry', 'active', 'failed') group by 1, 2`.execute(db);
    queue.reset();
    for (const { name, state, count } of jobs.rows) queue.set({ queue: name, state }, count);
    const unsent = await sql<{ count: number }>`
      select count(*) as count from mail where state = 'waiting'`.execute(db);
    mails.set(unsent.rows[0]?.count ?? 0);
  }

  collectDefaultMetrics({ register: registry, prefix: 'moyens_' });
  return {
    contentType: registry.contentType,
    async text() {
      // The figures of the process are worth most when the database is lost.
      await readDatabase().catch(error => log.warn({ err: error }, 'figures of the database could not be read'));
      return registry.metrics();
    },
    request: ({ method, route, status }, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
  };
}
