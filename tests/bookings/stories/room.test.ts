import { beforeEach, describe, expect, it } from 'vitest';
import { play } from '../../harness.ts';
import { createResource } from '../../network.ts';
import { askingOn } from './asking.ts';

const stage = play();
const { ask, booked, change, local } = askingOn(stage);

const room = (facts: object = {}) => createResource(stage.db, stage.network, facts);
const pool = (capacity: number) => createResource(stage.db, stage.network, { kind: 'equipment', capacity });
const statuses = async (asks: Parameters<typeof ask>[0][]) => {
  const replies = [];
  for (const one of asks) replies.push((await ask(one)).status);
  return replies;
};

beforeEach(() => {
  stage.now = new Date('2026-11-02T08:00:00Z');
});

describe('bookings that touch', () => {
  it.each([
    ['10:00-11:00', '11:00-12:00', '09:00-10:00'],
    ['09:00-10:00', '11:00-12:00', '10:00-11:00'],
    ['11:00-12:00', '10:00-11:00', '09:00-10:00'],
  ])('do not conflict in the order %s, %s, %s', async (...slots) => {
    const one = await room();
    const asks = slots.map(slot => ({ from: slot.slice(0, 5), to: slot.slice(6), on: [one] }));
    expect(await statuses(asks)).toEqual([201, 201, 201]);
    expect(await statuses(asks)).toEqual([409, 409, 409]);
    expect((await ask({ from: '08:45', to: '12:15', on: [one] })).status).toBe(409);
  });

  it('touch with their buffers too, and not a quarter of an hour closer', async () => {
    const one = await room({ setup_minutes: 15, turnaround_minutes: 30 });
    await booked({ from: '10:00', to: '11:00', on: [one] });
    expect((await ask({ from: '11:30', to: '12:00', on: [one] })).body.code).toBe('buffer');
    expect((await ask({ from: '08:45', to: '09:30', on: [one] })).body.code).toBe('buffer');
    await booked({ from: '11:45', to: '12:00', on: [one] });
    await booked({ from: '08:45', to: '09:15', on: [one] });
  });

  it('may be moved until they touch, and may touch a block', async () => {
    const one = await room();
    await booked({ from: '10:00', to: '11:00', on: [one] });
    const other = await booked({ from: '14:00', to: '15:00', on: [one] });
    const moved = await change(other, { startsAt: local('11:00'), endsAt: local('12:00') });
    expect(moved.status).toBe(200);
    const block = { resourceId: one, startsAt: '2026-11-10T11:00:00Z', endsAt: '2026-11-10T12:00:00Z' };
    expect((await stage.as('manager')('POST', '/api/blocks', block)).status).toBe(201);
    await booked({ from: '13:00', to: '14:00', on: [one] });
  });
});

describe('a divisible hall', () => {
  async function hall() {
    const [whole, left, right] = [await room(), await room(), await room()];
    const parts = [left, right].map(part_id => ({ whole_id: whole, part_id }));
    await stage.db.insertInto('resource_part').values(parts).execute();
    return { whole, left, right };
  }
  const morning = { from: '09:00', to: '12:00' };
  const within = { from: '10:00', to: '11:00' };

  it('taken whole, leaves neither part; a part taken, leaves the other and not the whole; both parts leave nothing', async () => {
    const { whole, left, right } = await hall();
    const first = await booked({ ...morning, on: [whole] });
    expect(await statuses([left, right, whole].map(one => ({ ...within, on: [one] })))).toEqual([409, 409, 409]);
    await stage.as('member')('POST', `/api/bookings/${first.id}/cancellation`, {});
    await booked({ ...morning, on: [left] });
    expect(await statuses([left, whole, right].map(one => ({ ...within, on: [one] })))).toEqual([409, 409, 201]);
    expect((await ask({ ...within, on: [whole] })).status).toBe(409);
  });

  it('is not taken twice by one booking of the whole and a part, but its two parts go together', async () => {
    const { whole, left, right } = await hall();
    expect((await ask({ ...morning, on: [whole, left] })).status).toBe(409);
    await booked({ ...morning, on: [left, right] });
  });

  it('gives a part back that leaves it while the whole is blocked, and stops one that joins', async () => {
    const { whole, left, right } = await hall();
    const later = await room();
    const block = { resourceId: whole, startsAt: '2026-11-10T08:00:00Z', endsAt: '2026-11-10T11:00:00Z' };
    expect((await stage.as('manager')('POST', '/api/blocks', block)).status).toBe(201);
    expect((await ask({ ...within, on: [left] })).body.code).toBe('blocked');
    const composed = await stage.as('owner')(
      'PUT',
      `/api/resources/${whole}/composition`,
      { parts: [right, later] },
      { 'If-Match': '"1"' },
    );
    expect(composed.status, JSON.stringify(composed.body)).toBe(200);
    expect(await statuses([left, right, later].map(one => ({ ...within, on: [one] })))).toEqual([201, 409, 409]);
  });
});

describe('a kit and its components', () => {
  it('come out of one pool: 3 in a kit and 3 single are 6', async () => {
    const chairs = await pool(6);
    const kit = await room({ kind: 'equipment' });
    const other = await room({ kind: 'equipment' });
    for (const kit_id of [kit, other]) {
      await stage.db.insertInto('resource_component').values({ kit_id, component_id: chairs, quantity: 3 }).execute();
    }
    const slot = { from: '09:00', to: '10:00' };
    const single = (quantity: number) => ({ resourceId: chairs, quantity });
    expect((await ask({ ...slot, on: [kit, single(4)] })).body.code).toBe('over_capacity');
    const both = await booked({ ...slot, on: [kit, single(3)] });
    expect((await ask({ ...slot, on: [single(1)] })).status).toBe(409);
    await stage.as('member')('POST', `/api/bookings/${both.id}/cancellation`, {});
    await booked({ ...slot, on: [kit, other] });
    expect((await ask({ ...slot, on: [single(1)] })).status).toBe(409);
  });

  it('asked for in two lines are asked for together, and keep both through a change', async () => {
    const chairs = await pool(6);
    const slot = { from: '09:00', to: '10:00' };
    const lines = [2, 3].map(quantity => ({ resourceId: chairs, quantity }));
    const booking = await booked({ ...slot, on: lines });
    const renamed = await change(booking, { title: 'Autre', lines });
    expect(renamed.body.booking.lines.map((line: { quantity: number }) => line.quantity)).toEqual([2, 3]);
    const moved = await change(renamed.body.booking, { endsAt: local('11:00') });
    expect(moved.body.booking.lines).toHaveLength(2);
    expect((await ask({ ...slot, on: [{ resourceId: chairs, quantity: 2 }] })).status).toBe(409);
    const more = await change(moved.body.booking, {
      lines: [2, 5].map(quantity => ({ resourceId: chairs, quantity })),
    });
    expect([more.status, more.body.code]).toEqual([409, 'over_capacity']);
  });
});

describe('what is running', () => {
  it('is not held back by a past that today’s rules would not allow', async () => {
    const chairs = await pool(5);
    await booked({ from: '08:00', to: '09:00', on: [{ resourceId: chairs, quantity: 3 }] });
    const running = await booked({ from: '08:00', to: '12:00', on: [{ resourceId: chairs, quantity: 2 }] });
    const one = await room();
    await booked({ from: '08:00', to: '09:00', on: [one] });
    const inRoom = await booked({ from: '09:00', to: '12:00', on: [one] });
    stage.now = new Date('2026-11-10T09:00:00Z');
    const publish = (id: string, facts: object) =>
      stage.as('owner')('PATCH', `/api/resources/${id}`, facts, { 'If-Match': '"1"' });
    expect((await publish(chairs, { capacity: 3 })).status).toBe(200);
    expect((await change(running, { endsAt: local('13:00') })).status).toBe(200);
    expect((await publish(one, { setupMinutes: 30 })).status).toBe(200);
    expect((await change(inRoom, { endsAt: local('13:00') })).status).toBe(200);
  });
});
