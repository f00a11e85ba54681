import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { play } from '../harness.ts';

const stage = play();
const fromAddress = (address: string) => ({
  incoming: { socket: { remoteAddress: address, remotePort: 1, remoteFamily: 'IPv4' } },
});

test('health tells of the process and needs no database', async () => {
  const health = await stage.anonymous('GET', '/health');
  expect(health).toMatchObject({ status: 200, body: { status: 'alive', store: 'postgresql', queue: 'stopped' } });
  expect(health.body).not.toHaveProperty('notice');
});

test('a process is ready with the schema it knows or a later one, and not while it stops', async () => {
  const ready = async () => (await stage.anonymous('GET', '/ready')).status;
  expect(await ready()).toBe(200);
  await sql`insert into kysely_migration (name, timestamp) values ('9999_later', '')`.execute(stage.db);
  expect(await ready()).toBe(200);
  await sql`delete from kysely_migration where name = '0001_people'`.execute(stage.db);
  expect(await stage.anonymous('GET', '/ready')).toMatchObject({ status: 503, body: { ready: false } });
  await sql`insert into kysely_migration (name, timestamp) values ('0001_people', '')`.execute(stage.db);
  stage.deps.runtime.stopping = true;
  expect(await ready()).toBe(503);
  stage.deps.runtime.stopping = false;
});

test('figures count requests by the pattern of their route, never by path', async () => {
  await stage.as('member')('GET', `/api/resources/${crypto.randomUUID()}`);
  await stage.anonymous('GET', '/feeds/a-secret-token.ics');
  const text = await (await stage.app.request('/metrics', {}, fromAddress('127.0.0.1'))).text();
  expect(text).toMatch(
    /moyens_http_request_seconds_count\{method="GET",route="\/api\/resources\/:id[^"]*",status="404"\} 1/,
  );
  expect(text).toContain('moyens_pool_waiting 0');
  expect(text).not.toContain('a-secret-token');
});

test('figures are for this machine, or for whoever has the token', async () => {
  const status = async (app: typeof stage.app, address: string, headers: Record<string, string> = {}) =>
    (await app.request('/metrics', { headers }, fromAddress(address))).status;
  expect(await status(stage.app, '::ffff:127.0.0.1')).toBe(200);
  expect(await status(stage.app, '192.0.2.7')).toBe(404);
  expect(await status(stage.app, '127.0.0.1', { 'X-Forwarded-For': '192.0.2.7' })).toBe(404);
  const config = { ...stage.deps.config, metricsToken: 'a token of sixteen or more' };
  const guarded = createApp({ ...stage.deps, config });
  expect(await status(guarded, '127.0.0.1')).toBe(401);
  expect(await status(guarded, '192.0.2.7', { Authorization: 'Bearer wrong' })).toBe(401);
  expect(await status(guarded, '192.0.2.7', { Authorization: 'Bearer a token of sixteen or more' })).toBe(200);
});

test('transactions that run again are counted by their code', async () => {
  const { retrying } = await import('../../server/database/transact.ts');
  let tries = 0;
  await retrying(stage.db, async tx => {
    if (++tries === 1) await sql`do $$ begin raise exception 'lost a race' using errcode = '40001'; end $$`.execute(tx);
  });
  const text = await (await stage.app.request('/metrics', {}, fromAddress('127.0.0.1'))).text();
  expect(text).toContain('moyens_transaction_retries_total{code="40001"} 1');
});
