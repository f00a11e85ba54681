import { beforeEach, describe, expect, it } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';

const stage = play();

/** Tuesday 3 November 2026, in Paris (UTC+1). */
const at = (time: string) => `2026-11-03T${time}:00+01:00`;
const utc = (time: string) => new Date(at(time)).toISOString();

let room: string;
beforeEach(async () => {
  stage.now = new Date('2026-11-02T08:00:00Z');
  room = await createResource(stage.db, stage.network);
});

async function booked(resourceId: string, from: string, to: string, quantity = 1) {
  const reply = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Atelier',
    startsAt: at(from),
    endsAt: at(to),
    lines: [{ resourceId, quantity }],
  });
  expect(reply.status).toBe(201);
  return reply.body.booking;
}

const change = (booking: { id: string; version: number }, body: object, version = booking.version) =>
  stage.as('member')('PATCH', `/api/bookings/${booking.id}`, body, { 'If-Match': `"${version}"` });

const isFree = async (resourceId: string, from: string, to: string) => {
  const rows = await stage.db
    .selectFrom('claim')
    .select('id')
    .where('resource_id', '=', resourceId)
    .where(eb => eb(eb.ref('occupied'), '&&', `[${utc(from)},${utc(to)})` as never))
    .execute();
  return rows.length === 0;
};

describe('changing a booking', () => {
  it('moves it: the old time is free, the new one taken', async () => {
    const booking = await booked(room, '09:00', '10:00');
    const moved = await change(booking, { startsAt: at('14:00'), endsAt: at('15:00') });
    expect(moved.status).toBe(200);
    expect(moved.body.booking).toMatchObject({ startsAt: utc('14:00'), version: 2, sequence: 1, status: 'confirmed' });
    expect([await isFree(room, '09:00', '10:00'), await isFree(room, '14:00', '15:00')]).toEqual([true, false]);
  });

  it('may overlap its own old time', async () => {
    const booking = await booked(room, '09:00', '11:00');
    expect((await change(booking, { startsAt: at('10:00'), endsAt: at('12:00') })).status).toBe(200);
  });

  it('is refused onto another booking, and stays as it was', async () => {
    const booking = await booked(room, '09:00', '10:00');
    await booked(room, '14:00', '15:00');
    const refused = await change(booking, { startsAt: at('14:30'), endsAt: at('15:30') });
    expect([refused.status, refused.body.code]).toEqual([409, 'taken']);
    const read = await stage.as('member')('GET', `/api/bookings/${booking.id}`);
    expect(read.body.booking).toEqual(booking);
  });

  it('extends, swaps the resource and changes the quantity through the same guard', async () => {
    const other = await createResource(stage.db, stage.network);
    const chairs = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 10 });
    const booking = await booked(room, '09:00', '10:00');
    await booked(other, '10:00', '11:00');
    await booked(chairs, '09:00', '12:00', 6);
    const extended = await change(booking, { endsAt: at('11:00') });
    expect(extended.body.booking.endsAt).toBe(utc('11:00'));
    const swap = await change(extended.body.booking, { lines: [{ resourceId: other }] });
    expect([swap.status, swap.body.code]).toEqual([409, 'taken']);
    const tooMany = await change(extended.body.booking, {
      lines: [{ resourceId: room }, { resourceId: chairs, quantity: 5 }],
    });
    expect([tooMany.status, tooMany.body.code]).toEqual([409, 'over_capacity']);
    const added = await change(extended.body.booking, {
      lines: [{ resourceId: room }, { resourceId: chairs, quantity: 4 }],
    });
    expect(added.body.booking.lines).toHaveLength(2);
  });

  it('needs the version that was read, and refuses a stale one', async () => {
    const booking = await booked(room, '09:00', '10:00');
    const without = await stage.as('member')('PATCH', `/api/bookings/${booking.id}`, { title: 'Autre' });
    expect([without.status, without.body.code]).toEqual([428, 'precondition_required']);
    expect((await change(booking, { title: 'Autre' })).status).toBe(200);
    expect((await change(booking, { title: 'Encore' })).status).toBe(412);
  });

  it('leaves everything as it is when nothing is asked', async () => {
    const booking = await booked(room, '09:00', '10:00');
    const same = await change(booking, {});
    expect([same.status, same.headers.get('ETag')]).toEqual([200, '"1"']);
    expect(same.body.booking).toEqual(booking);
  });

  it('is hidden from those who may not know of it, and closed to those who may only see it', async () => {
    const booking = await booked(room, '09:00', '10:00');
    const patch = { title: 'Pris' };
    expect((await stage.as('rival')('PATCH', `/api/bookings/${booking.id}`, patch, { 'If-Match': '"1"' })).status).toBe(
      404,
    );
    expect(
      (await stage.as('manager')('PATCH', `/api/bookings/${booking.id}`, patch, { 'If-Match': '"1"' })).status,
    ).toBe(403);
  });
});

describe('a booking that a manager approved', () => {
  async function approved() {
    const managed = await createResource(stage.db, stage.network, { approval: 'manager' });
    const booking = await booked(managed, '09:00', '11:00');
    expect(booking).toMatchObject({ status: 'pending', lines: [{ status: 'pending', approvalRequired: true }] });
    await stage.db
      .insertInto('decision')
      .values({
        line_id: booking.lines[0].id,
        person_id: stage.network.people.manager,
        capacity: 'approver',
        outcome: 'approved',
        decided_at: stage.now,
      })
      .execute();
    await stage.db
      .updateTable('booking_line')
      .set({ status: 'confirmed' })
      .where('booking_id', '=', booking.id)
      .execute();
    await stage.db.updateTable('booking').set({ status: 'confirmed' }).where('id', '=', booking.id).execute();
    return { managed, booking };
  }

  it('keeps its old time while a new one waits for a decision', async () => {
    const { managed, booking } = await approved();
    const asked = await change(booking, { startsAt: at('10:00'), endsAt: at('13:00') });
    expect(asked.body.booking).toMatchObject({
      status: 'pending',
      startsAt: utc('09:00'),
      endsAt: utc('11:00'),
      change: { startsAt: utc('10:00'), endsAt: utc('13:00'), lines: [{ phase: 'proposed', status: 'pending' }] },
    });
    expect([await isFree(managed, '09:00', '11:00'), await isFree(managed, '11:00', '13:00')]).toEqual([false, false]);
    expect((await change(asked.body.booking, { endsAt: at('14:00') })).body.code).toBe('change_pending');
  });

  it('can be left as it was, and ended, while a change waits', async () => {
    const { managed, booking } = await approved();
    const asked = await change(booking, { endsAt: at('13:00') });
    const path = `/api/bookings/${booking.id}`;
    const withdrawn = await stage.as('colleague')('DELETE', `${path}/change`);
    expect(withdrawn.body.booking).toMatchObject({ status: 'confirmed', endsAt: utc('11:00'), change: null });
    expect(await isFree(managed, '11:00', '13:00')).toBe(true);
    expect((await stage.as('member')('DELETE', `${path}/change`)).body.code).toBe('wrong_status');

    const again = await change(withdrawn.body.booking, { endsAt: at('13:00') });
    expect([asked.status, again.body.booking.status]).toEqual([200, 'pending']);
    stage.now = new Date(at('10:00'));
    const finished = await stage.as('member')('POST', `${path}/completion`);
    expect(finished.body.booking).toMatchObject({ status: 'completed', endsAt: utc('10:00'), change: null });
    expect(await isFree(managed, '10:00', '13:00')).toBe(true);
  });

  it('may be shortened without a new decision', async () => {
    const { managed, booking } = await approved();
    const shorter = await change(booking, { endsAt: at('10:00') });
    expect(shorter.body.booking).toMatchObject({ status: 'confirmed', endsAt: utc('10:00'), change: null });
    expect(await isFree(managed, '10:00', '11:00')).toBe(true);
  });
});

describe('cancelling and restoring', () => {
  it('frees the time, and takes it back while it is free', async () => {
    const booking = await booked(room, '09:00', '10:00');
    const cancelled = await stage.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {
      reason: 'Reporté',
    });
    expect(cancelled.body.booking).toMatchObject({ status: 'cancelled', cancellationReason: 'Reporté', version: 2 });
    expect(await isFree(room, '09:00', '10:00')).toBe(true);
    const habit = { 'Content-Type': 'application/json' };
    const restored = await stage.as('member')('POST', `/api/bookings/${booking.id}/restoration`, undefined, habit);
    expect(restored.body.booking).toMatchObject({ status: 'confirmed', version: 3 });
    expect(await isFree(room, '09:00', '10:00')).toBe(false);
  });

  it('does not restore over somebody else', async () => {
    const booking = await booked(room, '09:00', '10:00');
    await stage.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {});
    await booked(room, '09:30', '10:30');
    const refused = await stage.as('member')('POST', `/api/bookings/${booking.id}/restoration`, {});
    expect([refused.status, refused.body.code]).toEqual([409, 'taken']);
  });

  it('notes that it was given up after the notice that the owner published', async () => {
    const strict = await createResource(stage.db, stage.network, {}, { cancel_notice_minutes: 48 * 60 });
    const [late, inTime] = [await booked(strict, '09:00', '10:00'), await booked(room, '09:00', '10:00')];
    const cancel = (id: string) => stage.as('member')('POST', `/api/bookings/${id}/cancellation`, {});
    expect((await cancel(late.id)).body.booking.cancelledLate).toBe(true);
    expect((await cancel(inTime.id)).body.booking.cancelledLate).toBe(false);
  });

  it('asks the owner for a reason, and nobody else may', async () => {
    const booking = await booked(room, '09:00', '10:00');
    const path = `/api/bookings/${booking.id}/cancellation`;
    expect((await stage.as('manager')('POST', path, {})).body.code).toBe('reason_required');
    expect((await stage.as('rival')('POST', path, { reason: 'Je la veux' })).status).toBe(404);
    expect((await stage.as('manager')('POST', path, { reason: 'Fuite d’eau' })).status).toBe(200);
  });

  it('ends a running booking early, and frees the rest', async () => {
    const booking = await booked(room, '09:00', '12:00');
    const path = `/api/bookings/${booking.id}/completion`;
    expect((await stage.as('member')('POST', path)).body.code).toBe('wrong_status');
    stage.now = new Date(at('10:30'));
    const done = await stage.as('member')('POST', path);
    expect(done.body.booking).toMatchObject({ status: 'completed', endsAt: utc('10:30') });
    expect(await isFree(room, '10:30', '12:00')).toBe(true);
  });

  it('copies to another time as a booking of its own', async () => {
    const booking = await booked(room, '09:00', '10:00');
    const copied = await stage.as('member')('POST', `/api/bookings/${booking.id}/copies`, { startsAt: at('15:00') });
    expect(copied.body.booking).toMatchObject({ title: 'Atelier', startsAt: utc('15:00'), endsAt: utc('16:00') });
    const onItself = await stage.as('member')('POST', `/api/bookings/${booking.id}/copies`, { startsAt: at('09:30') });
    expect(onItself.status).toBe(409);
  });

  it('tells who did what, when and why', async () => {
    const booking = await booked(room, '09:00', '10:00');
    await change(booking, { endsAt: at('11:00') });
    await stage.as('colleague')('POST', `/api/bookings/${booking.id}/cancellation`, { reason: 'Grippe' });
    const { body } = await stage.as('member')('GET', `/api/bookings/${booking.id}/history`);
    expect(body.names).toMatchObject({ [room]: expect.any(String), [stage.network.borrower]: 'Les Jardins' });
    expect(body.items.map((one: { action: string }) => one.action)).toEqual([
      'booking.created',
      'booking.changed',
      'booking.cancelled',
    ]);
    expect(body.items[2]).toMatchObject({ person: { name: 'Colleague' }, reason: 'Grippe' });
  });
});
