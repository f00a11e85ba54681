import { beforeEach, describe, expect, it } from 'vitest';
import { play } from '../../harness.ts';
import { createResource } from '../../network.ts';
import { askingOn } from './asking.ts';

const stage = play();
const { ask, booked, change, decide, read, local } = askingOn(stage);
const slot = { from: '09:00', to: '10:00' };

const decided = (facts: object = {}) =>
  createResource(stage.db, stage.network, { approval: 'manager', decision_hours: 24, ...facts });
const free = () => createResource(stage.db, stage.network);

/** The deadline of what is asked for now, and the instant before it. */
const deadline = new Date('2026-11-03T08:00:00.000Z');
const justBefore = new Date(deadline.getTime() - 1);

beforeEach(() => {
  stage.now = new Date('2026-11-02T08:00:00Z');
});

describe('a request that nobody decides on', () => {
  it('holds its time until the very instant of its deadline, and then is in nobody’s way, swept or not', async () => {
    const room = await decided();
    const request = await booked({ ...slot, on: [room] });
    expect(request.holdUntil).toBe(deadline.toISOString());
    stage.now = justBefore;
    expect((await ask({ ...slot, on: [room], who: 'rival' })).status).toBe(409);
    stage.now = deadline;
    await booked({ ...slot, on: [room], who: 'rival' });
    expect((await read(request)).status).toBe('expired');
    const { body } = await stage.as('member')('GET', `/api/bookings/${request.id}/history`);
    expect(body.items.at(-1)).toMatchObject({ action: 'booking.expired', person: null });
  });

  it('falls as a whole: its other lines are free too, though they waited for nobody', async () => {
    const [room, other] = [await decided(), await free()];
    const request = await booked({ ...slot, on: [room, other] });
    stage.now = justBefore;
    expect((await ask({ ...slot, on: [other], who: 'rival' })).status).toBe(409);
    stage.now = deadline;
    await booked({ ...slot, on: [other], who: 'rival' });
    expect(await read(request)).toMatchObject({
      status: 'expired',
      lines: [{ status: 'expired' }, { status: 'expired' }],
    });
  });

  it('cannot be changed, cancelled or approved any more', async () => {
    const request = await booked({ ...slot, on: [await decided()] });
    stage.now = deadline;
    expect((await change(request, { endsAt: local('11:00') })).body.code).toBe('wrong_status');
    const cancelled = await stage.as('member')('POST', `/api/bookings/${request.id}/cancellation`, {});
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'wrong_status']);
    expect((await decide(request, 'approved')).body.code).toBe('already_decided');
  });

  it('keeps its deadline when it is changed, and never waits beyond its own beginning', async () => {
    const room = await decided({ decision_hours: 240 });
    const request = await booked({ ...slot, on: [room] });
    const moved = await change(request, { startsAt: local('2026-11-04T09:00'), endsAt: local('2026-11-04T10:00') });
    expect(moved.body.booking.holdUntil).toBe('2026-11-04T08:00:00.000Z');
    const later = await change(moved.body.booking, { startsAt: local('09:00'), endsAt: local('10:00') });
    expect(later.body.booking.holdUntil).toBe('2026-11-04T08:00:00.000Z');
  });

  it('if it is a change, leaves what was held before, and can be asked for again', async () => {
    const room = await decided();
    const request = await booked({ ...slot, on: [room] });
    const approved = (await decide(request, 'approved')).body.booking;
    const asked = (await change(approved, { endsAt: local('12:00') })).body.booking;
    expect(asked.change).toMatchObject({ endsAt: '2026-11-10T11:00:00.000Z' });
    stage.now = deadline;
    await booked({ from: '11:00', to: '12:00', on: [room], who: 'rival' });
    const again = await change(await read(asked), { endsAt: local('10:45') });
    expect(again.body.booking).toMatchObject({ status: 'pending', change: { endsAt: '2026-11-10T09:45:00.000Z' } });
  });
});

describe('an extension of what is running', () => {
  it('waits for its decision, holds the time meanwhile, and is approved', async () => {
    const room = await decided();
    const request = await booked({ ...slot, on: [room] });
    const approved = (await decide(request, 'approved')).body.booking;
    stage.now = new Date('2026-11-10T08:30:00Z');
    const asked = (await change(approved, { endsAt: local('11:00') })).body.booking;
    expect(asked.change.holdUntil).toBe('2026-11-10T10:00:00.000Z');
    expect((await ask({ from: '10:15', to: '11:00', on: [room], who: 'rival' })).status).toBe(409);
    const extended = await decide(asked, 'approved');
    expect(extended.body.booking).toMatchObject({ endsAt: '2026-11-10T10:00:00.000Z', change: null });
  });
});

describe('requests that compete', () => {
  it('hold nothing, and leave the time to whoever is approved first', async () => {
    const room = await decided({ pending_requests: 'compete' });
    const [one, other] = [await booked({ ...slot, on: [room] }), await booked({ ...slot, on: [room], who: 'rival' })];
    const claims = () => stage.db.selectFrom('claim').select('booking_id').where('resource_id', '=', room).execute();
    expect(await claims()).toEqual([]);
    expect((await decide(other, 'approved')).status).toBe(200);
    expect(await claims()).toEqual([{ booking_id: other.id }]);
    expect((await read(one)).status).toBe('declined');
    expect((await ask({ ...slot, on: [room] })).status).toBe(409);
  });
});

describe('a bundle that keeps what is approved', () => {
  const kept = { bundle: 'keep_approved' };

  it('goes on with the rest when one line is declined, whose time is free', async () => {
    const [room, other] = [await decided(), await decided()];
    const request = await booked({ ...slot, on: [room, other], more: kept });
    const [first, second] = request.lines.map((line: { id: string }) => line.id);
    await decide(request, 'declined', [first]);
    expect((await read(request)).status).toBe('pending');
    await booked({ ...slot, on: [room], who: 'rival' });
    const settled = await decide(request, 'approved', [second]);
    expect(settled.body.booking).toMatchObject({
      status: 'confirmed',
      lines: [{ status: 'declined' }, { status: 'confirmed' }],
    });
    expect((await ask({ ...slot, on: [other], who: 'rival' })).status).toBe(409);
  });

  it('keeps what needed no decision when the deadline of another line passes', async () => {
    const [room, other] = [await decided(), await free()];
    const request = await booked({ ...slot, on: [room, other], more: kept });
    stage.now = deadline;
    await booked({ ...slot, on: [room], who: 'rival' });
    expect(await read(request)).toMatchObject({
      status: 'confirmed',
      lines: [{ status: 'expired' }, { status: 'confirmed' }],
    });
    expect((await ask({ ...slot, on: [other], who: 'rival' })).status).toBe(409);
  });
});

describe('on behalf of organisations', () => {
  it('one may act for two, and each of them has its own booking; not for a third', async () => {
    const { people, third, borrower, lender } = stage.network;
    const affiliation = { person_id: people.member, organisation_id: third, role: 'member', valid_from: '2020-01-01' };
    await stage.db
      .insertInto('affiliation')
      .values(affiliation as never)
      .execute();
    const room = await free();
    const mine = await booked({ ...slot, on: [room] });
    const theirs = await booked({ from: '10:00', to: '11:00', on: [room], more: { organisationId: third } });
    expect([mine.organisationId, theirs.organisationId]).toEqual([borrower, third]);
    expect((await stage.as('colleague')('GET', `/api/bookings/${theirs.id}`)).status).toBe(404);
    expect((await stage.as('rival')('GET', `/api/bookings/${theirs.id}`)).status).toBe(200);
    const passed = await change(mine, { organisationId: third });
    expect(passed.body.booking.organisationId).toBe(third);
    expect((await ask({ from: '14:00', to: '15:00', on: [room], more: { organisationId: lender } })).status).toBe(403);
  });

  it('what is not for one’s organisation is not to be had by a swap or a copy either', async () => {
    const room = await free();
    const restricted = await createResource(stage.db, stage.network, { bookable_by: 'owner' });
    const own = await booked({ ...slot, on: [room] });
    const swapped = await change(own, { lines: [{ resourceId: restricted }] });
    expect([swapped.status, swapped.body.code]).toEqual([422, 'not_allowed']);
    const lent = await booked({ ...slot, on: [restricted], who: 'owner' });
    const copied = await stage.as('owner')('POST', `/api/bookings/${lent.id}/copies`, { startsAt: local('12:00') });
    expect(copied.status).toBe(201);
    expect(
      (await stage.as('member')('POST', `/api/bookings/${lent.id}/copies`, { startsAt: local('14:00') })).status,
    ).toBe(404);
  });
});
