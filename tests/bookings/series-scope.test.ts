import { beforeEach, describe, expect, it } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';

const stage = play();

interface Occurrence {
  id: string;
  version: number;
  seriesId: string;
  startsAt: string;
  status: string;
  detached: boolean;
}

let room: string;
let series: { id: string };
let first: Occurrence[];

/** Five Mondays, 09:00 to 10:00 in Paris; clocks go back before the third. It is Tuesday 13 October: the first is over. */
beforeEach(async () => {
  stage.now = new Date('2026-10-01T08:00:00Z');
  room = await createResource(stage.db, stage.network);
  const reply = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Chorale',
    startsAt: '2026-10-12T09:00',
    endsAt: '2026-10-12T10:00',
    lines: [{ resourceId: room, quantity: 1 }],
    recurrence: { rrule: 'FREQ=WEEKLY;COUNT=5', timeZone: 'Europe/Paris' },
  });
  expect(reply.status).toBe(201);
  series = reply.body.series;
  first = reply.body.bookings;
  stage.now = new Date('2026-10-13T08:00:00Z');
});

const nth = (index: number): Occurrence => {
  const one = first[index];
  if (!one) throw new Error(`no occurrence ${index}`);
  return one;
};
const change = (index: number, scope: string, body: object) =>
  stage.as('member')('PATCH', `/api/bookings/${nth(index).id}?scope=${scope}`, body, { 'If-Match': '*' });
const cancel = (index: number, scope: string) =>
  stage.as('member')('POST', `/api/bookings/${nth(index).id}/cancellation`, { scope });
const restore = (index: number, scope: string) =>
  stage.as('member')('POST', `/api/bookings/${nth(index).id}/restoration`, { scope });
const read = async (id: string) => (await stage.as('member')('GET', `/api/series/${id}`)).body;
const now = async (): Promise<Occurrence[]> =>
  Promise.all(first.map(async one => (await stage.as('member')('GET', `/api/bookings/${one.id}`)).body.booking));
const starts = async () => (await now()).map(one => one.startsAt.slice(5, 16));
const taken = (startsAt: string, endsAt: string) =>
  stage.as('rival')('POST', '/api/bookings', {
    organisationId: stage.network.third,
    title: 'Atelier',
    startsAt,
    endsAt,
    lines: [{ resourceId: room, quantity: 1 }],
  });

describe('changing an occurrence', () => {
  it('alone detaches it', async () => {
    expect((await change(1, 'this', { startsAt: '2026-10-19T14:00', endsAt: '2026-10-19T15:00' })).status).toBe(200);
    expect(await starts()).toEqual(['10-12T07:00', '10-19T12:00', '10-26T08:00', '11-02T08:00', '11-09T08:00']);
    expect((await now()).map(one => one.detached)).toEqual([false, true, false, false, false]);
  });

  it('and the following cuts the series in two; the clock on the wall decides, and ids stay', async () => {
    const reply = await change(1, 'following', { startsAt: '2026-10-19T11:00', endsAt: '2026-10-19T12:30' });
    expect(reply.status).toBe(200);
    expect(await starts()).toEqual(['10-12T07:00', '10-19T09:00', '10-26T10:00', '11-02T10:00', '11-09T10:00']);
    const cut = await read(series.id);
    expect(cut.bookings).toHaveLength(1);
    expect(cut.series.rrule).toBe('FREQ=WEEKLY;UNTIL=20261019T065959Z');
    const next = await read(reply.body.booking.seriesId);
    expect(next.bookings.map((one: Occurrence) => one.id)).toEqual(first.slice(1).map(one => one.id));
    expect(next.series).toMatchObject({
      continuesId: series.id,
      rrule: 'FREQ=WEEKLY;COUNT=4',
      startsAt: '2026-10-19T09:00:00.000Z',
      endsAt: '2026-10-19T10:30:00.000Z',
    });
    expect(
      next.bookings.every((one: { startsAt: string; recurrenceId: string }) => one.startsAt === one.recurrenceId),
    ).toBe(true);
  });

  it('and all leaves alone what is over and what was changed alone', async () => {
    await change(2, 'this', { startsAt: '2026-10-26T15:00', endsAt: '2026-10-26T16:00' });
    expect((await change(3, 'all', { startsAt: '2026-11-02T10:00', endsAt: '2026-11-02T11:00' })).status).toBe(200);
    expect(await starts()).toEqual(['10-12T07:00', '10-19T08:00', '10-26T14:00', '11-02T09:00', '11-09T09:00']);
  });

  it('may move each onto the old time of the next, and onto another day', async () => {
    expect((await change(1, 'all', { startsAt: '2026-10-26T09:00', endsAt: '2026-10-26T10:00' })).status).toBe(200);
    expect(await starts()).toEqual(['10-12T07:00', '10-26T08:00', '11-02T08:00', '11-09T08:00', '11-16T08:00']);
    const tuesday = await change(1, 'all', { startsAt: '2026-10-27T09:00', endsAt: '2026-10-27T10:00' });
    expect([tuesday.status, (await starts())[4]]).toEqual([200, '11-17T08:00']);
  });

  it('of words for all keeps one series', async () => {
    const reply = await change(1, 'all', { title: 'Grande chorale' });
    expect(reply.body.booking.title).toBe('Grande chorale');
    expect((await now()).map(one => one.seriesId)).toEqual(first.map(() => series.id));
    expect((await read(series.id)).series.title).toBe('Grande chorale');
  });

  it('is all or nothing: one clash refuses the change of all, and says which', async () => {
    await taken('2026-11-02T11:00', '2026-11-02T12:00');
    const before = await starts();
    const reply = await change(1, 'following', { startsAt: '2026-10-19T11:00', endsAt: '2026-10-19T12:00' });
    expect([reply.status, reply.body.code, reply.body.refused]).toEqual([409, 'series_has_refusals', 1]);
    expect(reply.body.occurrences[0].startsAt).toBe('2026-11-02T10:00:00.000Z');
    expect(await starts()).toEqual(before);
    expect((await read(series.id)).series.rrule).toBe('FREQ=WEEKLY;COUNT=5');
  });
});

describe('cancelling and restoring', () => {
  const statuses = async () => (await now()).map(one => one.status === 'cancelled');

  it('reaches one, the following, or all that are to come; dates are kept as EXDATEs', async () => {
    await cancel(2, 'this');
    expect(await statuses()).toEqual([false, false, true, false, false]);
    expect((await read(series.id)).series.exdates).toEqual(['2026-10-26T08:00:00.000Z']);
    await cancel(3, 'following');
    expect(await statuses()).toEqual([false, false, true, true, true]);
    await cancel(1, 'all');
    expect(await statuses()).toEqual([false, true, true, true, true]);
  });

  it('is undone by the act, not beyond it', async () => {
    await cancel(2, 'this');
    stage.now = new Date('2026-10-13T09:00:00Z');
    await cancel(1, 'all');
    expect((await restore(1, 'all')).status).toBe(200);
    expect(await statuses()).toEqual([false, false, true, false, false]);
    expect((await read(series.id)).series.exdates).toEqual(['2026-10-26T08:00:00.000Z']);
  });

  it('is undone for all or for none', async () => {
    await cancel(1, 'all');
    await taken('2026-11-02T09:00', '2026-11-02T10:00');
    const reply = await restore(1, 'all');
    expect([reply.status, reply.body.code, reply.body.refused, reply.body.count]).toEqual([
      409,
      'series_has_refusals',
      1,
      4,
    ]);
    expect(await statuses()).toEqual([false, true, true, true, true]);
  });
});

describe('adding a date', () => {
  const add = (recurrenceId: string) =>
    stage.as('member')('POST', `/api/series/${series.id}/occurrences`, { recurrenceId });

  it('takes back one that was cancelled, and adds another of the same lines', async () => {
    await cancel(2, 'this');
    const back = await add('2026-10-26T08:00:00Z');
    expect([back.status, back.body.booking.id, back.body.booking.status]).toEqual([201, nth(2).id, 'confirmed']);
    const more = await add('2026-10-28T08:00:00Z');
    expect([more.status, more.body.booking.endsAt]).toEqual([201, '2026-10-28T09:00:00.000Z']);
    expect((await read(series.id)).series).toMatchObject({ exdates: [], rdates: ['2026-10-28T08:00:00.000Z'] });
    expect((await add('2026-10-28T08:00:00Z')).status).toBe(409);
  });

  it('meets the guard, and nobody else’s series', async () => {
    await taken('2026-10-28T09:00', '2026-10-28T10:00');
    expect((await add('2026-10-28T08:00:00Z')).body.code).toBe('taken');
    const stranger = await stage.as('rival')('POST', `/api/series/${series.id}/occurrences`, {
      recurrenceId: '2026-10-29T08:00:00Z',
    });
    expect(stranger.status).toBe(404);
  });
});
