import { beforeEach, describe, expect, it } from 'vitest';
import type { Attendee } from '../../shared/attendee.ts';
import { play } from '../harness.ts';
import { createResource, emailOf } from '../network.ts';

const stage = play();
const outsider = { name: 'Zoé Martin', email: 'Zoe@Ailleurs.test' };
let room: string;
beforeEach(async () => {
  room = await createResource(stage.db, stage.network, { name: 'Salle' });
});

async function book(more: object = {}) {
  const reply = await stage.as('member')('POST', '/api/bookings', {
    organisationId: stage.network.borrower,
    title: 'Assemblée',
    startsAt: '2026-11-10T09:00:00Z',
    endsAt: '2026-11-10T10:00:00Z',
    lines: [{ resourceId: room }],
    ...more,
  });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body;
}
const weekly = { recurrence: { rrule: 'FREQ=WEEKLY;COUNT=4', timeZone: 'Europe/Paris' } };
const invite = (id: string, attendees: object[], more: object = {}) =>
  stage.as('member')('POST', `/api/bookings/${id}/attendees`, { attendees, ...more });
const namesAt = async (id: string) =>
  (await stage.as('member')('GET', `/api/bookings/${id}/attendees`)).body.items.map((one: Attendee) => one.name);

describe('the attendees of a booking', () => {
  it('are named when booking, and stand without an answer', async () => {
    const { booking } = await book({ attendees: [outsider, { personId: stage.network.people.rival }] });
    const { body } = await stage.as('member')('GET', `/api/bookings/${booking.id}/attendees`);
    expect(body.may.change).toBe(true);
    expect(body.items).toMatchObject([
      { name: 'Rival', personId: stage.network.people.rival, email: emailOf('rival'), state: 'needs_action' },
      { name: 'Zoé Martin', personId: null, email: 'zoe@ailleurs.test', state: 'needs_action', answeredAt: null },
    ]);
  });

  it('show their addresses only to those who may change the booking', async () => {
    const { booking } = await book({ attendees: [outsider] });
    const { status, body } = await stage.as('owner')('GET', `/api/bookings/${booking.id}/attendees`);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([{ name: 'Zoé Martin', email: null }]);
    expect(body.may.change).toBe(false);
    expect((await stage.as('rival')('GET', `/api/bookings/${booking.id}/attendees`)).status).toBe(404);
  });

  it('are added and removed later, by those who act for the booking’s organisation alone', async () => {
    const { booking } = await book();
    expect((await invite(booking.id, [outsider])).status).toBe(201);
    expect((await invite(booking.id, [outsider])).body.items).toHaveLength(1);
    const path = `/api/bookings/${booking.id}/attendees`;
    expect((await stage.as('owner')('POST', path, { attendees: [outsider] })).body.code).toBe('not_affiliated');
    const [{ id }] = (await stage.as('member')('GET', path)).body.items;
    expect((await stage.as('owner')('DELETE', `${path}/${id}`)).status).toBe(403);
    const removed = await stage.as('colleague')('DELETE', `${path}/${id}`);
    expect([removed.status, removed.body.items]).toEqual([200, []]);
    expect((await stage.as('colleague')('DELETE', `${path}/${id}`)).status).toBe(404);
  });

  it('leave no name or address in the history, which is kept for ever', async () => {
    const { booking } = await book({ attendees: [outsider] });
    const [{ id }] = (await stage.as('member')('GET', `/api/bookings/${booking.id}/attendees`)).body.items;
    await stage.as('member')('DELETE', `/api/bookings/${booking.id}/attendees/${id}`);
    const { body } = await stage.as('member')('GET', `/api/bookings/${booking.id}/history`);
    expect(body.items.map((one: { action: string }) => one.action)).toEqual([
      'booking.created',
      'booking.attendees_added',
      'booking.attendee_removed',
    ]);
    expect(JSON.stringify(body)).not.toMatch(/zoé|zoe@/i);
  });

  it('change nothing that a client edits, and raise the sequence that calendars read', async () => {
    const { booking } = await book();
    await invite(booking.id, [outsider]);
    const { body } = await stage.as('member')('GET', `/api/bookings/${booking.id}`);
    expect(body.booking).toMatchObject({ version: booking.version, sequence: booking.sequence + 1 });
  });

  it('are fifty at most, also when two invite at the same time', async () => {
    const { booking } = await book();
    const crowd = (from: number) =>
      Array.from({ length: 30 }, (_, index) => ({ name: 'X', email: `x${from + index}@ailleurs.test` }));
    const replies = await Promise.all([invite(booking.id, crowd(0)), invite(booking.id, crowd(30))]);
    expect(replies.map(reply => reply.status).toSorted()).toEqual([201, 422]);
    expect(replies.find(reply => reply.status === 422)?.body.code).toBe('too_many_attendees');
    expect(await namesAt(booking.id)).toHaveLength(30);
  });

  it('are people who are there: nobody unknown, nobody who was shut out', async () => {
    const { booking } = await book();
    const unknown = await invite(booking.id, [{ personId: '00000000-0000-4000-8000-000000000000' }]);
    expect([unknown.status, unknown.body.code]).toEqual([400, 'malformed']);
    expect((await invite(booking.id, [{ name: 'X', email: 'pas une adresse' }])).status).toBe(400);
    expect((await invite(booking.id, [])).status).toBe(400);
  });

  it('cannot be changed any more once the booking is cancelled or over', async () => {
    const { booking } = await book();
    await stage.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {});
    expect((await invite(booking.id, [outsider])).body.code).toBe('wrong_status');
  });

  it('from outside are two hundred a day for one person', async () => {
    const now = stage.now;
    stage.now = new Date('2026-11-04T08:00:00Z');
    const crowd = (from: number) =>
      Array.from({ length: 50 }, (_, index) => ({ name: 'X', email: `y${from + index}@ailleurs.test` }));
    const statuses: number[] = [];
    for (const from of [0, 50, 100, 150, 200]) {
      const { booking } = await book({
        startsAt: `2026-11-11T0${from / 50}:00:00Z`,
        endsAt: `2026-11-11T0${from / 50}:30:00Z`,
      });
      statuses.push(
        (await stage.as('colleague')('POST', `/api/bookings/${booking.id}/attendees`, { attendees: crowd(from) }))
          .status,
      );
    }
    expect(statuses).toEqual([201, 201, 201, 201, 429]);
    stage.now = now;
  });
});

describe('the attendees of a series', () => {
  it('are those of every date when it is booked with them', async () => {
    const { bookings } = await book({ ...weekly, attendees: [outsider] });
    for (const { id } of bookings) expect(await namesAt(id)).toEqual(['Zoé Martin']);
  });

  it('are invited to one date, to that and the following, or to all', async () => {
    const { bookings } = await book(weekly);
    const [first, second, third, fourth] = bookings.map((one: { id: string }) => one.id);
    await invite(second, [outsider]);
    await invite(third, [{ name: 'Ali', email: 'ali@ailleurs.test' }], { scope: 'following' });
    await invite(third, [{ name: 'Eva', email: 'eva@ailleurs.test' }], { scope: 'all' });
    expect(await Promise.all([first, second, third, fourth].map(namesAt))).toEqual([
      ['Eva'],
      ['Eva', 'Zoé Martin'],
      ['Ali', 'Eva'],
      ['Ali', 'Eva'],
    ]);
    const { items } = (await stage.as('member')('GET', `/api/bookings/${third}/attendees`)).body;
    const eva = items.find((one: Attendee) => one.name === 'Eva').id;
    await stage.as('member')('DELETE', `/api/bookings/${third}/attendees/${eva}?scope=following`);
    expect(await namesAt(second)).toContain('Eva');
    expect(await namesAt(fourth)).toEqual(['Ali']);
  });

  it('are invited to a date that joins it', async () => {
    const { series } = await book({ ...weekly, attendees: [outsider] });
    const added = await stage.as('member')('POST', `/api/series/${series.id}/occurrences`, {
      recurrenceId: '2026-12-08T09:00:00Z',
    });
    expect(await namesAt(added.body.booking.id)).toEqual(['Zoé Martin']);
  });
});
