import { beforeAll, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { policy } from './policy.ts';
import type { Entry } from './policy-entry.ts';
import { type Answer, createWorld, identities, photograph, type World } from './world.ts';

const stage = play();
let world: World;
beforeAll(() => {
  world = createWorld(stage);
});

const methodOf = ({ route }: Entry) => route.split(' ')[0] ?? '';
const userOf = (entry: Entry) =>
  identities.find(who => who !== 'anonymous' && entry.answers[who] < 300) ??
  (entry.answers.anonymous === 401 ? 'coordinator' : 'anonymous');

/** Where the leaves of a body are, and what they hold. */
function leavesOf(value: unknown, path: (string | number)[] = []): { path: (string | number)[]; value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => leavesOf(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key]));
}

function replaced(value: unknown, path: (string | number)[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[first] = replaced(copy[first], rest, by);
  return copy;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT/;

/** What no field takes, whatever it is for. */
const refusedByAll = [{}, [[]], { $ne: null }, 'NUL \u0000', '\u0000', 'lone \ud800', '\udfff lone'];
const refusedTimes = ['infinity', 'now', '2026-11-10T25:00:00Z', '2026-02-30T09:00:00Z', '2026-11-10', '', 0];
const refusedIds = ['1', 'not-a-uuid', '../../etc/passwd', "' or 1=1 --", '', 7];

function refusedFor(value: unknown): unknown[] {
  if (typeof value === 'number') return [...refusedByAll, -1000, 1_000.5, 1e21, '1 or 1=1'];
  if (typeof value === 'boolean') return [...refusedByAll, 'true', 1];
  if (typeof value !== 'string') return refusedByAll;
  if (uuid.test(value)) return [...refusedByAll, ...refusedIds];
  if (instant.test(value)) return [...refusedByAll, ...refusedTimes];
  return [...refusedByAll, 17, true, 'x'.repeat(60_000)];
}

function expectProblem(answer: Answer, statuses: number[], why: string) {
  expect(statuses, `${why}: ${answer.status} ${answer.text.slice(0, 300)}`).toContain(answer.status);
  expect(answer.headers.get('Content-Type'), why).toBe('application/problem+json');
  expect(answer.body.code, why).toMatch(/^[a-z_]+$/);
}

/** One of each route: what is wrong with a body does not depend on whose object it is about. */
const routes = [...Map.groupBy(policy, entry => entry.route).values()].flatMap(
  entries => entries.find(entry => identities.some(who => entry.answers[who] < 300)) ?? entries[0] ?? [],
);

describe('what is malformed gets a 400 that says so, and changes nothing:', () => {
  test.each(routes.filter(entry => methodOf(entry) !== 'GET'))('$route', async entry => {
    const sample = await entry.send(world);
    const before = await photograph(stage);
    const ask = (body: unknown) => world.ask(userOf(entry), methodOf(entry), { ...sample, body });
    if (sample.body !== undefined) {
      for (const broken of ['{', '[1,', '"\ud800"', 'null', '7', '[]', '{"a":1}{']) {
        // One route takes a list.
        if (broken === '[]' && Array.isArray(sample.body)) continue;
        expectProblem(await ask(broken), [400], broken);
      }
      expectProblem(await ask({ ...(sample.body as object), isAdmin: true }), [400], 'unknown field');
    }
    for (const leaf of leavesOf(sample.body)) {
      for (const value of leaf.path.length === 0 ? [] : refusedFor(leaf.value)) {
        const why = `${leaf.path.join('.')} = ${JSON.stringify(value).slice(0, 60)}`;
        const answer = await ask(replaced(sample.body, leaf.path, value));
        expectProblem(answer, [400], why);
      }
    }
    expect(await photograph(stage)).toEqual(before);
  });
});

describe('an id that is none is no error of ours:', () => {
  test.each(routes.filter(entry => entry.route.includes('/:id')))('$route', async entry => {
    const sample = await entry.send(world);
    const before = await photograph(stage);
    for (const id of [
      '1',
      'null',
      '%00',
      '%',
      '%ff',
      "'%20or%201=1--",
      '00000000-0000-0000-0000-00000000000g',
      'x'.repeat(5_000),
    ]) {
      const path = sample.path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, id);
      expectProblem(await world.ask('coordinator', methodOf(entry), { ...sample, path }), [400, 404], id.slice(0, 50));
    }
    expect(await photograph(stage)).toEqual(before);
  });
});

describe('a query that is malformed, or SQL, is refused or taken literally:', () => {
  const hostile = [
    "'; drop table booking; --",
    "' or '1'='1",
    '%00',
    '%25_\\',
    '%ff%fe',
    '$1',
    '{"a":1}',
    'x'.repeat(3_000),
  ].map(encodeHostile);
  const names = [
    'q',
    'sort',
    'filter',
    'cursor',
    'limit',
    'kind',
    'feature',
    'status',
    'from',
    'resourceId',
    'near',
    'seats',
    'mine',
  ];
  function encodeHostile(text: string) {
    return /^%[0-9a-f]{2}/i.test(text) ? text : encodeURIComponent(text);
  }

  test.each(
    routes.filter(
      entry => methodOf(entry) === 'GET' && entry.answers.anonymous === 401 && entry.answers.coordinator !== 401,
    ),
  )('$route', async entry => {
    const sample = await entry.send(world);
    const who = userOf(entry);
    const before = await photograph(stage);
    const asked = sample.path.includes('?') ? `${sample.path}&` : `${sample.path}?`;
    for (const name of names) {
      for (const value of hostile) {
        const answer = await world.ask(who, 'GET', { path: `${asked}${name}=${value}` });
        if (answer.status !== 200) expectProblem(answer, [400, 404, 429], `${name}=${value.slice(0, 50)}`);
      }
    }
    expect(await photograph(stage)).toEqual(before);
  });
});
