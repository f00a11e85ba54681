import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../shared/limits.ts';
import { play } from '../harness.ts';
import { createWorld, soon, type World } from './world.ts';

const stage = play({ max: 30 });
const start = new Date('2026-11-02T08:00:00Z');
let world: World;
beforeAll(() => {
  world = createWorld(stage);
});
beforeEach(() => {
  stage.now = start;
});

const max = limits.pendingPerOrganisation;
const onRequest = () => world.resource({ approval: 'manager', decision_hours: 72 });

async function request(who: 'member' | 'rival' = 'member', more: Record<string, unknown> = {}) {
  const organisationId = who === 'member' ? world.borrower : world.third;
  const body = await world.bookingBody(organisationId, { lines: [{ resourceId: await onRequest() }], ...more });
  return world.ask(who, 'POST', { path: '/api/bookings', body });
}
const act = (id: string, path: string, body: unknown = {}) =>
  world.ask('member', 'POST', { path: `/api/bookings/${id}/${path}`, body });
const patch = (id: string, body: unknown) =>
  world.ask('member', 'PATCH', { path: `/api/bookings/${id}`, body, headers: { 'If-Match': '*' } });

describe('a request that waits', () => {
  test('does not wait longer for being changed, nor for being cancelled and restored', async () => {
    const { id, holdUntil } = (await request()).body.booking;
    expect(holdUntil).toBe('2026-11-05T08:00:00.000Z');
    stage.now = new Date('2026-11-04T08:00:00Z');
    const moved = await patch(id, { endsAt: '2026-11-10T10:30:00Z' });
    expect([moved.status, moved.body.booking.holdUntil]).toEqual([200, holdUntil]);
    expect((await act(id, 'cancellation')).status).toBe(200);
    const restored = await act(id, 'restoration');
    expect([restored.status, restored.body.booking.holdUntil]).toEqual([200, holdUntil]);
    expect(restored.body.booking.status).toBe('pending');
    stage.now = new Date('2026-11-05T08:00:01Z');
    const late = await patch(id, { endsAt: '2026-11-10T11:00:00Z' });
    if (late.status === 200) expect(late.body.booking.holdUntil).toBe(holdUntil);
    const [{ resourceId }] = restored.body.booking.lines;
    const next = await world.bookingBody(world.third, { lines: [{ resourceId }] });
    expect((await world.ask('rival', 'POST', { path: '/api/bookings', body: next })).status).toBe(201);
  });
});

describe('an organisation', () => {
  test(`has at most ${max} requests waiting, also when they are made at once`, async () => {
    const waiting = async () => {
      const rows = stage.db.selectFrom('booking').select('id').where('status', '=', 'pending');
      return rows.where('organisation_id', '=', world.borrower).execute();
    };
    const room = max - (await waiting()).length;
    for (let n = 0; n < room - 3; n++) expect((await request()).status).toBe(201);
    const answers = await Promise.all(Array.from({ length: 12 }, () => request()));
    expect(answers.filter(one => one.status === 201)).toHaveLength(3);
    for (const one of answers.filter(other => other.status !== 201)) {
      expect(one.body).toMatchObject({ status: 422, code: 'too_many_pending', max });
      expect(one.body.detail).toContain('50');
    }
    expect(await waiting()).toHaveLength(max);
  });

  test('that is full still books what needs no decision, changes what waits, and lets others ask', async () => {
    expect((await request()).body.code).toBe('too_many_pending');
    const free = await world.ask('member', 'POST', {
      path: '/api/bookings',
      body: await world.bookingBody(world.borrower),
    });
    expect(free.status).toBe(201);
    expect((await request('rival')).status).toBe(201);
    const [own] = (await world.ask('member', 'GET', { path: '/api/bookings?status=pending&limit=1' })).body.items;
    expect((await patch(own.id, { title: 'Autre' })).status).toBe(200);
    expect((await patch(own.id, { endsAt: '2026-11-10T10:15:00Z' })).status).toBe(200);
  });

  test('that is full gets round it neither by a change, nor by a copy, nor by a restoration', async () => {
    const lines = [{ resourceId: await onRequest() }];
    const id = await world.booking();
    expect((await patch(id, { lines })).body.code).toBe('too_many_pending');
    const [own] = (await world.ask('member', 'GET', { path: '/api/bookings?status=pending&limit=1' })).body.items;
    expect((await act(own.id, 'copies', { startsAt: '2026-11-20T09:00:00Z' })).body.code).toBe('too_many_pending');
    expect((await act(own.id, 'cancellation')).status).toBe(200);
    expect((await request()).status).toBe(201);
    expect((await act(own.id, 'restoration')).body.code).toBe('too_many_pending');
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=3', timeZone: 'Europe/Paris' };
    expect((await request('member', { recurrence })).body.code).toBe('too_many_pending');
  });

  test('asks again once one was decided; a series is one request', async () => {
    const { items } = (await world.ask('manager', 'GET', { path: '/api/approvals?limit=10' })).body;
    // The rival has asked too.
    const own = items.find(
      (one: { booking: { organisationId: string } }) => one.booking.organisationId === world.borrower,
    );
    const decision = { path: `/api/bookings/${own.booking.id}/decisions`, body: { outcome: 'approved' } };
    expect((await world.ask('manager', 'POST', decision)).status).toBe(200);
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=10', timeZone: 'Europe/Paris' };
    expect((await request('member', { recurrence, ...soon })).status).toBe(201);
    expect((await request()).body.code).toBe('too_many_pending');
  });
});
