import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { createApp, type Deps } from './app.ts';
import { sweepDeadlines } from './approvals/deadlines.ts';
import { createCatalogueCache } from './catalogue/catalogue.ts';
import { createChanges } from './changes/bus.ts';
import type { Config } from './config.ts';
import { type EmbeddedStore, openEmbedded } from './database/embedded.ts';
import { keptSecret } from './database/kept-secret.ts';
import { migrate } from './database/migrate.ts';
import { openPostgres, type Store, serverVersion } from './database/store.ts';
import { createCalendarAccess } from './external-calendars/access.ts';
import { checkDueCalendars } from './external-calendars/poll.ts';
import { createSeal } from './external-calendars/seal.ts';
import type { Act } from './history/record.ts';
import { type HttpServer, listen } from './http/listen.ts';
import { tellCalendars } from './invitations/tell.ts';
import { createJobs, type Handlers, type JobQueue } from './jobs/boss.ts';
import { keepHouse } from './jobs/housekeeping.ts';
import { repeat } from './jobs/repeat.ts';
import { sendQueued } from './mail/outbox.ts';
import { deliver } from './notifications/deliver.ts';
import { createSignIn } from './people/sign-in.ts';
import type { Runtime } from './runtime.ts';
import { freeing, sweepWaiting } from './waiting/sweep.ts';

/** A server that runs. */
export interface Running {
  /** Where people reach it. */
  publicUrl: string;
  store: Store;
  /** Answers what is under way, and leaves the database as it should be found. Never throws. */
  stop(): Promise<void>;
}

export interface Preparation {
  /** Throws the embedded database away first. */
  reset?: boolean;
  /** Fills the migrated database before anybody is let in. */
  prepare?: (store: Store, now: Date) => Promise<void>;
  /** The time, for tests that need a day of their own. */
  clock?: () => Date;
}

const mailSeconds = 5;
const snapshotSeconds = 3_600;
/** While a load balancer finds out that this process is stopping, it still serves. */
const farewellMilliseconds = 500;

/** Config, database, schema, application, jobs, listening: in this order. What was opened is closed when a later step fails. */
export async function start(
  config: Config,
  log: Logger,
  { reset = false, prepare, clock = () => new Date() }: Preparation = {},
): Promise<Running> {
  const store = await openStore(config, log, reset);
  const undo: (() => Promise<void>)[] = [() => store.close()];
  try {
    await migrate(store.db);
    log.info({ store: store.kind, postgresql: await serverVersion(store.db) }, 'the database is ready');
    await prepare?.(store, clock());
    const jobs = createJobs(store, log);
    const changes = await createChanges(store, log);
    undo.push(() => changes.stop());
    const runtime: Runtime = { version: await programVersion(), store, queue: jobs.state, stopping: false };
    warnOfDefaults(config, log);
    const secret = config.authSecret ?? (await keptSecret(config.dataDir));
    const [outside, seal] = [createCalendarAccess(config, runtime.version), createSeal(secret)];
    const http = await listen(config, port => {
      const known = config.port === 0 ? { ...config, publicUrl: config.publicUrl.replace(/:0$/, `:${port}`) } : config;
      const signIn = createSignIn({ db: store.db, config: known, secret, clock });
      return {
        config: known,
        runtime,
        app: createApp({ db: store.db, config: known, log, clock, jobs, signIn, changes, runtime, outside, seal }),
      };
    });
    undo.push(() => http.close());
    log.info({ host: config.host, port: http.port }, 'listening');
    const parts = { config: http.config, db: store.db, log, clock, jobs, changes, runtime, store, outside, seal };
    const stopTimers = await startJobs(parts);
    return { publicUrl: http.config.publicUrl, store, stop: () => stop({ ...parts, http, stopTimers }) };
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => {});
    throw error;
  }
}

/** What a trial may leave out, and a deployment should not. */
function warnOfDefaults(config: Config, log: Logger): void {
  if (!config.databaseUrl) return;
  if (!config.authSecret)
    log.warn('AUTH_SECRET is not set: other processes on this database will not know the sessions of this one');
  if (config.publicUrl.startsWith('http://localhost'))
    log.warn('PUBLIC_URL is not set: links in mails lead to localhost');
}

async function openStore(config: Config, log: Logger, reset: boolean): Promise<Store | EmbeddedStore> {
  const onError = (error: Error) => log.warn({ err: error }, 'a connection to the database was lost');
  if (config.databaseUrl) return openPostgres(config.databaseUrl, { max: config.databasePool, onError });
  log.info(
    'the database runs embedded, within this one process: for production, set DATABASE_URL to a PostgreSQL server',
  );
  return openEmbedded(config.dataDir, onError, { reset });
}

type Parts = Pick<Deps, 'db' | 'config' | 'log' | 'clock' | 'changes' | 'runtime' | 'outside' | 'seal'> & {
  jobs: JobQueue;
  store: Store;
};

async function startJobs(parts: Parts): Promise<() => Promise<void>> {
  const { db, config, log, clock, changes, jobs, store, outside, seal } = parts;
  const sending = () => ({ config, now: clock(), log });
  const catalogue = createCatalogueCache();
  const offerPlaces = async () => {
    const acts: Act[] = [];
    await sweepWaiting(db, { now: clock(), jobs, catalogue, publicUrl: config.publicUrl, acts });
    changes.announceActs(acts);
  };
  const handlers: Handlers = {
    notify: async job => {
      if (freeing.includes(job.event)) await offerPlaces();
      await tellCalendars(db, job, sending());
      if (job.event !== 'calendar_changed') await deliver(db, job, sending());
    },
    deadlines: async () => {
      const acts: Act[] = [];
      await sweepDeadlines(db, { now: clock(), jobs, acts });
      changes.announceActs(acts);
      await offerPlaces();
    },
    externalCalendars: () => checkDueCalendars(db, { outside, seal, clock, log, changes, publicUrl: config.publicUrl }),
    replies: async () => {
      if (!config.imapUrl) return;
      const acts: Act[] = [];
      // Loaded only where there is a mailbox: its library takes a tenth of the time of a start.
      const { readMailbox } = await import('./invitations/mailbox.ts');
      await readMailbox(db, config.imapUrl, { now: clock(), jobs, acts });
      changes.announceActs(acts);
    },
    housekeeping: () => keepHouse(db, clock()),
  };
  await jobs.start(handlers);
  const stops = [repeat(mailSeconds, 'sending mail', log, () => sendQueued(db, sending()))];
  if (isEmbedded(store)) stops.push(repeat(snapshotSeconds, 'the snapshot', log, () => store.snapshot(clock())));
  return async () => {
    await Promise.all(stops.map(stop => stop()));
  };
}

async function stop(parts: Parts & { http: HttpServer; stopTimers: () => Promise<void> }): Promise<void> {
  const { runtime, http, changes, jobs, store, log, clock, stopTimers } = parts;
  runtime.stopping = true;
  const step = (what: string, work: () => Promise<unknown>) =>
    work().catch(error => log.error({ err: error }, `stopping: ${what} failed`));
  await new Promise(resolve => setTimeout(resolve, farewellMilliseconds));
  await step('the live changes', () => changes.stop());
  await step('the server', () => http.close());
  await step('the timers', stopTimers);
  await step('the queue', () => jobs.stop());
  if (isEmbedded(store)) await step('the snapshot', () => store.snapshot(clock()));
  await step('the database', () => store.close());
  log.info('stopped');
}

const isEmbedded = (store: Store): store is EmbeddedStore => 'snapshot' in store;

async function programVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
