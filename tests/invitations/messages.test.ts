import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { emailOf } from '../network.ts';
import { feedEvents, inviting, outsider, textOf, tokenIn, weekly } from './stage.ts';

const stage = inviting();

describe('an attendee', () => {
  it('gets an invitation that mail programs and calendars take, under the UID that the feed has', async () => {
    const { booking } = await stage.book({ attendees: [outsider] });
    const [mail, ...others] = await stage.settle();
    expect(others).toEqual([]);
    expect(mail?.to).toBe(outsider.email);
    expect(mail?.replyTo).toBe('rendezvous@moyens.test');
    expect(mail?.subject).toBe('Invitation : Assemblée, mar. 10 nov. 10:00');
    expect(mail?.alternatives.map(one => one.split(';')[0])).toEqual(['text/plain', 'text/html', 'text/calendar']);
    expect(mail?.alternatives[2]).toMatch(/charset=utf-8/);
    expect(mail?.alternatives[2]).toMatch(/method=REQUEST/);
    expect(mail?.attachments.filter(one => one.name === 'invite.ics')).toHaveLength(1);
    expect(mail?.method).toBe('REQUEST');
    expect(mail?.events).toHaveLength(1);
    const [event] = mail?.events ?? [];
    const [feed] = (await feedEvents(stage)).filter(one => textOf(one, 'uid') === textOf(event, 'uid'));
    expect(textOf(event, 'uid')).toBe(`${booking.id}@moyens.test`);
    for (const name of ['sequence', 'dtstart', 'dtend', 'summary', 'location', 'status']) {
      expect(textOf(event, name), name).toBe(textOf(feed, name));
    }
    const attendee = event?.getFirstProperty('attendee');
    expect(attendee?.getFirstValue()).toBe(`mailto:${outsider.email}`);
    expect(attendee?.getParameter('rsvp')).toBe('TRUE');
    expect(attendee?.getParameter('partstat')).toBe('NEEDS-ACTION');
    expect(attendee?.getParameter('cn')).toBe(outsider.name);
    expect(event?.getFirstProperty('organizer')?.getParameter('cn')).toBe('Member');
    expect(event?.getFirstPropertyValue('organizer')).toBe('mailto:rendezvous@moyens.test');
    expect(event?.getAllProperties('attendee')).toHaveLength(1);
    expect(mail?.text).toContain('Member (Les Jardins) vous invite.');
    expect(tokenIn(mail)).toMatch(/^[\w-]{32}$/);
    expect(mail?.text).toContain('une réponse donnée dans votre messagerie ne nous parviendrait pas');
  });

  it('is told to answer by the link alone only where no mailbox takes what their program sends', async () => {
    const { sending } = stage;
    stage.sending = () => ({
      ...sending(),
      config: { ...sending().config, imapUrl: 'imaps://mail.moyens.test/INBOX' },
    });
    await stage.book({ attendees: [outsider] });
    const [mail] = await stage.settle();
    stage.sending = sending;
    expect(mail?.text).toContain('la page du lien a trois boutons');
    expect(mail?.text).not.toContain('parviendrait');
  });

  it('reads neither what the booking is said to be for nor the addresses of others, and cannot open the booking', async () => {
    const { booking } = await stage.book({ attendees: [outsider, { name: 'Ali', email: 'ali@ailleurs.test' }] });
    const mails = await stage.settle();
    expect(mails.map(one => one.to)).toEqual(['ali@ailleurs.test', outsider.email]);
    for (const mail of mails) {
      const other = mail.to === outsider.email ? 'ali@' : 'zoe@';
      const all = mail.calendar + mail.text + mail.html;
      for (const secret of ['confidentiel', other, emailOf('member'), `/bookings/${booking.id}`]) {
        expect(all).not.toContain(secret);
      }
    }
  });

  it('is told once the booking is confirmed, not while it waits', async () => {
    await stage.db.updateTable('resource').set({ approval: 'manager' }).where('id', '=', stage.room).execute();
    const { booking } = await stage.book({ attendees: [outsider] });
    expect(await stage.settle()).toEqual([]);
    const approved = await stage.as('manager')('POST', `/api/bookings/${booking.id}/decisions`, {
      outcome: 'approved',
    });
    expect(approved.status, JSON.stringify(approved.body)).toBe(200);
    const [mail] = await stage.settle();
    expect(textOf(mail?.events[0], 'status')).toBe('CONFIRMED');
  });

  it('is told of each change under the same UID, with a higher SEQUENCE and a later DTSTAMP', async () => {
    const { booking } = await stage.book({ attendees: [outsider] });
    const [first] = await stage.settle();
    const moved = { startsAt: '2026-11-10T13:00:00Z', endsAt: '2026-11-10T14:00:00Z' };
    await stage.member('PATCH', `/api/bookings/${booking.id}`, moved, 1);
    const [second] = await stage.settle();
    expect(second?.method).toBe('REQUEST');
    expect(second?.subject).toMatch(/^Invitation modifiée : /);
    const [before, after] = [first?.events[0], second?.events[0]];
    expect(textOf(after, 'uid')).toBe(textOf(before, 'uid'));
    expect(Number(textOf(after, 'sequence'))).toBe(Number(textOf(before, 'sequence')) + 1);
    expect(textOf(after, 'dtstamp') > textOf(before, 'dtstamp')).toBe(true);
    expect(textOf(after, 'dtstart')).toBe('2026-11-10T13:00:00Z');
    await stage.member('PATCH', `/api/bookings/${booking.id}`, { title: 'Assemblée générale' }, 2);
    expect(textOf((await stage.settle())[0]?.events[0], 'summary')).toBe('Assemblée générale');
  });

  it('is told that it is cancelled, and invited again when it is restored', async () => {
    const { booking } = await stage.book({ attendees: [outsider] });
    await stage.settle();
    await stage.member('POST', `/api/bookings/${booking.id}/cancellation`, {});
    const [cancelled] = await stage.settle();
    expect(cancelled?.method).toBe('CANCEL');
    expect(cancelled?.alternatives[2]).toMatch(/method=CANCEL/);
    expect(textOf(cancelled?.events[0], 'status')).toBe('CANCELLED');
    expect(textOf(cancelled?.events[0], 'sequence')).toBe('1');
    expect(cancelled?.text).not.toContain('/invitations/reply');
    await stage.member('POST', `/api/bookings/${booking.id}/restoration`, {});
    const [again] = await stage.settle();
    expect(again?.method).toBe('REQUEST');
    expect(textOf(again?.events[0], 'sequence')).toBe('2');
  });

  it('is told when the invitation is taken back, and nobody else is', async () => {
    const { booking } = await stage.book({ attendees: [outsider, { name: 'Ali', email: 'ali@ailleurs.test' }] });
    await stage.settle();
    const { items } = await stage.member('GET', `/api/bookings/${booking.id}/attendees`);
    const zoe = items.find((one: { email: string }) => one.email === outsider.email);
    await stage.member('DELETE', `/api/bookings/${booking.id}/attendees/${zoe.id}`);
    const mails = await stage.settle();
    expect(mails.map(one => [one.to, one.method])).toEqual([[outsider.email, 'CANCEL']]);
  });

  it('is told nothing twice, though the queue runs a job again or two at the same time', async () => {
    await stage.book({ attendees: [outsider] });
    stage.jobs.push(...stage.jobs);
    expect(await stage.settle()).toHaveLength(1);
  });

  it('who is shut out of the network is not written to', async () => {
    const { booking } = await stage.book({ attendees: [{ personId: stage.network.people.rival }] });
    expect((await stage.settle()).map(one => one.to)).toEqual([emailOf('rival')]);
    await stage.db
      .updateTable('person')
      .set({ deactivated_at: stage.now })
      .where('id', '=', stage.network.people.rival)
      .execute();
    await stage.member('POST', `/api/bookings/${booking.id}/cancellation`, {});
    expect(await stage.settle()).toEqual([]);
    await stage.db.updateTable('person').set({ deactivated_at: null }).execute();
  });

  it('with a hostile name or title stays one calendar with one event', async () => {
    const evil = 'X"\r\nEND:VEVENT\r\nATTENDEE:mailto:evil@evil.test 🚐';
    await stage.book({ title: evil, attendees: [{ name: evil, email: 'ali@ailleurs.test' }] });
    const [mail] = await stage.settle();
    expect(mail?.events).toHaveLength(1);
    expect(mail?.events[0]?.getAllProperties('attendee')).toHaveLength(1);
    for (const line of (mail?.calendar ?? '').split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});

describe('a booker', () => {
  it('gets their bookings for their calendar only when they ask for it', async () => {
    await stage.book();
    expect(await stage.settle()).toEqual([]);
    await stage.member('PATCH', '/api/session', { notificationChoices: { calendar: true } });
    const { booking } = await stage.book({ startsAt: '2026-11-11T09:00:00Z', endsAt: '2026-11-11T10:00:00Z' });
    const [mail, ...others] = await stage.settle();
    expect(others).toEqual([]);
    expect(mail?.to).toBe(emailOf('member'));
    expect(mail?.events[0]?.getFirstProperty('attendee')?.getParameter('partstat')).toBe('ACCEPTED');
    expect(mail?.text).toContain(`/bookings/${booking.id}`);
    expect(tokenIn(mail)).toBe('');
  });
});

const dates = (events: ICAL.Component[] | undefined) => {
  const [master] = events ?? [];
  const iterator = new ICAL.Event(master as ICAL.Component, { exceptions: events?.slice(1) ?? [] }).iterator();
  const found: string[] = [];
  for (let next = iterator.next(); next && found.length < 50; next = iterator.next()) found.push(next.toString());
  return found;
};

describe('an attendee of a series', () => {
  it('gets all of it in one message, with the zone that it repeats in', async () => {
    const { series } = await stage.book({ ...weekly, attendees: [outsider] });
    const [mail, ...others] = await stage.settle();
    expect(others).toEqual([]);
    expect(textOf(mail?.events[0], 'uid')).toBe(`series-${series.id}@moyens.test`);
    expect(mail?.calendar).toContain('BEGIN:VTIMEZONE\r\nTZID:Europe/Paris');
    expect(dates(mail?.events)).toEqual([
      '2026-11-10T10:00:00',
      '2026-11-17T10:00:00',
      '2026-11-24T10:00:00',
      '2026-12-01T10:00:00',
    ]);
    expect(mail?.text.match(/^- /gm)).toHaveLength(4);
    const feed = (await feedEvents(stage)).find(one => textOf(one, 'uid') === `series-${series.id}@moyens.test`);
    expect(textOf(mail?.events[0], 'sequence')).toBe(textOf(feed, 'sequence'));
    expect(textOf(mail?.events[0], 'rrule')).toBe(textOf(feed, 'rrule'));
  });

  it('is told of one date that is cancelled or moved by itself', async () => {
    const { series, bookings } = await stage.book({ ...weekly, attendees: [outsider] });
    await stage.settle();
    await stage.member('POST', `/api/bookings/${bookings[1].id}/cancellation`, {});
    const [cancelled] = await stage.settle();
    expect(cancelled?.method).toBe('CANCEL');
    expect(cancelled?.events).toHaveLength(1);
    expect(textOf(cancelled?.events[0], 'uid')).toBe(`series-${series.id}@moyens.test`);
    expect(textOf(cancelled?.events[0], 'recurrence-id')).toBe('2026-11-17T10:00:00');
    expect(cancelled?.calendar).toContain('RECURRENCE-ID;TZID=Europe/Paris:20261117T100000');

    const moved = { startsAt: '2026-11-24T14:00:00Z', endsAt: '2026-11-24T15:00:00Z' };
    await stage.member('PATCH', `/api/bookings/${bookings[2].id}`, moved, 1);
    const [changed] = await stage.settle();
    expect(changed?.method).toBe('REQUEST');
    expect(changed?.events).toHaveLength(1);
    expect(textOf(changed?.events[0], 'recurrence-id')).toBe('2026-11-24T10:00:00');
    expect(textOf(changed?.events[0], 'dtstart')).toBe('2026-11-24T15:00:00');
    expect(Number(textOf(changed?.events[0], 'sequence'))).toBeGreaterThan(
      Number(textOf(cancelled?.events[0], 'sequence')),
    );
  });

  it('who is invited to one date alone gets that date alone', async () => {
    const { series, bookings } = await stage.book(weekly);
    await stage.member('POST', `/api/bookings/${bookings[1].id}/attendees`, { attendees: [outsider] });
    const [mail] = await stage.settle();
    expect(mail?.events).toHaveLength(1);
    expect(textOf(mail?.events[0], 'uid')).toBe(`series-${series.id}@moyens.test`);
    expect(textOf(mail?.events[0], 'recurrence-id')).toBe('2026-11-17T10:00:00');
    expect(textOf(mail?.events[0], 'rrule')).toBe('');
    await stage.member('POST', `/api/bookings/${bookings[1].id}/cancellation`, {});
    const [cancelled] = await stage.settle();
    expect([cancelled?.method, textOf(cancelled?.events[0], 'recurrence-id')]).toEqual([
      'CANCEL',
      '2026-11-17T10:00:00',
    ]);
  });

  it('is told that all of it is cancelled in one message', async () => {
    const { bookings } = await stage.book({ ...weekly, attendees: [outsider] });
    await stage.settle();
    await stage.member('POST', `/api/bookings/${bookings[0].id}/cancellation`, { scope: 'all' });
    const [mail, ...others] = await stage.settle();
    expect(others).toEqual([]);
    expect(mail?.method).toBe('CANCEL');
    expect(textOf(mail?.events[0], 'recurrence-id')).toBe('');
    expect(mail?.text.match(/^- /gm)).toHaveLength(4);
  });

  it('is told of what is left and of what follows when it is moved from a date on', async () => {
    const { series, bookings } = await stage.book({ ...weekly, attendees: [outsider] });
    await stage.settle();
    const moved = { startsAt: '2026-11-24T14:00:00Z', endsAt: '2026-11-24T15:00:00Z' };
    await stage.member('PATCH', `/api/bookings/${bookings[2].id}?scope=following`, moved, 1);
    const mails = await stage.settle();
    const left = mails.find(one => textOf(one.events[0], 'uid') === `series-${series.id}@moyens.test`);
    const follows = mails.find(one => one !== left);
    expect(mails.map(one => one.method)).toEqual(['REQUEST', 'REQUEST']);
    expect(dates(left?.events)).toEqual(['2026-11-10T10:00:00', '2026-11-17T10:00:00']);
    expect(dates(follows?.events)).toEqual(['2026-11-24T15:00:00', '2026-12-01T15:00:00']);
  });
});

describe('a rule that Outlook cannot take', () => {
  it('is told in parts that it takes, one message each', async () => {
    const rule = { rrule: 'FREQ=MONTHLY;BYDAY=2TU,4TU;COUNT=6', timeZone: 'Europe/Paris' };
    const { series } = await stage.book({ recurrence: rule, attendees: [outsider] });
    const mails = await stage.settle();
    expect(mails.map(one => textOf(one.events[0], 'uid')).toSorted()).toEqual([
      `series-${series.id}-2TU@moyens.test`,
      `series-${series.id}-4TU@moyens.test`,
    ]);
    expect(mails.flatMap(one => dates(one.events)).toSorted()).toEqual([
      '2026-11-10T10:00:00',
      '2026-11-24T10:00:00',
      '2026-12-08T10:00:00',
      '2026-12-22T10:00:00',
      '2027-01-12T10:00:00',
      '2027-01-26T10:00:00',
    ]);
  });

  it('has its dates told one by one where there is no rule at all', async () => {
    const recurrence = { timeZone: 'Europe/Paris', rdates: ['2026-11-13T09:00:00Z'] };
    const { bookings } = await stage.book({ recurrence, attendees: [outsider] });
    const mails = await stage.settle();
    expect(mails.map(one => textOf(one.events[0], 'uid')).toSorted()).toEqual(
      bookings.map((one: { id: string }) => `${one.id}@moyens.test`).toSorted(),
    );
    for (const mail of mails) expect(textOf(mail.events[0], 'rrule')).toBe('');
  });
});
