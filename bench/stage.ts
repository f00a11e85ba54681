import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { pino } from 'pino';
import { readConfig } from '../server/config.ts';
import type { Db } from '../server/database/connect.ts';
import { migrate } from '../server/database/migrate.ts';
import { openPostgres } from '../server/database/store.ts';
import { createJobs } from '../server/jobs/boss.ts';
import { addPassword, hashOf } from '../server/people/passwords.ts';
import { createSignIn } from '../server/people/sign-in.ts';
import { createDatabase } from '../tests/database.ts';
import { startPostgres } from '../tests/global-setup.ts';
import type { Call } from './load.ts';
import { seedNetwork } from './seed.ts';
import { baseOf, freeSlots, idOf, isPool, type Slot, takenSlots, world } from './slots.ts';

/** A database with the seeded network, the application and the bare server beside it, each in its own process. */
export interface Stage {
  db: Db;
  databaseUrl: string;
  serverUrl: string;
  app: string;
  bare: string;
  now: Date;
  /** Where the seeded bookings begin. */
  base: Date;
  /** A request of one of the seeded people, with their session. */
  as(person: number, call: Call): Call;
  /** Asks for a free hour (of an exclusive resource, unless said) with a key of its own. */
  booking(slot: Slot, more?: Record<string, unknown>): Call;
  free: Generator<Slot, never>;
  freePool: Generator<Slot, never>;
  taken: Generator<Slot, never>;
  residentBytes(): Promise<number>;
  close(): Promise<void>;
}

export const password = 'a measured password';
export const publicUrl = 'http://moyens.test';
const authSecret = 'a secret for measuring, of thirty-two characters';

export const settings = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  AUTH_SECRET: authSecret,
  PUBLIC_URL: publicUrl,
  API_REQUESTS_PER_MINUTE: '0',
  LOG_LEVEL: 'error',
});

/** As a server is set up that has a little memory; what is durable stays durable. */
const tuning = [
  'shared_buffers=512MB',
  'max_wal_size=8GB',
  'checkpoint_timeout=15min',
  'random_page_cost=1.1',
  'jit=off',
];

export async function openStage(bookings: number): Promise<Stage> {
  const server = await startPostgres(tuning);
  const url = new URL(server.url);
  url.pathname = '/bench';
  await createDatabase(server.url, 'bench');
  const store = openPostgres(url.href, { max: 4, onError: () => {} });
  const { db } = store;
  await migrate(db);
  const jobs = createJobs(store, pino({ level: 'error' }));
  const idle = async () => {};
  await jobs.start({ notify: idle, deadlines: idle, externalCalendars: idle, replies: idle, housekeeping: idle });
  await jobs.stop();
  await seedNetwork(db);
  await createBareTables(url.href);
  const cookies = await signEverybodyIn(db, url.href);
  const app = await startProcess('server.ts', url.href);
  const bare = await startProcess('bare.ts', url.href);
  const now = new Date();
  let key = 0;

  const as = (person: number, call: Call): Call => ({
    ...call,
    headers: { Cookie: cookies[person % world.people] ?? '', Origin: publicUrl, ...call.headers },
  });
  return {
    db,
    databaseUrl: url.href,
    serverUrl: server.url,
    app: app.url,
    bare: bare.url,
    now,
    base: baseOf(now),
    as,
    booking: (slot, more = {}) =>
      as(key++, {
        method: 'POST',
        path: '/api/bookings',
        headers: { 'Idempotency-Key': `bench-${key}` },
        body: {
          organisationId: idOf('organisation', ((key - 1) % world.people) % world.organisations),
          title: 'Réunion d’équipe',
          startsAt: slot.startsAt.toISOString(),
          endsAt: slot.endsAt.toISOString(),
          lines: [{ resourceId: idOf('resource', slot.resource) }],
          ...more,
        },
      }),
    free: freeSlots(now, resource => !isPool(resource)),
    freePool: freeSlots(now, isPool),
    taken: takenSlots(now, bookings / world.resources),
    residentBytes: () => residentBytesOf(app.child),
    async close() {
      await Promise.all([end(app.child), end(bare.child)]);
      await db.destroy();
      await server.stop();
    },
  };
}

async function createBareTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table bare_resource as select id from resource;
    alter table bare_resource add primary key (id);
    create table bare_claim (id uuid primary key default gen_random_uuid(), resource_id uuid not null,
      during tstzrange not null, exclude using gist (resource_id with =, during with &&));
    create table bare_audit (id bigint generated always as identity primary key, at timestamptz, subject uuid, after jsonb);`);
  await client.end();
}

async function signEverybodyIn(db: Db, url: string): Promise<string[]> {
  const config = readConfig(settings(url));
  const signIn = createSignIn({ db, config, secret: authSecret, clock: () => new Date() });
  const hash = await hashOf(password);
  const people = Array.from({ length: world.people }, (_, number) => idOf('person', number));
  await db.transaction().execute(async tx => {
    for (const person of people) await addPassword(tx, person, hash);
  });
  return Promise.all(people.map(person => signIn.startSession(person)));
}

/** Starts a file of this folder beside the driver, so that neither takes the other's time on the event loop. */
export async function startProcess(file: string, databaseUrl: string): Promise<{ child: ChildProcess; url: string }> {
  const profile = file === 'server.ts' && process.argv.includes('--profile');
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { ...process.env, ...settings(databaseUrl) },
    execArgv: profile ? ['--cpu-prof', '--cpu-prof-dir=data/profile'] : [],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, url: `http://127.0.0.1:${port}` };
}

async function residentBytesOf(child: ChildProcess): Promise<number> {
  child.send('memory');
  const [{ residentBytes }] = (await once(child, 'message')) as [{ residentBytes: number }];
  return residentBytes;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}
