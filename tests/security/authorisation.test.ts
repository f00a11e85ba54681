import { beforeAll, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { emailOf } from '../network.ts';
import { policy } from './policy.ts';
import type { Entry } from './policy-entry.ts';
import { type Answer, createWorld, type Identity, identities, photograph, type World } from './world.ts';

const stage = play();
let world: World;
beforeAll(() => {
  world = createWorld(stage);
});

/** Every `METHOD /path` that the application answers; what is registered for all methods is middleware. */
const routesOf = ({ app }: typeof stage) =>
  [...new Set(app.routes.filter(one => one.method !== 'ALL').map(one => `${one.method} ${one.path}`))].toSorted();

const methodOf = ({ route }: Entry) => route.split(' ')[0] ?? '';
const isRead = (entry: Entry) => methodOf(entry) === 'GET';
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

describe('the policy', () => {
  test('has an entry for every route, and for no other', () => {
    const listed = [...new Set(policy.map(one => one.route))].toSorted();
    expect(listed).toEqual(routesOf(stage));
  });
});

/** A refusal is a problem, and tells nothing that was not in the request. */
function expectTellsNothing(answer: Answer, asked: string) {
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  expect(answer.body).toMatchObject({ status: answer.status, code: expect.any(String), detail: expect.any(String) });
  expect((answer.text.match(uuids) ?? []).filter(id => !asked.includes(id))).toEqual([]);
  for (const secret of [emailOf('member'), 'Réunion', 'Jardins', 'Fabrique']) expect(answer.text).not.toContain(secret);
}

const named = (entries: Entry[]) => entries.map(entry => ({ entry, name: `${entry.route}, ${entry.of}` }));

describe.each(named(policy))('$name', ({ entry }) => {
  const writes = (who: Identity) => !isRead(entry) && entry.answers[who] < 400;
  const idle = identities.filter(who => !writes(who));
  // A calendar that is fetched notes when.
  const without = entry.route.startsWith('GET /feeds/') ? ['feed'] : [];

  if (idle.length > 0)
    test(`is refused to, or only read by: ${idle.join(', ')}`, async () => {
      const sample = await entry.send(world);
      const before = await photograph(stage, without);
      for (const who of idle) {
        const answer = await world.ask(who, methodOf(entry), sample);
        expect(answer.status, `${who}: ${answer.text}`).toBe(entry.answers[who]);
        if (answer.status >= 400) expectTellsNothing(answer, JSON.stringify(sample));
      }
      expect(await photograph(stage, without)).toEqual(before);
    });

  test.each(identities.filter(writes))('is done for: %s', async who => {
    const answer = await world.ask(who, methodOf(entry), await entry.send(world));
    expect(answer.status, answer.text).toBe(entry.answers[who]);
  });
});

describe('a page of another site cannot, in the name of whoever is signed in,', () => {
  const isAllowed = (entry: Entry) => (who: Identity) => who !== 'anonymous' && entry.answers[who] < 300;

  test.each(named(policy.filter(entry => !isRead(entry))))('$name', async ({ entry }) => {
    const who = identities.find(isAllowed(entry)) ?? 'coordinator';
    const sample = await entry.send(world);
    const before = await photograph(stage);
    const { path, body = '{}' } = sample;
    const send = (headers: Record<string, string>, method = methodOf(entry)) =>
      world.ask(who, method, { path, body, headers: { ...sample.headers, ...headers } });
    expect((await send({ Origin: 'https://evil.example' })).body.code).toBe('foreign_origin');
    expect((await send({ 'Sec-Fetch-Site': 'cross-site' })).body.code).toBe('foreign_origin');
    expect((await send({ 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await send({ 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    // A link, or an image.
    await world.ask(who, 'GET', { path });
    expect(await photograph(stage)).toEqual(before);
  });
});
