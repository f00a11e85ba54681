import { beforeEach, describe, expect, it } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';

const stage = play();

let room: string;
beforeEach(async () => {
  stage.now = new Date('2026-11-02T08:00:00Z');
  room = await createResource(stage.db, stage.network);
});

async function booked(day: string, resourceId = room, more: object = {}) {
  const reply = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Chorale',
    startsAt: `2026-11-${day}T09:00`,
    endsAt: `2026-11-${day}T10:00`,
    lines: [{ resourceId, quantity: 1 }],
    ...more,
  });
  expect(reply.status).toBe(201);
  return reply.body;
}

const read = async (query: string) => (await stage.as('member')('GET', `/api/bookings?${query}`)).body;
const days = (body: { items: { startsAt: string }[] }) => body.items.map(one => one.startsAt.slice(8, 10));

describe('one’s bookings', () => {
  it('come from the first on, or from the last back, in pages either way', async () => {
    for (const day of ['10', '11', '12']) await booked(day);
    expect(days(await read(`resourceId=${room}`))).toEqual(['10', '11', '12']);
    const last = await read(`resourceId=${room}&order=last&limit=2`);
    const rest = await read(`resourceId=${room}&order=last&limit=2&cursor=${last.nextCursor}`);
    expect([days(last), days(rest), rest.nextCursor]).toEqual([['12', '11'], ['10'], null]);
  });

  it('are narrowed to a kind, and say of each line whose it is and where', async () => {
    const van = await createResource(stage.db, stage.network, { kind: 'vehicle', name: 'Kangoo' });
    const { booking } = await booked('13', van);
    const { items } = await read('kind=vehicle&from=2026-11-13T00:00:00Z&to=2026-11-14T00:00:00Z');
    expect(items.map((one: { id: string }) => one.id)).toEqual([booking.id]);
    expect(items[0].lines).toMatchObject([{ kind: 'vehicle', resourceName: 'Kangoo', ownerName: 'L’Atelier' }]);
    expect(items[0].lines[0].siteName).not.toBe('');
  });
});

describe('what a booking was made under', () => {
  it('stays, when the owner publishes other terms and prices', async () => {
    const publish = (path: string, body: object) =>
      stage.as('owner')('POST', `/api/resources/${room}/${path}`, body, { 'If-Match': '*' });
    expect((await publish('terms', { body: 'Rangez les chaises.' })).status).toBe(200);
    expect((await publish('tariffs', { unit: 'hour', amountCents: 1200 })).status).toBe(200);
    const { booking } = await booked('10');
    stage.now = new Date('2026-11-02T09:00:00Z');
    expect((await publish('terms', { body: 'Rangez tout.' })).status).toBe(200);
    const { body } = await stage.as('member')('GET', `/api/bookings/${booking.id}/conditions`);
    expect(body.items).toMatchObject([
      {
        lineId: booking.lines[0].id,
        terms: { body: 'Rangez les chaises.', inForce: false },
        tariff: { unit: 'hour', amountCents: 1200, inForce: true },
      },
    ]);
  });
});

describe('what an act would reach', () => {
  const reach = async (id: string, act: string) =>
    (await stage.as('member')('GET', `/api/bookings/${id}/reach?act=${act}`)).body.items;

  it('is counted by scope: what is over stays, what was changed alone is cancelled but not changed with the others', async () => {
    const recurrence = { rrule: 'FREQ=WEEKLY;COUNT=4', timeZone: 'Europe/Paris' };
    const { bookings } = await booked('03', room, { recurrence });
    const alone = bookings[3];
    const change = { title: 'Concert' };
    const reply = await stage.as('member')('PATCH', `/api/bookings/${alone.id}`, change, { 'If-Match': '*' });
    expect(reply.body.booking.detached).toBe(true);
    stage.now = new Date('2026-11-04T08:00:00Z');
    const counts = (items: { scope: string; dates: number }[]) => items.map(one => [one.scope, one.dates]);
    expect(counts(await reach(bookings[2].id, 'cancel'))).toEqual([
      ['this', 1],
      ['following', 2],
      ['all', 3],
    ]);
    expect(counts(await reach(bookings[2].id, 'change'))).toEqual([
      ['this', 1],
      ['following', 1],
      ['all', 2],
    ]);
  });

  it('names who would get mail: who keeps what comes back free, who would decide on a change, and not who acts', async () => {
    const kept = await createResource(stage.db, stage.network, { approval: 'manager' });
    const { booking } = await booked('10', kept);
    await stage.as('manager')('POST', `/api/bookings/${booking.id}/decisions`, { outcome: 'approved' });
    expect(await reach(booking.id, 'cancel')).toEqual([
      { scope: 'this', dates: 1, told: [{ name: 'Manager', part: 'keeper' }] },
    ]);
    expect(await reach(booking.id, 'change')).toEqual([
      { scope: 'this', dates: 1, told: [{ name: 'Manager', part: 'decider' }] },
    ]);
    const seenByColleague = await stage.as('colleague')('GET', `/api/bookings/${booking.id}/reach?act=cancel`);
    expect(seenByColleague.body.items[0].told).toContainEqual({ name: 'Member', part: 'booker' });
  });
});
