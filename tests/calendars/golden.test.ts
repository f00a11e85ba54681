import { readdirSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inviting, outsider } from '../invitations/stage.ts';
import { createResource, createSite, type PersonName } from '../network.ts';
import { expectGolden, heldTo } from './golden.ts';
import { faultsOf } from './lint.ts';

const stage = inviting();
let site: string;
beforeAll(async () => {
  const place = { name: 'Maison des Ulis', address: '3 rue du Four', postcode: '91940', commune: 'Les Ulis' };
  site = await createSite(stage.db, place);
});
beforeEach(() => {
  stage.now = new Date('2026-10-01T08:00:00Z');
});

const hall = (more: Parameters<typeof createResource>[2] = {}) =>
  createResource(stage.db, stage.network, { name: 'Grande salle', site_id: site, ...more }, { horizon_days: 366 });

/** What a program fetches that follows a room, as the person named. */
async function follow(room: string, more: object = {}, person: PersonName = 'member'): Promise<string> {
  const feed = { name: 'Grande salle', scope: 'resource', resourceId: room, detail: 'full', ...more };
  const made = await stage.as(person)('POST', '/api/feeds', feed);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { body } = await stage.anonymous('GET', new URL(made.body.url).pathname);
  expect(faultsOf(body)).toEqual([]);
  return body;
}

const book = (room: string, title: string, startsAt: string, endsAt: string, more: object = {}) =>
  stage.book({ title, purpose: undefined, startsAt, endsAt, lines: [{ resourceId: room }], ...more });
const repeated = (rrule: string) => ({ recurrence: { rrule, timeZone: 'Europe/Paris' } });

async function change(booking: { id: string; version: number }, body: object) {
  stage.later(60);
  await stage.member('PATCH', `/api/bookings/${booking.id}`, body, booking.version);
}
async function cancel(booking: { id: string }) {
  stage.later(60);
  await stage.member('POST', `/api/bookings/${booking.id}/cancellation`, { reason: 'Personne ne le lit' });
}

describe('a calendar is, byte for byte, what was read against the RFCs:', () => {
  it('a weekly series that keeps its local time over the changes of October and March', async () => {
    const room = await hall();
    const evenings = repeated('FREQ=WEEKLY;COUNT=26');
    await book(room, 'Chorale', '2026-10-13T16:30:00Z', '2026-10-13T18:00:00Z', evenings);
    expectGolden('weekly-over-both-clock-changes.ics', await follow(room));
  });

  it('what falls in the hour that comes twice, or lasts over it', async () => {
    const room = await hall({ capacity: 3 });
    const three = repeated('FREQ=WEEKLY;COUNT=3');
    await book(room, 'Relève de nuit', '2026-10-18T00:30:00Z', '2026-10-18T01:00:00Z', three);
    await book(room, 'Nuit du refuge', '2026-10-17T20:00:00Z', '2026-10-18T04:00:00Z', three);
    await book(room, 'Au second 02:15', '2026-10-25T01:15:00Z', '2026-10-25T01:30:00Z');
    expectGolden('night-of-the-repeated-hour.ics', await follow(room));
  });

  it('a series of which dates were cancelled, moved and renamed; with what is cancelled left out, and kept', async () => {
    const room = await hall();
    const five = repeated('FREQ=WEEKLY;COUNT=5');
    const series = await book(room, 'Atelier vélo', '2026-10-08T08:00:00Z', '2026-10-08T09:30:00Z', five);
    const [, second, third, fourth] = series.bookings;
    await cancel(second);
    await change(third, { startsAt: '2026-10-23T12:00:00Z', endsAt: '2026-10-23T13:30:00Z' });
    await change(fourth, { title: 'Atelier vélo : les freins' });
    const alone = await book(room, 'Visite', '2026-10-12T08:00:00Z', '2026-10-12T09:00:00Z');
    await cancel(alone.booking);
    expectGolden('series-with-exceptions.ics', await follow(room));
    expectGolden('cancelled-and-kept.ics', await follow(room, { keepCancelled: true }));
  });

  it('requests that wait for a decision', async () => {
    const room = await hall({ approval: 'manager', decision_hours: 48 });
    await book(room, 'Exposition', '2026-10-05T08:00:00Z', '2026-10-05T16:00:00Z');
    expectGolden('waiting-for-a-decision.ics', await follow(room));
  });

  it('text that would be more than text, folded within characters of several octets', async () => {
    const room = await hall({ name: 'Salle; "A", \\1 🚲' });
    const title = 'Fête\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:é, ; \\n 🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲';
    const purpose = 'Une ligne,\r\npuis l’autre ;\nEND:VCALENDAR\u2028\u0007et ééééééééééééééééééééééééééééééé.';
    await book(room, title, '2026-10-06T08:00:00Z', '2026-10-06T09:00:00Z', { purpose });
    expectGolden('hostile-words.ics', await follow(room, { name: 'Salle\r\nX-EVIL:1 🚲' }));
  });

  it('that time is taken, and no more', async () => {
    const room = await hall();
    await book(room, 'Conseil', '2026-10-06T08:00:00Z', '2026-10-06T09:00:00Z', { purpose: 'confidentiel' });
    const two = repeated('FREQ=WEEKLY;COUNT=2');
    await book(room, 'Chorale', '2026-10-07T16:30:00Z', '2026-10-07T18:00:00Z', two);
    const closed = { startsAt: '2026-10-09T06:00:00Z', endsAt: '2026-10-09T16:00:00Z', reason: 'Chaudière' };
    const block = await stage.as('owner')('POST', '/api/blocks', { resourceId: room, kind: 'maintenance', ...closed });
    expect(block.status, JSON.stringify(block.body)).toBe(201);
    expectGolden('busy-only.ics', await follow(room, { detail: 'busy' }, 'rival'));
  });

  it('an invitation to a series, and that one of its dates is cancelled', async () => {
    const room = await hall();
    const more = { attendees: [outsider], ...repeated('FREQ=WEEKLY;COUNT=3') };
    const made = await book(room, 'Assemblée', '2026-10-20T07:00:00Z', '2026-10-20T08:00:00Z', more);
    const [request] = await stage.settle();
    expectGolden('invitation-request.ics', request?.calendar ?? '');
    await cancel(made.bookings[1]);
    const [cancelled] = await stage.settle();
    expectGolden('invitation-cancel.ics', cancelled?.calendar ?? '');
  });

  it('and there is no file that nothing is held to', () => {
    const files = readdirSync(new URL('./golden/', import.meta.url)).filter(name => name.endsWith('.ics'));
    expect(files.toSorted()).toEqual([...heldTo].toSorted());
  });
});
