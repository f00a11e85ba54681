import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';
import { componentsOf, propertyOf } from './lint.ts';

const stage = play();

async function book(more: object = {}) {
  const room = await createResource(stage.db, stage.network, { name: 'Grande salle' });
  const reply = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Assemblée générale !',
    startsAt: '2026-11-10T09:00:00Z',
    endsAt: '2026-11-10T10:00:00Z',
    lines: [{ resourceId: room }],
    ...more,
  });
  return reply.body;
}
const weekly = { recurrence: { rrule: 'FREQ=WEEKLY;COUNT=3', timeZone: 'Europe/Paris' } };
const download = (path: string) => stage.as('member')('GET', path);
const feedEvents = async () => {
  const made = await stage.as('member')('POST', '/api/feeds', { name: 'Moi', scope: 'person', detail: 'full' });
  const { body } = await stage.anonymous('GET', new URL(made.body.url).pathname);
  return componentsOf(body, 'VEVENT');
};

it('gives a booking as a file that asks nobody anything, the same event as in a feed', async () => {
  const { booking } = await book();
  const reply = await download(`/api/bookings/${booking.id}/calendar.ics`);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
  expect(reply.headers.get('Content-Disposition')).toBe('attachment; filename="2026-11-10-assemblee-generale.ics"');
  expect(reply.body).not.toMatch(/METHOD|NAME:|ATTENDEE|ORGANIZER/);
  expect(new ICAL.Component(ICAL.parse(reply.body)).getAllSubcomponents('vevent')).toHaveLength(1);
  const [event = []] = componentsOf(reply.body, 'VEVENT');
  expect(await feedEvents()).toContainEqual(event);
});

it('gives a series whole, by itself and by any of its dates', async () => {
  const { series, bookings } = await book(weekly);
  const whole = await download(`/api/series/${series.id}/calendar.ics`);
  const byDate = await download(`/api/bookings/${bookings[1].id}/calendar.ics`);
  expect(byDate.body).toBe(whole.body);
  const [event = []] = componentsOf(whole.body, 'VEVENT');
  expect(propertyOf(event, 'UID')).toBe(`series-${series.id}@moyens.test`);
  expect(propertyOf(event, 'RRULE')).toContain('FREQ=WEEKLY');
  expect(componentsOf(whole.body, 'VTIMEZONE')).toHaveLength(1);
  expect(await feedEvents()).toContainEqual(event);
});

it('says of a cancelled booking that it is, and shows nobody what they may not see', async () => {
  const { booking } = await book({ startsAt: '2026-11-11T09:00:00Z', endsAt: '2026-11-11T10:00:00Z' });
  expect((await stage.as('rival')('GET', `/api/bookings/${booking.id}/calendar.ics`)).status).toBe(404);
  await stage.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {});
  const { body } = await download(`/api/bookings/${booking.id}/calendar.ics`);
  expect(body).toContain('STATUS:CANCELLED');
});
