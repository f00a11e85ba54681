import { expect, test } from 'vitest';
import { firstRunToken } from '../../server/people/first-run.ts';
import { emptyDeployment } from '../harness.ts';

const now = new Date('2026-11-02T08:00:00Z');
const stage = emptyDeployment(now);

const begin = (token: string, change: object = {}) =>
  stage.app.request('/api/first-run', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      token,
      networkName: 'Le Réseau',
      timeZone: 'Indian/Reunion',
      locale: 'fr',
      organisation: { name: 'La Première', kind: 'association' },
      person: { name: 'Une Personne', email: 'First@Example.test', password: 'a long enough phrase' },
      ...change,
    }),
  });
const needed = async () => ((await (await stage.app.request('/api/first-run')).json()) as { needed: boolean }).needed;

test('an empty deployment gives a link to one person, who becomes its first coordinator', async () => {
  expect(await needed()).toBe(true);
  const older = (await firstRunToken(stage.db, now)) ?? '';
  const token = (await firstRunToken(stage.db, now)) ?? '';
  expect(JSON.stringify(await stage.db.selectFrom('first_run').selectAll().execute())).not.toContain(token);

  expect((await begin('not the token at all')).status).toBe(410);
  expect((await begin(older)).status).toBe(410);
  expect((await begin(token, { timeZone: 'Europe/Nowhere' })).status).toBe(400);
  expect(await stage.db.selectFrom('person').selectAll().execute()).toEqual([]);

  const replies = await Promise.all(Array.from({ length: 10 }, () => begin(token)));
  const statuses = replies.map(reply => reply.status).sort();
  expect(statuses).toEqual([201, ...Array(9).fill(410)]);

  const won = replies.find(reply => reply.status === 201);
  const cookie = won?.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const session = await (await stage.app.request('/api/session', { headers: { Cookie: cookie } })).json();
  expect(session).toMatchObject({
    person: { name: 'Une Personne', email: 'first@example.test' },
    affiliations: [{ organisationName: 'La Première', role: 'referent' }],
    roles: ['coordinator'],
    network: { name: 'Le Réseau', timeZone: 'Indian/Reunion' },
  });
  expect(await needed()).toBe(false);
  expect(await firstRunToken(stage.db, now)).toBeNull();
  expect((await begin(token)).status).toBe(410);
});
