import { beforeEach, describe, expect, it } from 'vitest';
import { play } from '../../harness.ts';
import { createResource, createSite } from '../../network.ts';
import { askingOn } from './asking.ts';

const stage = play();
const { ask, booked } = askingOn(stage);
const hour = 3_600_000;

/** The Sundays on which clocks change in Paris, with the real hours between one and four in the night. */
const days = [
  ['2026-03-29', 2],
  ['2026-10-25', 4],
  ['2027-03-28', 2],
  ['2027-10-31', 4],
] as const;

beforeEach(() => {
  stage.now = new Date('2026-03-02T08:00:00Z');
});

async function openOnSundays(time_zone: string): Promise<string> {
  const site = await createSite(stage.db, { time_zone });
  await stage.db
    .insertInto('site_opening')
    .values({ site_id: site, weekday: 7, opens_minute: 480, closes_minute: 1200 })
    .execute();
  return site;
}

async function resourceAt(time_zone: string, within_opening_hours: boolean): Promise<string> {
  const criteria = { within_opening_hours, horizon_days: 1095 };
  return createResource(stage.db, stage.network, { site_id: await openOnSundays(time_zone) }, criteria);
}

const hoursOf = (booking: { startsAt: string; endsAt: string }) =>
  (Date.parse(booking.endsAt) - Date.parse(booking.startsAt)) / hour;

describe('clocks that change in Paris', () => {
  it.each(days)('on %s a night from one to four has %i real hours', async (day, hours) => {
    const room = await resourceAt('Europe/Paris', false);
    const night = await booked({ from: `${day}T01:00`, to: `${day}T04:00`, on: [room] });
    expect(hoursOf(night)).toBe(hours);
    expect((await ask({ from: `${day}T03:30`, to: `${day}T05:00`, on: [room] })).status).toBe(409);
    await booked({ from: `${day}T04:00`, to: `${day}T05:00`, on: [room] });
  });

  it.each(days)('on %s the site opens at eight and closes at eight, as on any day', async day => {
    const room = await resourceAt('Europe/Paris', true);
    const early = await ask({ from: `${day}T07:45`, to: `${day}T09:00`, on: [room] });
    expect([early.status, early.body.code]).toEqual([422, 'closed']);
    expect((await ask({ from: `${day}T19:00`, to: `${day}T20:15`, on: [room] })).body.code).toBe('closed');
    expect(hoursOf(await booked({ from: `${day}T08:00`, to: `${day}T20:00`, on: [room] }))).toBe(12);
  });

  it.each(days)('on %s half past two is missing or comes twice', async (day, hours) => {
    const room = await resourceAt('Europe/Paris', false);
    const reply = await ask({ from: `${day}T02:30`, to: `${day}T05:00`, on: [room] });
    if (hours === 2) expect([reply.status, reply.body.code]).toEqual([422, 'local_time_missing']);
    else expect(reply.body.booking.startsAt).toBe(`${day}T00:30:00.000Z`);
  });

  it('a booking over midnight and the change keeps its length when it is copied a week on', async () => {
    const room = await resourceAt('Europe/Paris', false);
    const long = await booked({ from: '2026-03-28T20:00', to: '2026-03-29T08:00', on: [room] });
    expect(hoursOf(long)).toBe(11);
    const copied = await stage.as('member')('POST', `/api/bookings/${long.id}/copies`, {
      startsAt: '2026-04-04T20:00',
    });
    expect(hoursOf(copied.body.booking)).toBe(11);
  });
});

describe('clocks that never change in Réunion', () => {
  it.each(days)('on %s three hours are three hours', async day => {
    const room = await resourceAt('Indian/Reunion', false);
    const night = await booked({ from: `${day}T01:00`, to: `${day}T04:00`, on: [room] });
    expect(hoursOf(night)).toBe(3);
    expect(night.startsAt).toBe(new Date(Date.parse(`${day}T01:00:00+04:00`)).toISOString());
    const open = await resourceAt('Indian/Reunion', true);
    expect(hoursOf(await booked({ from: `${day}T08:00`, to: `${day}T20:00`, on: [open] }))).toBe(12);
    expect((await ask({ from: `${day}T20:00`, to: `${day}T20:30`, on: [open] })).body.code).toBe('closed');
  });
});
