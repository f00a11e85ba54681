import { beforeEach, describe, expect, test } from 'vitest';
import { play } from '../harness.ts';
import { createResource, createSite, type PersonName } from '../network.ts';

const stage = play({ max: 20 });
let site: string;
let room: string;
beforeEach(async () => {
  stage.now = new Date('2026-11-02T08:00:00Z');
  site = await createSite(stage.db);
  room = await createResource(stage.db, stage.network, { site_id: site }, { within_opening_hours: true });
});

/** The test network's site opens from 08:00 to 20:00, Monday to Saturday. */
const weekdays = (opensMinute: number, closesMinute: number) =>
  [1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opensMinute, closesMinute }));

async function change(person: PersonName, method: string, path: string, body: unknown) {
  const etag = (await stage.as(person)('GET', `/api/sites/${site}`)).headers.get('ETag') ?? '';
  return stage.as(person)(method, `/api/sites/${site}${path}`, body, { 'If-Match': etag });
}

async function booked(from: string, to: string, day = '2026-11-03'): Promise<string> {
  const reply = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Atelier',
    startsAt: `${day}T${from}:00+01:00`,
    endsAt: `${day}T${to}:00+01:00`,
    lines: [{ resourceId: room }],
  });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.booking.id;
}

const newSite = (more: object = {}) => ({
  name: `Tiers-lieu ${Math.random()}`,
  commune: 'Palaiseau',
  timeZone: 'Europe/Paris',
  openings: weekdays(540, 1080),
  ...more,
});

describe('sites', () => {
  test('are added by the coordinator, with a zone that exists', async () => {
    const add = (person: PersonName, more?: object) => stage.as(person)('POST', '/api/sites', newSite(more));
    const added = await add('coordinator', { coordinates: { latitude: 48.71, longitude: 2.24 } });
    expect(added.status).toBe(201);
    expect(added.body.site).toMatchObject({ commune: 'Palaiseau', openings: weekdays(540, 1080), mayManage: true });
    for (const person of ['member', 'owner', 'manager', 'stranger'] as const)
      expect((await add(person)).status).toBe(403);
    expect((await add('coordinator', { timeZone: 'Europe/Orsay' })).body.code).toBe('unknown_time_zone');
    expect((await add('coordinator', { holidayRegion: 'FR-XX' })).status).toBe(400);
    expect((await add('coordinator', { name: added.body.site.name })).body.code).toBe('already_exists');
    const crossing = [...weekdays(540, 1080), { weekday: 1, opensMinute: 600, closesMinute: 700 }];
    expect((await add('coordinator', { openings: crossing })).status).toBe(400);
  });

  test('are read by all who are signed in, with the public holidays of the year', async () => {
    const { site: read } = (await stage.as('stranger')('GET', `/api/sites/${site}`)).body;
    expect(read.openings).toHaveLength(6);
    expect(read.publicHolidays).toContainEqual({ day: '2026-11-11', name: expect.stringContaining('1918') });
    expect((await stage.as('member')('GET', `/api/sites/${site}?year=2027`)).body.site.publicHolidays[0].day).toBe(
      '2027-01-01',
    );
    expect((await stage.anonymous('GET', `/api/sites/${site}`)).status).toBe(401);
    expect((await stage.as('member')('GET', `/api/sites/${room}`)).status).toBe(404);
    expect((await stage.as('member')('GET', '/api/sites?cursor=x')).status).toBe(400);
    const first = (await stage.as('member')('GET', '/api/sites?limit=1')).body;
    const rest = (await stage.as('member')('GET', `/api/sites?cursor=${first.nextCursor}`)).body;
    const all = (await stage.as('member')('GET', '/api/sites')).body;
    expect([...first.items, ...rest.items]).toEqual(all.items);
  });

  test('are changed by the coordinator, and by the referents of who owns all that is there', async () => {
    expect((await change('coordinator', 'PATCH', '', { accessNotes: 'Sonner' })).status).toBe(200);
    expect((await change('owner', 'PATCH', '', { accessNotes: 'Code 12' })).status).toBe(200);
    for (const person of ['manager', 'member', 'colleague', 'stranger'] as const) {
      expect((await change(person, 'PATCH', '', { accessNotes: 'X' })).status).toBe(403);
    }
    await createResource(stage.db, stage.network, { site_id: site, owner_id: stage.network.third });
    expect((await change('owner', 'PATCH', '', { accessNotes: 'X' })).status).toBe(403);
    expect((await change('owner', 'PUT', '/hours', { openings: [] })).status).toBe(403);
  });

  test('change no column that is not offered for change', async () => {
    const row = () => stage.db.selectFrom('site').selectAll().where('id', '=', site).executeTakeFirstOrThrow();
    const before = await row();
    const camel = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const allowed = new Set(['name', 'address', 'postcode', 'commune', 'schoolZone', 'accessNotes', 'timeZone']);
    const names = Object.keys(before).flatMap(column => [column, camel(column)]);
    for (const name of names.filter(one => !allowed.has(one))) {
      expect([name, (await change('coordinator', 'PATCH', '', { [name]: 1 })).status]).toEqual([name, 400]);
    }
    for (const nothing of [{}, { name: before.name, coordinates: { latitude: 48.699, longitude: 2.187 } }]) {
      const reply = await change('coordinator', 'PATCH', '', nothing);
      expect([reply.status, reply.headers.get('ETag')]).toEqual([200, '"1"']);
    }
    expect((await change('coordinator', 'PUT', '/hours', { openings: weekdays(480, 1200) })).headers.get('ETag')).toBe(
      '"1"',
    );
    expect(await row()).toEqual(before);
    expect((await stage.as('coordinator')('PATCH', `/api/sites/${site}`, { name: 'A' })).status).toBe(428);
  });
});

describe('the time zone of a site', () => {
  const move = (timeZone: string, person: PersonName = 'owner') => change(person, 'PATCH', '', { timeZone });

  test('changes while nothing is to come there, and the hours are read by the new clock', async () => {
    expect((await move('Indian/Reunion', 'member')).status).toBe(403);
    expect((await move('Europe/Orsay')).body.code).toBe('unknown_time_zone');
    const moved = await move('Indian/Reunion');
    expect([moved.status, moved.body.site.timeZone]).toEqual([200, 'Indian/Reunion']);
    // 08:00 on Réunion is 05:00 in Paris; 20:00 there is 17:00.
    await booked('05:00', '06:00');
    const evening = { startsAt: '2026-11-03T17:00:00+01:00', endsAt: '2026-11-03T18:00:00+01:00' };
    const late = { organisationId: stage.network.borrower, title: 'Soir', ...evening, lines: [{ resourceId: room }] };
    expect((await stage.as('member')('POST', '/api/bookings', late)).body.code).toBe('closed');
  });

  test('stays while bookings or requests are to come, which are told; what is over is no matter', async () => {
    const meeting = await booked('10:00', '11:00');
    const refused = await change('owner', 'PATCH', '', { timeZone: 'Indian/Reunion', name: 'Ailleurs' });
    expect([refused.status, refused.body.code, refused.body.count]).toEqual([409, 'bookings_affected', 1]);
    expect(refused.body.bookings[0]).toMatchObject({ bookingId: meeting, resourceId: room });
    const { site: kept } = (await stage.as('owner')('GET', `/api/sites/${site}`)).body;
    expect([kept.timeZone, kept.name === 'Ailleurs', kept.version]).toEqual(['Europe/Paris', false, 1]);
    expect((await move('Europe/Paris')).status).toBe(200);

    await stage.as('member')('POST', `/api/bookings/${meeting}/cancellation`, {});
    expect((await move('Indian/Reunion')).status).toBe(200);
    expect((await move('Europe/Paris')).status).toBe(200);
    await stage.db.updateTable('resource').set({ approval: 'manager' }).where('id', '=', room).execute();
    await booked('14:00', '15:00');
    expect((await move('Indian/Reunion')).body.count).toBe(1);
    stage.now = new Date('2026-11-03T15:00:00Z');
    expect((await move('Indian/Reunion')).status).toBe(200);
  });
});

describe('opening hours', () => {
  test('say which bookings would fall outside before anything is saved', async () => {
    const early = await booked('08:00', '09:00');
    await booked('10:00', '11:00');
    const hours = { openings: weekdays(540, 1200) };
    const dry = await change('owner', 'PUT', '/hours', { ...hours, dryRun: true });
    expect(dry.body.affected.map((one: { bookingId: string }) => one.bookingId)).toEqual([early]);
    expect(dry.body.site.openings[0].opensMinute).toBe(480);

    const refused = await change('owner', 'PUT', '/hours', hours);
    expect([refused.status, refused.body.code, refused.body.count]).toEqual([409, 'bookings_affected', 1]);
    const saved = await change('owner', 'PUT', '/hours', { ...hours, acceptAffected: true });
    expect(saved.body.site.openings[0].opensMinute).toBe(540);
    expect((await stage.as('member')('GET', `/api/bookings/${early}`)).body.booking.status).toBe('confirmed');
    const events = await stage.db.selectFrom('audit_event').selectAll().where('subject_id', '=', site).execute();
    expect(events.at(-1)).toMatchObject({ action: 'site.hours_changed', after: { acceptedBookings: [early] } });
    expect((await change('owner', 'PUT', '/hours', { openings: weekdays(540, 1080) })).body.affected).toEqual([]);
  });

  test('count closures and public holidays, and leave alone what is not bound to them', async () => {
    const armistice = await booked('10:00', '11:00', '2026-11-11');
    const free = await createResource(stage.db, stage.network, { site_id: site });
    const anyway = room;
    room = free;
    await booked('10:00', '11:00', '2026-11-11');
    room = anyway;
    const holidays = await change('owner', 'PUT', '/hours', { closesOnPublicHolidays: true });
    expect(holidays.body.bookings.map((one: { bookingId: string }) => one.bookingId)).toEqual([armistice]);
    const closure = { firstDay: '2026-11-09', lastDay: '2026-11-13', reason: 'Travaux' };
    expect((await change('owner', 'PUT', '/hours', { exceptions: [closure] })).body.count).toBe(1);
    const accepted = await change('owner', 'PUT', '/hours', { exceptions: [closure], acceptAffected: true });
    expect(accepted.body.site.exceptions).toMatchObject([{ ...closure, opensMinute: null }]);
    const halfDay = { ...closure, opensMinute: 480 };
    expect((await change('owner', 'PUT', '/hours', { exceptions: [halfDay] })).status).toBe(400);
  });

  test('and bookings that race: what is booked after the change keeps to it', async () => {
    const etag = (await stage.as('owner')('GET', `/api/sites/${site}`)).headers.get('ETag') ?? '';
    const body = { openings: weekdays(720, 1200) };
    const [saved, ...bookings] = await Promise.all([
      stage.as('owner')('PUT', `/api/sites/${site}/hours`, body, { 'If-Match': etag }),
      ...Array.from({ length: 12 }, (_, i) =>
        stage.as('member')('POST', '/api/bookings', {
          organisationId: stage.network.borrower,
          title: 'Course',
          startsAt: `2026-11-03T${String(8 + Math.floor(i / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][i % 4]}:00+01:00`,
          endsAt: `2026-11-03T${String(8 + Math.floor((i + 1) / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][(i + 1) % 4]}:00+01:00`,
          lines: [{ resourceId: room }],
        }),
      ),
    ]);
    const made = bookings.filter(reply => reply.status === 201).length;
    expect(bookings.every(reply => [201, 422].includes(reply.status))).toBe(true);
    // Either no booking came first and the hours hold for all, or some did and the change was refused.
    expect([saved.status, made]).toSatisfy(([status, count]) =>
      status === 200 ? count === 0 : status === 409 && count > 0,
    );
  });
});
