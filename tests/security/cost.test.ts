import { beforeAll, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { createResource, createSite } from '../network.ts';
import { createWorld, photograph, soon, type World } from './world.ts';

const stage = play({ max: 30 });
let world: World;
beforeAll(() => {
  world = createWorld(stage);
});

const post = (who: 'member', path: string, body: unknown) => world.ask(who, 'POST', { path, body });

/** Nothing of the network's affairs differs afterwards. */
async function unchanged(work: () => Promise<void>) {
  const before = await photograph(stage);
  await work();
  expect(await photograph(stage)).toEqual(before);
}

describe('what costs much', () => {
  test('is refused at once, while others are served', async () => {
    const resourceId = await world.resource();
    const body = (rrule: string) => ({
      ...{ organisationId: world.borrower, title: 'Trop', ...soon, lines: [{ resourceId }] },
      recurrence: { rrule, timeZone: 'Europe/Paris' },
    });
    const rules = [
      'FREQ=SECONDLY',
      'FREQ=SECONDLY;COUNT=1000000',
      'FREQ=DAILY;COUNT=1000000',
      'FREQ=DAILY;UNTIL=99991231',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=400',
      'FREQ=DAILY;INTERVAL=1;BYSETPOS=366;BYDAY=MO;COUNT=400',
      'FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO;BYMONTH=1;COUNT=3',
    ];
    const began = performance.now();
    const answers = rules.flatMap(rule => [
      post('member', '/api/bookings', body(rule)),
      post('member', '/api/bookings/preview', body(rule)),
    ]);
    const other = await world.ask('rival', 'GET', { path: '/api/session' });
    const waited = performance.now() - began;
    for (const answer of await Promise.all(answers)) expect([400, 422]).toContain(answer.status);
    expect(other.status).toBe(200);
    // Generous: the machine may be busy. Expanded naively, the second of these rules takes minutes.
    expect(waited).toBeLessThan(5_000);
  });

  test('is refused by its length: lines, choices, dates, ids, pages', async () => {
    const resourceId = await world.resource();
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => new Date(Date.UTC(2027, 0, 1, n)).toISOString());
    const base = await world.bookingBody(world.borrower);
    await unchanged(async () => {
      const lines = Array.from({ length: 21 }, () => ({ resourceId }));
      expect((await post('member', '/api/bookings', { ...base, lines })).status).toBe(400);
      const recurrence = { timeZone: 'Europe/Paris', rdates: many(401) };
      expect((await post('member', '/api/bookings', { ...base, recurrence })).status).toBe(400);
      const quantity = { lines: [{ resourceId, quantity: 2_147_483_648 }] };
      expect((await post('member', '/api/bookings', { ...base, ...quantity })).status).toBe(400);
    });
    for (const query of ['limit=201', 'limit=0', 'limit=-1', 'limit=1e9', 'limit=1.5']) {
      expect((await world.ask('member', 'GET', { path: `/api/bookings?${query}` })).status, query).toBe(400);
    }
  });
});

describe('24 identical requests at once', () => {
  test('have one winner, in each of ten rounds, and no key gives two answers', async () => {
    const site = await createSite(stage.db);
    for (let round = 0; round < 10; round++) {
      const lines = [{ resourceId: await createResource(stage.db, stage.network, { site_id: site }) }];
      const body = await world.bookingBody(world.borrower, { lines });
      const cookie = { Cookie: await stage.deps.signIn.startSession(world.people.member) };
      const ask = (n: number) => {
        const key: Record<string, string> = round % 2 ? { 'Idempotency-Key': `round-${round}-${n % 12}` } : {};
        return world.ask('anonymous', 'POST', { path: '/api/bookings', body, headers: { ...cookie, ...key } });
      };
      const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => ask(n)));
      const won = answers.filter(one => one.status === 201);
      expect(answers.filter(one => one.status === 409)).toHaveLength(24 - won.length);
      expect(won).toHaveLength(round % 2 ? 2 : 1);
      expect(new Set(won.map(one => one.body.booking.id)).size).toBe(1);
    }
  });
});
