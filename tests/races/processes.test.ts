import { describe, expect, it } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';
import { booked, crowdOn, expectCleanAnswers, expectWitnessed, minute, rush, wanted } from './crowd.ts';

const stage = play();
const crowd = crowdOn(stage);

describe('the same Idempotency-Key from three processes at once', () => {
  it('books once, and gives nine the answer of the first', async () => {
    for (let round = 0; round < 3; round++) {
      const room = await createResource(stage.db, stage.network);
      const body = wanted(stage, { from: minute(0), to: minute(60), lines: [{ resourceId: room }] });
      const { replies } = await rush(10, () =>
        crowd.as('member')('POST', '/api/bookings', body, { 'Idempotency-Key': `same-${room}` }),
      );
      expect(replies.map(reply => reply.status)).toEqual(Array(10).fill(201));
      for (const reply of replies) expect(reply.body).toEqual(replies[0]?.body);
      expect(replies.filter(reply => reply.headers.get('Idempotent-Replayed') === 'true')).toHaveLength(9);
      expect(await expectWitnessed(stage, room)).toHaveLength(1);
    }
  });

  it('refuses once: what came free in between changes nothing for that key', async () => {
    const room = await createResource(stage.db, stage.network);
    const lines = [{ resourceId: room }];
    const other = await booked(stage, { from: minute(0), to: minute(60), lines });
    const series = { recurrence: { rrule: 'FREQ=DAILY;COUNT=3', timeZone: 'Europe/Paris' } };
    for (const more of [{}, series]) {
      const body = wanted(stage, { from: minute(30), to: minute(90), lines, more });
      const send = (key: string) =>
        crowd.as('member')('POST', '/api/bookings', body, { 'Idempotency-Key': `${key}-${Object.keys(more).length}` });
      const refused = await send('refused');
      expect(refused.status).toBe(409);
      await stage.as('member')('POST', `/api/bookings/${other.id}/cancellation`, {});
      const again = await send('refused');
      expect([again.status, again.headers.get('Idempotent-Replayed')]).toEqual([409, 'true']);
      expect(again.body).toEqual(refused.body);
      await stage.as('member')('POST', `/api/bookings/${other.id}/restoration`, {});
    }
  });

  it('does not keep what a published criterion refuses, nor what was malformed', async () => {
    const room = await createResource(stage.db, stage.network, {}, { max_minutes: 60 });
    const ask = (to: number) =>
      crowd.as('member')(
        'POST',
        '/api/bookings',
        wanted(stage, { from: minute(0), to: minute(to), lines: [{ resourceId: room }] }),
        { 'Idempotency-Key': `kept-${room}` },
      );
    expect((await ask(120)).status).toBe(422);
    expect((await ask(60)).status).toBe(201);
  });
});

describe('what one process publishes', () => {
  it('is obeyed by the others at once', async () => {
    const room = await createResource(stage.db, stage.network);
    const ask = (index: number, day: number) =>
      crowd.instance(index, 'member')(
        'POST',
        '/api/bookings',
        wanted(stage, {
          from: minute(day * 1440),
          to: minute(day * 1440 + 120),
          lines: [{ resourceId: room }],
        }),
      );
    for (const index of [0, 1, 2]) expect((await ask(index, index)).status).toBe(201);
    const { body } = await crowd.instance(0, 'owner')('GET', `/api/resources/${room}`);
    const published = await crowd.instance(0, 'owner')(
      'POST',
      `/api/resources/${room}/criteria`,
      { maxMinutes: 60, withinOpeningHours: false, acceptAffected: true },
      { 'If-Match': `"${body.resource.version}"` },
    );
    expect(published.status, JSON.stringify(published.body)).toBeLessThan(300);
    for (const index of [0, 1, 2]) {
      const reply = await ask(index, 3 + index);
      expect([reply.status, reply.body.code]).toEqual([422, 'too_long']);
    }
  });

  it('new buffers and bookings that race from other processes: the buffers hold', async () => {
    for (let round = 0; round < 4; round++) {
      const room = await createResource(stage.db, stage.network);
      const version = 1;
      const { replies } = await rush(13, index =>
        index === 6
          ? crowd.as('owner')(
              'PATCH',
              `/api/resources/${room}`,
              { turnaroundMinutes: 30 },
              { 'If-Match': `"${version}"` },
            )
          : crowd.as('member')(
              'POST',
              '/api/bookings',
              wanted(stage, { from: minute(index * 60), to: minute(index * 60 + 45), lines: [{ resourceId: room }] }),
            ),
      );
      expectCleanAnswers(replies, [200, 201, 409, 412]);
      await expectWitnessed(stage, room);
    }
  });
});
