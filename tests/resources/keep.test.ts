import { beforeEach, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';
import { newResource, stepsOn } from './steps.ts';

const stage = play();
const { read, change } = stepsOn(stage);
let room: string;
beforeEach(async () => {
  room = await createResource(stage.db, stage.network);
});

describe('offering a resource', () => {
  test('takes criteria, terms and tariff in one request, or nothing', async () => {
    const { lender, site } = stage.network;
    const reply = await stage.as('owner')('POST', '/api/resources', newResource(lender, site, { name: 'Complète' }));
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    expect(reply.body.resource).toMatchObject({
      terms: { version: 1, body: 'Rendre la salle propre.' },
      tariff: { unit: 'hour', amountCents: 1500 },
      criteria: { version: 1, incrementMinutes: 15 },
      approval: 'automatic_for_owner',
    });
    expect(reply.body.resource.terms.sha256).toMatch(/^[0-9a-f]{64}$/);

    const count = () => stage.db.selectFrom('resource').select('id').where('name', '=', 'Ratée').execute();
    for (const missing of ['criteria', 'terms', 'tariff']) {
      const body = newResource(lender, site, { name: 'Ratée', [missing]: undefined });
      expect((await stage.as('owner')('POST', '/api/resources', body)).status).toBe(400);
    }
    const unknown = newResource(lender, site, { name: 'Ratée', features: { levitation: true } });
    expect((await stage.as('owner')('POST', '/api/resources', unknown)).status).toBe(400);
    expect(await count()).toEqual([]);
  });

  test('is for the referents of the owner and the coordinator', async () => {
    const { lender, borrower, site } = stage.network;
    const offer = async (person: Parameters<typeof stage.as>[0], owner: string) =>
      (await stage.as(person)('POST', '/api/resources', newResource(owner, site))).status;
    expect(await offer('coordinator', lender)).toBe(201);
    expect(await offer('colleague', borrower)).toBe(201);
    expect(await offer('manager', lender)).toBe(403);
    expect(await offer('member', borrower)).toBe(403);
    expect(await offer('owner', borrower)).toBe(403);
    expect(await offer('stranger', lender)).toBe(403);
    expect((await stage.anonymous('POST', '/api/resources', newResource(lender, site))).status).toBe(401);
  });
});

describe('changing a resource', () => {
  const writes: [string, string, unknown][] = [
    ['PATCH', '', { name: 'Autre nom' }],
    ['POST', '/criteria', { maxMinutes: 60 }],
    ['POST', '/terms', { body: 'Nouvelles conditions' }],
    ['POST', '/tariffs', { unit: 'free' }],
    ['PUT', '/features', {}],
    ['PUT', '/sharing', []],
    ['PUT', '/composition', {}],
    ['POST', '/withdrawal', {}],
    ['POST', '/publication', undefined],
    ['GET', '/approvers', undefined],
  ];

  test.each(writes)('%s %s is for the owner’s referents and the coordinator', async (method, path, body) => {
    const statusFor = async (person: Parameters<typeof stage.as>[0]) =>
      (await change(person, method, `/api/resources/${room}${path}`, body)).status;
    expect(await statusFor('owner')).toBe(200);
    expect(await statusFor('coordinator')).toBe(200);
    for (const person of ['manager', 'substitute'] as const) expect(await statusFor(person)).toBe(403);
    const outside = path === '/withdrawal' ? 404 : 403;
    for (const person of ['member', 'colleague', 'rival', 'elected', 'stranger'] as const) {
      expect(await statusFor(person)).toBe(outside);
    }
  });

  test('needs the version that was read', async () => {
    const path = `/api/resources/${room}`;
    const owner = stage.as('owner');
    expect((await owner('PATCH', path, { name: 'A' })).status).toBe(428);
    expect((await owner('PATCH', path, { name: 'A' }, { 'If-Match': '"99"' })).status).toBe(412);
    expect((await owner('PATCH', path, { name: 'A' }, { 'If-Match': '"1"' })).headers.get('ETag')).toBe('"2"');
    expect((await owner('PATCH', path, { name: 'B' }, { 'If-Match': '"1"' })).status).toBe(412);
  });

  test('changes no column that is not offered for change', async () => {
    const row = () => stage.db.selectFrom('resource').selectAll().where('id', '=', room).executeTakeFirstOrThrow();
    const before = await row();
    const camel = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const allowed = new Set([
      'name',
      'description',
      'siteId',
      'photo',
      'staffPersonId',
      'capacity',
      'setupMinutes',
      'turnaroundMinutes',
      'visibleTo',
      'bookableBy',
      'approval',
      'pendingRequests',
      'decisionHours',
    ]);
    const names = Object.keys(before)
      .flatMap(column => [column, camel(column)])
      .filter(name => !allowed.has(name));
    expect(names).toContain('ownerId');
    for (const name of names) {
      expect([name, (await change('owner', 'PATCH', `/api/resources/${room}`, { [name]: 1 })).status]).toEqual([
        name,
        400,
      ]);
    }
    const same = { name: before.name, capacity: before.capacity, visibleTo: before.visible_to };
    for (const nothing of [{}, same]) {
      const reply = await change('owner', 'PATCH', `/api/resources/${room}`, nothing);
      expect([reply.status, reply.headers.get('ETag')]).toEqual([200, '"1"']);
    }
    expect(await row()).toEqual(before);
  });

  test('is in the history, from what to what, by whom', async () => {
    await change('owner', 'PATCH', `/api/resources/${room}`, { setupMinutes: 15 });
    await change('coordinator', 'POST', `/api/resources/${room}/withdrawal`, { reason: 'Travaux' });
    const events = await stage.db
      .selectFrom('audit_event')
      .selectAll()
      .where('subject_id', '=', room)
      .orderBy('id')
      .execute();
    expect(events).toMatchObject([
      {
        action: 'resource.changed',
        person_id: stage.network.people.owner,
        before: { setupMinutes: 0 },
        after: { setupMinutes: 15 },
      },
      { action: 'resource.withdrawn', person_id: stage.network.people.coordinator, reason: 'Travaux' },
    ]);
  });

  test('refuses a feature of another type', async () => {
    await stage.db
      .insertInto('feature')
      .values({
        code: 'floor',
        value_type: 'choice',
        name_fr: 'étage',
        name_en: 'floor',
        unit: null,
        choices: ['0', '1'],
      })
      .onConflict(conflict => conflict.doNothing())
      .execute();
    const set = async (features: object) =>
      (await change('owner', 'PUT', `/api/resources/${room}/features`, features)).status;
    expect(await set({ floor: '1' })).toBe(200);
    for (const value of ['9', 1, true]) expect(await set({ floor: value })).toBe(400);
    expect(await set({ __proto__x: 1 })).toBe(400);
  });
});

describe('the vocabulary of features', () => {
  const send = (method: string, code: string, body?: object, person: 'coordinator' | 'owner' = 'coordinator') =>
    stage.as(person)(method, `/api/features/${code}`, body);

  test('is renamed for all, and loses nothing that a resource has', async () => {
    const light = { code: 'light', valueType: 'choice', nameFr: 'Lumiere', nameEn: 'Light', choices: ['jour', 'nuit'] };
    expect((await stage.as('coordinator')('POST', '/api/features', light)).status).toBe(201);
    expect((await change('owner', 'PUT', `/api/resources/${room}/features`, { light: 'jour' })).status).toBe(200);
    expect((await send('PATCH', 'light', { nameFr: 'Lumière' }, 'owner')).status).toBe(403);
    expect((await send('PATCH', 'light', { nameFr: 'Lumière', choices: ['jour', 'aube'] })).status).toBe(200);
    expect((await read(room)).body.resource.features).toMatchObject([
      { code: 'light', name: 'Lumière', value: 'jour' },
    ]);
    const refused = await send('PATCH', 'light', { choices: ['aube'] });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'feature_in_use',
      'Des moyens l’ont encore (1) : retirez-la d’abord de leur description.',
    ]);
    const own = stage.db
      .updateTable('feature')
      .set({ choices: ['aube'] })
      .where('code', '=', 'light')
      .execute();
    await expect(own).rejects.toMatchObject({ constraint: 'feature_keeps_its_values' });
    for (const body of [{ code: 'other' }, { valueType: 'flag' }, { choices: null }, { nameFr: '' }])
      expect([body, (await send('PATCH', 'light', body)).status]).toEqual([body, 400]);
    expect((await send('PATCH', 'dark', { nameFr: 'Noir' })).status).toBe(404);

    expect((await send('DELETE', 'light')).body.code).toBe('feature_in_use');
    expect((await change('owner', 'PUT', `/api/resources/${room}/features`, {})).status).toBe(200);
    expect((await send('DELETE', 'light')).status).toBe(204);
    expect((await send('DELETE', 'light')).status).toBe(404);
    const { items } = (await stage.as('member')('GET', '/api/features')).body;
    expect(items.map((one: { code: string }) => one.code)).not.toContain('light');
    const told = (await stage.as('coordinator')('GET', '/api/history?subjectType=network')).body.items;
    expect(told.map((one: { action: string }) => one.action)).toEqual(
      expect.arrayContaining(['network.feature_added', 'network.feature_changed', 'network.feature_removed']),
    );
  });
});

describe('publishing', () => {
  test('new terms and prices hold from their date; a booking keeps those it was made under', async () => {
    const path = `/api/resources/${room}`;
    await change('owner', 'POST', `${path}/terms`, { body: 'Premières' });
    await change('owner', 'POST', `${path}/tariffs`, { unit: 'day', amountCents: 5000 });
    const later = await change('owner', 'POST', `${path}/tariffs`, {
      unit: 'day',
      amountCents: 9000,
      effectiveFrom: '2026-12-01T00:00:00Z',
    });
    expect(later.body.resource.tariff.amountCents).toBe(5000);
    expect(later.body.resource.upcoming.tariffs).toHaveLength(1);
    expect((await read(room, 'member')).body.resource.upcoming).toBeUndefined();
    const past = { body: 'Rétroactives', effectiveFrom: '2026-01-01T00:00:00Z' };
    expect((await change('owner', 'POST', `${path}/terms`, past)).status).toBe(400);
    stage.now = new Date('2026-12-02T08:00:00Z');
    expect((await read(room)).body.resource.tariff.amountCents).toBe(9000);
    stage.now = new Date('2026-11-02T08:00:00Z');
  });

  test('new criteria rule the next request, without a restart', async () => {
    const { book } = stepsOn(stage);
    const published = await change('owner', 'POST', `/api/resources/${room}/criteria`, {
      maxMinutes: 60,
      withinOpeningHours: false,
    });
    const { id } = published.body.resource.criteria;
    expect(published.body.resource.criteria.version).toBe(2);
    const refused = await book(room, '09:00', '11:00');
    expect([refused.status, refused.body.reasons[0].criterionId]).toEqual([422, `${id}:maxMinutes`]);
    const crossed = { minMinutes: 90, maxMinutes: 60 };
    expect((await change('owner', 'POST', `/api/resources/${room}/criteria`, crossed)).status).toBe(400);
  });
});

describe('approvers', () => {
  test('are active people, who decide from the day they are named to the day they are ended', async () => {
    const { rival, stranger } = stage.network.people;
    const path = `/api/resources/${room}/approvers`;
    const names = (list: { personName: string }[]) => list.map(one => one.personName);
    const added = await stage.as('owner')('POST', path, { personId: rival });
    expect(added.status).toBe(201);
    expect(names(added.body.items)).toContain('Rival');
    expect((await read(room)).body.resource.managers).toEqual(['Manager', 'Rival']);
    const scope = added.body.items.find((one: { scope: string }) => one.scope === 'resource');
    const ended = await stage.as('coordinator')('DELETE', `${path}/${scope.id}`);
    expect(names(ended.body.items)).not.toContain('Rival');
    expect((await read(room)).body.resource.managers).toEqual(['Manager']);

    await stage.db.updateTable('person').set({ deactivated_at: stage.now }).where('id', '=', stranger).execute();
    expect((await stage.as('owner')('POST', path, { personId: stranger })).status).toBe(400);
    expect((await stage.as('manager')('POST', path, { personId: rival })).status).toBe(403);
    const inherited = added.body.items.find((one: { scope: string }) => one.scope === 'organisation');
    expect((await stage.as('owner')('DELETE', `${path}/${inherited.id}`)).status).toBe(404);
    await stage.db.updateTable('person').set({ deactivated_at: null }).where('id', '=', stranger).execute();
  });
});
