import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { transact } from '../../server/database/transact.ts';
import { play, type Reply } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';
import { accepted, crowdOn, deadlocks, expectCleanAnswers, rush } from '../races/crowd.ts';

const stage = play();
const crowd = crowdOn(stage);
afterAll(async () => {
  expect(await deadlocks(stage)).toBe(0);
});

const decided = { decidedBy: 'Bureau', decidedOn: '2026-10-30', reason: 'Égalité des membres' };

/** Nothing of the test before counts any more; history stays, being append-only. */
beforeEach(async () => {
  stage.now = new Date('2026-11-02T08:00:00Z');
  await sql`update booking_line set status = 'cancelled', phase = 'superseded'`.execute(stage.db);
  await sql`delete from quota_derogation`.execute(stage.db);
  await sql`delete from quota`.execute(stage.db);
});

async function quota(more: object = {}): Promise<string> {
  const rule = { kind: 'room', unit: 'hours', amount: 6, windowDays: 7, from: '2026-11-02', ...decided, ...more };
  const reply = await stage.as('coordinator')('POST', '/api/quotas', rule);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.quota.id;
}

const room = (row = {}, criteria = {}) => createResource(stage.db, stage.network, row, criteria);

interface Ask {
  /** A local time in Paris, in winter unless it says otherwise. */
  start: string;
  hours: number;
  on?: string;
  by?: PersonName;
  for?: 'lender' | 'borrower' | 'third';
  more?: object;
}
const instant = (start: string) => (start.length > 16 ? start : `${start}:00+01:00`);
async function ask({ start, hours, on, by = 'member', for: beneficiary = 'borrower', more = {} }: Ask): Promise<Reply> {
  const startsAt = new Date(instant(start));
  return stage.as(by)('POST', '/api/bookings', {
    organisationId: stage.network[beneficiary],
    title: 'Réunion',
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + hours * 3_600_000).toISOString(),
    lines: [{ resourceId: on ?? (await room()) }],
    ...more,
  });
}
async function booked(what: Ask) {
  const reply = await ask(what);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.booking;
}
async function refused(what: Ask, used?: number) {
  const reply = await ask(what);
  expect(reply.status, JSON.stringify(reply.body)).toBe(422);
  expect(reply.body).toMatchObject({ code: 'quota', reasons: [{ code: 'quota', severity: 'block' }] });
  if (used !== undefined) expect(reply.body.reasons[0].details).toMatchObject({ used });
  return reply.body;
}
const change = (booking: { id: string; version: number }, body: object) =>
  stage.as('member')('PATCH', `/api/bookings/${booking.id}`, body, { 'If-Match': `"${booking.version}"` });
const cancel = (id: string) => stage.as('member')('POST', `/api/bookings/${id}/cancellation`, {});

describe('a quota', () => {
  it('lets an organisation have all of it and no more, whatever its people and resources, and says what is left', async () => {
    const quotaId = await quota();
    await booked({ start: '2026-11-03T09:00', hours: 4 });
    const body = await refused({ start: '2026-11-05T09:00', hours: 3, by: 'colleague' }, 7);
    expect(body.detail).toBe(
      'Avec cette réservation, l’organisation aurait 7\u00a0h de salle sur 7 jours glissants\u202f; son quota est de 6\u00a0h de salle.',
    );
    const resourceId = await room();
    const time = 'startsAt=2026-11-05T08:00:00Z&endsAt=2026-11-05T09:30:00Z';
    const path = `/api/quotas/remaining?organisationId=${stage.network.borrower}&resourceId=${resourceId}&${time}`;
    expect((await stage.as('colleague')('GET', path)).body.items).toEqual([
      {
        ...{ quotaId, kind: 'room', unit: 'hours', amount: 6, windowDays: 7 },
        ...{ used: 4, remaining: 2, remainingAfter: 0.5 },
      },
    ]);
    await booked({ start: '2026-11-05T09:00', hours: 2, by: 'colleague' });
    await refused({ start: '2026-11-05T14:00', hours: 0.25 });
  });

  it('counts each organisation apart, its kinds apart, and no owner’s own use', async () => {
    await quota();
    await booked({ start: '2026-11-03T09:00', hours: 6 });
    await booked({ start: '2026-11-03T09:00', hours: 6, by: 'rival', for: 'third' });
    await booked({ start: '2026-11-03T09:00', hours: 9, by: 'owner', for: 'lender' });
    await booked({ start: '2026-11-03T09:00', hours: 9, on: await room({ kind: 'vehicle' }) });
    await refused({ start: '2026-11-03T16:00', hours: 1, by: 'rival', for: 'third' });
  });

  it('holds within every window of its days, however the month falls, and for no other', async () => {
    await quota();
    await booked({ start: '2026-11-28T09:00', hours: 3 });
    await booked({ start: '2026-12-04T09:00', hours: 3 });
    // The seven days from 28 November to 4 December are full, those around 21 and 5 are not.
    await refused({ start: '2026-12-01T09:00', hours: 1 });
    await booked({ start: '2026-12-05T09:00', hours: 3 });
    await refused({ start: '2026-12-05T20:00', hours: 1 });
    await booked({ start: '2026-11-21T23:00', hours: 6 });
    await refused({ start: '2026-11-22T00:00', hours: 0.5 });
  });

  it('counts days of the network, also where a night has another length', async () => {
    await quota({ windowDays: 1 });
    // Until midnight in Paris it is still the day before, an hour earlier in UTC; in summer two.
    await booked({ start: '2027-03-27T23:30', hours: 6 });
    await booked({ start: '2027-03-28T00:00', hours: 6, on: await room() });
    await refused({ start: '2027-03-28T23:59:00+02:00', hours: 1 });
    await booked({ start: '2027-03-29T00:00:00+02:00', hours: 1 });
  });

  it('counts bookings where it says so, whatever their lines and length', async () => {
    await quota({ unit: 'bookings', amount: 2, kind: null });
    const two = { lines: [{ resourceId: await room() }, { resourceId: await room({ kind: 'vehicle' }) }] };
    await booked({ start: '2026-11-03T09:00', hours: 24, more: two });
    await booked({ start: '2026-11-04T09:00', hours: 1 });
    await refused({ start: '2026-11-05T09:00', hours: 1 }, 3);
  });

  it('counts what waits and holds its time, and what was given up too late; not what was given up in time', async () => {
    await quota();
    const waiting = await booked({ start: '2026-11-10T09:00', hours: 6, on: await room({ approval: 'manager' }) });
    expect(waiting.status).toBe('pending');
    await refused({ start: '2026-11-11T09:00', hours: 1 });
    await cancel(waiting.id);
    const late = await booked({
      start: '2026-11-11T09:00',
      hours: 5,
      on: await room({}, { cancel_notice_minutes: 20_160 }),
    });
    await cancel(late.id);
    await refused({ start: '2026-11-12T09:00', hours: 2 }, 7);
    expect((await stage.as('member')('POST', `/api/bookings/${late.id}/restoration`)).status).toBe(200);
    await booked({ start: '2026-11-12T09:00', hours: 1 });
    const again = await stage.as('member')('POST', `/api/bookings/${waiting.id}/restoration`);
    expect([again.status, again.body.code]).toEqual([422, 'quota']);
  });
});

describe('a change under a quota', () => {
  it('counts without what the booking was', async () => {
    await quota();
    const booking = await booked({ start: '2026-11-03T09:00', hours: 4 });
    const longer = await change(booking, { endsAt: '2026-11-03T14:00:00Z' });
    expect(longer.status).toBe(200);
    const moved = await change(longer.body.booking, {
      startsAt: '2026-11-05T08:00:00Z',
      endsAt: '2026-11-05T14:00:00Z',
    });
    expect(moved.status).toBe(200);
    const over = await change(moved.body.booking, { endsAt: '2026-11-05T14:15:00Z' });
    expect([over.status, over.body.code]).toEqual([422, 'quota']);
  });

  it('may shorten what is more than a quota that came later, and no more', async () => {
    const booking = await booked({ start: '2026-11-03T09:00', hours: 9 });
    await quota();
    const shorter = await change(booking, { endsAt: '2026-11-03T16:00:00Z' });
    expect(shorter.status).toBe(200);
    const moved = await change(shorter.body.booking, {
      startsAt: '2026-11-04T08:00:00Z',
      endsAt: '2026-11-04T16:00:00Z',
    });
    expect([moved.status, moved.body.code]).toEqual([422, 'quota']);
  });

  it('counts, while it waits, for the heavier of what is and what would be', async () => {
    await quota();
    const on = await room({ approval: 'manager' });
    const booking = await booked({ start: '2026-11-10T09:00', hours: 2, on });
    const decide = () => stage.as('manager')('POST', `/api/bookings/${booking.id}/decisions`, { outcome: 'approved' });
    expect((await decide()).status).toBe(200);
    const { body } = await stage.as('member')('GET', `/api/bookings/${booking.id}`);
    const asked = await change(body.booking, { startsAt: '2026-11-11T08:00:00Z', endsAt: '2026-11-11T12:00:00Z' });
    expect(asked.body.booking.change).toBeTruthy();
    await refused({ start: '2026-11-12T09:00', hours: 3 }, 7);
    await booked({ start: '2026-11-12T09:00', hours: 2 });
    expect((await decide()).status).toBe(200);
    await refused({ start: '2026-11-13T09:00', hours: 1 });
  });

  it('of a series counts its dates together, and says which are too many', async () => {
    await quota({ windowDays: 14 });
    const more = (count: number) => ({ recurrence: { rrule: `FREQ=WEEKLY;COUNT=${count}`, timeZone: 'Europe/Paris' } });
    await booked({ start: '2026-11-17T14:00', hours: 1 });
    const on = await room();
    const reply = await ask({ start: '2026-11-03T09:00', hours: 3, on, more: more(3) });
    expect(reply.status).toBe(422);
    expect(reply.body.occurrences.map((one: { startsAt: string }) => one.startsAt)).toEqual([
      '2026-11-17T08:00:00.000Z',
    ]);
    const series = await ask({ start: '2026-11-03T09:00', hours: 2.5, on, more: more(3) });
    expect(series.status, JSON.stringify(series.body)).toBe(201);
    const [first] = series.body.bookings;
    const all = (endsAt: string) =>
      stage.as('member')(
        'PATCH',
        `/api/bookings/${first.id}?scope=all`,
        { endsAt },
        { 'If-Match': `"${first.version}"` },
      );
    expect((await all('2026-11-03T11:00:00Z')).status).toBe(422);
    expect((await all('2026-11-03T10:15:00Z')).status).toBe(200);
  });
});

describe('a request that competes', () => {
  it('counts once it is approved, and is not approved beyond the quota', async () => {
    await quota();
    const on = await room({ approval: 'manager', pending_requests: 'compete' });
    const first = await booked({ start: '2026-11-10T09:00', hours: 4, on });
    const second = await booked({ start: '2026-11-11T09:00', hours: 4, on });
    const approve = (id: string) =>
      stage.as('manager')('POST', `/api/bookings/${id}/decisions`, { outcome: 'approved' });
    expect((await approve(first.id)).status).toBe(200);
    const refusal = await approve(second.id);
    expect([refusal.status, refusal.body.code]).toEqual([422, 'quota']);
    await cancel(first.id);
    expect((await approve(second.id)).status).toBe(200);
  });
});

describe('what one is shown before', () => {
  it('is greyed in availability, and passed over in the first free time', async () => {
    await quota({ windowDays: 1 });
    await booked({ start: '2026-11-03T09:00', hours: 6 });
    const on = await room();
    const window = 'from=2026-11-03T15:00:00Z&to=2026-11-03T16:00:00Z';
    const { items } = (await stage.as('member')('GET', `/api/availability?${window}&resourceId=${on}`)).body;
    expect(items).toMatchObject([{ free: false, reasons: [{ code: 'quota', details: { used: 7, amount: 6 } }] }]);
    const first = await stage.as('member')(
      'GET',
      `/api/availability/first?from=2026-11-03T15:00:00Z&minutes=60&days=3&resourceId=${on}`,
    );
    // As soon as somebody is there on a day that is not full.
    expect(first.body.items).toMatchObject([{ startsAt: '2026-11-04T07:00:00.000Z' }]);
  });
});

describe('rules', () => {
  it('are shown to all with the body that decided and why; a new version ends the former and its derogations', async () => {
    const id = await quota();
    const given = {
      organisationId: stage.network.borrower,
      amount: 12,
      from: '2026-11-09',
      until: '2026-11-15',
      ...decided,
    };
    const derogated = await stage.as('coordinator')('POST', `/api/quotas/${id}/derogations`, given);
    expect(derogated.body.quota.derogations).toMatchObject([{ ...given, organisationName: 'Les Jardins' }]);
    const twice = await stage.as('coordinator')('POST', `/api/quotas/${id}/derogations`, { ...given, amount: 20 });
    expect(twice.body.code).toBe('already_exists');
    const double = { kind: 'room', unit: 'hours', amount: 9, windowDays: 7, from: '2026-12-01', ...decided };
    expect((await stage.as('coordinator')('POST', '/api/quotas', double)).body.code).toBe('already_exists');
    const newer = await quota({ amount: 9, from: '2026-12-01', replaces: id });
    const { items } = (await stage.as('stranger')('GET', '/api/quotas')).body;
    expect(items).toMatchObject([
      { id, until: '2026-11-30', amount: 6, derogations: [{ amount: 12, reason: decided.reason }] },
      { id: newer, from: '2026-12-01', until: null, amount: 9, derogations: [], ...decided },
    ]);
    const paged = (await stage.as('member')('GET', '/api/quotas?limit=1')).body;
    const rest = await stage.as('member')('GET', `/api/quotas?limit=1&cursor=${paged.nextCursor}`);
    expect([paged.items[0].id, rest.body.items[0].id, rest.body.nextCursor]).toEqual([id, newer, null]);
    const acts = await stage.as('coordinator')('GET', '/api/history?action=network.quota_published');
    expect(acts.body.items[0]).toMatchObject({ before: { id }, after: { id: newer }, reason: decided.reason });
  });

  it('measure by the day on which a booking begins: before, in and after a derogation', async () => {
    const id = await quota({ windowDays: 1 });
    const given = {
      organisationId: stage.network.borrower,
      amount: 12,
      from: '2026-11-10',
      until: '2026-11-11',
      ...decided,
    };
    const reply = await stage.as('coordinator')('POST', `/api/quotas/${id}/derogations`, given);
    await refused({ start: '2026-11-09T08:00', hours: 7 });
    await booked({ start: '2026-11-10T08:00', hours: 12 });
    await booked({ start: '2026-11-11T08:00', hours: 12 });
    await refused({ start: '2026-11-12T08:00', hours: 7 });
    await refused({ start: '2026-11-10T08:00', hours: 7, by: 'rival', for: 'third' });
    const [{ id: derogationId }] = reply.body.quota.derogations;
    const end = { lastDay: '2026-11-10', reason: 'Projet terminé' };
    const ended = await stage.as('coordinator')('POST', `/api/quotas/${id}/derogations/${derogationId}/end`, end);
    expect(ended.body.quota.derogations).toMatchObject([{ until: '2026-11-10' }]);
  });

  it('begin and end by days: what begins before or after is free', async () => {
    const id = await quota({ from: '2026-11-10' });
    await booked({ start: '2026-11-09T09:00', hours: 9 });
    await refused({ start: '2026-11-10T09:00', hours: 1 }, 10);
    const end = (body: object) => stage.as('coordinator')('POST', `/api/quotas/${id}/end`, { reason: 'Fin', ...body });
    expect((await end({ lastDay: '2026-11-01' })).status).toBe(400);
    expect((await end({ lastDay: '2026-11-20' })).body.quota.until).toBe('2026-11-20');
    await booked({ start: '2026-11-21T09:00', hours: 9 });
    expect((await end({})).body.quota.until).toBe('2026-11-09');
    await booked({ start: '2026-11-10T09:00', hours: 9 });
    expect((await end({})).status).toBe(404);
  });

  it('do not change once published, not even by hand', async () => {
    await quota({ until: '2026-12-31' });
    const set = (what: ReturnType<typeof sql>) => sql`update quota set ${what}`.execute(stage.db);
    await expect(set(sql`amount = 60`)).rejects.toThrow(/does not change/);
    await expect(set(sql`valid_to = null`)).rejects.toThrow(/does not change/);
  });
});

describe('two at once', () => {
  it('of six people who book different rooms for one organisation, as many have it as the quota allows', async () => {
    await quota();
    for (let round = 0; round < 3; round++) {
      const rooms = await Promise.all(Array.from({ length: 6 }, () => room()));
      const day = `2026-11-${10 + 7 * round}`;
      const { replies } = await rush(6, index =>
        crowd.as(index % 2 === 0 ? 'member' : 'colleague')('POST', '/api/bookings', {
          ...{ organisationId: stage.network.borrower, title: 'Course', lines: [{ resourceId: rooms[index] }] },
          ...{ startsAt: `${day}T08:00:00Z`, endsAt: `${day}T10:00:00Z` },
        }),
      );
      expectCleanAnswers(replies, [201, 422]);
      expect(accepted(replies)).toHaveLength(3);
    }
  });

  it('the database refuses whoever writes past the code', async () => {
    const id = await quota();
    const on = await room();
    const slip = (hours: number) =>
      transact(stage.db, stage.now, async tx => {
        const [id, now] = [randomUUID(), stage.now];
        const times = {
          starts_at: new Date('2026-11-10T08:00:00Z'),
          ends_at: new Date(Date.UTC(2026, 10, 10, 8 + hours)),
        };
        const [organisation_id, person_id] = [stage.network.borrower, stage.network.people.member];
        await tx
          .insertInto('booking')
          .values({
            id,
            organisation_id,
            person_id,
            title: 'Hors code',
            ...times,
            status: 'confirmed',
            created_at: now,
            updated_at: now,
          })
          .execute();
        const line = { id: randomUUID(), booking_id: id, resource_id: on, quantity: 1, ...times };
        const asked = {
          status: 'confirmed',
          approval_required: false,
          requested_by: person_id,
          requested_at: now,
        } as const;
        await tx
          .insertInto('booking_line')
          .values({ ...line, ...asked })
          .execute();
      });
    await expect(slip(7)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await slip(6);
    const lengthened = transact(stage.db, stage.now, tx =>
      sql`update booking_line set ends_at = ends_at + interval '1 hour' where resource_id = ${on}`.execute(tx),
    );
    await expect(lengthened).rejects.toMatchObject({ code: 'quota_exceeded' });
    const given = {
      organisationId: stage.network.third,
      amount: 5,
      from: '2026-11-10',
      until: '2026-11-10',
      ...decided,
    };
    expect((await stage.as('coordinator')('POST', `/api/quotas/${id}/derogations`, given)).status).toBe(201);
    const passed = transact(stage.db, stage.now, async tx => {
      await sql`update booking set organisation_id = ${stage.network.third} where title = 'Hors code'`.execute(tx);
    });
    await expect(passed).rejects.toMatchObject({ code: 'quota_exceeded' });
  });
});
