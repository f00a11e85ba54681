import { beforeAll, describe, expect, test } from 'vitest';
import { type Play, play } from '../harness.ts';
import type { PersonName } from '../network.ts';

const stage: Play = play();
let borrower = '';

beforeAll(() => {
  borrower = `/api/organisations/${stage.network.borrower}`;
});

const affiliationOf = async (name: PersonName) =>
  (
    await stage.db
      .selectFrom('affiliation')
      .select('id')
      .where('person_id', '=', stage.network.people[name])
      .orderBy('valid_from', 'desc')
      .executeTakeFirstOrThrow()
  ).id;
const sessionOf = async (name: PersonName) => (await stage.as(name)('GET', '/api/session')).body;

describe('organisations', () => {
  test('are known to everyone in the network, page by page', async () => {
    const first = await stage.as('stranger')('GET', '/api/organisations?limit=2');
    expect(first.body.items.map((one: { name: string }) => one.name)).toEqual(['L’Atelier', 'La Fabrique']);
    const second = await stage.as('stranger')('GET', `/api/organisations?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ name: 'Les Jardins', kind: 'association' }], nextCursor: null });
    expect((await stage.as('member')('GET', '/api/organisations?q=l%27atel')).body.items).toHaveLength(1);
    expect((await stage.as('member')('GET', '/api/organisations?q=%25')).body.items).toEqual([]);
    expect((await stage.as('member')('GET', '/api/organisations?kind=company')).body.items).toHaveLength(1);
    expect((await stage.as('member')('GET', '/api/organisations?cursor=x')).body.code).toBe('invalid_cursor');
    expect((await stage.anonymous('GET', '/api/organisations')).status).toBe(401);
  });

  test('show their people to their own people and the coordinator', async () => {
    const own = await stage.as('member')('GET', `${borrower}/people`);
    expect(own.body.items).toMatchObject([
      { name: 'Colleague', role: 'referent' },
      { name: 'Member', role: 'member' },
    ]);
    expect((await stage.as('coordinator')('GET', `${borrower}/people`)).body.items).toHaveLength(2);
    const other = await stage.as('rival')('GET', `${borrower}/people`);
    expect(other.status).toBe(403);
    expect(JSON.stringify(other.body)).not.toContain('@');
  });

  test('are taken in by the coordinator alone, under a name of their own', async () => {
    const input = { name: 'Le Nouveau Lieu', kind: 'public_body', commune: 'Massy' };
    for (const name of ['member', 'owner', 'elected'] as const) {
      expect((await stage.as(name)('POST', '/api/organisations', input)).status).toBe(403);
    }
    const added = await stage.as('coordinator')('POST', '/api/organisations', input);
    expect(added).toMatchObject({ status: 201, body: { ...input, joinedOn: '2026-11-02', version: 1 } });
    expect((await stage.as('coordinator')('POST', '/api/organisations', input)).body.code).toBe('already_exists');
    const stranger = await stage.as('coordinator')('POST', '/api/organisations', {
      ...input,
      website: 'javascript:alert(1)',
    });
    expect(stranger.status).toBe(400);
  });

  test('let a referent change the contact, the coordinator the rest, nobody unseen', async () => {
    const change = (name: PersonName, body: object, version?: string) =>
      stage.as(name)('PATCH', borrower, body, version ? { 'If-Match': version } : {});
    expect((await change('colleague', { phone: '01 02 03 04 05' })).status).toBe(428);
    const changed = await change('colleague', { phone: '01 02 03 04 05', commune: 'Orsay' }, '"1"');
    expect(changed).toMatchObject({ status: 200, body: { phone: '01 02 03 04 05', version: 2 } });
    expect(changed.headers.get('ETag')).toBe('"2"');
    expect((await change('colleague', { phone: null }, '"1"')).status).toBe(412);
    for (const body of [
      { name: 'Autre' },
      { kind: 'company' },
      { leftOn: '2027-01-01' },
      { phone: null, joinedOn: '2019-01-01' },
    ]) {
      expect((await change('colleague', body, '"2"')).status).toBe(403);
    }
    expect((await change('member', { phone: null }, '"2"')).status).toBe(403);
    expect((await change('owner', { phone: null }, '"2"')).status).toBe(403);
    expect((await change('colleague', {}, '"2"')).headers.get('ETag')).toBe('"2"');
    for (const extra of ['id', 'version', 'createdAt', 'joined_on']) {
      expect((await change('coordinator', { [extra]: '1' }, '"2"')).status).toBe(400);
    }
    expect((await change('coordinator', { leftOn: '2010-01-01' }, '"2"')).status).toBe(400);
    expect((await change('coordinator', { name: 'Les Jardins' }, '"2"')).body.version).toBe(2);
  });
});

describe('an affiliation', () => {
  test('changes its role from today, and keeps what was', async () => {
    const id = await affiliationOf('member');
    expect((await stage.as('member')('PATCH', `/api/affiliations/${id}`, { role: 'referent' })).status).toBe(403);
    expect((await stage.as('rival')('PATCH', `/api/affiliations/${id}`, { role: 'referent' })).status).toBe(404);
    expect((await stage.as('colleague')('PATCH', `/api/affiliations/${id}`, { role: 'coordinator' })).status).toBe(400);
    const changed = await stage.as('colleague')('PATCH', `/api/affiliations/${id}`, { role: 'referent' });
    expect(changed.body).toMatchObject({ role: 'referent', validFrom: '2026-11-02', validTo: null });
    expect((await sessionOf('member')).affiliations).toMatchObject([{ role: 'referent' }]);
    const rows = await stage.db
      .selectFrom('affiliation')
      .select(['role', 'valid_to'])
      .where('person_id', '=', stage.network.people.member)
      .orderBy('valid_from')
      .execute();
    expect(rows).toEqual([
      { role: 'member', valid_to: '2026-11-01' },
      { role: 'referent', valid_to: null },
    ]);
    const back = await stage.as('colleague')('PATCH', `/api/affiliations/${changed.body.id}`, { role: 'member' });
    expect(back.body).toMatchObject({ id: changed.body.id, role: 'member' });
  });

  test('that ends takes every right with it at the next request, and leaves the bookings to the organisation', async () => {
    await stage.db
      .insertInto('booking')
      .values({
        id: '00000000-0000-4000-8000-000000000001',
        organisation_id: stage.network.third,
        person_id: stage.network.people.rival,
        title: 'Atelier',
        starts_at: new Date('2026-12-01T09:00:00Z'),
        ends_at: new Date('2026-12-01T10:00:00Z'),
        status: 'confirmed',
        created_at: stage.now,
        updated_at: stage.now,
      })
      .execute();
    const id = await affiliationOf('rival');
    expect((await stage.as('member')('DELETE', `/api/affiliations/${id}`)).status).toBe(404);
    expect((await sessionOf('rival')).affiliations).toHaveLength(1);
    expect((await stage.as('coordinator')('DELETE', `/api/affiliations/${id}`)).status).toBe(200);
    expect((await sessionOf('rival')).affiliations).toEqual([]);
    expect((await stage.as('rival')('GET', `/api/organisations/${stage.network.third}/people`)).status).toBe(403);
    const booking = await stage.db.selectFrom('booking').select(['organisation_id', 'status']).executeTakeFirst();
    expect(booking).toEqual({ organisation_id: stage.network.third, status: 'confirmed' });
  });

  test('begins by the coordinator’s act, and a person may leave by themselves', async () => {
    const wanted = { personId: stage.network.people.stranger, organisationId: stage.network.third, role: 'member' };
    expect((await stage.as('colleague')('POST', '/api/affiliations', wanted)).status).toBe(403);
    const begun = await stage.as('coordinator')('POST', '/api/affiliations', wanted);
    expect(begun.status).toBe(201);
    expect((await stage.as('coordinator')('POST', '/api/affiliations', wanted)).body).toEqual(begun.body);
    expect((await sessionOf('stranger')).affiliations).toHaveLength(1);
    expect((await stage.as('stranger')('DELETE', `/api/affiliations/${begun.body.id}`)).status).toBe(200);
    expect((await sessionOf('stranger')).affiliations).toEqual([]);
  });
});

describe('offices in the network', () => {
  test('are given and ended by the coordinator, at once', async () => {
    const office = { personId: stage.network.people.owner, role: 'elected', body: 'Bureau' };
    for (const name of ['owner', 'elected', 'member'] as const) {
      expect((await stage.as(name)('POST', '/api/network-roles', { ...office, role: 'coordinator' })).status).toBe(403);
    }
    expect((await stage.as('coordinator')('POST', '/api/network-roles', { ...office, body: undefined })).status).toBe(
      400,
    );
    const given = await stage.as('coordinator')('POST', '/api/network-roles', office);
    expect(given).toMatchObject({ status: 201, body: { personName: 'Owner', validFrom: '2026-11-02' } });
    expect((await sessionOf('owner')).roles).toEqual(['elected']);
    expect((await stage.as('owner')('DELETE', `/api/network-roles/${given.body.id}`)).status).toBe(403);
    expect((await stage.as('coordinator')('DELETE', `/api/network-roles/${given.body.id}`)).status).toBe(200);
    expect((await sessionOf('owner')).roles).toEqual([]);
  });

  test('always leave one coordinator, though two end each other’s at once', async () => {
    const other = { personId: stage.network.people.owner, role: 'coordinator' };
    const given = (await stage.as('coordinator')('POST', '/api/network-roles', other)).body;
    const listed = (await stage.as('member')('GET', '/api/network-roles')).body.items;
    const first = listed.find((one: { personName: string; role: string }) => one.personName === 'Coordinator');
    const replies = await Promise.all([
      stage.as('coordinator')('DELETE', `/api/network-roles/${given.id}`),
      stage.as('owner')('DELETE', `/api/network-roles/${first.id}`),
    ]);
    // The later one is refused: as the last, or as no coordinator any more.
    const statuses = replies.map(reply => reply.status).sort();
    expect(statuses[0]).toBe(200);
    expect([403, 409]).toContain(statuses[1]);
    const [won] = replies;
    const winner = won?.status === 200 ? 'coordinator' : 'owner';
    expect((await sessionOf(winner)).roles).toEqual(['coordinator']);
    // As it was, for the tests below.
    const back = { personId: stage.network.people.coordinator, role: 'coordinator' };
    if (winner === 'owner') await stage.as('owner')('POST', '/api/network-roles', back);
  });
});

describe('a declared interest', () => {
  test('is one’s own to declare, and holds through the day on which it is ended', async () => {
    const declared = await stage.as('manager')('POST', '/api/interests', {
      organisationId: stage.network.third,
      nature: 'Membre du conseil',
    });
    expect(declared).toMatchObject({ status: 201, body: { organisationName: 'La Fabrique', validFrom: '2026-11-02' } });
    expect((await stage.as('owner')('GET', '/api/interests')).body.items).toEqual([]);
    expect((await stage.as('owner')('DELETE', `/api/interests/${declared.body.id}`)).status).toBe(404);
    expect((await stage.as('manager')('DELETE', `/api/interests/${declared.body.id}`)).status).toBe(200);
    expect((await stage.as('manager')('GET', '/api/interests')).body.items).toMatchObject([{ validTo: '2026-11-02' }]);
  });
});

describe('people', () => {
  test('are found within one’s own organisations, by three letters or more', async () => {
    const search = (name: PersonName, q: string) => stage.as(name)('GET', `/api/people?q=${encodeURIComponent(q)}`);
    expect((await search('member', 'coll')).body.items).toMatchObject([{ name: 'Colleague' }]);
    expect((await search('member', 'CÔLL')).body.items).toHaveLength(1);
    expect((await search('member', 'owner')).body.items).toEqual([]);
    expect((await search('member', 'example.test')).body.items.length).toBeLessThanOrEqual(10);
    for (const q of ['', 'co', ' c ', '%%', '_']) expect([q, (await search('member', q)).status]).toEqual([q, 400]);
    expect((await search('member', '%%%')).body.items).toEqual([]);
    expect((await stage.as('coordinator')('GET', '/api/people?limit=5')).body.items).toHaveLength(5);
    expect((await search('coordinator', 'own')).body.items).toMatchObject([{ name: 'Owner' }]);
  });

  test('who are deactivated lose every session at once, and come back only by the coordinator', async () => {
    const path = `/api/people/${stage.network.people.substitute}`;
    expect((await stage.as('substitute')('GET', '/api/session')).status).toBe(200);
    expect((await stage.as('owner')('POST', `${path}/deactivation`)).status).toBe(403);
    expect((await stage.as('coordinator')('POST', `${path}/deactivation`)).status).toBe(200);
    expect((await stage.as('substitute')('GET', '/api/session')).status).toBe(401);
    expect((await stage.as('coordinator')('POST', `${path}/reactivation`)).status).toBe(200);
    expect((await stage.as('substitute')('GET', '/api/session')).status).toBe(401);
  });

  test('cannot all be deactivated: a coordinator stays', async () => {
    const path = `/api/people/${stage.network.people.coordinator}/deactivation`;
    expect((await stage.as('coordinator')('POST', path)).body.code).toBe('last_coordinator');
    expect((await stage.as('coordinator')('GET', '/api/session')).status).toBe(200);
  });
});
