import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { createSignIn, type SignIn } from '../../server/people/sign-in.ts';
import { play, publicUrl, testSecret } from '../harness.ts';
import { emailOf, type PersonName } from '../network.ts';

const stage = play();

// An address behind the session check that no route takes: 404 once signed in, 401 before.
const behind = '/api/nothing-here';
let signIn: SignIn;

beforeAll(() => {
  const config = readConfig({ PUBLIC_URL: publicUrl });
  signIn = createSignIn({ db: stage.db, config, secret: testSecret, clock: () => stage.now });
});

const start = (name: PersonName) => signIn.startSession(stage.network.people[name]);
const statusWith = async (cookie: string) =>
  (await stage.anonymous('GET', behind, undefined, { Cookie: cookie })).status;
const librarySees = async (cookie: string) =>
  (await signIn.auth.api.getSession({ headers: new Headers({ Cookie: cookie }) }))?.user.id ?? null;
const weSee = async (cookie: string) =>
  (await signIn.actorOf(new Headers({ Cookie: cookie }), stage.now))?.personId ?? null;

describe('a session', () => {
  test('lets a signed-in person through, and nobody else', async () => {
    expect((await stage.as('member')('GET', behind)).status).toBe(404);
    expect((await stage.anonymous('GET', behind)).status).toBe(401);
  });

  test('is read as the auth library reads it: good, tampered, cut, unsigned, signed by another, expired, ended', async () => {
    const good = await start('member');
    const [name = '', value = ''] = good.split('=');
    const token = decodeURIComponent(value).split('.')[0] ?? '';
    const otherSecret = createSignIn({
      db: stage.db,
      config: readConfig({ PUBLIC_URL: publicUrl }),
      secret: testSecret.toUpperCase(),
      clock: () => stage.now,
    });
    const bad = [
      '',
      `${name}=`,
      `${name}=%`,
      `${name}=${token}`,
      `${name}=${token}.`,
      `${name}=${encodeURIComponent(`${token}.AAAA`)}`,
      `${name}=${encodeURIComponent(`${token}x.${decodeURIComponent(value).split('.')[1]}`)}`,
      `${name}=${value.slice(0, -6)}`,
      `other=${value}`,
      await otherSecret.startSession(stage.network.people.member),
    ];
    const me = stage.network.people.member;
    for (const cookie of [good, `a=b; ${good}; c=d`])
      expect([await weSee(cookie), await librarySees(cookie)]).toEqual([me, me]);
    for (const cookie of bad)
      expect([cookie, await weSee(cookie), await librarySees(cookie)]).toEqual([cookie, null, null]);

    await stage.db
      .updateTable('auth_session')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('token', '=', token)
      .execute();
    expect([await weSee(good), await librarySees(good)]).toEqual([null, null]);
    const ended = await start('member');
    expect((await stage.anonymous('POST', '/api/auth/sign-out', {}, { Cookie: ended })).status).toBe(200);
    expect([await weSee(ended), await librarySees(ended)]).toEqual([null, null]);
  });

  test('of a person who is deactivated opens nothing from the next request on', async () => {
    const cookie = await start('stranger');
    expect(await statusWith(cookie)).toBe(404);
    const person = stage.db.updateTable('person').where('id', '=', stage.network.people.stranger);
    await person.set({ deactivated_at: new Date() }).execute();
    expect(await statusWith(cookie)).toBe(401);
    await person.set({ deactivated_at: null }).execute();
  });

  test('has the rights of the day in the network’s zone', async () => {
    const cookie = await start('rival');
    const rightsAt = async (now: string) =>
      (await signIn.actorOf(new Headers({ Cookie: cookie }), new Date(now)))?.affiliations.length;
    await stage.db
      .updateTable('affiliation')
      .set({ valid_to: '2026-11-02' })
      .where('person_id', '=', stage.network.people.rival)
      .execute();
    expect(await rightsAt('2026-11-02T22:59:59Z')).toBe(1);
    expect(await rightsAt('2026-11-02T23:00:00Z')).toBe(0);
    expect(await rightsAt('2019-12-31T22:59:59Z')).toBe(0);
  });

  test('acts no more for an organisation that has left', async () => {
    const cookie = await start('member');
    const organisation = stage.db.updateTable('organisation').where('id', '=', stage.network.borrower);
    await organisation.set({ left_on: '2026-11-02' }).execute();
    expect((await signIn.actorOf(new Headers({ Cookie: cookie }), stage.now))?.affiliations).toEqual([]);
    await organisation.set({ left_on: null }).execute();
  });
});

describe('GET /api/session', () => {
  test('says who I am and for whom I may act', async () => {
    const { status, body } = await stage.as('colleague')('GET', '/api/session');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      person: {
        id: stage.network.people.colleague,
        name: 'Colleague',
        email: emailOf('colleague'),
        locale: 'fr',
        phone: null,
      },
      affiliations: [{ organisationId: stage.network.borrower, organisationName: 'Les Jardins', role: 'referent' }],
      roles: [],
      network: { name: 'Réseau d’essai', timeZone: 'Europe/Paris' },
    });
    expect((await stage.as('coordinator')('GET', '/api/session')).body.roles).toEqual(['coordinator']);
  });

  test('is for those who are signed in', async () => {
    const reply = await stage.anonymous('GET', '/api/session');
    expect(reply).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(JSON.stringify(reply.body)).not.toContain('@');
  });
});

describe('PATCH /api/session', () => {
  test('changes what is given and leaves the rest', async () => {
    const me = stage.as('manager');
    const first = await me('PATCH', '/api/session', {
      phone: '+33 1 23 45 67 89',
      notificationChoices: { reminded: false },
    });
    expect(first.body.person).toMatchObject({ name: 'Manager', phone: '+33 1 23 45 67 89' });
    const second = await me('PATCH', '/api/session', {
      name: 'Autre Nom',
      locale: 'en',
      notificationChoices: { requested: true },
    });
    expect(second.body.person).toMatchObject({
      name: 'Autre Nom',
      locale: 'en',
      phone: '+33 1 23 45 67 89',
      notificationChoices: { reminded: false, requested: true },
    });
    expect((await me('GET', '/api/session')).body).toEqual(second.body);
  });

  test('with nothing in it changes nothing, not even the version', async () => {
    const row = () =>
      stage.db.selectFrom('person').selectAll().where('id', '=', stage.network.people.owner).executeTakeFirst();
    const before = await row();
    expect((await stage.as('owner')('PATCH', '/api/session', {})).status).toBe(200);
    expect(await row()).toEqual(before);
  });

  test('takes no address, no role and no other column', async () => {
    const before = await stage.db.selectFrom('person').selectAll().orderBy('id').execute();
    const extras = {
      email: emailOf('coordinator'),
      id: stage.network.people.coordinator,
      role: 'coordinator',
      roles: ['coordinator'],
    };
    for (const [key, value] of Object.entries({ ...extras, email_verified: true, deactivatedAt: null, version: 9 })) {
      const reply = await stage.as('member')('PATCH', '/api/session', { name: 'Someone', [key]: value });
      expect([key, reply.status]).toEqual([key, 400]);
    }
    expect(await stage.db.selectFrom('person').selectAll().orderBy('id').execute()).toEqual(before);
  });
});
