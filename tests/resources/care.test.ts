import { beforeEach, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { createResource, createSite } from '../network.ts';
import { stepsOn } from './steps.ts';

const stage = play();
const { change, booked, at, read } = stepsOn(stage);
let room: string;

async function offered(row: Parameters<typeof createResource>[2] = {}): Promise<string> {
  const id = await createResource(stage.db, stage.network, row);
  await change('owner', 'POST', `/api/resources/${id}/terms`, { body: 'Rendre propre.' });
  await change('owner', 'POST', `/api/resources/${id}/tariffs`, { unit: 'free' });
  return id;
}

beforeEach(async () => {
  room = await offered();
});

const notices = async (person: 'owner' | 'member' = 'owner') => {
  const { notices: all } = (await stage.as(person)('GET', '/api/care')).body;
  return all.filter((one: { id: string }) => one.id === room).map((one: { code: string }) => one.code);
};

describe('what needs care', () => {
  test('is told to who administers it, and to nobody else', async () => {
    expect(await notices()).toEqual([]);
    await change('owner', 'POST', `/api/resources/${room}/withdrawal`, {});
    expect(await notices()).toEqual(['withdrawn']);
    expect(await notices('member')).toEqual([]);
  });

  test('names what is promised on a withdrawn resource, a block to come and an offer that nobody decides on', async () => {
    await booked(room, '09:00', '10:00');
    const body = { resourceId: room, startsAt: at('14:00'), endsAt: at('15:00'), reason: 'peinture' };
    await stage.as('owner')('POST', '/api/blocks', body);
    expect(await notices()).toEqual(['blocked']);
    await stage.db.deleteFrom('approver_scope').execute();
    await change('owner', 'PATCH', `/api/resources/${room}`, { approval: 'manager' });
    expect(await notices()).toEqual(['nobody_decides', 'blocked']);
    await change('owner', 'POST', `/api/resources/${room}/withdrawal`, {});
    expect(await notices()).toEqual(['withdrawn_promised', 'blocked']);
  });

  test('counts bookings that lie outside hours that have changed, and tells of closures', async () => {
    const site = await createSite(stage.db);
    room = await offered({ site_id: site });
    await change('owner', 'POST', `/api/resources/${room}/criteria`, { withinOpeningHours: true });
    await booked(room, '09:00', '10:00');
    const { version } = (await stage.as('owner')('GET', `/api/sites/${site}`)).body.site;
    const exceptions = [{ firstDay: '2026-11-03', lastDay: '2026-11-03', reason: 'Inventaire' }];
    const saved = await stage.as('owner')(
      'PUT',
      `/api/sites/${site}/hours`,
      { exceptions, acceptAffected: true },
      { 'If-Match': `"${version}"` },
    );
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    const care = (await stage.as('owner')('GET', '/api/care')).body;
    expect(care.notices.find((one: { id: string }) => one.id === room)).toMatchObject({
      code: 'outside_hours',
      bookings: 1,
    });
    expect(care.notices.find((one: { id: string }) => one.id === site)).toMatchObject({
      code: 'site_closes',
      reason: 'Inventaire',
    });
  });
});

describe('before something is changed', () => {
  test('a withdrawal lists what is promised, and does nothing yet', async () => {
    const id = await booked(room, '09:00', '10:00');
    const reply = await change('owner', 'POST', `/api/resources/${room}/withdrawal`, { dryRun: true });
    expect(reply.body.affected.map((one: { bookingId: string }) => one.bookingId)).toEqual([id]);
    expect((await read(room)).body.resource.state).toBe('published');
  });

  test('a block lists the bookings that it would cancel: of some units only the latest, and cancels none', async () => {
    const chairs = await createResource(stage.db, stage.network, { capacity: 10 });
    await booked(chairs, '09:00', '10:00', { quantity: 4 });
    stage.now = new Date(stage.now.getTime() + 60_000);
    const latest = await booked(chairs, '09:00', '10:00', { quantity: 4 });
    const body = { resourceId: chairs, startsAt: at('08:00'), endsAt: at('12:00'), quantity: 5 };
    const reply = await stage.as('owner')('POST', '/api/blocks/preview', body);
    expect([reply.status, reply.body.affected.map((one: { bookingId: string }) => one.bookingId)]).toEqual([
      200,
      [latest],
    ]);
    const { body: kept } = await stage.as('member')('GET', `/api/bookings/${latest}`);
    expect(kept.booking.status).toBe('confirmed');
    expect((await stage.as('owner')('GET', `/api/blocks?resourceId=${chairs}`)).body.items).toEqual([]);
  });

  test('one is told who would decide for an organisation, and who keeps out of it', async () => {
    const { people, borrower, lender } = stage.network;
    await change('owner', 'PATCH', `/api/resources/${room}`, { approval: 'manager' });
    await stage.db.deleteFrom('approver_scope').execute();
    const add = (personId: string, rank: string) =>
      stage.as('owner')('POST', `/api/resources/${room}/approvers`, { personId, rank });
    await add(people.member, 'approver');
    await add(people.manager, 'substitute');
    const ask = async (organisationId: string) => {
      const path = `/api/resources/${room}/deciders?organisationId=${organisationId}`;
      const { people: told } = (await stage.as('owner')('GET', path)).body;
      return Object.fromEntries(
        told.map((one: { personId: string; recused: boolean; decides: boolean }) => [
          one.personId,
          one.recused ? 'recused' : one.decides,
        ]),
      );
    };
    expect(await ask(borrower)).toMatchObject({ [people.member]: 'recused', [people.manager]: true });
    expect(await ask(lender)).toMatchObject({ [people.member]: true });
  });

  test('every version of the terms can be read, with its words', async () => {
    stage.now = new Date(stage.now.getTime() + 60_000);
    await change('owner', 'POST', `/api/resources/${room}/terms`, { body: 'Autres conditions.' });
    const { terms } = (await stage.as('owner')('GET', `/api/resources/${room}/versions`)).body;
    expect(terms.map((one: { body: string }) => one.body)).toEqual(['Autres conditions.', 'Rendre propre.']);
  });

  test('the catalogue is narrowed to what one administers, and to what is withdrawn', async () => {
    const names = async (query: string) =>
      (await stage.as('owner')('GET', `/api/resources?limit=200&${query}`)).body.items.map(
        (one: { id: string }) => one.id,
      );
    const other = await createResource(stage.db, stage.network, { owner_id: stage.network.third });
    expect(await names('managed')).toContain(room);
    expect(await names('managed')).not.toContain(other);
    expect(await names('managed=false')).toContain(other);
    await change('owner', 'POST', `/api/resources/${room}/withdrawal`, {});
    expect(await names('state=withdrawn')).toContain(room);
    expect(await names('state=published')).not.toContain(room);
  });
});
