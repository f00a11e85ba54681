import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { play } from '../harness.ts';
import { createResource, type PersonName } from '../network.ts';
import { at as atInstant } from './requests.ts';

const stage = play();

/** Tuesday 10 November 2026, in Paris (UTC+1). */
const at = (time: string) => `2026-11-10T${time}:00+01:00`;
const utc = (time: string) => new Date(at(time)).toISOString();

let room: string;
beforeEach(async () => {
  stage.now = new Date('2026-11-02T08:00:00Z');
  room = await createResource(stage.db, stage.network, { approval: 'manager' });
});

async function ask(from = '09:00', to = '10:00', who: PersonName = 'member', resourceId = room) {
  const reply = await stage.as(who)('POST', '/api/bookings', {
    organisationId: who === 'rival' ? stage.network.third : stage.network.borrower,
    title: `Atelier de ${who}`,
    startsAt: at(from),
    endsAt: at(to),
    lines: [{ resourceId }],
  });
  expect(reply.status).toBe(201);
  return reply.body.booking;
}

async function waiting(who: PersonName, query = `?resourceId=${room}`) {
  const reply = await stage.as(who)('GET', `/api/approvals${query}`);
  expect(reply.status).toBe(200);
  return reply.body;
}

describe('what waits for me', () => {
  it('is counted as often as it is listed, for each of those who decide', async () => {
    await ask('11:00', '12:00');
    for (const who of ['manager', 'substitute', 'elected', 'member', 'coordinator'] as const) {
      const reply = await stage.as(who)('GET', '/api/approvals/count');
      expect(reply.status).toBe(200);
      expect(reply.body).toEqual({ count: (await waiting(who, '?limit=200')).items.length });
    }
    expect((await stage.as('manager')('GET', '/api/approvals/count')).body.count).toBeGreaterThan(0);
  });

  it('is what I may decide on now, with the lines, the capacity and the deadline', async () => {
    const booking = await ask();
    const { items } = await waiting('manager');
    expect(items).toMatchObject([
      {
        booking: {
          id: booking.id,
          version: 1,
          title: 'Atelier de member',
          organisationName: 'Les Jardins',
          personName: 'Member',
        },
        deadline: '2026-11-05T08:00:00.000Z',
        isChange: false,
        change: null,
        lines: [{ resourceId: room, quantity: 1, capacity: 'approver', startsAt: utc('09:00') }],
        findings: [],
      },
    ]);
    for (const who of ['member', 'substitute', 'elected', 'coordinator'] as const) {
      expect((await waiting(who)).items).toEqual([]);
    }
  });

  it('is nothing that is decided, lapsed or mine', async () => {
    const decided = await ask();
    await stage.as('manager')('POST', `/api/bookings/${decided.id}/decisions`, { outcome: 'approved' });
    await ask('11:00', '12:00');
    stage.now = new Date('2026-11-05T08:00:00Z');
    expect((await waiting('manager')).items).toEqual([]);
  });

  it('shows what is around it that day, and of a change what was and what would be', async () => {
    await ask('08:00', '09:00');
    const booking = await ask();
    await stage.as('manager')('POST', `/api/bookings/${booking.id}/decisions`, { outcome: 'approved' });
    await stage.as('member')(
      'PATCH',
      `/api/bookings/${booking.id}`,
      { startsAt: at('14:00'), endsAt: at('15:00') },
      { 'If-Match': '"2"' },
    );
    const { items } = await waiting('manager');
    const change = items.find((item: { isChange: boolean }) => item.isChange);
    expect(change.change).toMatchObject({ before: { startsAt: utc('09:00') }, after: { startsAt: utc('14:00') } });
    expect(change.surroundings).toMatchObject([
      { startsAt: utc('08:00'), title: 'Atelier de member', status: 'pending' },
    ]);
    expect(change.rivals).toEqual([]);
  });

  it('names the rivals that an approval would decline', async () => {
    room = await createResource(stage.db, stage.network, { approval: 'manager', pending_requests: 'compete' });
    const [mine, rival] = [await ask(), await ask('09:30', '11:00', 'rival')];
    const { items } = await waiting('manager');
    const first = items.find((item: { booking: { id: string } }) => item.booking.id === mine.id);
    expect(first.rivals).toMatchObject([{ bookingId: rival.id, organisationName: 'La Fabrique', overlaps: true }]);
  });

  it('is asked of one booking too, with what its organisation has that month', async () => {
    const other = await createResource(stage.db, stage.network);
    await ask('16:00', '17:30', 'member', other);
    const booking = await ask();
    const { body } = await stage.as('manager')('GET', `/api/approvals/${booking.id}`);
    expect(body).toMatchObject({
      recusal: null,
      approval: { booking: { id: booking.id }, lines: [{ resourceId: room }] },
    });
    expect(body.approval.use.minutes).toBeGreaterThanOrEqual(90);
    // Who asks does not decide, and who never decides is not told why.
    const asker = await stage.as('member')('GET', `/api/approvals/${booking.id}`);
    expect(asker.body).toEqual({ approval: null, recusal: null });
    expect((await stage.as('stranger')('GET', `/api/approvals/${booking.id}`)).status).toBe(404);
  });

  it('says to who would decide why they keep out of it', async () => {
    const booking = await ask();
    const early = await stage.as('substitute')('GET', `/api/approvals/${booking.id}`);
    expect(early.body).toMatchObject({ approval: null, recusal: { reason: 'not_entitled' } });
    const interest = { person_id: stage.network.people.manager, organisation_id: stage.network.borrower };
    await stage.db
      .insertInto('declared_interest')
      .values({ ...interest, nature: 'trésorier', valid_from: '2026-01-01' })
      .execute();
    const { body } = await stage.as('manager')('GET', `/api/approvals/${booking.id}`);
    await stage.db.deleteFrom('declared_interest').execute();
    expect(body).toMatchObject({ approval: null, recusal: { reason: 'party_to_beneficiary' } });
    expect(body.recusal.why).toMatch(/intérêt/);
  });

  it('says what the engine of reasons finds', async () => {
    room = await createResource(stage.db, stage.network, { approval: 'manager' }, { within_opening_hours: true });
    await ask();
    // The site closes for the day after the request was made.
    await stage.db
      .insertInto('site_exception')
      .values({
        site_id: stage.network.site,
        first_day: '2026-11-10',
        last_day: '2026-11-10',
        opens_minute: null,
        closes_minute: null,
        reason: 'Travaux',
      })
      .execute();
    const { items } = await waiting('manager');
    expect(items[0].findings).toMatchObject([{ code: 'closed' }]);
    await stage.db.deleteFrom('site_exception').execute();
  });

  it('comes in pages, nearest deadline first', async () => {
    for (const hour of ['08', '09', '10']) {
      await ask(`${hour}:00`, `${hour}:30`);
      stage.now = new Date(stage.now.getTime() + 60_000);
    }
    const first = await waiting('manager', `?resourceId=${room}&limit=2`);
    const second = await waiting('manager', `?resourceId=${room}&limit=2&cursor=${first.nextCursor}`);
    const starts = [...first.items, ...second.items].map(
      (item: { lines: { startsAt: string }[] }) => item.lines[0]?.startsAt,
    );
    expect(starts).toEqual([utc('08:00'), utc('09:00'), utc('10:00')]);
    expect(second.nextCursor).toBeNull();
    expect((await waiting('manager', `?organisationId=${stage.network.third}&resourceId=${room}`)).items).toEqual([]);
  });

  it('asks the database as often for a thousand requests as for one', async () => {
    await atInstant(stage.db, stage.now, tx =>
      sql`
        with b as (
          insert into booking (id, organisation_id, person_id, title, starts_at, ends_at, status, created_at, updated_at)
          select gen_random_uuid(), ${stage.network.borrower}::uuid, ${stage.network.people.member}::uuid, 'Atelier ' || n,
            ${stage.now.toISOString()}::timestamptz + n * interval '1 hour', ${stage.now.toISOString()}::timestamptz + (n + 1) * interval '1 hour',
            'pending', ${stage.now.toISOString()}::timestamptz, ${stage.now.toISOString()}::timestamptz
          from generate_series(200, 1199) n returning *
        )
        insert into booking_line (id, booking_id, resource_id, quantity, starts_at, ends_at, status, approval_required, hold_until, requested_by, requested_at)
        select gen_random_uuid(), id, ${room}::uuid, 1, starts_at, ends_at, 'pending', true,
          ${stage.now.toISOString()}::timestamptz + interval '3 days', person_id, ${stage.now.toISOString()}::timestamptz
        from b`.execute(tx),
    );
    const began = performance.now();
    expect((await waiting('manager', '')).items).toHaveLength(50);
    const manager = performance.now() - began;
    expect((await waiting('elected', '')).items).toEqual([]);
    // Not a budget: an order of magnitude that a statement per request would break.
    expect(manager).toBeLessThan(5000);
  });
});
