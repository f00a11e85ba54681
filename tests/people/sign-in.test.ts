import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { emailOf } from '../network.ts';
import { cookieOf, forgetLimits, givePassword, mailedToken, mailsTo, password, signIn } from './accounts.ts';

const stage = play();
const behind = '/api/nothing-here';
const nobody = 'nobody@example.test';

beforeAll(async () => {
  for (const name of ['member', 'colleague', 'owner', 'rival', 'stranger'] as const) await givePassword(stage, name);
});
beforeEach(() => forgetLimits(stage));

const withCookie = (cookie: string, method: string, path: string, body?: unknown) =>
  stage.anonymous(method, path, body, { Cookie: cookie });

describe('sign-in with a password', () => {
  test('gives a cookie that opens the API', async () => {
    const reply = await signIn(stage, 'member');
    expect(reply).toMatchObject({ status: 200, body: { user: { name: 'Member', email: emailOf('member') } } });
    expect((await withCookie(cookieOf(reply), 'GET', behind)).status).toBe(404);
  });

  test('gives a cookie that scripts and other sites cannot use, and no token in the body', async () => {
    const reply = await signIn(stage, 'member');
    const cookie = reply.headers.getSetCookie().join();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(JSON.stringify(reply.body)).not.toContain('token');
  });

  test('never keeps a cookie from before (fixation)', async () => {
    const before = cookieOf(await signIn(stage, 'member'));
    const reply = await stage.anonymous(
      'POST',
      '/api/auth/sign-in/email',
      { email: emailOf('member'), password },
      { Cookie: before },
    );
    expect(cookieOf(reply)).not.toBe('');
    expect(cookieOf(reply)).not.toBe(before);
  });

  test('takes an address in any case', async () => {
    const reply = await stage.anonymous('POST', '/api/auth/sign-in/email', { email: 'MEMBER@Example.test', password });
    expect(reply.status).toBe(200);
  });

  test('says the same to a wrong password, an unknown address and a person without a password', async () => {
    const replies = [
      await signIn(stage, 'member', 'not the right phrase'),
      await stage.anonymous('POST', '/api/auth/sign-in/email', { email: nobody, password }),
      await signIn(stage, 'manager'),
    ];
    for (const reply of replies) {
      expect(reply).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
      expect(reply.body).toEqual(replies[0]?.body);
      expect(namesOf(reply.headers)).toEqual(namesOf(replies[0]?.headers));
    }
  });

  test('refuses fields that it does not know, such as where to go next', async () => {
    for (const extra of [{ callbackURL: 'https://evil.example' }, { callbackURL: '/\\\\evil' }, { token: 'x' }]) {
      const reply = await stage.anonymous('POST', '/api/auth/sign-in/email', {
        email: emailOf('member'),
        password,
        ...extra,
      });
      expect(reply).toMatchObject({ status: 400, body: { code: 'malformed' } });
      expect(reply.headers.get('Location')).toBeNull();
    }
  });

  test('is the only door: the library offers nothing else, and sign-up is closed', async () => {
    const session = cookieOf(await signIn(stage, 'member'));
    const routes = [
      'sign-up/email',
      'update-user',
      'change-email',
      'delete-user',
      'set-password',
      'link-social',
      'ok',
      'error',
    ];
    for (const route of [
      ...routes,
      'get-session',
      'list-sessions',
      'magic-link/verify',
      'verify-email',
      'unlink-account',
    ]) {
      for (const method of ['GET', 'POST']) {
        const body = method === 'POST' ? { email: nobody, password, name: 'Nobody' } : undefined;
        expect([401, 404]).toContain((await stage.anonymous(method, `/api/auth/${route}`, body)).status);
        expect((await withCookie(session, method, `/api/auth/${route}`, body)).status).toBe(404);
      }
    }
  });
});

describe('tries', () => {
  test('for one account are limited wherever they come from', async () => {
    for (let n = 0; n < 10; n++) {
      expect((await signIn(stage, 'rival', `wrong phrase ${n}`, { 'X-Forwarded-For': `203.0.113.${n}` })).status).toBe(
        401,
      );
    }
    const reply = await signIn(stage, 'rival', password, { 'X-Forwarded-For': '203.0.113.99' });
    expect(reply).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(reply.headers.get('Content-Type')).toContain('application/problem+json');
    expect(Number(reply.headers.get('Retry-After'))).toBeGreaterThan(0);
    const inCapitals = { email: emailOf('rival').toUpperCase(), password };
    expect((await stage.anonymous('POST', '/api/auth/sign-in/email', inCapitals)).status).toBe(429);
    expect((await signIn(stage, 'member')).status).toBe(200);
  });

  test('all at once share one budget', async () => {
    const tries = Array.from({ length: 25 }, (_, n) => signIn(stage, 'rival', `wrong phrase ${n}`));
    const statuses = (await Promise.all(tries)).map(reply => reply.status);
    expect(statuses.filter(status => status === 401)).toHaveLength(10);
    expect(statuses.filter(status => status === 429)).toHaveLength(15);
  });

  test('that succeed cost nothing', async () => {
    for (let n = 0; n < 12; n++) expect((await signIn(stage, 'owner')).status).toBe(200);
  });
});

describe('a link by mail', () => {
  const ask = (email: string, headers = {}) =>
    stage.anonymous('POST', '/api/auth/sign-in/magic-link', { email }, headers);
  const redeem = (token: string) => stage.anonymous('POST', '/api/auth/magic-link/redemption', { token });

  test('signs in once, however often it is redeemed at the same time', async () => {
    expect((await ask(emailOf('member'))).status).toBe(200);
    const token = await mailedToken(stage, emailOf('member'));
    const replies = await Promise.all(Array.from({ length: 10 }, () => redeem(token)));
    const won = replies.filter(reply => reply.status === 200);
    expect(won).toHaveLength(1);
    expect(replies.filter(reply => reply.status === 410)).toHaveLength(9);
    expect((await withCookie(cookieOf(won[0]), 'GET', behind)).status).toBe(404);
    expect((await redeem(token)).body.code).toBe('link_used');
  });

  test('leads to our own address, whatever Host says', async () => {
    await ask(emailOf('owner'), { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' });
    const mail = await stage.db
      .selectFrom('mail')
      .selectAll()
      .where('recipient', '=', emailOf('owner'))
      .executeTakeFirstOrThrow();
    expect(mail.text_body).toContain('http://moyens.test/sign-in/link?token=');
    expect(`${mail.text_body}${mail.html_body}`).not.toContain('evil');
  });

  test('is answered the same for an unknown address, which gets no mail', async () => {
    const known = await ask(emailOf('colleague'));
    const unknown = await ask(nobody);
    expect(unknown).toMatchObject({ status: known.status, body: known.body });
    expect(namesOf(unknown.headers)).toEqual(namesOf(known.headers));
    expect(await mailsTo(stage, nobody)).toBe(0);
    expect(await mailsTo(stage, emailOf('colleague'))).toBe(1);
  });

  test('is mailed three times an hour at most to one mailbox, resets included', async () => {
    for (let n = 0; n < 5; n++) {
      expect((await ask(emailOf('substitute'))).status).toBe(200);
      expect(
        (await stage.anonymous('POST', '/api/auth/request-password-reset', { email: emailOf('substitute') })).status,
      ).toBe(200);
    }
    expect(await mailsTo(stage, emailOf('substitute'))).toBe(3);
  });

  test('is not kept in clear', async () => {
    await ask(emailOf('elected'));
    const token = await mailedToken(stage, emailOf('elected'));
    const stored = await stage.db.selectFrom('auth_verification').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token);
  });
});

describe('a password reset', () => {
  const ask = (email: string) => stage.anonymous('POST', '/api/auth/request-password-reset', { email });
  const reset = (token: string, newPassword: string) =>
    stage.anonymous('POST', '/api/auth/reset-password', { token, newPassword });

  test('happens once, and ends all sessions', async () => {
    const old = cookieOf(await signIn(stage, 'stranger'));
    await ask(emailOf('stranger'));
    const token = await mailedToken(stage, emailOf('stranger'));
    const replies = await Promise.all(Array.from({ length: 10 }, (_, n) => reset(token, `another phrase no ${n}`)));
    const winners = replies.flatMap((reply, n) => (reply.status === 200 ? [n] : []));
    expect(winners).toHaveLength(1);
    expect(replies.filter(reply => reply.status === 410)).toHaveLength(9);
    expect((await withCookie(old, 'GET', behind)).status).toBe(401);
    expect((await signIn(stage, 'stranger')).status).toBe(401);
    expect((await signIn(stage, 'stranger', `another phrase no ${winners[0]}`)).status).toBe(200);
  });

  test('is answered the same for an unknown address', async () => {
    const known = await ask(emailOf('member'));
    const unknown = await ask(nobody);
    expect(unknown).toMatchObject({ status: 200, body: known.body });
    expect(namesOf(unknown.headers)).toEqual(namesOf(known.headers));
  });

  test('asks for twelve characters that are not all alike', async () => {
    expect((await reset('a token of nobody at all', 'short')).status).toBe(400);
    expect((await reset('a token of nobody at all', 'aaaaaaaaaaaaaaaa')).body.code).toBe('weak_password');
    expect((await reset('a token of nobody at all', 'long enough, it is')).body.code).toBe('link_used');
  });
});

describe('a password change', () => {
  test('ends every other session at once, and keeps this one under a new cookie', async () => {
    const here = cookieOf(await signIn(stage, 'colleague'));
    const elsewhere = cookieOf(await signIn(stage, 'colleague'));
    const change = { currentPassword: password, newPassword: 'quite another phrase' };
    const reply = await withCookie(here, 'POST', '/api/auth/change-password', change);
    expect(reply.status).toBe(200);
    expect((await withCookie(elsewhere, 'GET', behind)).status).toBe(401);
    expect((await withCookie(cookieOf(reply), 'GET', behind)).status).toBe(404);
    expect(cookieOf(reply)).not.toBe(here);
    expect((await withCookie(here, 'GET', behind)).status).toBe(401);
  });

  test('needs the current password, and a session', async () => {
    const here = cookieOf(await signIn(stage, 'owner'));
    const change = { currentPassword: 'not the right phrase', newPassword: 'quite another phrase' };
    expect((await withCookie(here, 'POST', '/api/auth/change-password', change)).body.code).toBe('wrong_password');
    expect((await stage.anonymous('POST', '/api/auth/change-password', change)).status).toBe(401);
  });

  test('refuses a password made of one’s own address', async () => {
    const here = cookieOf(await signIn(stage, 'owner'));
    const change = { currentPassword: password, newPassword: 'owner@example.test1' };
    expect((await withCookie(here, 'POST', '/api/auth/change-password', change)).body.code).toBe('weak_password');
  });
});

describe('signing out', () => {
  test('ends this session at once', async () => {
    const here = cookieOf(await signIn(stage, 'owner'));
    const elsewhere = cookieOf(await signIn(stage, 'owner'));
    expect((await withCookie(here, 'POST', '/api/auth/sign-out')).status).toBe(200);
    expect((await withCookie(here, 'GET', behind)).status).toBe(401);
    expect((await withCookie(elsewhere, 'GET', behind)).status).toBe(404);
  });

  test('everywhere ends all of them, everywhere else all but this one', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(async () => cookieOf(await signIn(stage, 'owner'))));
    await withCookie(one ?? '', 'POST', '/api/auth/revoke-other-sessions');
    expect((await withCookie(two ?? '', 'GET', behind)).status).toBe(401);
    expect((await withCookie(one ?? '', 'GET', behind)).status).toBe(404);
    const four = cookieOf(await signIn(stage, 'owner'));
    await withCookie(one ?? '', 'POST', '/api/auth/revoke-sessions');
    for (const cookie of [one, three, four]) expect((await withCookie(cookie ?? '', 'GET', behind)).status).toBe(401);
  });
});

function namesOf(headers: Headers | undefined): string[] {
  return [...(headers ?? [])].map(([name]) => name).sort();
}
