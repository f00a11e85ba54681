import { beforeEach, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { createResource, createSite } from '../network.ts';
import { stepsOn } from './steps.ts';

const stage = play({ max: 20 });
const { at, read, change, booked, affectedIds } = stepsOn(stage);
let room: string;
/** Opens at 09:00, an hour later than the site where the room is. */
let laterSite: string;

beforeEach(async () => {
  const site = await createSite(stage.db);
  room = await createResource(stage.db, stage.network, { site_id: site }, { within_opening_hours: true });
  laterSite = await createSite(stage.db);
  await stage.db.updateTable('site_opening').set({ opens_minute: 540 }).where('site_id', '=', laterSite).execute();
});

const move = (body: object = {}) => change('owner', 'PATCH', `/api/resources/${room}`, { siteId: laterSite, ...body });
const siteNow = async () => (await read(room)).body.resource.site.id;
const idsOf = (reply: Awaited<ReturnType<typeof move>>) =>
  reply.body.affected.map((one: { bookingId: string }) => one.bookingId);

describe('a resource that moves to another site', () => {
  test('says first which bookings to come fall outside the hours there', async () => {
    const early = await booked(room, '08:00', '10:00');
    await booked(room, '10:00', '11:00');
    const dry = await move({ dryRun: true, name: 'Ailleurs' });
    expect([dry.status, idsOf(dry), dry.headers.get('ETag')]).toEqual([200, [early], '"1"']);
    expect(dry.body.affected[0]).toMatchObject({
      resourceId: room,
      organisationName: 'Les Jardins',
      startsAt: expect.any(String),
    });
    const refused = await move();
    expect([refused.status, refused.body.code, affectedIds(refused)]).toEqual([409, 'bookings_affected', [early]]);
    expect(await siteNow()).not.toBe(laterSite);

    const moved = await move({ acceptAffected: true });
    expect([moved.status, idsOf(moved), await siteNow()]).toEqual([200, [early], laterSite]);
    expect((await stage.as('member')('GET', `/api/bookings/${early}`)).body.booking.status).toBe('confirmed');
    const [event] = await stage.db
      .selectFrom('audit_event')
      .select('after')
      .where('subject_id', '=', room)
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    expect(event?.after).toEqual({ siteId: laterSite, acceptedBookings: [early] });
  });

  test('goes without a word when none falls outside, is over, or is bound to hours', async () => {
    await booked(room, '10:00', '11:00');
    expect(idsOf(await move())).toEqual([]);
    expect(await siteNow()).toBe(laterSite);

    room = await createResource(stage.db, stage.network, { site_id: stage.network.site });
    await booked(room, '08:00', '09:00');
    expect((await move()).status).toBe(200);
    const gone = await stage.as('owner')('PATCH', `/api/resources/${room}`, { siteId: room }, { 'If-Match': '*' });
    expect(gone.status).toBe(400);
  });

  test('reads the hours there by the clock there', async () => {
    const eastern = await createSite(stage.db, { time_zone: 'Indian/Reunion' });
    const evening = await booked(room, '17:00', '18:00');
    await booked(room, '08:00', '09:00');
    expect(idsOf(await move({ siteId: eastern, dryRun: true }))).toEqual([evening]);
  });

  test('tries on the rest of the change as well, and keeps nothing of it', async () => {
    await booked(room, '10:00', '11:00');
    await booked(room, '11:00', '12:00');
    const tight = await move({ dryRun: true, turnaroundMinutes: 30 });
    expect([tight.status, tight.body.code, tight.body.count]).toEqual([409, 'bookings_affected', 2]);
    const wide = await move({ dryRun: true, capacity: 3 });
    expect([wide.status, wide.body.resource.capacity]).toEqual([200, 1]);
    expect((await read(room)).body.resource).toMatchObject({ capacity: 1, turnaroundMinutes: 0, version: 1 });
  });

  test('and bookings that race: either they are told, or they keep to the hours there', async () => {
    const [moved, ...bookings] = await Promise.all([
      move(),
      ...['08:00', '08:15', '08:30'].map((from, i) =>
        stage.as('member')('POST', '/api/bookings', {
          organisationId: stage.network.borrower,
          title: 'Course',
          startsAt: at(from),
          endsAt: at(['08:15', '08:30', '08:45'][i] ?? ''),
          lines: [{ resourceId: room }],
        }),
      ),
    ]);
    const made = bookings.filter(reply => reply.status === 201).length;
    expect(bookings.every(reply => [201, 422].includes(reply.status))).toBe(true);
    expect([moved.status, made]).toSatisfy(([status, count]) => (status === 200 ? count === 0 : count > 0));
  });
});
