import { sql } from 'kysely';
import { afterAll, beforeAll, expect } from 'vitest';
import { createApp } from '../../server/app.ts';
import { openPostgres } from '../../server/database/store.ts';
import { createSignIn } from '../../server/people/sign-in.ts';
import { type Client, type Play, publicUrl, type Reply, testSecret } from '../harness.ts';
import type { PersonName } from '../network.ts';

/** Tuesday 3 November 2026, wall-clock time in Paris (UTC+1). */
export const at = (time: string, day = '2026-11-03') => `${day}T${time}:00+01:00`;

/** So many minutes after nine o'clock. */
export function minute(minutes: number): string {
  return new Date(Date.parse(at('09:00')) + minutes * 60_000).toISOString();
}

export interface Crowd {
  /** Asks in turn one of three application instances, each with a pool and memories of its own, as another process would be. */
  as: (person: PersonName) => Client;
  instance: (index: number, person: PersonName) => Client;
}

/** Three application instances on the database of the play. */
export function crowdOn(stage: Play, count = 3): Crowd {
  const clients: ((person: PersonName) => Client)[] = [];
  const closing: (() => Promise<void>)[] = [];
  beforeAll(() => {
    for (let index = 0; index < count; index++) {
      const store = openPostgres(stage.url, { max: 10, onError: () => {} });
      closing.push(store.close);
      const signIn = createSignIn({ ...stage.deps, db: store.db, secret: testSecret });
      const app = createApp({ ...stage.deps, db: store.db, signIn });
      const cookies = new Map<PersonName, Promise<string>>();
      clients.push(person => {
        const cookie = cookies.get(person) ?? signIn.startSession(stage.network.people[person]);
        cookies.set(person, cookie);
        return async (method, path, body, headers = {}) => {
          const sent = { 'Content-Type': 'application/json', Origin: publicUrl, Cookie: await cookie, ...headers };
          const response = await app.request(path, { method, headers: sent, body: JSON.stringify(body) });
          return { status: response.status, headers: response.headers, body: await response.json() };
        };
      });
    }
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });
  let turn = 0;
  const instance = (index: number, person: PersonName): Client => {
    const client = clients[index % count];
    if (!client) throw new Error('the play has not begun');
    return client(person);
  };
  return { as: person => instance(turn++, person), instance };
}

export interface Wanted {
  from: string;
  to: string;
  lines: { resourceId: string; quantity?: number }[];
  more?: object;
}

export function wanted(stage: Play, { from, to, lines, more = {} }: Wanted) {
  return { organisationId: stage.network.borrower, title: 'Course', startsAt: from, endsAt: to, lines, ...more };
}

export async function booked(
  stage: Play,
  what: Wanted,
): Promise<{ id: string; version: number; lines: { id: string }[] }> {
  const reply = await stage.as('member')('POST', '/api/bookings', wanted(stage, what));
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.booking;
}

/** All at once; how long the slowest took. */
export async function rush<T>(
  many: number,
  ask: (index: number) => Promise<T>,
): Promise<{ replies: T[]; slowest: number }> {
  const times: number[] = [];
  const replies = await Promise.all(
    Array.from({ length: many }, async (_, index) => {
      const started = performance.now();
      const reply = await ask(index);
      times.push(performance.now() - started);
      return reply;
    }),
  );
  return { replies, slowest: Math.max(...times) };
}

export const accepted = (replies: Reply[]) => replies.filter(reply => reply.status < 300);

/** Everybody was answered: had it, or was told that it is taken; nobody met a failure. */
export function expectCleanAnswers(replies: Reply[], allowed = [200, 201, 409, 412, 422]): void {
  const strange = replies.filter(reply => !allowed.includes(reply.status));
  expect(strange.map(reply => [reply.status, reply.body.code, reply.body.detail])).toEqual([]);
}

export async function deadlocks(stage: Play): Promise<number> {
  const { rows } = await sql<{ deadlocks: number }>`
    select deadlocks from pg_stat_database where datname = current_database()`.execute(stage.db);
  return rows[0]?.deadlocks ?? -1;
}

interface Held {
  resource_id: string;
  booking_id: string | null;
  quantity: number;
  from: number;
  to: number;
}

/**
 * What an observer who trusts no code of ours finds: the witness log of the resource has no gap, replayed in its order never
 * has more out than the capacity at any instant, and ends in the claims that are stored.
 */
export async function expectWitnessed(stage: Play, resourceId: string): Promise<Held[]> {
  const { rows: resources } = await sql<{ capacity: number; version: number }>`
    select capacity, version from resource where id = ${resourceId}`.execute(stage.db);
  const { capacity = 0, version = -1 } = resources[0] ?? {};
  const columns = sql`resource_id, booking_id, quantity,
    extract(epoch from lower(occupied))::float8 as from, extract(epoch from upper(occupied))::float8 as to`;
  const { rows: log } = await sql<Held & { event: string; version: number }>`
    select event, resource_version as version, ${columns} from claim_log
    where resource_id = ${resourceId} order by resource_version`.execute(stage.db);
  expect(log.map(one => one.version)).toEqual(Array.from({ length: version }, (_, index) => index + 1));

  const state: Held[] = [];
  for (const { event, version: _, ...held } of log) {
    if (event === 'claimed') state.push(held);
    else {
      const index = state.findIndex(one => JSON.stringify(one) === JSON.stringify(held));
      expect(index, 'what is released was claimed').toBeGreaterThanOrEqual(0);
      state.splice(index, 1);
    }
    expect(peak(state)).toBeLessThanOrEqual(capacity);
  }
  const { rows: claims } = await sql<Held>`select ${columns} from claim where resource_id = ${resourceId}`.execute(
    stage.db,
  );
  const sorted = (list: Held[]) => list.map(one => JSON.stringify(one)).sort();
  expect(sorted(claims)).toEqual(sorted(state));
  return claims;
}

function peak(held: Held[]): number {
  return Math.max(
    0,
    ...held.map(({ from }) =>
      held.filter(one => one.from <= from && one.to > from).reduce((sum, one) => sum + one.quantity, 0),
    ),
  );
}
