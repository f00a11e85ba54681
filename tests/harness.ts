import { pino } from 'pino';
import { afterAll, beforeAll, inject } from 'vitest';
import { createApp, type Deps } from '../server/app.ts';
import { silentChanges } from '../server/changes/bus.ts';
import { readConfig } from '../server/config.ts';
import type { Db } from '../server/database/connect.ts';
import type { Store } from '../server/database/store.ts';
import { createSeal } from '../server/external-calendars/seal.ts';
import { Failure } from '../server/outside/failure.ts';
import { createSignIn } from '../server/people/sign-in.ts';
import type { Runtime } from '../server/runtime.ts';
import { cloneDatabase } from './database.ts';
import { openEmpty } from './embedded.ts';
import { createNetwork, type PersonName, type TestNetwork } from './network.ts';

export const publicUrl = 'http://moyens.test';
export const testSecret = 'a secret for tests, of thirty-two characters';

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies as a client in another language would.
  body: any;
}

export type Client = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

export interface Play {
  app: ReturnType<typeof createApp>;
  /** What the application stands on, for a test that starts another beside it. */
  deps: Deps;
  db: Db;
  url: string;
  network: TestNetwork;
  /** The clock of the application; tests move it. Monday 2 November 2026, 09:00 in Paris, unless moved. */
  now: Date;
  /** A client that is signed in as that person. */
  as: (person: PersonName) => Client;
  anonymous: Client;
}

/**
 * Gives a test file its own database with the small network, and the application on it, over HTTP in process. On a clone of
 * a real PostgreSQL, unless the store is `embedded`: PostgreSQL within the process, in memory, with one connection.
 */
export function play(options: { max?: number; store?: 'embedded' } = {}): Play {
  const stage = {} as Play;
  let drop = async () => {};

  beforeAll(async () => {
    const clone =
      (options.store ?? inject('store')) === 'embedded'
        ? await inMemory()
        : await cloneDatabase(inject('serverUrl'), options);
    drop = clone.drop;
    const network = await createNetwork(clone.db);
    Object.assign(stage, { db: clone.db, url: clone.url, network, now: new Date('2026-11-02T08:00:00Z') });
    const config = readConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: publicUrl, API_REQUESTS_PER_MINUTE: '0' });
    const signIn = createSignIn({ db: clone.db, config, secret: testSecret, clock: () => stage.now });
    stage.deps = {
      db: clone.db,
      config,
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      clock: () => stage.now,
      jobs: { notify: async () => {} },
      signIn,
      changes: silentChanges,
      runtime: quietRuntime(clone.store),
      ...withoutOutside,
    };
    stage.app = createApp(stage.deps);
    stage.anonymous = client(stage, async () => ({}));
    const cookies = new Map<PersonName, Promise<string>>();
    stage.as = person =>
      client(stage, async () => {
        const cookie = cookies.get(person) ?? signIn.startSession(network.people[person]);
        cookies.set(person, cookie);
        return { Cookie: await cookie };
      });
  });
  afterAll(() => drop());
  return stage;
}

/** Tests reach no machine of the outside; one that must gives another `outside`. */
export const withoutOutside = {
  outside: { get: () => Promise.reject(new Failure('unreachable', { host: 'nobody' })) },
  seal: createSeal(testSecret),
} satisfies Pick<Deps, 'outside' | 'seal'>;

/** A process that takes no jobs. */
export const quietRuntime = (store: Store): Runtime => ({
  version: 'test',
  store,
  queue: () => 'stopped',
  stopping: false,
});

/** A deployment in which nobody is yet, and its application, for a test file; its clock stands at `now`. */
export function emptyDeployment(now: Date): Pick<Play, 'app' | 'db'> {
  const stage = {} as Pick<Play, 'app' | 'db'>;
  let drop = async () => {};
  beforeAll(async () => {
    const clone = await cloneDatabase(inject('serverUrl'));
    drop = clone.drop;
    const config = readConfig({ PUBLIC_URL: publicUrl });
    const clock = () => now;
    stage.db = clone.db;
    stage.app = createApp({
      db: clone.db,
      config,
      log: pino({ level: 'silent' }),
      clock,
      jobs: { notify: async () => {} },
      signIn: createSignIn({ db: clone.db, config, secret: testSecret, clock }),
      changes: silentChanges,
      runtime: quietRuntime(clone.store),
      ...withoutOutside,
    });
  });
  afterAll(() => drop());
  return stage;
}

async function inMemory() {
  const store = await openEmpty();
  return { db: store.db, url: '', store, drop: store.close };
}

function client(stage: Play, identity: () => Promise<Record<string, string>>): Client {
  return async (method, path, body, headers = {}) => {
    const response = await stage.app.request(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        Origin: publicUrl,
        ...(await identity()),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
  };
}
