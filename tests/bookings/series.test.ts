import { beforeEach, describe, expect, it } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';

const stage = play();

let room: string;
beforeEach(async () => {
  stage.now = new Date('2026-10-01T08:00:00Z');
  room = await createResource(stage.db, stage.network, {}, { horizon_days: 700 });
});

/** A weekly series on Mondays, 09:00 to 10:00 in Paris, from 12 October 2026. */
const weekly = (count: number, changes: object = {}) => ({
  organisationId: stage.network.borrower,
  title: 'Chorale',
  startsAt: '2026-10-12T09:00',
  endsAt: '2026-10-12T10:00',
  lines: [{ resourceId: room, quantity: 1 }],
  recurrence: { rrule: `FREQ=WEEKLY;COUNT=${count}`, timeZone: 'Europe/Paris' },
  ...changes,
});
const book = (body: object) => stage.as('member')('POST', '/api/bookings', body);
const taken = (startsAt: string, endsAt: string) =>
  stage.as('rival')('POST', '/api/bookings', {
    organisationId: stage.network.third,
    title: 'Atelier',
    startsAt,
    endsAt,
    lines: [{ resourceId: room, quantity: 1 }],
  });
const bookingsOn = async () =>
  stage.db
    .selectFrom('booking')
    .innerJoin('booking_line', 'booking_line.booking_id', 'booking.id')
    .selectAll('booking')
    .where('booking_line.resource_id', '=', room)
    .where('booking_line.phase', '=', 'current')
    .orderBy('booking.starts_at')
    .execute();
const starts = (bookings: { startsAt: string }[]) => bookings.map(one => one.startsAt.slice(5, 16));

describe('booking a series', () => {
  it('keeps the time on the wall when clocks go back', async () => {
    const reply = await book(weekly(4));
    expect(reply.status).toBe(201);
    expect(starts(reply.body.bookings)).toEqual(['10-12T07:00', '10-19T07:00', '10-26T08:00', '11-02T08:00']);
    expect(reply.body.series).toMatchObject({ rrule: 'FREQ=WEEKLY;COUNT=4', timeZone: 'Europe/Paris', exdates: [] });
    const again = await stage.as('member')('GET', `/api/bookings?seriesId=${reply.body.series.id}`);
    expect(starts(again.body.items)).toEqual(starts(reply.body.bookings));
  });

  it('is refused as a whole when two dates are taken, and says which', async () => {
    await taken('2026-10-19T09:30', '2026-10-19T11:00');
    await taken('2026-11-02T08:00', '2026-11-02T09:30');
    const reply = await book(weekly(4));
    expect([reply.status, reply.body.code, reply.body.refused, reply.body.count]).toEqual([
      409,
      'series_has_refusals',
      2,
      4,
    ]);
    expect(starts(reply.body.occurrences)).toEqual(['10-19T07:00', '11-02T08:00']);
    expect(reply.body.occurrences[0].reasons[0].code).toBe('taken');
    expect(await bookingsOn()).toHaveLength(2);
  });

  it('is 422 when published criteria alone stand in the way', async () => {
    room = await createResource(stage.db, stage.network, {}, { horizon_days: 20 });
    const reply = await book(weekly(4));
    expect([reply.status, reply.body.refused, reply.body.occurrences[0].reasons[0].code]).toEqual([422, 2, 'too_far']);
  });

  it('does at each clash what was chosen: left out, moved, other resources', async () => {
    await taken('2026-10-19T09:00', '2026-10-19T11:00');
    await taken('2026-10-26T09:00', '2026-10-26T11:00');
    await taken('2026-11-02T09:00', '2026-11-02T11:00');
    const other = await createResource(stage.db, stage.network, {}, { horizon_days: 700 });
    const choices = [
      { recurrenceId: '2026-10-19T07:00:00Z', action: 'skip' },
      {
        recurrenceId: '2026-10-26T08:00:00Z',
        action: 'move',
        startsAt: '2026-10-26T14:00:00Z',
        endsAt: '2026-10-26T15:00:00Z',
      },
      { recurrenceId: '2026-11-02T08:00:00Z', action: 'swap', lines: [{ resourceId: other }] },
    ];
    const reply = await book(weekly(4, { choices }));
    expect(reply.status).toBe(201);
    expect(starts(reply.body.bookings)).toEqual(['10-12T07:00', '10-26T14:00', '11-02T08:00']);
    expect(reply.body.bookings.map((one: { detached: boolean }) => one.detached)).toEqual([false, true, true]);
    expect(reply.body.bookings[1].recurrenceId).toBe('2026-10-26T08:00:00.000Z');
    expect(reply.body.series.exdates).toEqual(['2026-10-19T07:00:00.000Z']);
    expect(
      (await book(weekly(4, { choices: [{ recurrenceId: '2026-10-20T07:00:00Z', action: 'skip' }] }))).status,
    ).toBe(400);
  });

  it('refuses a date in the hour that is missing, unless something else is chosen for it', async () => {
    const night = weekly(1, {
      startsAt: '2027-03-27T02:30',
      endsAt: '2027-03-27T03:30',
      recurrence: { rrule: 'FREQ=DAILY;COUNT=3', timeZone: 'Europe/Paris' },
    });
    const reply = await book(night);
    expect([reply.status, reply.body.refused, reply.body.occurrences[0].reasons[0].code]).toEqual([
      422,
      1,
      'local_time_missing',
    ]);
    const skipping = await book({ ...night, choices: [{ recurrenceId: '2027-03-28T01:30:00Z', action: 'skip' }] });
    expect([skipping.status, skipping.body.bookings.length]).toEqual([201, 2]);
  });

  it('skips public holidays when asked', async () => {
    const reply = await book(
      weekly(2, {
        startsAt: '2026-11-04T09:00',
        endsAt: '2026-11-04T10:00',
        recurrence: { rrule: 'FREQ=WEEKLY;COUNT=3', timeZone: 'Europe/Paris', skipPublicHolidays: true },
      }),
    );
    expect(starts(reply.body.bookings)).toEqual(['11-04T08:00', '11-18T08:00']);
  });

  it('of which another takes a date meanwhile: one wins whole, the other gets 409, whatever the order', async () => {
    for (let round = 0; round < 4; round++) {
      room = await createResource(stage.db, stage.network, {}, { horizon_days: 700 });
      const later = weekly(6, {
        startsAt: '2026-10-26T09:30',
        endsAt: '2026-10-26T10:30',
        organisationId: stage.network.third,
      });
      const replies = await Promise.all([book(weekly(6)), stage.as('rival')('POST', '/api/bookings', later)]);
      expect(replies.map(one => one.status).toSorted()).toEqual([201, 409]);
      expect(await bookingsOn()).toHaveLength(6);
    }
  });

  it('of 52 dates takes few statements', async () => {
    const reply = await book(weekly(52));
    expect([reply.status, reply.body.bookings.length]).toEqual([201, 52]);
  });
});

describe('a preview', () => {
  it('shows every date with what stands against it, past ones too, and stores nothing', async () => {
    await taken('2026-10-19T09:30', '2026-10-19T11:00');
    const before = (await bookingsOn()).length;
    stage.now = new Date('2026-10-15T08:00:00Z');
    const reply = await stage.as('member')('POST', '/api/bookings/preview', weekly(3));
    expect(reply.status).toBe(200);
    const codes = reply.body.occurrences.map((one: { reasons: { code: string }[] }) =>
      one.reasons.map(reason => reason.code),
    );
    expect(codes).toEqual([['in_past'], ['taken'], []]);
    expect(starts(reply.body.occurrences)).toEqual(['10-12T07:00', '10-19T07:00', '10-26T08:00']);
    expect(await bookingsOn()).toHaveLength(before);
  });

  it('of a single time has one date', async () => {
    const { recurrence: _, ...single } = weekly(1);
    const reply = await stage.as('member')('POST', '/api/bookings/preview', single);
    expect([reply.status, reply.body.occurrences.length, reply.body.occurrences[0].reasons]).toEqual([200, 1, []]);
  });

  it('of a single time at which room is lacking offers ways out, if asked', async () => {
    await taken('2026-10-12T09:30', '2026-10-12T11:00');
    const { recurrence: _, ...single } = weekly(1);
    const plain = await stage.as('member')('POST', '/api/bookings/preview', single);
    const helped = await stage.as('member')('POST', '/api/bookings/preview?alternatives', single);
    expect([plain.body.alternatives, helped.body.alternatives[0].kind]).toEqual([[], 'time']);
    expect(helped.body.occurrences[0].reasons[0].code).toBe('taken');
  });

  it('of a change does not meet what the booking itself holds, and is for its own people', async () => {
    const { recurrence: _, ...single } = weekly(1);
    const { booking } = (await book(single)).body;
    const longer = { ...single, endsAt: '2026-10-12T11:00' };
    const path = `/api/bookings/preview?changes=${booking.id}`;
    expect((await stage.as('member')('POST', path, longer)).body.occurrences[0].reasons).toEqual([]);
    const foreign = { ...longer, organisationId: stage.network.third };
    expect((await stage.as('rival')('POST', path, foreign)).status).toBe(404);
  });

  it('of an endless rule, or one by the second, is refused', async () => {
    for (const rrule of ['FREQ=WEEKLY', 'FREQ=SECONDLY;COUNT=3']) {
      const reply = await stage.as('member')(
        'POST',
        '/api/bookings/preview',
        weekly(1, { recurrence: { rrule, timeZone: 'Europe/Paris' } }),
      );
      expect([reply.status, reply.body.code]).toEqual([400, 'recurrence_invalid']);
    }
  });
});
