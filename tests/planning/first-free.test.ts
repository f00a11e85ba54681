import { beforeAll, describe, expect, it } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';

const stage = play();
/** A local time in November, in Paris. */
const at = (day: number, time: string) => `2026-11-${String(day).padStart(2, '0')}T${time}:00+01:00`;
const utc = (day: number, time: string) => new Date(at(day, time)).toISOString();
let room: string;

const book = (resourceId: string, startsAt: string, endsAt: string, quantity = 1) =>
  stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Réunion',
    startsAt,
    endsAt,
    lines: [{ resourceId, quantity }],
  });

async function firstOf(resourceId: string, from: string, minutes: number, more = '') {
  const asked = new URLSearchParams({ resourceId, from, minutes: String(minutes) });
  const reply = await stage.as('rival')('GET', `/api/availability/first?${asked}${more}`);
  expect(reply.status).toBe(200);
  return reply.body.items[0];
}

beforeAll(async () => {
  room = await createResource(
    stage.db,
    stage.network,
    { name: 'Salle', setup_minutes: 15, turnaround_minutes: 30 },
    { within_opening_hours: true, notice_minutes: 60 },
  );
  for (const [from, to] of [
    ['09:00', '11:00'],
    ['13:00', '18:30'],
  ] as const) {
    expect((await book(room, at(3, from), at(3, to))).status).toBe(201);
  }
});

describe('the first free time', () => {
  it('is between two bookings where it fits with its buffers, else after them, else another day', async () => {
    const half = await firstOf(room, at(3, '08:30'), 30);
    expect(half).toMatchObject({ startsAt: utc(3, '11:45'), endsAt: utc(3, '12:15'), reasons: [] });
    expect((await firstOf(room, at(3, '08:30'), 45)).startsAt).toBe(utc(3, '19:15'));
    expect((await firstOf(room, at(3, '08:30'), 60)).startsAt).toBe(utc(4, '08:00'));
  });

  it('is the earliest that availability would call free, whatever the length', async () => {
    for (const minutes of [30, 60]) {
      const found = await firstOf(room, at(3, '08:00'), minutes);
      const expected = await byTrying(room, new Date(at(3, '08:00')), minutes);
      expect([minutes, found.startsAt]).toEqual([minutes, expected]);
    }
  });

  it('keeps to the notice, and does not lie in the past', async () => {
    expect((await firstOf(room, at(1, '08:00'), 60)).startsAt).toBe(utc(2, '10:00'));
  });

  it('counts units, and knows what a whole takes of its parts', async () => {
    const chairs = await createResource(stage.db, stage.network, { name: 'Chaises', kind: 'equipment', capacity: 20 });
    await book(chairs, at(4, '09:00'), at(4, '12:00'), 15);
    expect((await firstOf(chairs, at(4, '09:00'), 60, '&quantity=5')).startsAt).toBe(utc(4, '09:00'));
    expect((await firstOf(chairs, at(4, '09:00'), 60, '&quantity=6')).startsAt).toBe(utc(4, '12:00'));
    const [hall, half] = [await createResource(stage.db, stage.network), await createResource(stage.db, stage.network)];
    await stage.db.insertInto('resource_part').values({ whole_id: hall, part_id: half }).execute();
    await book(half, at(4, '10:00'), at(4, '11:00'));
    expect((await firstOf(hall, at(4, '09:30'), 60)).startsAt).toBe(utc(4, '11:00'));
  });

  it('is absent with the rule that stands against it, or without one where only room is lacking', async () => {
    const short = await createResource(stage.db, stage.network, { name: 'Box' }, { max_minutes: 60 });
    expect(await firstOf(short, at(4, '09:00'), 120)).toMatchObject({
      startsAt: null,
      reasons: [{ code: 'too_long' }],
    });
    expect(await firstOf(room, at(3, '08:00'), 13 * 60)).toMatchObject({ startsAt: null, endsAt: null, reasons: [] });
    const own = await createResource(stage.db, stage.network, { name: 'Atelier', bookable_by: 'owner' });
    expect(await firstOf(own, at(4, '09:00'), 60)).toMatchObject({
      startsAt: null,
      reasons: [{ code: 'not_allowed' }],
    });
  });

  it('waits for the opening where hours do not bind, when the time asked for lies at night', async () => {
    const van = await createResource(stage.db, stage.network, { name: 'Camion', kind: 'vehicle' });
    expect((await firstOf(van, at(4, '03:00'), 24 * 60)).startsAt).toBe(utc(4, '08:00'));
  });

  it('takes the filters of the catalogue, and answers what would then be booked', async () => {
    const asked = `/api/availability/first?from=${encodeURIComponent(at(5, '08:00'))}&minutes=60&kind=room&q=salle`;
    const { body } = await stage.as('member')('GET', asked);
    const found = body.items.find((one: { resourceId: string }) => one.resourceId === room);
    expect((await book(room, found.startsAt, found.endsAt)).status).toBe(201);
    expect((await stage.as('member')('GET', `${asked}&commune=orsay`)).body.items).not.toEqual([]);
    expect((await stage.as('member')('GET', `${asked}&commune=nulle%20part`)).body.items).toEqual([]);
  });

  it('refuses what it would look for without end', async () => {
    for (const bad of ['minutes=0', 'minutes=60&days=400', 'minutes=9999999', 'minutes=60&cursor=abc']) {
      const reply = await stage.as('member')('GET', `/api/availability/first?from=2026-11-03T08:00:00Z&${bad}`);
      expect([bad, reply.status]).toEqual([bad, 400]);
    }
  });
});

/** The same by asking at each quarter of an hour. */
async function byTrying(resourceId: string, from: Date, minutes: number): Promise<string> {
  for (let start = from.getTime(); start < from.getTime() + 3 * 86_400_000; start += 900_000) {
    const window = { from: new Date(start).toISOString(), to: new Date(start + minutes * 60_000).toISOString() };
    const { body } = await stage.as('rival')(
      'GET',
      `/api/availability?${new URLSearchParams({ resourceId, ...window })}`,
    );
    if (body.items[0].free) return window.from;
  }
  return 'never';
}
