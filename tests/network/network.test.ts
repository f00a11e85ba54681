import { afterEach, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';

const stage = play();
afterEach(async () => {
  stage.now = new Date('2026-11-02T08:00:00Z');
  await change({ name: 'Réseau d’essai', timeZone: 'Europe/Paris', locale: 'fr' });
});

const read = (person: PersonName = 'coordinator') => stage.as(person)('GET', '/api/network');

async function change(body: object, person: PersonName = 'coordinator') {
  const etag = (await read()).headers.get('ETag') ?? '';
  return stage.as(person)('PATCH', '/api/network', body, { 'If-Match': etag });
}

describe('the network', () => {
  test('is read by all who are signed in', async () => {
    for (const person of ['member', 'coordinator', 'stranger'] as const) {
      expect((await read(person)).body.network).toMatchObject({
        name: 'Réseau d’essai',
        timeZone: 'Europe/Paris',
        locale: 'fr',
        isDemonstration: false,
      });
    }
    expect((await stage.anonymous('GET', '/api/network')).status).toBe(401);
  });

  test('is changed by the coordinator, who has read the version that is current', async () => {
    for (const person of ['member', 'owner', 'manager', 'elected', 'stranger'] as const) {
      expect((await change({ name: 'À moi' }, person)).status).toBe(403);
    }
    const { headers, body: before } = await read();
    const renamed = await change({ name: 'Réseau du plateau', locale: 'en' });
    expect(renamed.body.network).toEqual({
      ...before.network,
      name: 'Réseau du plateau',
      locale: 'en',
      version: before.network.version + 1,
    });
    expect((await stage.as('member')('GET', '/api/session')).body.network.name).toBe('Réseau du plateau');
    const stale = { 'If-Match': headers.get('ETag') ?? '' };
    expect((await stage.as('coordinator')('PATCH', '/api/network', { name: 'Encore' }, stale)).status).toBe(412);
    expect((await stage.as('coordinator')('PATCH', '/api/network', { name: 'Encore' })).status).toBe(428);
    const again = await change({ name: 'Réseau du plateau' });
    expect(again.body.network.version).toBe(renamed.body.network.version);
    const [event] = await stage.db
      .selectFrom('audit_event')
      .select(['before', 'after'])
      .where('action', '=', 'network.changed')
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    expect(event).toMatchObject({ before: { locale: 'fr' }, after: { locale: 'en', name: 'Réseau du plateau' } });
  });

  test('has a zone that exists, and nothing beside what is offered for change', async () => {
    expect((await change({ timeZone: 'Europe/Saclay' })).body.code).toBe('unknown_time_zone');
    for (const nonsense of [{ timeZone: '+02:00' }, { name: ' ' }, { locale: 'de' }, { isDemonstration: true }]) {
      expect([nonsense, (await change(nonsense)).status]).toEqual([nonsense, 400]);
    }
  });

  test('of two who change it at once, one must read again', async () => {
    const etag = (await read()).headers.get('ETag') ?? '';
    const replies = await Promise.all(
      ['Un', 'Deux', 'Trois'].map(name =>
        stage.as('coordinator')('PATCH', '/api/network', { name }, { 'If-Match': etag }),
      ),
    );
    expect(replies.map(reply => reply.status).sort()).toEqual([200, 412, 412]);
  });

  test('in another zone has other days, for the scopes of approvers at once', async () => {
    const room = await createResource(stage.db, stage.network, { approval: 'manager' });
    await stage.as('owner')('POST', `/api/resources/${room}/approvers`, {
      personId: stage.network.people.rival,
      validFrom: '2026-11-04',
    });
    // 3 November in Paris, and 4 November on Réunion already.
    stage.now = new Date('2026-11-03T21:00:00Z');
    const managers = async () => (await stage.as('owner')('GET', `/api/resources/${room}`)).body.resource.managers;
    expect(await managers()).toEqual(['Manager']);
    expect((await change({ timeZone: 'Indian/Reunion' })).status).toBe(200);
    expect(await managers()).toEqual(['Manager', 'Rival']);
  });
});
