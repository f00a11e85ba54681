import { beforeEach, describe, expect, test } from 'vitest';
import { play, type Reply } from '../harness.ts';
import { createResource } from '../network.ts';
import { stepsOn } from './steps.ts';

const stage = play({ max: 30 });
const { at, book, booked, affectedIds } = stepsOn(stage);
let room: string;
beforeEach(async () => {
  room = await createResource(stage.db, stage.network);
});

const block = (person: Parameters<typeof stage.as>[0], from: string, to: string, more: object = {}) =>
  stage.as(person)('POST', '/api/blocks', { resourceId: room, startsAt: at(from), endsAt: at(to), ...more });

describe('a block', () => {
  test('is for approvers, the owner’s referents and the coordinator', async () => {
    for (const person of ['manager', 'substitute', 'owner', 'coordinator'] as const) {
      expect((await block(person, '09:00', '10:00')).status).toBe(201);
    }
    for (const person of ['member', 'colleague', 'rival', 'elected', 'stranger'] as const) {
      expect((await block(person, '09:00', '10:00')).status).toBe(403);
    }
    const hidden = await createResource(stage.db, stage.network, { visible_to: 'owner' });
    expect((await block('rival', '09:00', '10:00', { resourceId: hidden })).status).toBe(404);
    expect((await block('owner', '10:00', '09:00')).status).toBe(400);
    expect((await block('owner', '09:00', '10:00', { quantity: 2 })).status).toBe(400);
    expect((await block('owner', '09:00', '10:00', { liftedAt: at('09:00') })).status).toBe(400);
  });

  test('touches its neighbours without harm, and is refused over a booking, which is named', async () => {
    const morning = await booked(room, '09:00', '10:00');
    expect((await block('manager', '10:00', '11:00')).status).toBe(201);
    const refused = await block('manager', '08:30', '09:30');
    expect([refused.status, refused.body.code]).toEqual([409, 'bookings_affected']);
    expect(affectedIds(refused)).toEqual([morning]);
    expect(refused.body.bookings[0]).toMatchObject({ title: 'Réunion', organisationName: 'Les Jardins' });
    expect((await book(room, '10:30', '11:30')).body.reasons[0].code).toBe('blocked');
  });

  test('cancels what is in its way when asked to, with its reason', async () => {
    const [first, after] = [await booked(room, '09:00', '10:00'), await booked(room, '11:00', '12:00')];
    expect((await block('owner', '09:30', '10:30', { affected: 'cancel' })).body.code).toBe('reason_required');
    const reply = await block('owner', '09:30', '10:30', { affected: 'cancel', reason: 'Fuite d’eau' });
    expect(reply.status).toBe(201);
    expect(reply.body.cancelled.map((one: { bookingId: string }) => one.bookingId)).toEqual([first]);
    const status = async (id: string) => (await stage.as('member')('GET', `/api/bookings/${id}`)).body.booking;
    expect(await status(first)).toMatchObject({ status: 'cancelled', cancellationReason: 'Fuite d’eau' });
    expect(await status(after)).toMatchObject({ status: 'confirmed' });
  });

  test('of some units takes only so many, and cancels only as much as it must, latest first', async () => {
    room = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 5 });
    const first = await booked(room, '09:00', '10:00', { quantity: 2 });
    stage.now = new Date('2026-11-02T08:01:00Z');
    const second = await booked(room, '09:00', '10:00', { quantity: 2 });
    stage.now = new Date('2026-11-02T08:00:00Z');
    expect((await block('owner', '09:00', '10:00', { quantity: 1 })).status).toBe(201);
    const refused = await block('owner', '09:00', '10:00', { quantity: 1 });
    expect(affectedIds(refused).sort()).toEqual([first, second].sort());
    const reply = await block('owner', '09:00', '10:00', { quantity: 1, affected: 'cancel', reason: 'Cassé' });
    expect(reply.body.cancelled.map((one: { bookingId: string }) => one.bookingId)).toEqual([second]);
  });

  test('is moved with its version, and lifted at once; then the time is free', async () => {
    const { id } = (await block('manager', '09:00', '10:00')).body.block;
    const send = (version: string, body: object) =>
      stage.as('manager')('PATCH', `/api/blocks/${id}`, body, { 'If-Match': version });
    expect((await stage.as('manager')('PATCH', `/api/blocks/${id}`, {})).status).toBe(428);
    expect((await send('"7"', { endsAt: at('11:00') })).status).toBe(412);
    expect((await send('"1"', {})).headers.get('ETag')).toBe('"1"');
    expect((await send('"1"', { endsAt: at('11:00') })).headers.get('ETag')).toBe('"2"');
    expect((await book(room, '10:00', '10:30')).status).toBe(409);
    const after = await booked(room, '11:00', '12:00');
    expect(affectedIds(await send('"2"', { endsAt: at('11:30') }))).toEqual([after]);
    expect((await stage.as('member')('POST', `/api/blocks/${id}/lifting`)).status).toBe(403);
    const lifted = await stage.as('owner')('POST', `/api/blocks/${id}/lifting`);
    expect(lifted.body.block.liftedAt).toBe(stage.now.toISOString());
    expect((await stage.as('owner')('POST', `/api/blocks/${id}/lifting`)).status).toBe(200);
    expect((await book(room, '09:00', '11:00')).status).toBe(201);
  });

  test('says before it is changed what the change would cancel, and does nothing of it', async () => {
    const { id } = (await block('manager', '09:00', '10:00')).body.block;
    const [near, far] = [await booked(room, '10:00', '11:00'), await booked(room, '14:00', '15:00')];
    const preview = (person: 'manager' | 'member', body: object, headers = {}) =>
      stage.as(person)('POST', `/api/blocks/${id}/preview`, body, headers);
    const ids = (reply: Reply) => reply.body.affected.map((one: { bookingId: string }) => one.bookingId);
    expect(ids(await preview('manager', { endsAt: at('10:30') }))).toEqual([near]);
    expect(ids(await preview('manager', { startsAt: at('14:30'), endsAt: at('16:00') }))).toEqual([far]);
    expect(ids(await preview('manager', { startsAt: at('09:30'), reason: 'Plus court' }))).toEqual([]);
    expect((await preview('manager', { endsAt: at('10:30') }, { 'If-Match': '"9"' })).status).toBe(412);
    expect((await preview('member', { endsAt: at('10:30') })).status).toBe(403);
    expect((await stage.as('member')('GET', `/api/bookings/${near}`)).body.booking.status).toBe('confirmed');
    const { items } = (await stage.as('member')('GET', `/api/blocks?resourceId=${room}`)).body;
    expect(items[0]).toMatchObject({ id, version: 1, endsAt: new Date(at('10:00')).toISOString() });
  });

  test('is listed in its window, for whoever sees the resource', async () => {
    await block('manager', '09:00', '10:00', { reason: 'Un' });
    await block('manager', '10:00', '11:00', { reason: 'Deux' });
    const list = async (query: string) =>
      (await stage.as('member')('GET', `/api/blocks?resourceId=${room}&${query}`)).body.items.map(
        (one: { reason: string }) => one.reason,
      );
    expect(await list('')).toEqual(['Un', 'Deux']);
    expect(await list(`from=${encodeURIComponent(at('10:00'))}`)).toEqual(['Deux']);
    expect(await list(`to=${encodeURIComponent(at('10:00'))}`)).toEqual(['Un']);
    const first = (await stage.as('member')('GET', `/api/blocks?resourceId=${room}&limit=1`)).body;
    expect(await list(`cursor=${first.nextCursor}`)).toEqual(['Deux']);
    expect((await stage.as('member')('GET', '/api/blocks?cursor=abc')).status).toBe(400);
    const hidden = await createResource(stage.db, stage.network, { visible_to: 'owner' });
    await block('manager', '09:00', '10:00', { resourceId: hidden });
    expect((await stage.as('member')('GET', `/api/blocks?resourceId=${hidden}`)).body.items).toEqual([]);
  });

  test('a lapsed hold is not in its way', async () => {
    room = await createResource(stage.db, stage.network, { approval: 'manager', decision_hours: 1 });
    const pending = await booked(room, '09:00', '10:00');
    stage.now = new Date('2026-11-02T20:00:00Z');
    const reply = await block('manager', '09:00', '10:00');
    expect(reply.status).toBe(201);
    expect((await stage.as('member')('GET', `/api/bookings/${pending}`)).body.booking.status).toBe('expired');
    stage.now = new Date('2026-11-02T08:00:00Z');
  });

  test('and bookings that race: never both', async () => {
    for (let round = 0; round < 3; round++) {
      room = await createResource(stage.db, stage.network);
      const replies = await Promise.all(
        Array.from({ length: 24 }, (_, i) =>
          i % 2 ? block('manager', '09:00', '10:00') : book(room, '09:30', '10:30'),
        ),
      );
      const won = (odd: number) => replies.filter((reply, i) => i % 2 === odd && reply.status === 201).length;
      expect(replies.every(reply => [201, 409].includes(reply.status))).toBe(true);
      expect([won(0), won(1)]).toSatisfy(
        ([bookings, blocks]) => (bookings === 1 && blocks === 0) || (bookings === 0 && blocks === 12),
      );
    }
  });
});
