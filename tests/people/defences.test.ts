import { serve } from '@hono/node-server';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { networkOf } from '../../server/http/address.ts';
import { createSignIn } from '../../server/people/sign-in.ts';
import { play, testSecret } from '../harness.ts';
import { emailOf } from '../network.ts';
import { cookieOf, forgetLimits, givePassword, password } from './accounts.ts';

const stage = play();

/** Another process of the same deployment, with settings of its own. */
function anotherProcess(env: Record<string, string> = {}) {
  const config = readConfig({ PUBLIC_URL: 'http://moyens.test', API_REQUESTS_PER_MINUTE: '0', ...env });
  const clock = () => stage.now;
  const signIn = createSignIn({ db: stage.db, config, secret: testSecret, clock });
  return createApp({ ...stage.deps, config, signIn });
}

const json = { 'Content-Type': 'application/json' };
const trySignIn = (app: ReturnType<typeof anotherProcess>, email: string, headers: Record<string, string> = {}) =>
  app.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ email, password: 'not the right phrase' }),
  });

describe('another site', () => {
  const patch = (headers: Record<string, string>, body: string | undefined = '{}') =>
    stage.as('member')('PATCH', '/api/session', body, headers);

  test('cannot make a browser act', async () => {
    const foreign: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'http://moyens.test.evil.example' },
      { Origin: 'https://moyens.test' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const headers of foreign) {
      expect(await patch(headers)).toMatchObject({ status: 403, body: { code: 'foreign_origin' } });
    }
    for (const site of ['cross-site', 'same-site']) {
      const reply = await stage.app.request('/api/auth/sign-out', {
        method: 'POST',
        headers: { 'Sec-Fetch-Site': site },
      });
      expect(reply.status).toBe(403);
    }
  });

  test('cannot send a form', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'text/json',
      '',
    ]) {
      expect(await patch({ 'Content-Type': type })).toMatchObject({
        status: 415,
        body: { code: 'unsupported_media_type' },
      });
    }
    const form = await stage.app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { Origin: 'http://moyens.test', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `email=${emailOf('member')}&password=${password}`,
    });
    expect(form.status).toBe(415);
  });

  test('is not a client program, which sends no origin, nor our own page', async () => {
    await givePassword(stage, 'member');
    const body = JSON.stringify({ email: emailOf('member'), password });
    const program = await stage.app.request('/api/auth/sign-in/email', { method: 'POST', headers: json, body });
    expect(program.status).toBe(200);
    const cookie = program.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const request = { method: 'PATCH', headers: { ...json, Cookie: cookie }, body: '{}' };
    expect((await stage.app.request('/api/session', request)).status).toBe(200);
    expect(
      (await stage.app.request('/api/auth/sign-out', { method: 'POST', headers: { Cookie: cookie } })).status,
    ).toBe(200);
    expect((await patch({ Origin: 'http://moyens.test', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });

  test('cannot frame, script or read us', async () => {
    const { headers } = await stage.anonymous('GET', '/api/session');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'self'");
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cache-Control')).toBe('private, no-store');
    expect(headers.get('Strict-Transport-Security')).toBeNull();
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  test('over https meets strict transport and a cookie bound to the host', async () => {
    const app = anotherProcess({ PUBLIC_URL: 'https://moyens.test' });
    await givePassword(stage, 'owner');
    const reply = await app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ email: emailOf('owner'), password }),
    });
    expect(reply.headers.get('Strict-Transport-Security')).toBe('max-age=31536000');
    const cookie = reply.headers.getSetCookie().find(one => one.includes('session_token')) ?? '';
    expect(cookie).toMatch(/^__Host-moyens\.session_token=/);
    expect(cookie).toMatch(/Secure/);
    expect(cookie).not.toMatch(/Domain/);
    const opened = await app.request('/api/session', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
    expect(opened.status).toBe(200);
  });
});

describe('a body', () => {
  test('that is too large is refused, announced or in chunks', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(10_000_000) });
    expect(await stage.as('member')('PATCH', '/api/session', large)).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    });
    const chunks = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 100; n++) controller.enqueue(new TextEncoder().encode('x'.repeat(100_000)));
        controller.close();
      },
    });
    const session = cookieOf(
      await stage.anonymous('POST', '/api/auth/sign-in/email', { email: emailOf('member'), password }),
    );
    const chunked = new Request('http://moyens.test/api/session', {
      method: 'PATCH',
      headers: { ...json, Cookie: session, 'Transfer-Encoding': 'chunked' },
      body: chunks,
      duplex: 'half',
    } as RequestInit);
    expect((await stage.app.request(chunked)).status).toBe(413);
  });

  test('that is not JSON is a malformed request', async () => {
    const reply = await stage.as('member')('PATCH', '/api/session', '{"name":');
    expect(reply).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(reply.headers.get('Content-Type')).toContain('application/problem+json');
  });
});

describe('tries from one network', () => {
  test('share one budget over all processes and all accounts', async () => {
    await forgetLimits(stage);
    const behindProxy = { TRUSTED_PROXY_HEADER: 'X-Forwarded-For' };
    const processes = [anotherProcess(behindProxy), anotherProcess(behindProxy), anotherProcess(behindProxy)];
    const tries = Array.from({ length: 60 }, (_, n) => {
      const app = processes[n % 3] ?? processes[0];
      // The client writes what it likes; the proxy adds the true address at the end. One /64 is one network.
      const forwarded = `198.51.100.${n}, 2001:db8:1:2:${n.toString(16)}::1`;
      return app && trySignIn(app, `someone${n}@example.test`, { 'X-Forwarded-For': forwarded });
    });
    const statuses = (await Promise.all(tries)).map(reply => reply?.status);
    expect(statuses.filter(status => status === 401)).toHaveLength(50);
    expect(statuses.filter(status => status === 429)).toHaveLength(10);
    const [app] = processes;
    const elsewhere = app && (await trySignIn(app, 'another@example.test', { 'X-Forwarded-For': '2001:db8:1:3::1' }));
    expect(elsewhere?.status).toBe(401);
    await forgetLimits(stage);
  });

  test('are told by the socket when no header is trusted', async () => {
    await forgetLimits(stage);
    const app = anotherProcess();
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise(resolve => server.once('listening', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/auth/sign-in/magic-link`;
    const ask = (n: number) =>
      fetch(url, {
        method: 'POST',
        headers: { ...json, 'X-Forwarded-For': `203.0.113.${n}` },
        body: JSON.stringify({ email: `someone${n}@example.test` }),
      });
    const statuses = (await Promise.all(Array.from({ length: 65 }, (_, n) => ask(n)))).map(reply => reply.status);
    expect(statuses.filter(status => status === 429)).toHaveLength(5);
    await new Promise(resolve => server.close(resolve));
    await forgetLimits(stage);
  });

  test('by another spelling of the path go nowhere', async () => {
    for (const path of [
      '//api/auth/sign-in/email',
      '/API/auth/sign-in/email',
      '/api/auth//sign-in/email',
      '/api/auth/sign-in/email/',
    ]) {
      const reply = await stage.anonymous('POST', path, { email: emailOf('member'), password });
      expect([401, 404]).toContain(reply.status);
      expect(cookieOf(reply)).toBe('');
    }
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0:0:ffff::9', '2001:db8:0:0::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['garbage', 'unknown'],
    ['', 'unknown'],
  ])('%s is of the network %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('the general limit', () => {
  test('holds over processes, says when to come back, and leaves others alone', async () => {
    const processes = [
      anotherProcess({ API_REQUESTS_PER_MINUTE: '200' }),
      anotherProcess({ API_REQUESTS_PER_MINUTE: '200' }),
    ];
    const cookie = cookieOf(
      await stage.anonymous('POST', '/api/auth/sign-in/email', { email: emailOf('owner'), password }),
    );
    let refused: Response | undefined;
    let served = 0;
    for (let n = 0; n < 400 && !refused; n++) {
      const reply = await processes[n % 2]?.request('/api/session', { headers: { Cookie: cookie } });
      if (reply?.status === 429) refused = reply;
      else served += 1;
    }
    expect(served).toBeGreaterThanOrEqual(200);
    expect(served).toBeLessThanOrEqual(240);
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ code: 'too_many_requests' });
    const another = cookieOf(
      await stage.anonymous('POST', '/api/auth/sign-in/email', { email: emailOf('member'), password }),
    );
    expect((await processes[0]?.request('/api/session', { headers: { Cookie: another } }))?.status).toBe(200);
    stage.now = new Date(stage.now.getTime() + 61_000);
    expect((await processes[0]?.request('/api/session', { headers: { Cookie: cookie } }))?.status).toBe(200);
  });
});
