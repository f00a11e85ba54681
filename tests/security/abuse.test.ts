import { beforeAll, describe, expect, test } from 'vitest';
import type { Tables } from '../../server/database/tables.ts';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';
import { createWorld, photograph, soon, type World } from './world.ts';

const stage = play();
let world: World;
beforeAll(() => {
  world = createWorld(stage);
});

const post = (who: 'member' | 'rival' | 'owner' | 'manager', path: string, body: unknown, headers = {}) =>
  world.ask(who, 'POST', { path, body, headers });

/** Nothing of the network's affairs differs afterwards. */
async function unchanged(work: () => Promise<void>) {
  const before = await photograph(stage);
  await work();
  expect(await photograph(stage)).toEqual(before);
}

async function columnsOf(table: keyof Tables): Promise<string[]> {
  const rows = await stage.db.introspection.getTables();
  const columns = rows.find(one => one.name === table)?.columns.map(one => one.name) ?? [];
  expect(columns.length).toBeGreaterThan(5);
  return columns;
}

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('a booking', () => {
  test('is not made, nor changed, by columns that are nobody’s to write', async () => {
    const [body, id] = [await world.bookingBody(world.borrower), await world.booking()];
    const line = { resourceId: await world.resource() };
    const ours = new Set([
      'organisationId',
      'title',
      'purpose',
      'startsAt',
      'endsAt',
      'bundle',
      'quantity',
      'resourceId',
    ]);
    const names = [...(await columnsOf('booking')), ...(await columnsOf('booking_line')), 'user_id', 'person', 'role'];
    await unchanged(async () => {
      for (const name of names
        .flatMap(one => [one, camelCase(one)])
        .filter(one => !ours.has(one) && !ours.has(camelCase(one)))) {
        const extra = { [name]: world.people.rival };
        expect((await post('member', '/api/bookings', { ...body, ...extra })).status, name).toBe(400);
        const inLine = await post('member', '/api/bookings', { ...body, lines: [{ ...line, ...extra }] });
        expect(inLine.status, name).toBe(400);
        const patch = { path: `/api/bookings/${id}`, body: extra, headers: { 'If-Match': '"1"' } };
        expect((await world.ask('member', 'PATCH', patch)).status, name).toBe(400);
      }
    });
  });

  test('is made by whoever is signed in, whoever they say they are', async () => {
    const body = await world.bookingBody(world.borrower);
    await unchanged(async () => {
      for (const name of ['userId', 'personId', 'person_id', 'requestedBy', 'onBehalfOf']) {
        expect((await post('member', '/api/bookings', { ...body, [name]: world.people.owner })).status).toBe(400);
      }
      const headers = { 'X-User-Id': world.people.owner, 'X-Forwarded-User': 'owner@example.test' };
      expect((await post('member', '/api/bookings', { ...body, organisationId: world.lender }, headers)).status).toBe(
        403,
      );
    });
    const { booking } = (await post('member', '/api/bookings', body)).body;
    expect(booking).toMatchObject({ organisationId: world.borrower, personId: world.people.member });
    const history = await world.ask('member', 'GET', { path: `/api/bookings/${booking.id}/history` });
    expect(history.body.items[0].person.id).toBe(world.people.member);
  });

  test('stays as it is, to the last byte, when a change names nothing', async () => {
    const id = await world.booking();
    await unchanged(async () => {
      const answer = await world.ask('member', 'PATCH', {
        path: `/api/bookings/${id}`,
        body: {},
        headers: { 'If-Match': '"1"' },
      });
      expect([answer.status, answer.headers.get('ETag')]).toEqual([200, '"1"']);
    });
  });

  test('is not passed on to an organisation that one does not act for', async () => {
    const id = await world.booking();
    await unchanged(async () => {
      const body = { organisationId: world.third };
      const patch = { path: `/api/bookings/${id}`, body, headers: { 'If-Match': '"1"' } };
      expect((await world.ask('member', 'PATCH', patch)).body.code).toBe('not_affiliated');
      const copy = { startsAt: '2026-11-12T09:00:00Z', organisationId: world.third };
      expect((await post('member', `/api/bookings/${id}/copies`, copy)).body.code).toBe('not_affiliated');
    });
  });
});

describe('a time that makes no sense', () => {
  const at = async (startsAt: string, endsAt: string, more = {}) =>
    post('member', '/api/bookings', await world.bookingBody(world.borrower, { startsAt, endsAt, ...more }));

  test.each([
    ['reversed', soon.endsAt, soon.startsAt, 400, 'malformed'],
    ['empty', soon.startsAt, soon.startsAt, 400, 'malformed'],
    ['in the year 1', '0001-01-01T00:00:00Z', '0001-01-01T01:00:00Z', 400, 'malformed'],
    ['from the year 1 until the year 9999', '0001-01-01T00:00:00Z', '9999-12-31T23:00:00Z', 400, 'malformed'],
    ['in the year 9999', '9999-12-31T20:00:00Z', '9999-12-31T21:00:00Z', 400, 'malformed'],
    ['thirty years long', '2026-11-10T09:00:00Z', '2056-11-10T09:00:00Z', 422, 'longer_than_any'],
    ['at 25:00', '2026-11-10T25:00:00Z', '2026-11-10T26:00:00Z', 400, 'malformed'],
    ['on 29 February 2027', '2027-02-29T09:00:00Z', '2027-02-29T10:00:00Z', 400, 'malformed'],
    ['infinite', 'infinity', 'infinity', 400, 'malformed'],
    ['in the hour that Paris skips', '2027-03-28T02:30:00', '2027-03-28T04:00:00', 422, 'local_time_missing'],
  ])('is refused: %s', async (_, startsAt, endsAt, status, code) => {
    const body = await world.bookingBody(world.borrower, { startsAt, endsAt });
    await unchanged(async () => {
      expect((await post('member', '/api/bookings', body)).body).toMatchObject({ status, code });
    });
  });

  test('is not let in by a choice for one date of a series', async () => {
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=3', timeZone: 'Europe/Paris' };
    const move = {
      recurrenceId: soon.startsAt,
      action: 'move',
      startsAt: soon.startsAt,
      endsAt: '2056-11-10T09:00:00Z',
    };
    const body = await world.bookingBody(world.borrower, { recurrence, choices: [move] });
    await unchanged(async () => {
      expect((await post('member', '/api/bookings', body)).body).toMatchObject({
        status: 422,
        code: 'longer_than_any',
      });
    });
  });

  test('is refused as a date that is added to a series, or as a copy', async () => {
    const [{ id }, booking] = [await world.series(), await world.booking()];
    await unchanged(async () => {
      for (const moment of ['0001-01-01T00:00:00Z', '9999-12-31T23:30:00Z', '2026-11-01T09:00:00Z']) {
        const added = await post('member', `/api/series/${id}/occurrences`, { recurrenceId: moment });
        expect([400, 409, 422], `${moment} ${added.text}`).toContain(added.status);
        const copied = await post('member', `/api/bookings/${booking}/copies`, { startsAt: moment });
        expect([400, 422], `${moment} ${copied.text}`).toContain(copied.status);
      }
    });
  });

  test('is no crash either of a block, a window, a set of terms or a feed', async () => {
    const resourceId = await world.resource();
    for (const instant of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-11-10T09:00:00+14:00']) {
      const block = await post('owner', '/api/blocks', {
        resourceId,
        startsAt: instant,
        endsAt: '9999-12-31T23:59:59Z',
      });
      expect(block.status).toBeLessThan(500);
      for (const path of ['availability', 'planning', 'bookings', 'blocks']) {
        for (const query of [`from=${instant}&to=9999-12-31T23:59:59Z`, `from=0001-01-01T00:00:00Z&to=${instant}`]) {
          const answer = await world.ask('member', 'GET', { path: `/api/${path}?${query.replaceAll('+', '%2B')}` });
          expect(answer.status, `${path} ${query}`).toBeLessThan(500);
        }
      }
    }
  });

  test('is refused in a zone that nobody knows', async () => {
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=3', timeZone: 'Mars/Olympus' };
    expect((await at(soon.startsAt, soon.endsAt, { recurrence })).body).toMatchObject({
      status: 400,
      code: 'unknown_time_zone',
    });
    const site = await world.ask('coordinator', 'POST', {
      path: '/api/sites',
      body: { name: 'X', commune: 'X', timeZone: 'Mars/Olympus' },
    });
    expect(site.body).toMatchObject({ status: 400, code: 'unknown_time_zone' });
  });
});

describe('what has moved on, or was said before,', () => {
  test('is refused: a stale version, a version that is none, a key with another body', async () => {
    const id = await world.booking();
    const patch = (version: string, title: string) =>
      world.ask('member', 'PATCH', { path: `/api/bookings/${id}`, body: { title }, headers: { 'If-Match': version } });
    expect((await patch('"1"', 'Un')).status).toBe(200);
    const [body, key] = [await world.bookingBody(world.borrower), { 'Idempotency-Key': 'abuse-1' }];
    expect((await post('member', '/api/bookings', body, key)).status).toBe(201);
    await unchanged(async () => {
      expect((await patch('"1"', 'Deux')).body).toMatchObject({ status: 412, code: 'stale' });
      for (const version of ['1', '"x"', '"-1"', '"99999999999"', 'null']) {
        expect((await patch(version, 'Deux')).body, version).toMatchObject({ status: 400, code: 'malformed' });
      }
      const other = { ...body, title: 'Autre' };
      expect((await post('member', '/api/bookings', other, key)).body.code).toBe('idempotency_mismatch');
      const long = { 'Idempotency-Key': 'x'.repeat(256) };
      expect((await post('member', '/api/bookings', body, long)).body.code).toBe('malformed');
    });
  });

  test('is no cursor of ours when it was made elsewhere, cut short, or altered', async () => {
    const cursors = ['x', '%00', 'e30', Buffer.from('["2026-11-10T09:00:00.000Z","1 or 1=1"]').toString('base64url')];
    cursors.push(Buffer.from(JSON.stringify(["';--", { a: 1 }, null])).toString('base64url'));
    for (const list of ['bookings', 'resources', 'sites', 'blocks', 'organisations', 'approvals']) {
      for (const cursor of cursors) {
        const answer = await world.ask('manager', 'GET', { path: `/api/${list}?cursor=${cursor}` });
        expect([answer.status, answer.headers.get('Content-Type')], `${list} ${cursor}`).toEqual([
          400,
          'application/problem+json',
        ]);
      }
    }
  });
});

describe('text that is SQL', () => {
  test('is a name like any other, to write and to look for', async () => {
    const name = "Robert'); drop table booking;-- %_\\";
    const id = await createResource(stage.db, stage.network, { name });
    const search = (q: string) => world.ask('member', 'GET', { path: `/api/resources?q=${encodeURIComponent(q)}` });
    expect((await search("robert'); drop")).body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    for (const nothing of ["' or '1'='1", 'Rob%rt', 'R_bert']) expect((await search(nothing)).body.items).toEqual([]);
    const body = await world.bookingBody(world.borrower, { title: name });
    expect((await post('member', '/api/bookings', body)).body.booking.title).toBe(name);
  });
});
