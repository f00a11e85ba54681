import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { checkDueCalendars } from '../../server/external-calendars/poll.ts';
import { play, publicUrl } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';
import { reachingHere, startServer, type TestServer } from '../outside/server.ts';

const stage = play();
let server: TestServer;
let room: string;
/** What the calendar of the outside says, or how it fails. */
let says: string[] | { status?: number; body?: string };
let served: number;

beforeAll(async () => {
  server = await startServer();
  stage.deps.outside = reachingHere({ patience: 2_000 });
  stage.app = createApp(stage.deps);
  server.answers.set('/jane/private-0123456789abcdef/basic.ics', (request, response) => {
    served++;
    if (!Array.isArray(says)) return response.writeHead(says.status ?? 200).end(says.body);
    const body = calendar(says);
    const tag = `"${createHash('sha256').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === tag) return response.writeHead(304).end();
    return response.writeHead(200, { ETag: tag }).end(body);
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  stage.now = new Date('2026-11-02T08:00:00Z');
  await stage.db.deleteFrom('external_calendar').execute();
  room = await createResource(stage.db, stage.network);
  says = [];
  served = 0;
  await stage.db.deleteFrom('mail').execute();
  await stage.db.deleteFrom('rate_limit').execute();
});

const calendar = (events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const at = (hour: string, day = '03') => `2026-11-${day}T${hour}:00+01:00`;
const stamp = (hour: string, day: string) => `202611${day}T${hour.replace(':', '')}00`;
function event(uid: string, from: string, to: string, more: { day?: string; lines?: string[] } = {}) {
  const { day = '03', lines = [] } = more;
  const time = (name: string, hour: string) => `${name};TZID=Europe/Paris:${stamp(hour, day)}`;
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'SUMMARY:Dentiste',
    time('DTSTART', from),
    time('DTEND', to),
    ...lines,
    'END:VEVENT',
  ].join('\r\n');
}
const address = () => `${server.url}/jane/private-0123456789abcdef/basic.ics`;
const add = (person: PersonName = 'owner', more: object = {}) =>
  stage.as(person)('POST', '/api/external-calendars', {
    resourceId: room,
    name: 'Mon agenda',
    address: address(),
    ...more,
  });
async function added(person: PersonName = 'owner', more: object = {}) {
  const reply = await add(person, more);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.calendar;
}
const check = async (id: string) =>
  (await stage.as('owner')('POST', `/api/external-calendars/${id}/check`)).body.calendar;
const book = (from: string, to: string, more: { resourceId?: string; quantity?: number; day?: string } = {}) => {
  const { resourceId = room, quantity = 1, day } = more;
  const body = {
    organisationId: stage.network.borrower,
    title: 'Réunion',
    startsAt: at(from, day),
    endsAt: at(to, day),
  };
  return stage.as('member')('POST', '/api/bookings', { ...body, lines: [{ resourceId, quantity }] });
};
async function booked(from: string, to: string, more: object = {}): Promise<string> {
  const reply = await book(from, to, more);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.booking.id;
}
const blocks = async () =>
  (await stage.as('owner')('GET', `/api/blocks?resourceId=${room}`)).body.items as {
    id: string;
    startsAt: string;
    reason: string;
  }[];
const clashes = async (id: string) =>
  (
    (await stage.as('owner')('GET', `/api/external-calendars/${id}/clashes`)).body.items as {
      booking: { bookingId: string };
    }[]
  ).map(one => one.booking.bookingId);
const mails = async (kind: string) =>
  stage.db
    .selectFrom('mail')
    .select(['recipient', 'subject', 'text_body'])
    .where('kind', '=', kind)
    .orderBy('recipient')
    .execute();

describe('busy time of the outside', () => {
  test('stops bookings, and what it leaves free does not', async () => {
    says = [event('a', '09:00', '10:00'), event('b', '11:00', '12:00', { lines: ['TRANSP:TRANSPARENT'] })];
    const one = await added();
    expect(one).toMatchObject({
      busy: 1,
      clashes: 0,
      failure: null,
      findings: [],
      succeededAt: stage.now.toISOString(),
    });
    const refused = await book('09:30', '10:30');
    expect([refused.status, refused.body.reasons[0].code]).toEqual([409, 'blocked']);
    expect(refused.body.alternatives.length).toBeGreaterThan(0);
    await booked('10:00', '12:00');
    expect((await blocks()).map(block => [block.startsAt, block.reason])).toEqual([['2026-11-03T08:00:00.000Z', '']]);
  });

  test('is replaced by difference: what stays keeps its block, what moves moves it, what is gone is free', async () => {
    says = [event('a', '09:00', '10:00'), event('b', '11:00', '12:00'), event('c', '14:00', '15:00')];
    const { id } = await added();
    const before = await blocks();
    says = [event('a', '09:00', '10:00'), event('b', '12:00', '13:00'), event('d', '16:00', '17:00')];
    await check(id);
    const after = await blocks();
    expect(after.map(one => one.id).slice(0, 2)).toEqual(before.map(one => one.id).slice(0, 2));
    expect(after.map(one => one.startsAt.slice(11, 16))).toEqual(['08:00', '11:00', '15:00']);
    await booked('11:00', '12:00');
    await booked('14:00', '15:00');
    expect((await book('16:00', '17:00')).status).toBe(409);
    const versions = await stage.db.selectFrom('claim_log').select('event').where('resource_id', '=', room).execute();
    // Three and then, for the two that moved or went and the two that came, no more; and the two bookings.
    expect(versions.length).toBe(3 + 2 + 2 + 2);
  });

  test('keeps the title only where that is asked for, and of people never', async () => {
    says = [event('a', '09:00', '10:00')];
    await added('owner', { detail: 'title' });
    expect((await blocks())[0]?.reason).toBe('Dentiste');
    expect((await book('09:00', '10:00')).body.reasons[0].message).toContain('Dentiste');
    room = await createResource(stage.db, stage.network, {
      kind: 'staff',
      staff_person_id: stage.network.people.manager,
    });
    expect((await add('manager', { detail: 'title' })).body.code).toBe('titles_of_people');
    await added('manager');
    const [bare] = await blocks();
    expect(bare?.reason).toBe('');
    await expect(
      stage.db
        .updateTable('block')
        .set({ reason: 'Dentiste' })
        .where('id', '=', bare?.id ?? '')
        .execute(),
    ).rejects.toThrow('busy time of a person has no title');
    const everything = await stage.db.selectFrom('block').selectAll().where('resource_id', '=', room).execute();
    expect(JSON.stringify(everything)).not.toMatch(/Dentiste|"a"/);
  });

  test('cannot be lifted or moved here: it is changed where it is kept', async () => {
    says = [event('a', '09:00', '10:00')];
    await added();
    const [one] = await blocks();
    expect((await stage.as('owner')('POST', `/api/blocks/${one?.id}/lifting`)).body.code).toBe('kept_elsewhere');
    const moved = await stage.as('owner')('PATCH', `/api/blocks/${one?.id}`, { reason: 'x' }, { 'If-Match': '*' });
    expect(moved.body.code).toBe('kept_elsewhere');
  });

  test('leaves out our own bookings of it that came back, and counts those of something else', async () => {
    room = await createResource(stage.db, stage.network, {
      kind: 'staff',
      staff_person_id: stage.network.people.manager,
    });
    const elsewhere = await createResource(stage.db, stage.network);
    const host = new URL(publicUrl).hostname;
    const [own, other] = [await booked('09:00', '10:00'), await booked('11:00', '12:00', { resourceId: elsewhere })];
    says = [
      event(`${own}@${host}`, '09:00', '10:00'),
      event(`${other}@${host}`, '11:00', '12:00'),
      event(`${own}@elsewhere.test`, '14:00', '15:00'),
    ];
    expect(await added('manager')).toMatchObject({ busy: 2, clashes: 0 });
  });
});

describe('what was promised before', () => {
  test('stands, is listed and told once, and everything else is stopped', async () => {
    const id = await booked('09:00', '10:00');
    says = [event('a', '08:00', '11:00')];
    const one = await added();
    expect(one).toMatchObject({ busy: 1, clashes: 1 });
    expect(await clashes(one.id)).toEqual([id]);
    const own = stage.as('member');
    expect((await own('GET', `/api/bookings/${id}`)).body.booking.status).toBe('confirmed');
    for (const [from, to] of [
      ['08:00', '08:30'],
      ['10:00', '10:30'],
      ['10:30', '11:00'],
    ] as const) {
      expect((await book(from, to)).status, from).toBe(409);
    }
    const patch = (change: object) => own('PATCH', `/api/bookings/${id}`, change, { 'If-Match': '*' });
    expect((await patch({ endsAt: at('10:30') })).status).toBe(409);
    expect((await patch({ title: 'Autre' })).status).toBe(200);
    expect((await patch({ endsAt: at('09:30') })).status).toBe(200);
    expect((await patch({ endsAt: at('10:00') })).status).toBe(409);
    await check(one.id);
    const told = await mails('calendar_clash');
    expect(told.map(mail => mail.recipient)).toEqual(['owner@example.test']);
    expect(told[0]?.text_body).toContain('Réunion');
    expect(told[0]?.text_body).toContain('mar. 3 nov. 2026');
  });

  test('may be let stand by who cares for it, until the two meet at another time', async () => {
    await booked('09:00', '10:00');
    says = [event('a', '08:00', '09:30')];
    const one = await added();
    const list = async () =>
      (await stage.as('owner')('GET', `/api/external-calendars/${one.id}/clashes`)).body.items as {
        id: string;
        acknowledged: { at: string; personName: string } | null;
      }[];
    const [clash] = await list();
    const path = `/api/external-calendars/${one.id}/clashes/${clash?.id}/acknowledgement`;
    expect((await stage.as('member')('POST', path)).status).toBe(404);
    const accepted = await stage.as('owner')('POST', path);
    const by = { at: stage.now.toISOString(), personName: 'Owner' };
    expect(accepted.body.clash).toMatchObject({ id: clash?.id, acknowledged: by });
    expect(await check(one.id)).toMatchObject({ busy: 1, clashes: 0 });
    expect((await list()).map(each => each.acknowledged)).toEqual([by]);
    says = [event('a', '08:30', '09:15')];
    expect(await check(one.id), 'less than what was accepted').toMatchObject({ clashes: 0 });
    says = [event('a', '09:00', '09:45')];
    expect(await check(one.id), 'more than what was accepted').toMatchObject({ clashes: 1 });
    expect((await list()).map(each => each.acknowledged)).toEqual([null]);
    await stage.as('owner')('POST', path);
    expect((await stage.as('owner')('DELETE', path)).body.clash.acknowledged).toBeNull();
    expect(await check(one.id)).toMatchObject({ clashes: 1 });
    says = [];
    await check(one.id);
    expect((await stage.as('owner')('POST', path)).status).toBe(404);
  });

  test('once given back is the calendar’s, at the same instant', async () => {
    const id = await booked('09:00', '10:00');
    says = [event('a', '08:00', '11:00')];
    const one = await added();
    const own = stage.as('member');
    expect((await own('POST', `/api/bookings/${id}/cancellation`, {})).status).toBe(200);
    expect(await clashes(one.id)).toEqual([]);
    expect((await own('POST', `/api/bookings/${id}/restoration`, {})).status).toBe(409);
    expect((await book('09:00', '10:00')).status).toBe(409);
    says = [];
    await check(one.id);
    expect((await own('POST', `/api/bookings/${id}/restoration`, {})).status).toBe(200);
  });

  test('may move out of the way, and not back', async () => {
    const id = await booked('09:00', '10:00');
    says = [event('a', '08:00', '11:00')];
    const one = await added();
    const move = (from: string, to: string) =>
      stage.as('member')('PATCH', `/api/bookings/${id}`, { startsAt: at(from), endsAt: at(to) }, { 'If-Match': '*' });
    expect((await move('13:00', '14:00')).status).toBe(200);
    expect(await clashes(one.id)).toEqual([]);
    expect((await move('09:00', '10:00')).status).toBe(409);
  });

  test('of a pool keeps its units, and the rest is taken', async () => {
    room = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 5 });
    await booked('09:00', '10:00', { quantity: 2 });
    says = [event('a', '09:00', '11:00')];
    expect(await added()).toMatchObject({ clashes: 1 });
    expect((await book('09:00', '10:00')).status).toBe(409);
    expect((await book('10:00', '11:00')).status).toBe(409);
    await booked('11:00', '12:00', { quantity: 5 });
  });

  test('may still be approved, or lapse and leave its time', async () => {
    room = await createResource(stage.db, stage.network, { approval: 'manager', decision_hours: 2 });
    const [kept, lapsing] = [await booked('09:00', '10:00'), await booked('10:00', '11:00')];
    says = [event('a', '08:00', '12:00')];
    const one = await added();
    expect(one.clashes).toBe(2);
    const decided = await stage.as('manager')('POST', `/api/bookings/${kept}/decisions`, { outcome: 'approved' });
    expect(decided.status).toBe(200);
    stage.now = new Date('2026-11-02T12:00:00Z');
    expect(await clashes(one.id)).toEqual([kept]);
    expect((await book('10:00', '11:00')).status).toBe(409);
    expect((await stage.as('member')('GET', `/api/bookings/${lapsing}`)).body.booking.status).not.toBe('confirmed');
  });

  test('does not keep the owner from changing buffers, capacity, or from blocking the same time', async () => {
    await booked('09:00', '10:00');
    says = [event('a', '09:30', '11:00')];
    await added();
    const patch = (change: object) => stage.as('owner')('PATCH', `/api/resources/${room}`, change, { 'If-Match': '*' });
    expect((await patch({ turnaroundMinutes: 45 })).status).toBe(200);
    expect((await patch({ capacity: 3 })).status).toBe(200);
    expect((await patch({ capacity: 1 })).status).toBe(200);
    const block = await stage.as('owner')('POST', '/api/blocks', {
      resourceId: room,
      startsAt: at('10:45'),
      endsAt: at('12:00'),
    });
    expect(block.status, JSON.stringify(block.body)).toBe(201);
    expect((await book('12:00', '13:00')).status).toBe(201);
    const over = await stage.as('owner')('POST', '/api/blocks', {
      resourceId: room,
      startsAt: at('09:00'),
      endsAt: at('09:30'),
    });
    expect(over.body.bookings).toHaveLength(1);
  });

  test('under a whole: a part that is booked keeps its time, the other is taken', async () => {
    const [one, other] = [await createResource(stage.db, stage.network), await createResource(stage.db, stage.network)];
    await stage.db
      .insertInto('resource_part')
      .values([
        { whole_id: room, part_id: one },
        { whole_id: room, part_id: other },
      ])
      .execute();
    await booked('09:00', '10:00', { resourceId: one });
    says = [event('a', '08:00', '11:00')];
    expect(await added()).toMatchObject({ clashes: 1 });
    expect((await book('09:00', '10:00', { resourceId: other })).status).toBe(409);
    expect((await book('10:00', '11:00', { resourceId: one })).status).toBe(409);
  });

  test('in the middle of the busy time, a change keeps what is over as it was', async () => {
    await booked('09:00', '10:00');
    says = [event('a', '08:00', '12:00'), event('b', '10:30', '13:00')];
    const one = await added();
    stage.now = new Date(at('11:00'));
    says = [event('a', '08:00', '12:00'), event('b', '10:30', '13:00'), event('c', '15:00', '16:00')];
    expect(await check(one.id)).toMatchObject({ failure: null, busy: 3 });
    expect((await book('11:30', '12:30')).status).toBe(409);
    says = [event('a', '08:00', '12:00')];
    await check(one.id);
    await booked('12:00', '12:30');
  });

  test('and bookings that race with a reading: never both taken anew', async () => {
    for (let round = 0; round < 4; round++) {
      room = await createResource(stage.db, stage.network);
      says = [];
      const { id } = await added();
      says = [event('a', '09:00', '10:00')];
      const [, ...replies] = await Promise.all([check(id), ...Array.from({ length: 6 }, () => book('09:30', '10:30'))]);
      const won = replies.filter(reply => reply.status === 201);
      expect(won.length).toBeLessThanOrEqual(1);
      // Either the booking was first and is listed, or it was refused.
      expect(await clashes(id)).toEqual(won.map(reply => reply.body.booking.id));
    }
  });
});

describe('a calendar that cannot be read', () => {
  test.each([
    ['a page', { body: '<html>Sign in</html>' }, 'not_a_calendar'],
    ['a calendar cut short', { body: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n' }, 'cut_short'],
    ['an error', { status: 500 }, 'refused'],
    ['a calendar that is gone', { status: 410 }, 'not_there'],
  ])('%s: what was read last stays in force', async (_, answer, code) => {
    says = [event('a', '09:00', '10:00')];
    const { id } = await added();
    says = answer;
    stage.now = new Date('2026-11-02T09:00:00Z');
    const failed = await check(id);
    expect(failed).toMatchObject({
      busy: 1,
      failure: { code, since: stage.now.toISOString() },
      succeededAt: '2026-11-02T08:00:00.000Z',
    });
    expect(failed.failure.message).toMatch(/^(L’a|Le serveur)/);
    expect((await book('09:00', '10:00')).status).toBe(409);
    says = [];
    expect(await check(id)).toMatchObject({ busy: 0, failure: null });
  });

  test('is asked less and less often, and its people are told after a day, once', async () => {
    says = { status: 500 };
    const { id } = await added();
    const state = () =>
      stage.db.selectFrom('external_calendar').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const pauses: number[] = [];
    for (let n = 0; n < 12; n++) {
      const { next_check_at } = await state();
      pauses.push((next_check_at.getTime() - stage.now.getTime()) / 60_000);
      stage.now = next_check_at;
      await poll();
    }
    expect(
      pauses.every(
        (pause, n) => pause >= Math.min(15 * 2 ** n, 360) * 0.8 && pause <= Math.min(15 * 2 ** n, 360) * 1.2,
      ),
    ).toBe(true);
    const told = await mails('calendar_failing');
    expect(told).toHaveLength(1);
    expect(told[0]?.text_body).toContain('Le serveur répond par l’erreur\u00a0500');
  });

  test('its address is not lost with the secret without a word', async () => {
    const { id } = await added();
    await stage.db
      .updateTable('external_calendar')
      .set({ address_sealed: Buffer.alloc(60), next_check_at: stage.now })
      .where('id', '=', id)
      .execute();
    expect((await check(id)).failure.code).toBe('secret_lost');
  });
});

const poll = () => {
  const { outside, seal, clock, log, changes } = stage.deps;
  return checkDueCalendars(stage.db, { outside, seal, clock, log, changes, publicUrl });
};

describe('the queue', () => {
  test('asks when a calendar is due, and for news only', async () => {
    says = [event('a', '09:00', '10:00')];
    await added();
    await poll();
    expect(served).toBe(1);
    stage.now = new Date('2026-11-02T08:30:00Z');
    await poll();
    await poll();
    expect(served).toBe(2);
    expect(server.requests.at(-1)?.headers['if-none-match']).toBeDefined();
    says = [...says, event('b', '11:00', '12:00')];
    stage.now = new Date('2026-11-02T09:00:00Z');
    await Promise.all([poll(), poll(), poll()]);
    expect(served).toBe(3);
    expect(await blocks()).toHaveLength(2);
    // A month on, days that were too far away are to be read: the whole body is asked for, changed or not.
    stage.now = new Date('2026-12-02T09:00:00Z');
    await poll();
    expect(server.requests.at(-1)?.headers['if-none-match']).toBeUndefined();
  });

  test('leaves a paused one alone, and what it said in force', async () => {
    says = [event('a', '09:00', '10:00')];
    const { id } = await added();
    const change = (body: object, version: number) =>
      stage.as('owner')('PATCH', `/api/external-calendars/${id}`, body, { 'If-Match': `"${version}"` });
    expect((await change({ paused: true }, 1)).body.calendar).toMatchObject({
      paused: true,
      nextCheckAt: null,
      version: 2,
    });
    const before = served;
    stage.now = new Date('2026-11-02T12:00:00Z');
    await poll();
    await check(id);
    expect(served).toBe(before);
    expect((await book('09:00', '10:00')).status).toBe(409);
    says = [];
    expect((await change({ paused: false }, 1)).status).toBe(412);
    await change({ paused: false }, 2);
    await poll();
    await booked('09:00', '10:00');
  });
});

describe('a calendar', () => {
  test('is added by who may block the resource, or whose time it is; others do not learn of it', async () => {
    room = await createResource(stage.db, stage.network, {
      kind: 'staff',
      owner_id: stage.network.third,
      staff_person_id: stage.network.people.member,
    });
    const { id } = await added('member');
    for (const person of ['rival', 'owner', 'stranger', 'colleague'] as const) {
      expect((await add(person)).status, person).toBe(403);
      const ask = stage.as(person);
      expect((await ask('GET', `/api/external-calendars/${id}`)).status).toBe(404);
      expect((await ask('GET', `/api/external-calendars/${id}/clashes`)).status).toBe(404);
      expect((await ask('DELETE', `/api/external-calendars/${id}`)).status).toBe(404);
      expect(
        (await ask('GET', '/api/external-calendars')).body.items.filter((one: { id: string }) => one.id === id),
      ).toEqual([]);
    }
    expect(
      (await stage.as('coordinator')('GET', `/api/external-calendars?resourceId=${room}`)).body.items,
    ).toHaveLength(1);
  });

  test('never shows its address again, nor keeps it in clear, nor writes it into the history or the log', async () => {
    says = { status: 500 };
    const one = await added();
    expect(one.addressHint).toBe('127.0.0.1 ….ics');
    const everywhere = JSON.stringify([
      one,
      (await stage.as('owner')('GET', '/api/external-calendars')).body,
      (await stage.as('coordinator')('GET', '/api/history')).body,
      await stage.db.selectFrom('external_calendar').selectAll().execute(),
      await stage.db.selectFrom('audit_event').selectAll().execute(),
      await stage.db.selectFrom('idempotency').selectAll().execute(),
    ]);
    expect(everywhere).not.toContain('0123456789abcdef');
  });

  test('is added once, also when it is asked twice, and the same one a second time not at all', async () => {
    const key = { 'Idempotency-Key': 'add-once' };
    const body = { resourceId: room, name: 'Mon agenda', address: address() };
    const [first, again] = [
      await stage.as('owner')('POST', '/api/external-calendars', body, key),
      await stage.as('owner')('POST', '/api/external-calendars', body, key),
    ];
    expect(again.body.calendar.id).toBe(first.body.calendar.id);
    expect((await add()).body.code).toBe('already_exists');
  });

  test('given another address is read from there; removed, it leaves nothing', async () => {
    says = [event('a', '09:00', '10:00')];
    const { id } = await added();
    server.answers.set('/other.ics', (_, response) => response.end(calendar([event('z', '14:00', '15:00')])));
    const moved = await stage.as('owner')(
      'PATCH',
      `/api/external-calendars/${id}`,
      { address: `${server.url}/other.ics` },
      { 'If-Match': '"1"' },
    );
    expect(moved.body.calendar).toMatchObject({ busy: 1, version: 2 });
    await booked('09:00', '10:00');
    expect((await book('14:00', '15:00')).status).toBe(409);
    expect((await stage.as('owner')('DELETE', `/api/external-calendars/${id}`)).status).toBe(204);
    await booked('14:00', '15:00');
    expect(await stage.db.selectFrom('block').select('id').where('resource_id', '=', room).execute()).toEqual([]);
  });

  test('is asked for by one person ten times a minute at most', async () => {
    const { id } = await added();
    const replies = [];
    for (let n = 0; n < 10; n++)
      replies.push((await stage.as('owner')('POST', `/api/external-calendars/${id}/check`)).status);
    expect(replies.at(-1)).toBe(429);
  });

  test('told in the history of its resource, by the system what it changed', async () => {
    says = [event('a', '09:00', '10:00')];
    await added();
    const acts = await stage.db
      .selectFrom('audit_event')
      .select(['action', 'person_id', 'after'])
      .where('subject_id', '=', room)
      .orderBy('id')
      .execute();
    expect(acts.map(act => [act.action, act.person_id])).toEqual([
      ['external_calendar.added', stage.network.people.owner],
      ['external_calendar.read', null],
    ]);
    expect(acts[1]?.after).toEqual({ name: 'Mon agenda', added: 1, changed: 0, removed: 0 });
  });
});
