import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Play, play, type Reply } from '../harness.ts';
import { emailOf, type PersonName } from '../network.ts';
import { cookieOf, forgetLimits, givePassword, mailedToken, mailsTo, password, signIn } from '../people/accounts.ts';

const stage: Play = play();

beforeAll(() => givePassword(stage, 'stranger'));
beforeEach(() => forgetLimits(stage));

const invite = (by: PersonName, email: string, change: object = {}, headers = {}) =>
  stage.as(by)(
    'POST',
    '/api/invitations',
    { email, organisationId: stage.network.borrower, role: 'member', ...change },
    headers,
  );
const redeem = (body: object, headers = {}): Promise<Reply> =>
  stage.anonymous('POST', '/api/invitations/redemption', body, headers);
const account = { name: 'Nouvelle Personne', password };
const rowsOf = async (email: string) => stage.db.selectFrom('person').selectAll().where('email', '=', email).execute();

describe('an invitation', () => {
  test('lets somebody new in, once, however often it is redeemed at the same time', async () => {
    const sent = await invite('colleague', 'New.Person@example.test');
    expect(sent).toMatchObject({
      status: 201,
      body: { invitation: { email: 'new.person@example.test', status: 'open' } },
    });
    const token = await mailedToken(stage, 'new.person@example.test');
    const preview = await stage.anonymous('POST', '/api/invitations/preview', { token });
    expect(preview.body).toEqual({
      email: 'new.person@example.test',
      organisationName: 'Les Jardins',
      role: 'member',
      networkName: 'Réseau d’essai',
      hasAccount: false,
    });

    const replies = await Promise.all(Array.from({ length: 10 }, () => redeem({ token, ...account })));
    expect(replies.map(reply => reply.status).sort()).toEqual([200, ...Array(9).fill(410)]);
    const cookie = cookieOf(replies.find(reply => reply.status === 200));
    const session = await stage.anonymous('GET', '/api/session', undefined, { Cookie: cookie });
    expect(session.body).toMatchObject({
      person: { name: account.name, email: 'new.person@example.test' },
      affiliations: [{ organisationId: stage.network.borrower, role: 'member' }],
      roles: [],
    });
    expect(await rowsOf('new.person@example.test')).toHaveLength(1);
  });

  test('is kept as a hash only, and its link is ours whatever Host says', async () => {
    const sent = await invite(
      'coordinator',
      'hash@example.test',
      {},
      { Host: 'evil.example', 'Idempotency-Key': 'once' },
    );
    const token = await mailedToken(stage, 'hash@example.test');
    expect(sent.body.url).toBe(`http://moyens.test/invitation?token=${token}`);
    const kept = [
      await stage.db.selectFrom('invitation').selectAll().execute(),
      await stage.db.selectFrom('idempotency').selectAll().execute(),
      await stage.db.selectFrom('audit_event').selectAll().execute(),
    ];
    expect(JSON.stringify(kept)).not.toContain(token);
    expect((await invite('coordinator', 'hash@example.test', {}, { 'Idempotency-Key': 'once' })).body.url).toBeNull();
    expect(await mailsTo(stage, 'hash@example.test')).toBe(1);
  });

  test('to an address with an account needs its person to accept, and leaves the password alone', async () => {
    await invite('colleague', emailOf('stranger'), { role: 'referent' });
    const token = await mailedToken(stage, emailOf('stranger'));
    const accounts = () => stage.db.selectFrom('auth_account').selectAll().execute();
    const before = await accounts();

    const taken = await redeem({ token, name: 'Somebody Else', password: 'a phrase of another' });
    expect(taken).toMatchObject({ status: 409, body: { code: 'sign_in_to_accept' } });
    expect((await stage.as('rival')('POST', '/api/invitations/redemption', { token })).body.code).toBe(
      'sign_in_to_accept',
    );
    expect(cookieOf(taken)).toBe('');

    const own = { Cookie: cookieOf(await signIn(stage, 'stranger')) };
    expect((await redeem({ token, password: 'a phrase of another' }, own)).status).toBe(200);
    expect(await accounts()).toEqual(before);
    const session = await stage.anonymous('GET', '/api/session', undefined, own);
    expect(session.body.affiliations).toMatchObject([{ organisationId: stage.network.borrower, role: 'referent' }]);
    expect((await redeem({ token }, own)).status).toBe(410);
  });

  test('needs a name and a good password, and is not used up by a bad one', async () => {
    await invite('colleague', 'careful@example.test');
    const token = await mailedToken(stage, 'careful@example.test');
    expect((await redeem({ token })).status).toBe(400);
    expect((await redeem({ token, ...account, password: 'short' })).status).toBe(400);
    expect((await redeem({ token, ...account, password: 'careful12345' })).body.code).toBe('weak_password');
    expect((await redeem({ token, ...account, role: 'referent' })).status).toBe(400);
    expect(await rowsOf('careful@example.test')).toEqual([]);
    expect((await redeem({ token, ...account })).status).toBe(200);
  });

  test('ends after seven days, when revoked, and when a newer one is sent', async () => {
    await invite('colleague', 'late@example.test');
    const first = await mailedToken(stage, 'late@example.test');
    stage.now = new Date(stage.now.getTime() + 1000);
    const second = await invite('colleague', 'late@example.test');
    const token = await mailedToken(stage, 'late@example.test');
    expect((await redeem({ token: first, ...account })).status).toBe(410);
    const before = stage.now;
    stage.now = new Date(before.getTime() + 7 * 86_400_000);
    expect((await redeem({ token, ...account })).status).toBe(410);
    stage.now = before;
    const { id } = second.body.invitation;
    expect((await stage.as('rival')('DELETE', `/api/invitations/${id}`)).status).toBe(404);
    expect((await stage.as('member')('DELETE', `/api/invitations/${id}`)).status).toBe(403);
    expect((await stage.as('colleague')('DELETE', `/api/invitations/${id}`)).status).toBe(200);
    expect((await redeem({ token, ...account })).status).toBe(410);
    expect(await rowsOf('late@example.test')).toEqual([]);
  });

  test('is a referent’s to send for their own organisation, a coordinator’s for any, nobody else’s', async () => {
    const to = 'who@example.test';
    for (const by of ['member', 'rival', 'manager', 'elected', 'stranger'] as const) {
      if (by !== 'stranger') expect([by, (await invite(by, to)).status]).toEqual([by, 403]);
    }
    expect((await invite('colleague', to, { organisationId: stage.network.lender })).status).toBe(403);
    expect((await invite('coordinator', to, { organisationId: stage.network.lender, role: 'referent' })).status).toBe(
      201,
    );
    expect((await invite('colleague', to, { role: 'coordinator' })).status).toBe(400);
    expect((await invite('colleague', to, { roles: ['coordinator'] })).status).toBe(400);
    expect((await stage.as('member')('GET', '/api/invitations')).status).toBe(403);
  });

  test('is listed to those who could send it', async () => {
    const own = await stage.as('colleague')('GET', '/api/invitations?limit=2');
    expect(own.body.items).toHaveLength(2);
    expect(
      own.body.items.every((one: { organisationId: string }) => one.organisationId === stage.network.borrower),
    ).toBe(true);
    const next = await stage.as('colleague')('GET', `/api/invitations?limit=200&cursor=${own.body.nextCursor}`);
    expect(next.status).toBe(200);
    const ids = [...own.body.items, ...next.body.items].map((one: { id: string }) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await stage.as('coordinator')('GET', '/api/invitations')).body.items.length).toBe(ids.length + 1);
  });

  test('is mailed three times an hour at most to one mailbox', async () => {
    for (let n = 0; n < 3; n++) expect((await invite('colleague', 'bombed@example.test')).status).toBe(201);
    expect((await invite('colleague', 'bombed@example.test')).status).toBe(429);
    expect(await mailsTo(stage, 'bombed@example.test')).toBe(3);
  });
});
