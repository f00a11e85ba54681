import { expect, test } from 'vitest';
import { firstRunToken } from '../../server/people/first-run.ts';
import { emptyDeployment, publicUrl } from '../harness.ts';

const now = new Date('2026-11-02T08:00:00Z');
const stage = emptyDeployment(now);

const send = (method: string, path: string, body?: unknown, cookie = '') =>
  stage.app.request(path, {
    method,
    headers: { Origin: publicUrl, Cookie: cookie, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const signIn = async (email: string) => {
  const answer = await send('POST', '/api/auth/sign-in/email', { email, password: 'demonstration' });
  return answer.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ');
};

test('the first-run link loads the demonstration once, and its coordinator takes it out again', async () => {
  const token = await firstRunToken(stage.db, now);
  const wrong = await send('POST', '/api/first-run/demonstration', { token: 'a-token-that-nobody-was-given' });
  expect(wrong.status).toBe(410);

  const [first, second] = await Promise.all([
    send('POST', '/api/first-run/demonstration', { token }),
    send('POST', '/api/first-run/demonstration', { token }),
  ]);
  // The slower one waits for the faster, and may tire of it (503).
  expect([first, second].filter(one => one.status === 201)).toHaveLength(1);
  expect((await send('POST', '/api/first-run/demonstration', { token })).status).toBe(410);
  expect(await (first.status === 201 ? first : second).json()).toMatchObject({
    accounts: expect.arrayContaining(['member@demo.test']),
    password: 'demonstration',
  });

  const member = await signIn('member@demo.test');
  expect((await send('DELETE', '/api/network/demonstration', undefined, member)).status).toBe(403);

  const coordinator = await signIn('coordinator@demo.test');
  const removed = await send('DELETE', '/api/network/demonstration', undefined, coordinator);
  expect(removed.status).toBe(200);
  expect(await (await send('GET', '/api/first-run')).json()).toEqual({ needed: true });
  const again = (await removed.json()) as { token: string };
  expect((await send('POST', '/api/first-run/demonstration', again)).status).toBe(201);
}, 120_000);
