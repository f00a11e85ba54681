import { describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';
import { stepsOn } from './steps.ts';

const stage = play({ max: 30 });
const { change, book, booked, affectedIds, read } = stepsOn(stage);

describe('capacity', () => {
  test('is not lowered below what is promised; the bookings that make the peak are named', async () => {
    const chairs = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 10 });
    const [first, second, alone] = [
      await booked(chairs, '09:00', '11:00', { quantity: 4 }),
      await booked(chairs, '10:00', '12:00', { quantity: 4 }),
      await booked(chairs, '14:00', '15:00', { quantity: 5 }),
    ];
    const path = `/api/resources/${chairs}`;
    const refused = await change('owner', 'PATCH', path, { capacity: 7 });
    expect([refused.status, refused.body.code, refused.body.count]).toEqual([409, 'bookings_affected', 2]);
    expect(affectedIds(refused).sort()).toEqual([first, second].sort());
    expect(refused.body.bookings[0]).toMatchObject({
      title: 'Réunion',
      organisationName: 'Les Jardins',
      personName: 'Member',
    });
    expect(affectedIds(await change('owner', 'PATCH', path, { capacity: 1 })).sort()).toEqual(
      [first, second, alone].sort(),
    );
    expect((await read(chairs)).body.resource).toMatchObject({ capacity: 10, version: 1 });
    expect((await change('owner', 'PATCH', path, { capacity: 8 })).status).toBe(200);
  });

  test('a cut and 24 bookings at once never leave more promised than there is', async () => {
    const chairs = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 24 });
    const replies = await Promise.all([
      ...Array.from({ length: 24 }, () => book(chairs, '09:00', '10:00')),
      ...[20, 12, 6].map(capacity => change('owner', 'PATCH', `/api/resources/${chairs}`, { capacity })),
    ]);
    expect(replies.every(reply => [200, 201, 409, 412, 422].includes(reply.status))).toBe(true);
    const { capacity } = await stage.db
      .selectFrom('resource')
      .select('capacity')
      .where('id', '=', chairs)
      .executeTakeFirstOrThrow();
    const promised = replies.slice(0, 24).filter(reply => reply.status === 201).length;
    expect(promised).toBeLessThanOrEqual(capacity);
    expect(promised).toBeGreaterThan(0);
  });
});

describe('setup and turnaround', () => {
  test('are added to what is promised, and refused where the neighbours leave no room', async () => {
    const room = await createResource(stage.db, stage.network);
    const morning = await booked(room, '09:00', '10:00');
    const next = await booked(room, '10:30', '11:30');
    const path = `/api/resources/${room}`;
    expect((await change('owner', 'PATCH', path, { turnaroundMinutes: 30 })).status).toBe(200);
    const claims = await stage.db.selectFrom('claim').select('occupied').where('booking_id', '=', morning).execute();
    expect(claims[0]?.occupied).toContain('09:30');
    const refused = await change('owner', 'PATCH', path, { setupMinutes: 15 });
    expect([refused.status, refused.body.code]).toEqual([409, 'bookings_affected']);
    expect(affectedIds(refused).sort()).toEqual([morning, next].sort());
    expect((await book(room, '11:45', '12:00')).status).toBe(409);
    expect((await change('owner', 'PATCH', path, { turnaroundMinutes: 0, setupMinutes: 30 })).status).toBe(200);
    expect((await book(room, '12:00', '12:15')).status).toBe(201);
  });

  test('what is over stands in nobody’s way', async () => {
    const room = await createResource(stage.db, stage.network);
    await booked(room, '09:00', '10:00');
    await booked(room, '10:00', '11:00');
    await booked(room, '09:00', '10:00', { day: '2026-11-05' });
    stage.now = new Date('2026-11-04T08:00:00Z');
    const reply = await change('owner', 'PATCH', `/api/resources/${room}`, { turnaroundMinutes: 60 });
    stage.now = new Date('2026-11-02T08:00:00Z');
    expect(reply.status).toBe(200);
  });
});

describe('a divisible hall', () => {
  async function divisible() {
    const [whole, east, west] = [
      await createResource(stage.db, stage.network, { name: 'Halle' }),
      await createResource(stage.db, stage.network, { name: 'Halle est' }),
      await createResource(stage.db, stage.network, { name: 'Halle ouest' }),
    ];
    const reply = await change('owner', 'PUT', `/api/resources/${whole}/composition`, { parts: [east, west] });
    expect(reply.body.resource.parts).toHaveLength(2);
    return { whole, east, west };
  }

  test('the whole takes its parts, each part the whole, and two parts may be out at once', async () => {
    const { whole, east, west } = await divisible();
    await booked(whole, '09:00', '10:00');
    expect((await book(east, '09:30', '10:30')).status).toBe(409);
    await booked(east, '10:00', '11:00');
    await booked(west, '10:00', '11:00');
    expect((await book(whole, '10:30', '11:30')).status).toBe(409);
    await booked(whole, '11:00', '12:00');
  });

  test('is not made of what is promised at the same time, nor of itself', async () => {
    const { whole, east } = await divisible();
    const other = await createResource(stage.db, stage.network);
    const [mine, theirs] = [await booked(whole, '09:00', '10:00'), await booked(other, '09:00', '10:00')];
    const path = `/api/resources/${whole}/composition`;
    const refused = await change('owner', 'PUT', path, { parts: [east, other] });
    expect([refused.status, refused.body.code]).toEqual([409, 'bookings_affected']);
    expect(affectedIds(refused).sort()).toEqual([mine, theirs].sort());
    const cycle = await change('owner', 'PUT', `/api/resources/${east}/composition`, { parts: [whole] });
    expect([cycle.status, cycle.body.code]).toEqual([422, 'made_of_itself']);
    expect((await change('owner', 'PUT', path, { parts: [whole] })).status).toBe(422);
    const foreign = await createResource(stage.db, stage.network, { owner_id: stage.network.third });
    expect((await change('owner', 'PUT', path, { parts: [foreign] })).status).toBe(403);
  });

  test('maintenance of the whole stops its parts', async () => {
    const { whole, east } = await divisible();
    const { at } = stepsOn(stage);
    const blocked = await stage.as('manager')('POST', '/api/blocks', {
      resourceId: whole,
      startsAt: at('14:00'),
      endsAt: at('16:00'),
      reason: 'Peinture',
    });
    expect(blocked.status).toBe(201);
    expect((await book(east, '15:00', '15:30')).body.reasons[0].code).toBe('blocked');
    expect((await book(whole, '15:00', '15:30')).status).toBe(409);
  });
});

describe('a kit', () => {
  test('draws its components, and its maintenance leaves them free', async () => {
    const { at } = stepsOn(stage);
    const laptops = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 10 });
    const kit = await createResource(stage.db, stage.network, { kind: 'equipment', name: 'Valise', capacity: 2 });
    const components = [{ resourceId: laptops, quantity: 4 }];
    expect((await change('owner', 'PUT', `/api/resources/${kit}/composition`, { components })).status).toBe(200);
    await booked(kit, '09:00', '10:00', { quantity: 2 });
    expect((await book(laptops, '09:30', '10:00', { quantity: 3 })).status).toBe(409);
    await booked(laptops, '09:30', '10:00', { quantity: 2 });
    const refused = await change('owner', 'PUT', `/api/resources/${kit}/composition`, {
      components: [{ resourceId: laptops, quantity: 5 }],
    });
    expect([refused.status, refused.body.count]).toEqual([409, 2]);
    const block = { resourceId: kit, startsAt: at('14:00'), endsAt: at('16:00') };
    expect((await stage.as('owner')('POST', '/api/blocks', block)).status).toBe(201);
    expect((await book(kit, '15:00', '15:30')).status).toBe(409);
    expect((await book(laptops, '15:00', '15:30', { quantity: 10 })).status).toBe(201);
  });
});

describe('criteria', () => {
  test('tell the bookings that they would no longer allow before they are published, each with why', async () => {
    const chairs = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 10 });
    await booked(chairs, '08:00', '08:30');
    const [long, many] = [
      await booked(chairs, '09:00', '13:00', { quantity: 2 }),
      await booked(chairs, '14:00', '15:00', { quantity: 6 }),
    ];
    const publish = (more: object) =>
      change('owner', 'POST', `/api/resources/${chairs}/criteria`, {
        ...{ maxMinutes: 120, maxQuantity: 5, noticeMinutes: 10_000, horizonDays: 1, withinOpeningHours: false },
        ...more,
      });
    const tried = await publish({ dryRun: true });
    const against = (bookings: { bookingId: string; reasons: { code: string }[] }[]) =>
      bookings.map(one => [one.bookingId, one.reasons.map(reason => reason.code)]);
    expect(against(tried.body.affected)).toEqual([
      [long, ['too_long']],
      [many, ['too_many']],
    ]);
    const refused = await publish({});
    expect([refused.status, refused.body.code, affectedIds(refused)]).toEqual([409, 'bookings_affected', [long, many]]);
    expect((await read(chairs)).body.resource.criteria.maxMinutes).toBeNull();

    const published = await publish({ acceptAffected: true });
    expect([published.status, published.body.resource.criteria.maxMinutes]).toEqual([200, 120]);
    expect((await stage.as('member')('GET', `/api/bookings/${long}`)).body.booking.status).toBe('confirmed');
    // They did not fit before either: nothing new to tell of them.
    expect((await publish({ maxMinutes: 90, dryRun: true })).body.affected).toEqual([]);
  });
});
