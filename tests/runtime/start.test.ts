import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openEmbedded } from '../../server/database/embedded.ts';
import { lockFolder } from '../../server/database/lock.ts';
import { fillFolder } from '../embedded.ts';
import { run, temporaryFolder } from './process.ts';

const main = 'server/main.ts';
const beginning = (token: string) => ({
  token,
  networkName: 'Le Réseau',
  timeZone: 'Europe/Paris',
  locale: 'fr',
  organisation: { name: 'La Première', kind: 'association' },
  person: { name: 'Une Personne', email: 'first@example.test', password: 'a long enough phrase' },
});

async function begin(address: string, output: string): Promise<number> {
  const token = /first-run#(\S+)/.exec(output)?.[1] ?? '';
  const response = await fetch(`${address}/api/first-run`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(beginning(token)),
  });
  return response.status;
}

describe('a server without settings', () => {
  test('says where it is, that it runs embedded, and how to begin; and leaves a snapshot when it stops', async () => {
    await using folder = await temporaryFolder();
    const server = run(main, { DATA_DIR: folder.path });
    const address = await server.ready();
    const health = await (await fetch(`${address}/health`)).json();
    expect(health).toMatchObject({
      status: 'alive',
      store: 'embedded',
      queue: 'running',
      notice: expect.stringContaining('PostgreSQL'),
    });
    expect(await (await fetch(`${address}/ready`)).json()).toEqual({ ready: true });
    expect(await begin(address, server.output())).toBeLessThan(300);

    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.output()).toContain('runs embedded');
    expect(await readdir(join(folder.path, 'snapshots'))).toHaveLength(1);
    expect(await readdir(folder.path)).not.toContain('lock');
    expect((await stat(join(folder.path, 'secret'))).mode & 0o777).toBe(0o600);

    const again = run(main, { DATA_DIR: folder.path });
    await again.ready();
    expect(again.output()).not.toContain('first-run');
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  test('writes to its log no secret, no address and no path that holds one', async () => {
    await using folder = await temporaryFolder();
    await fillFolder(folder.path);
    const server = run(main, { DATA_DIR: folder.path, LOG_LEVEL: 'trace' });
    const address = await server.ready();
    await begin(address, server.output());
    const post = (path: string, body: unknown, headers = {}) =>
      fetch(`${address}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const signedIn = await post('/api/auth/sign-in/email', {
      email: 'first@example.test',
      password: 'a long enough phrase',
    });
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(cookie).not.toBe('');
    await fetch(`${address}/api/session`, { headers: { Cookie: cookie } });
    await fetch(`${address}/feeds/a-feed-token-that-is-secret.ics`);
    await fetch(`${address}/api/session?token=a-token-in-a-query`, {
      headers: { Authorization: 'Bearer a-bearer-token' },
    });
    server.child.kill('SIGTERM');
    await server.ended;

    const log = server
      .output()
      .split('\n')
      .filter(line => line.startsWith('{'));
    expect(log.some(line => line.includes('"route":"/api/session"') && line.includes('"personId"'))).toBe(true);
    const session = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    for (const secret of ['example.test', 'a long enough phrase', 'a-feed-token', 'a-token-in', 'a-bearer', session]) {
      expect(log.filter(line => line.includes(secret))).toEqual([]);
    }
  });

  test('loses no row that it acknowledged when it is killed', async () => {
    await using folder = await temporaryFolder();
    await fillFolder(folder.path);
    const server = run(main, { DATA_DIR: folder.path });
    expect(await begin(await server.ready(), server.output())).toBeLessThan(300);
    server.child.kill('SIGKILL');
    await server.ended;
    // The lock of a process that died is no hindrance.
    const store = await openEmbedded(folder.path, () => {});
    expect(await store.db.selectFrom('person').select('email').execute()).toEqual([{ email: 'first@example.test' }]);
    await store.close();
  });
});

describe('a folder in use', () => {
  test('is refused to a second server and to a restoration, in a sentence, and stays as it is', async () => {
    await using folder = await temporaryFolder();
    const lock = await lockFolder(folder.path);
    for (const script of [main, 'server/database/restore-command.ts']) {
      const second = run(script, { DATA_DIR: folder.path });
      expect(await second.ended).toBe(1);
      expect(second.output()).toMatch(/is in use by process \d+ on .*Nothing was opened\./);
      expect(second.output()).not.toContain(' at ');
    }
    await lock.release();
    await (await lockFolder(folder.path)).release();
  });

  test('goes to one of many that want it at once', async () => {
    await using folder = await temporaryFolder();
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => lockFolder(folder.path)));
    const won = tries.filter(one => one.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const one of won) await one.value.release();
  });
});

describe('settings that cannot be used', () => {
  const refused = async (env: Record<string, string>) => {
    const server = run(main, env);
    expect(await server.ended).toBe(1);
    expect(server.output().trim().split('\n')).toHaveLength(1);
    return server.output();
  };

  test.each([
    ['PORT', { PORT: 'eighty' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://somewhere' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'reserver.example.org' }],
    ['AUTH_SECRET', { AUTH_SECRET: 'hunter2-hunter2' }],
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: 'alone' }],
    [
      'DATABASE_URL',
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c', AUTH_SECRET: 'x'.repeat(32), PUBLIC_URL: 'http://a.test' },
    ],
  ])('stop the start with one sentence that names %s and not its value', async (name, env: Record<string, string>) => {
    const output = await refused(env);
    expect(output).toContain(name);
    expect(output).not.toContain('hunter2');
    expect(output).not.toContain('a:b');
  });
});
