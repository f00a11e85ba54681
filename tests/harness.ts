import { pino } from 'pino';
import { afterAll, beforeAll, inject } from 'vitest';
import { createApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import type { Db } from '../server/database/connect.ts';
import { cloneDatabase } from './database.ts';
import { createNetwork, type PersonName, type TestNetwork } from './network.ts';

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies as a client in another language would.
  body: any;
}

export type Client = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

export interface Play {
  app: ReturnType<typeof createApp>;
  db: Db;
  url: string;
  network: TestNetwork;
  /** The clock of the application; tests move it. Monday 2 November 2026, 09:00 in Paris, unless moved. */
  now: Date;
  /** A client that is signed in as that person. */
  as: (person: PersonName) => Client;
  anonymous: Client;
}

/** Gives a test file its own database with the small network, and the application on it, over HTTP in process. */
export function play(options: { max?: number } = {}): Play {
  const stage = {} as Play;
  let drop = async () => {};

  beforeAll(async () => {
    const clone = await cloneDatabase(inject('serverUrl'), options);
    drop = clone.drop;
    const network = await createNetwork(clone.db);
    Object.assign(stage, { db: clone.db, url: clone.url, network, now: new Date('2026-11-02T08:00:00Z') });
    stage.app = createApp({
      db: clone.db,
      config: readConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: 'http://moyens.test' }),
      log: pino({ level: 'silent' }),
      clock: () => stage.now,
      jobs: { notify: async () => {} },
      sessions: sessionsByHeader(clone.db),
    });
    stage.anonymous = client(stage, {});
    stage.as = person => client(stage, { 'X-Test-Person': network.people[person] });
  });
  afterAll(() => drop());
  return stage;
}

function client(stage: Play, identity: Record<string, string>): Client {
  return async (method, path, body, headers = {}) => {
    const response = await stage.app.request(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        Origin: 'http://moyens.test',
        ...identity,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
  };
}

// Stands in for sign-in until the sign-in slice gives the harness real sessions.
function sessionsByHeader(db: Db) {
  return {
    async actorOf(headers: Headers) {
      const personId = headers.get('X-Test-Person');
      if (!personId) return null;
      const person = await db.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirstOrThrow();
      const affiliations = await db
        .selectFrom('affiliation')
        .select(['organisation_id as organisationId', 'role'])
        .where('person_id', '=', personId)
        .execute();
      const roles = await db.selectFrom('network_role').select('role').where('person_id', '=', personId).execute();
      return {
        personId,
        name: person.name,
        email: person.email,
        locale: person.locale,
        affiliations,
        roles: roles.map(one => one.role),
        sessionId: 'test',
      };
    },
  };
}
