import { beforeAll, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { createResource, createSite } from '../network.ts';

const stage = play();
let hall: string;
let secret: string;
let shared: string;
let withdrawn: string;

beforeAll(async () => {
  const { db, network } = stage;
  await db
    .insertInto('feature')
    .values([
      { code: 'seats', value_type: 'number', name_fr: 'places assises', name_en: 'seats', unit: null, choices: null },
      {
        code: 'projector',
        value_type: 'flag',
        name_fr: 'vidéoprojecteur',
        name_en: 'projector',
        unit: null,
        choices: null,
      },
    ])
    .execute();
  const far = await createSite(db, { commune: 'Évry', latitude: 48.62, longitude: 2.43 });
  hall = await createResource(db, network, { name: 'Grande salle de l’Œuvre à 100 % « été »' }, { max_minutes: 240 });
  await createResource(db, network, { name: 'Chaises', kind: 'equipment', capacity: 20, site_id: far });
  secret = await createResource(db, network, { name: 'Bureau interne', visible_to: 'owner', bookable_by: 'owner' });
  shared = await createResource(db, network, {
    name: 'Fourgon',
    kind: 'vehicle',
    visible_to: 'listed',
    bookable_by: 'listed',
  });
  withdrawn = await createResource(db, network, { name: 'Vieux banc', state: 'withdrawn' });
  await db.insertInto('sharing').values({ resource_id: shared, organisation_id: network.borrower }).execute();
  await db
    .insertInto('resource_feature')
    .values([
      { resource_id: hall, feature_code: 'seats', number_value: 40, text_value: null },
      { resource_id: hall, feature_code: 'projector', number_value: null, text_value: null },
    ])
    .execute();
});

const namesFor = async (person: Parameters<typeof stage.as>[0], query = '') =>
  (await stage.as(person)('GET', `/api/resources?${query}`)).body.items.map((one: { name: string }) => one.name);

describe('who sees what', () => {
  test('a member sees what is offered to the network and what is shared with their organisation', async () => {
    const names = await namesFor('member');
    expect(names).toContain('Fourgon');
    expect(names).not.toContain('Bureau interne');
    expect(names).not.toContain('Vieux banc');
  });

  test('what is shared with others does not exist', async () => {
    expect(await namesFor('rival')).not.toContain('Fourgon');
    expect((await stage.as('rival')('GET', `/api/resources/${shared}`)).status).toBe(404);
    expect((await stage.as('stranger')('GET', `/api/resources/${secret}`)).status).toBe(404);
  });

  test('the owner’s people, its approvers and the coordinator see what is kept to the owner', async () => {
    for (const person of ['owner', 'manager', 'substitute', 'coordinator'] as const) {
      expect((await stage.as(person)('GET', `/api/resources/${secret}`)).status).toBe(200);
    }
  });

  test('what is withdrawn is left to those who manage it', async () => {
    expect((await stage.as('member')('GET', `/api/resources/${withdrawn}`)).status).toBe(404);
    expect((await stage.as('owner')('GET', `/api/resources/${withdrawn}`)).body.resource.state).toBe('withdrawn');
  });
});

describe('a resource', () => {
  test('says its rules in words, who decides, and what the reader may do', async () => {
    const reply = await stage.as('member')('GET', `/api/resources/${hall}`);
    const { resource } = reply.body;
    expect(reply.headers.get('ETag')).toBe(`"${resource.version}"`);
    expect(resource.criteriaInWords).toContain('Durée : 4 h au plus.');
    expect(resource.criteria.rules[0].criterionId).toBe(`${resource.criteria.id}:maxMinutes`);
    expect(resource.managers).toEqual(['Manager']);
    expect(resource.features).toContainEqual({
      code: 'seats',
      name: 'places assises',
      valueType: 'number',
      value: 40,
      unit: null,
    });
    expect(resource).toMatchObject({ mayBook: true, mayManage: false, mayBlock: false });
    expect(resource.sharing).toBeUndefined();
    expect((await stage.as('manager')('GET', `/api/resources/${hall}`)).body.resource).toMatchObject({
      mayManage: false,
      mayBlock: true,
    });
  });
});

describe('searching', () => {
  test('takes no account of accents, case and ligatures', async () => {
    expect(await namesFor('member', `q=${encodeURIComponent('OEUVRE ETE')}`)).toHaveLength(1);
    expect(await namesFor('member', `q=${encodeURIComponent('evry chaises')}`)).toEqual(['Chaises']);
  });

  test('takes every character literally', async () => {
    expect(await namesFor('member', `q=${encodeURIComponent('100 %')}`)).toHaveLength(1);
    expect(await namesFor('member', `q=${encodeURIComponent('"%"')}`)).toEqual([]);
    expect(await namesFor('member', `q=${encodeURIComponent("' or 1=1 --")}`)).toEqual([]);
    expect(await namesFor('member', `feature=${encodeURIComponent("seats'; drop table resource")}`)).toEqual([]);
    expect(await namesFor('member', 'feature=__proto__')).toEqual([]);
  });

  test('finds by number of seats, by units and by feature', async () => {
    expect(await namesFor('member', 'seats=40')).toHaveLength(1);
    expect(await namesFor('member', 'seats=41')).toEqual([]);
    expect(await namesFor('member', 'quantity=20')).toEqual(['Chaises']);
    expect(await namesFor('member', 'feature=projector&feature=seats:30')).toHaveLength(1);
    expect(await namesFor('member', 'feature=projector&feature=seats:50')).toEqual([]);
  });

  test('goes from page to page without losing or repeating', async () => {
    for (const order of ['sort=name', 'sort=distance&near=48.62,2.43']) {
      const all = await namesFor('member', order);
      const first = (await stage.as('member')('GET', `/api/resources?${order}&limit=2`)).body;
      const rest = await namesFor('member', `${order}&cursor=${first.nextCursor}`);
      expect([...first.items.map((one: { name: string }) => one.name), ...rest]).toEqual(all);
    }
    expect((await namesFor('member', 'sort=distance&near=48.62,2.43'))[0]).toBe('Chaises');
  });

  test('refuses what it cannot read', async () => {
    const status = async (query: string) => (await stage.as('member')('GET', `/api/resources?${query}`)).status;
    for (const cursor of ['abc', 'W10', '%00', Buffer.from('["a","\' or 1=1"]').toString('base64url')]) {
      expect(await status(`cursor=${cursor}`)).toBe(400);
    }
    for (const query of [
      'sort=name;drop',
      'sort=distance',
      'limit=0',
      'limit=201',
      'kind=boat',
      'unknown=1',
      'near=x,y&sort=distance',
    ]) {
      expect(await status(query)).toBe(400);
    }
  });
});
