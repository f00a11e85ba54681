import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../harness.ts';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';
import {
  accepted,
  booked,
  crowdOn,
  deadlocks,
  expectCleanAnswers,
  expectWitnessed,
  minute,
  rush,
  wanted,
} from './crowd.ts';

const stage = play();
const crowd = crowdOn(stage);
const rounds = 4;
const crowdSize = 50;

let room: string;
beforeEach(async () => {
  room = await createResource(stage.db, stage.network);
});
afterAll(async () => {
  expect(await deadlocks(stage)).toBe(0);
});

/** Every range differs, and all of them meet. */
const overlapping = (index: number) => ({ from: minute(120 + index), to: minute(180 + index) });

async function expectOneWinner(replies: Reply[], slowest: number): Promise<void> {
  expectCleanAnswers(replies, [200, 201, 409]);
  expect(accepted(replies)).toHaveLength(1);
  expect(await expectWitnessed(stage, room)).toHaveLength(1);
  // Generous: nobody waits for a deadlock to be found, whatever else the machine does.
  expect(slowest).toBeLessThan(5_000);
}

/** As many bookings as there are clients, one after the other, of rooms of their own. */
async function apart(): Promise<{ id: string; version: number }[]> {
  const elsewhere = await createResource(stage.db, stage.network, { capacity: crowdSize });
  const lines = [{ resourceId: elsewhere }];
  const { replies } = await rush(crowdSize, () => booked(stage, { from: minute(0), to: minute(60), lines }));
  return replies;
}

const patch = (booking: { id: string; version: number }, body: object) =>
  crowd.as('member')('PATCH', `/api/bookings/${booking.id}`, body, { 'If-Match': `"${booking.version}"` });

describe('of fifty who want the same time from three processes, one wins and nobody waits', () => {
  it('booking, round after round', async () => {
    for (let round = 0; round < rounds; round++) {
      room = await createResource(stage.db, stage.network);
      const { replies, slowest } = await rush(crowdSize, index =>
        crowd.as('member')(
          'POST',
          '/api/bookings',
          wanted(stage, { ...overlapping(index), lines: [{ resourceId: room }] }),
        ),
      );
      await expectOneWinner(replies, slowest);
    }
  });

  it('swapping to the resource, and moving there at once', async () => {
    const bookings = await apart();
    const { replies, slowest } = await rush(crowdSize, index => {
      const { from, to } = overlapping(index);
      return patch(bookings[index] ?? { id: '', version: 0 }, {
        startsAt: from,
        endsAt: to,
        lines: [{ resourceId: room }],
      });
    });
    await expectOneWinner(replies, slowest);
  });

  it('copying', async () => {
    const original = await booked(stage, { from: minute(0), to: minute(60), lines: [{ resourceId: room }] });
    await stage.as('member')('POST', `/api/bookings/${original.id}/cancellation`, {});
    const { replies, slowest } = await rush(crowdSize, index =>
      crowd.as('member')('POST', `/api/bookings/${original.id}/copies`, { startsAt: overlapping(index).from }),
    );
    await expectOneWinner(replies, slowest);
  });

  it('restoring', async () => {
    const bookings: { id: string }[] = [];
    for (let index = 0; index < 20; index++) {
      const booking = await booked(stage, { ...overlapping(index), lines: [{ resourceId: room }] });
      await stage.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {});
      bookings.push(booking);
    }
    const { replies, slowest } = await rush(20, index =>
      crowd.as('member')('POST', `/api/bookings/${bookings[index]?.id}/restoration`, {}),
    );
    await expectOneWinner(replies, slowest);
  });

  it('approving requests that compete', async () => {
    room = await createResource(stage.db, stage.network, { approval: 'manager', pending_requests: 'compete' });
    const bookings: { id: string }[] = [];
    for (let index = 0; index < 20; index++) {
      bookings.push(await booked(stage, { ...overlapping(index), lines: [{ resourceId: room }] }));
    }
    expect(await expectWitnessed(stage, room)).toEqual([]);
    const { replies, slowest } = await rush(20, index =>
      crowd.as('manager')('POST', `/api/bookings/${bookings[index]?.id}/decisions`, { outcome: 'approved' }),
    );
    await expectOneWinner(replies, slowest);
  });

  it('a series and single bookings of its dates: all of the series or none of it', async () => {
    const weekly = { recurrence: { rrule: 'FREQ=DAILY;COUNT=8', timeZone: 'Europe/Paris' } };
    for (let round = 0; round < 2; round++) {
      room = await createResource(stage.db, stage.network);
      const lines = [{ resourceId: room }];
      const { replies } = await rush(24, index => {
        const more = index % 2 === 0 ? weekly : {};
        const day = index % 2 === 0 ? 0 : (index % 8) * 1440;
        const slot = { from: minute(day + index), to: minute(day + 60 + index) };
        return crowd.as('member')('POST', '/api/bookings', wanted(stage, { ...slot, lines, more }));
      });
      expectCleanAnswers(replies, [201, 409]);
      const series = accepted(replies).filter(reply => reply.body.series);
      expect(series.length).toBeLessThanOrEqual(1);
      for (const one of series) expect(one.body.bookings).toHaveLength(8);
      const held = accepted(replies).flatMap(reply => reply.body.bookings ?? [reply.body.booking]);
      expect(await expectWitnessed(stage, room)).toHaveLength(held.length);
    }
  });
});

describe('who extends or moves meets the neighbour, not a gap in the guard', () => {
  it('two neighbours that extend into the same hour', async () => {
    for (let round = 0; round < rounds; round++) {
      room = await createResource(stage.db, stage.network);
      const lines = [{ resourceId: room }];
      const before = await booked(stage, { from: minute(0), to: minute(60), lines });
      const after = await booked(stage, { from: minute(120), to: minute(180), lines });
      const { replies } = await rush(2, index =>
        index === 0 ? patch(before, { endsAt: minute(105) }) : patch(after, { startsAt: minute(75) }),
      );
      expectCleanAnswers(replies, [200, 409]);
      expect(accepted(replies)).toHaveLength(1);
      await expectWitnessed(stage, room);
    }
  });

  it('the same booking changed, cancelled and finished at once: one version after the other', async () => {
    const booking = await booked(stage, { from: minute(0), to: minute(60), lines: [{ resourceId: room }] });
    const { replies } = await rush(20, index =>
      index % 4 === 3
        ? crowd.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {}, { 'If-Match': '"1"' })
        : patch(booking, { endsAt: minute(75 + 15 * index) }),
    );
    expectCleanAnswers(replies, [200, 409, 412]);
    expect(accepted(replies)).toHaveLength(1);
    await expectWitnessed(stage, room);
  });
});
