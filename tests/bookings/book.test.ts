import { describe, expect, it } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';

const stage = play();

/** Tuesday 3 November 2026, in Paris (UTC+1). */
const at = (time: string) => `2026-11-03T${time}:00+01:00`;

const request = (resourceId: string, from: string, to: string, more: object = {}) => ({
  organisationId: stage.network.borrower,
  title: 'Réunion',
  startsAt: at(from),
  endsAt: at(to),
  lines: [{ resourceId }],
  ...more,
});

describe('booking', () => {
  it('confirms at once what needs no approval, and answers its version as ETag', async () => {
    const room = await createResource(stage.db, stage.network);
    const reply = await stage.as('member')('POST', '/api/bookings', request(room, '09:00', '10:00'));
    expect(reply.status).toBe(201);
    expect(reply.body.booking).toMatchObject({
      status: 'confirmed',
      organisationName: 'Les Jardins',
      startsAt: '2026-11-03T08:00:00.000Z',
      lines: [{ resourceId: room, quantity: 1, status: 'confirmed' }],
    });
    expect(reply.headers.get('ETag')).toBe('"1"');
    const read = await stage.as('member')('GET', `/api/bookings/${reply.body.booking.id}`);
    expect(read.body.booking).toEqual(reply.body.booking);
  });

  it('refuses an overlap with the reason and ways out, and says whose it is only to those concerned', async () => {
    const room = await createResource(stage.db, stage.network);
    const other = await createResource(stage.db, stage.network);
    await stage.as('member')('POST', '/api/bookings', request(room, '09:00', '11:00'));
    const refused = await stage.as('rival')(
      'POST',
      '/api/bookings',
      request(room, '10:00', '12:00', { organisationId: stage.network.third }),
    );
    expect(refused.status).toBe(409);
    expect(refused.headers.get('Content-Type')).toContain('application/problem+json');
    expect(refused.body).toMatchObject({
      code: 'taken',
      reasons: [{ code: 'taken', severity: 'block', resourceId: room }],
    });
    expect(refused.body.reasons[0].details.with).toEqual([
      { startsAt: '2026-11-03T08:00:00.000Z', endsAt: '2026-11-03T10:00:00.000Z' },
    ]);
    expect(refused.body.alternatives[0]).toMatchObject({ kind: 'time', startsAt: '2026-11-03T10:00:00.000Z' });
    expect(
      refused.body.alternatives.some(
        (one: { kind: string; lines: { resourceId: string }[] }) =>
          one.kind === 'resource' && one.lines[0]?.resourceId === other,
      ),
    ).toBe(true);
  });

  it('lists one’s own, in the order of their start, page by page', async () => {
    const room = await createResource(stage.db, stage.network);
    for (const hour of ['15', '13', '14']) {
      await stage.as('colleague')('POST', '/api/bookings', request(room, `${hour}:00`, `${hour}:30`));
    }
    const page = async (query: string) => (await stage.as('colleague')('GET', `/api/bookings?${query}`)).body;
    const first = await page('mine&limit=2');
    const second = await page(`mine=true&limit=2&cursor=${first.nextCursor}`);
    const starts = [...first.items, ...second.items].map((one: { startsAt: string }) => one.startsAt.slice(11, 16));
    expect(starts).toEqual(['12:00', '13:00', '14:00']);
    expect(second.nextCursor).toBeNull();
    expect((await page('mine=perhaps')).code).toBe('malformed');
  });

  it('lets bookings touch, and keeps setup and turnaround free', async () => {
    const room = await createResource(stage.db, stage.network, { setup_minutes: 15, turnaround_minutes: 30 });
    const book = (from: string, to: string) => stage.as('member')('POST', '/api/bookings', request(room, from, to));
    expect((await book('09:00', '10:00')).status).toBe(201);
    const early = await book('10:30', '11:00');
    expect([early.status, early.body.code]).toEqual([409, 'buffer']);
    expect((await book('10:45', '11:15')).status).toBe(201);
  });

  it('books all lines or none', async () => {
    const [free, taken] = [
      await createResource(stage.db, stage.network),
      await createResource(stage.db, stage.network),
    ];
    await stage.as('member')('POST', '/api/bookings', request(taken, '09:00', '10:00'));
    const both = request(free, '09:00', '10:00', { lines: [{ resourceId: free }, { resourceId: taken }] });
    expect((await stage.as('member')('POST', '/api/bookings', both)).status).toBe(409);
    expect((await stage.as('member')('POST', '/api/bookings', request(free, '09:00', '10:00'))).status).toBe(201);
  });

  it('counts units by their peak, not by their sum', async () => {
    const chairs = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 5 });
    const take = (from: string, to: string, quantity: number) =>
      stage.as('member')(
        'POST',
        '/api/bookings',
        request(chairs, from, to, { lines: [{ resourceId: chairs, quantity }] }),
      );
    expect((await take('09:00', '10:00', 4)).status).toBe(201);
    expect((await take('10:00', '11:00', 4)).status).toBe(201);
    expect((await take('09:00', '11:00', 1)).status).toBe(201);
    const refused = await take('09:30', '10:30', 1);
    expect(refused.status).toBe(409);
    expect(refused.body.reasons[0]).toMatchObject({
      code: 'over_capacity',
      details: { free: 0, capacity: 5, quantity: 1 },
    });
  });

  it('gives the same answer to the same key, and refuses the key for another request', async () => {
    const room = await createResource(stage.db, stage.network);
    const post = (to: string) =>
      stage.as('member')('POST', '/api/bookings', request(room, '09:00', to), { 'Idempotency-Key': 'k1' });
    const [first, again] = [await post('10:00'), await post('10:00')];
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect((await post('10:30')).body.code).toBe('idempotency_mismatch');
  });

  it('does not book for an organisation that one does not act for', async () => {
    const room = await createResource(stage.db, stage.network);
    const reply = await stage.as('stranger')('POST', '/api/bookings', request(room, '09:00', '10:00'));
    expect([reply.status, reply.body.code]).toEqual([403, 'not_affiliated']);
  });
});

describe('fifty clients on one time', () => {
  it('lets one win and refuses the others cleanly', async () => {
    const room = await createResource(stage.db, stage.network);
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const minutes = String(index).padStart(2, '0');
        const overlapping = request(room, `10:${minutes}`, `11:${minutes}`);
        return stage.as('member')('POST', '/api/bookings', overlapping);
      }),
    );
    expect(replies.map(reply => reply.status).toSorted()).toEqual([201, ...Array(49).fill(409)]);
  });
});
