import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { createSignIn } from '../../server/people/sign-in.ts';
import { cloneDatabase } from '../database.ts';
import { startPostgres } from '../global-setup.ts';
import { testSecret } from '../harness.ts';
import { createNetwork, emailOf } from '../network.ts';
import { type Process, run } from './process.ts';

const settings = (url: string) => ({
  DATABASE_URL: url,
  AUTH_SECRET: testSecret,
  PUBLIC_URL: 'http://moyens.test',
  API_REQUESTS_PER_MINUTE: '0',
});

/** Starts the process on a port of its own and says where it is: its public address is a name that nobody resolves. */
async function served(server: Process): Promise<string> {
  await server.ready();
  const port = /"port":(\d+)/.exec(server.output())?.[1];
  const address = `http://127.0.0.1:${port}`;
  // Its start is over once it takes jobs: what is lost before then is a start that fails.
  while (((await (await fetch(`${address}/health`)).json()) as { queue: string }).queue !== 'running') await sleep(50);
  return address;
}

test('a lost database is a 503 that says when to come back, and the process lives on', async () => {
  const postgres = await startPostgres();
  const server = run('server/main.ts', settings(postgres.url));
  const address = await served(server);
  expect((await fetch(`${address}/ready`)).status).toBe(200);

  await postgres.crash();
  const lost = await fetch(`${address}/api/first-run`);
  expect(lost.status).toBe(503);
  expect(Number(lost.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect((await fetch(`${address}/ready`)).status).toBe(503);
  expect((await fetch(`${address}/health`)).status).toBe(200);

  await postgres.startAgain();
  const began = performance.now();
  while ((await fetch(`${address}/ready`)).status !== 200) await sleep(100);
  expect(performance.now() - began).toBeLessThan(5_000);
  expect((await fetch(`${address}/api/first-run`)).status).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  await postgres.stop();
});

let drop: () => Promise<void>;
let url: string;
let cookie: string;
beforeAll(async () => {
  const clone = await cloneDatabase(inject('serverUrl'));
  ({ drop, url } = clone);
  const network = await createNetwork(clone.db);
  const config = readConfig({ PUBLIC_URL: 'http://moyens.test' });
  const signIn = createSignIn({ db: clone.db, config, secret: testSecret, clock: () => new Date() });
  cookie = await signIn.startSession(network.people.member);
});
afterAll(() => drop());

test('a server that is told to stop answers every request that it took, and ends the streams', async () => {
  const server = run('server/main.ts', settings(url));
  const address = await served(server);
  const headers = { Cookie: cookie };
  const stream = await fetch(`${address}/api/changes`, { headers });
  expect(stream.status).toBe(200);

  const answers: string[] = [];
  let stopped = false;
  const client = async () => {
    while (!stopped) {
      const answer = await fetch(`${address}/api/session`, { headers }).then(
        async response =>
          `${response.status} ${((await response.json()) as { person: { email: string } }).person.email}`,
        error => String(error.cause?.code ?? error),
      );
      answers.push(answer);
    }
  };
  // What a load balancer does: it asks whether the process is ready, and sends its requests elsewhere when it is not.
  const balancer = async () => {
    while ((await fetch(`${address}/ready`)).status === 200) await sleep(50);
    stopped = true;
  };
  const clients = Array.from({ length: 8 }, client);
  await sleep(800);
  const balanced = balancer();
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  await Promise.all([balanced, ...clients]);
  expect(answers.length).toBeGreaterThan(20);
  expect([...new Set(answers)]).toEqual([`200 ${emailOf('member')}`]);
  expect(await stream.text()).toContain('event: hello');

  const client2 = new pg.Client({ connectionString: url });
  await client2.connect();
  const { rows } = await client2.query(
    'select count(*)::int as left from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = $1',
    ['moyens-listen'],
  );
  await client2.end();
  expect(rows[0].left).toBe(0);
});
