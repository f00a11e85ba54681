import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask, at, now } from '../approvals/requests.ts';
import { play } from '../harness.ts';
import { createResource, createSite, type PersonName } from '../network.ts';

const stage = play();
let site: string;
let room: string;
beforeEach(async () => {
  site = await createSite(stage.db);
  room = await createResource(stage.db, stage.network, { site_id: site, approval: 'manager' });
});
afterEach(async () => {
  stage.now = now;
  await stage.db.deleteFrom('approver_scope').where('valid_from', '>', '2020-01-01').execute();
});

const overSite = () => `/api/sites/${site}/approvers`;
const overLender = () => `/api/organisations/${stage.network.lender}/approvers`;

const add = (by: PersonName, path: string, person: PersonName, more: object = {}) =>
  stage.as(by)('POST', path, { personId: stage.network.people[person], ...more });

async function added(path: string, person: PersonName, more: object = {}): Promise<string> {
  const reply = await add('coordinator', path, person, more);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  const { id } = reply.body.items.find((one: { personId: string }) => one.personId === stage.network.people[person]);
  return id;
}

/** A request of the borrower for a resource, as it waits for a decision. */
async function waitingFor(resource: string): Promise<string> {
  const { borrower, people } = stage.network;
  const request = await ask(stage.db, { organisation: borrower, person: people.member, resources: [resource] });
  return String(request.lines[0]);
}

/** Who may decide on the line at that instant, in which capacity: what GET /api/approvals reads. */
async function deciders(line: string, instant = stage.now): Promise<string[]> {
  const { rows } = await at(stage.db, instant, tx =>
    sql<{ name: string; capacity: string }>`
      select p.name, e.capacity from entitled_deciders(${line}::uuid, ${instant.toISOString()}::timestamptz) e
      join person p on p.id = e.person_id order by p.name`.execute(tx),
  );
  return rows.map(row => `${row.name} ${row.capacity}`);
}

const managers = async (resource: string) =>
  (await stage.as('coordinator')('GET', `/api/resources/${resource}`)).body.resource.managers;

/** The resources of what waits for a person. */
const queueOf = async (person: PersonName): Promise<string[]> =>
  (await stage.as(person)('GET', '/api/approvals')).body.items.flatMap((one: { lines: { resourceId: string }[] }) =>
    one.lines.map(line => line.resourceId),
  );

describe('who says who decides', () => {
  const outsiders = ['manager', 'substitute', 'member', 'colleague', 'rival', 'elected', 'stranger'] as const;

  async function statuses(by: PersonName, path: string): Promise<number[]> {
    const kept = await added(path, 'elected');
    const list = await stage.as(by)('GET', path);
    const post = await add(by, path, 'rival');
    const end = await stage.as(by)('DELETE', `${path}/${kept}`);
    return [list.status, post.status, end.status];
  }

  test('for all that an organisation owns: the coordinator and its referents', async () => {
    for (const by of ['coordinator', 'owner'] as const)
      expect(await statuses(by, overLender())).toEqual([200, 201, 200]);
    for (const by of outsiders) expect([by, ...(await statuses(by, overLender()))]).toEqual([by, 403, 403, 403]);
    const own = `/api/organisations/${stage.network.borrower}/approvers`;
    expect(await statuses('colleague', own)).toEqual([200, 201, 200]);
    expect(await statuses('owner', own)).toEqual([403, 403, 403]);
  });

  test('for all that is at a site: the coordinator and those who administer the site', async () => {
    for (const by of ['coordinator', 'owner'] as const) expect(await statuses(by, overSite())).toEqual([200, 201, 200]);
    for (const by of outsiders) expect([by, ...(await statuses(by, overSite()))]).toEqual([by, 403, 403, 403]);
    await createResource(stage.db, stage.network, { site_id: site, owner_id: stage.network.third });
    expect(await statuses('owner', overSite())).toEqual([403, 403, 403]);
    expect(await statuses('coordinator', overSite())).toEqual([200, 201, 200]);
  });

  test('and nobody for what is not there, or unknown', async () => {
    expect((await stage.anonymous('GET', overSite())).status).toBe(401);
    for (const path of [`/api/sites/${room}/approvers`, `/api/organisations/${site}/approvers`]) {
      expect((await stage.as('coordinator')('GET', path)).status).toBe(404);
      expect((await add('coordinator', path, 'rival')).status).toBe(404);
    }
    expect((await add('coordinator', overSite(), 'rival', { validTo: '2020-01-01' })).status).toBe(400);
    const backwards = { validFrom: '2026-12-02', validTo: '2026-12-01' };
    expect((await add('coordinator', overSite(), 'rival', backwards)).status).toBe(400);
    expect((await stage.as('owner')('POST', overSite(), { personId: room })).status).toBe(400);
  });
});

describe('a scope', () => {
  test('over a site holds at once for all that is there, now and later, and for nothing elsewhere', async () => {
    const elsewhere = await createResource(stage.db, stage.network, { approval: 'manager' });
    const [here, there] = [await waitingFor(room), await waitingFor(elsewhere)];
    expect(await managers(room)).not.toContain('Rival');
    const id = await added(overSite(), 'rival');
    expect(await deciders(here)).toEqual(['Manager approver', 'Rival approver']);
    expect(await deciders(there)).toEqual(['Manager approver']);
    expect(await queueOf('rival')).toEqual([room]);
    expect([await managers(room), await managers(elsewhere)]).toEqual([['Manager', 'Rival'], ['Manager']]);
    const later = await createResource(stage.db, stage.network, { site_id: site, approval: 'manager' });
    expect(await managers(later)).toContain('Rival');

    expect((await stage.as('owner')('DELETE', `${overSite()}/${id}`)).status).toBe(200);
    expect(await deciders(here)).toEqual(['Manager approver']);
    expect([await managers(room), await queueOf('rival')]).toEqual([['Manager'], []]);
  });

  test('over an organisation holds for all that it owns, whichever site it is at', async () => {
    const elsewhere = await createResource(stage.db, stage.network, { approval: 'manager' });
    const foreign = await createResource(stage.db, stage.network, { site_id: site, owner_id: stage.network.third });
    await added(overLender(), 'elected');
    expect([await managers(room), await managers(elsewhere)]).toEqual([
      ['Elected', 'Manager'],
      ['Elected', 'Manager'],
    ]);
    expect(await managers(foreign)).not.toContain('Elected');
  });

  test('counts from its first day to its last, in the network’s zone', async () => {
    await added(overSite(), 'rival', { validFrom: '2026-11-04', validTo: '2026-11-05' });
    const line = await waitingFor(room);
    const isManager = async (instant: string) => {
      stage.now = new Date(instant);
      const told = [(await managers(room)).includes('Rival'), (await deciders(line)).includes('Rival approver')];
      expect(told[0]).toBe(told[1]);
      return told[0];
    };
    expect(await isManager('2026-11-03T22:59:59Z')).toBe(false);
    expect(await isManager('2026-11-03T23:00:00Z')).toBe(true);
    expect(await isManager('2026-11-05T22:59:59Z')).toBe(true);
    expect(await isManager('2026-11-05T23:00:00Z')).toBe(false);
    expect((await stage.as('owner')('GET', overSite())).body.items).toEqual([]);
  });

  test('of a substitute counts once no approver is left', async () => {
    await stage.db
      .updateTable('approver_scope')
      .set({ valid_to: '2026-10-31' })
      .where('organisation_id', '=', stage.network.lender)
      .where('valid_from', '=', '2020-01-01')
      .execute();
    const line = await waitingFor(room);
    expect(await deciders(line)).toEqual(['Elected elected']);
    await added(overSite(), 'rival', { rank: 'substitute' });
    expect(await deciders(line)).toEqual(['Rival substitute']);
    const approver = await added(overLender(), 'owner');
    expect(await deciders(line)).toEqual(['Owner approver']);
    await stage.as('coordinator')('DELETE', `${overLender()}/${approver}`);
    expect(await deciders(line)).toEqual(['Rival substitute']);
    await stage.db
      .updateTable('approver_scope')
      .set({ valid_to: null })
      .where('valid_from', '=', '2020-01-01')
      .execute();
  });

  test('is ended where it was given, once; what has been stays in the table', async () => {
    const id = await added(overSite(), 'rival', { validFrom: '2026-10-01' });
    for (const path of [`/api/resources/${room}/approvers`, overLender()]) {
      expect((await stage.as('coordinator')('DELETE', `${path}/${id}`)).status).toBe(404);
    }
    const ended = await stage.as('owner')('DELETE', `${overSite()}/${id}`);
    expect([ended.status, ended.body.items]).toEqual([200, []]);
    expect((await stage.as('owner')('DELETE', `${overSite()}/${id}`)).status).toBe(404);
    const row = stage.db.selectFrom('approver_scope').select(['valid_from', 'valid_to']).where('id', '=', id);
    expect(await row.executeTakeFirst()).toEqual({ valid_from: '2026-10-01', valid_to: '2026-11-01' });
  });

  test('that is given or ended is in the history of what it is over', async () => {
    const { lender } = stage.network;
    const id = await added(overLender(), 'rival');
    await stage.as('owner')('DELETE', `${overLender()}/${id}`);
    const events = await stage.db
      .selectFrom('audit_event')
      .select(['action', 'organisation_id', 'subject_type'])
      .where('subject_id', '=', lender)
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    expect(events).toEqual([
      { action: 'organisation.approver_ended', organisation_id: lender, subject_type: 'organisation' },
      { action: 'organisation.approver_added', organisation_id: lender, subject_type: 'organisation' },
    ]);
  });
});
