import { beforeEach, describe, expect, it } from 'vitest';
import { readMailbox } from '../../server/invitations/mailbox.ts';
import type { Attendee } from '../../shared/attendee.ts';
import { type ImapStub, startImap } from '../mail/imap-stub.ts';
import { type Arrived, inviting, outsider, textOf, tokenIn, weekly } from './stage.ts';

const stage = inviting();
let imap: ImapStub;
beforeEach(async () => {
  await stage.db.deleteFrom('mailbox_progress').execute();
  imap = await startImap();
  return () => imap.close();
});

interface Said {
  uid: string;
  partstat?: string;
  sequence?: number;
  /** As DTSTAMP writes it. */
  at?: string;
  recurrence?: string;
  attendee?: string;
  from?: string;
  method?: string;
}

/** An answer as mail programs send it. */
function reply({ uid, partstat = 'ACCEPTED', sequence = 0, at = '20261102T090000Z', ...more }: Said): string {
  const { attendee = outsider.email, from = attendee, method = 'REPLY', recurrence } = more;
  return [
    `From: "Zoe" <${from}>`,
    'To: rendezvous@moyens.test',
    'Subject: Accepted: Assemblee',
    'Message-ID: <1@ailleurs.test>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Zoe has accepted.',
    '--b',
    `Content-Type: text/calendar; charset=utf-8; method=${method}`,
    'Content-Transfer-Encoding: 7bit',
    '',
    'BEGIN:VCALENDAR',
    'PRODID:-//Outside//EN',
    'VERSION:2.0',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${at}`,
    ...(recurrence ? [`RECURRENCE-ID${recurrence}`] : []),
    'ORGANIZER:mailto:rendezvous@moyens.test',
    `ATTENDEE;PARTSTAT=${partstat};CN=Zoe:MAILTO:${attendee}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '--b--',
    '',
  ].join('\r\n');
}

const readIt = () => readMailbox(stage.db, imap.url, { now: stage.now, jobs: stage.deps.jobs, acts: [] });
const uidOf = (mail: Arrived | undefined) => textOf(mail?.events[0], 'uid');
async function invited(more: object = {}) {
  const booked = await stage.book({ attendees: [outsider], ...more });
  const [mail] = await stage.settle();
  stage.now = new Date('2026-11-02T10:00:00Z');
  return { ...booked, mail, uid: uidOf(mail) };
}
const stateOf = async (id: string) => {
  const { items } = await stage.member('GET', `/api/bookings/${id}/attendees`);
  return items.find((one: Attendee) => one.name === outsider.name)?.state;
};

describe('an answer by mail', () => {
  it('counts for the invitation that it answers, and its mail is marked as seen', async () => {
    const { booking, uid } = await invited();
    const mail = imap.deliver(reply({ uid }));
    expect(await readIt()).toBe(1);
    expect(await stateOf(booking.id)).toBe('accepted');
    expect(mail.flags).toEqual(['\\Seen']);
  });

  it('is told to whoever booked when it is a refusal', async () => {
    const { uid } = await invited();
    imap.deliver(reply({ uid, partstat: 'DECLINED' }));
    await readIt();
    await stage.settle();
    const told = await stage.db.selectFrom('mail').select('subject').where('kind', '=', 'attendee_declined').execute();
    expect(told).toHaveLength(1);
  });

  it('is read once, and what comes later is read then', async () => {
    const { booking, uid } = await invited();
    imap.deliver(reply({ uid }));
    await readIt();
    expect(await readIt()).toBe(0);
    expect(imap.fetched).toBe(1);
    imap.deliver(reply({ uid, partstat: 'TENTATIVE', at: '20261102T093000Z' }));
    expect(await readIt()).toBe(1);
    expect(await stateOf(booking.id)).toBe('tentative');
    // The mailbox is numbered anew: all is read again, and nothing of it counts again.
    imap.uidValidity = 8;
    await readIt();
    expect(imap.fetched).toBe(4);
    expect(await stateOf(booking.id)).toBe('tentative');
  });

  it('does not count when it was said before another, in whichever order and way they come', async () => {
    const { booking, uid, mail } = await invited();
    imap.deliver(reply({ uid, partstat: 'DECLINED', at: '20261102T093000Z' }));
    imap.deliver(reply({ uid, partstat: 'ACCEPTED', at: '20261102T091500Z' }));
    await readIt();
    expect(await stateOf(booking.id)).toBe('declined');
    await stage.anonymous('POST', '/api/invitation-replies', { token: tokenIn(mail), answer: 'accepted' });
    imap.deliver(reply({ uid, partstat: 'TENTATIVE', at: '20261102T094500Z' }));
    const late = imap.mails.at(-1);
    await readIt();
    expect(await stateOf(booking.id)).toBe('accepted');
    expect(late?.flags, 'it was for us').toEqual(['\\Seen']);
  });

  it('does not keep later ones out by a clock that runs ahead', async () => {
    const { booking, uid } = await invited();
    imap.deliver(reply({ uid, partstat: 'DECLINED', at: '20991231T000000Z' }));
    await readIt();
    expect(await stateOf(booking.id)).toBe('declined');
    stage.later(30);
    imap.deliver(reply({ uid, at: '20261102T102000Z' }));
    await readIt();
    expect(await stateOf(booking.id)).toBe('accepted');
  });

  it('to an earlier state of the invitation does not count', async () => {
    const { booking, uid } = await invited();
    const moved = { startsAt: '2026-11-10T13:00:00Z', endsAt: '2026-11-10T14:00:00Z' };
    await stage.member('PATCH', `/api/bookings/${booking.id}`, moved, 1);
    await stage.settle();
    imap.deliver(reply({ uid, sequence: 0, at: '20261102T100030Z' }));
    expect(await readIt()).toBe(0);
    expect(await stateOf(booking.id)).toBe('needs_action');
    imap.deliver(reply({ uid, sequence: 1, at: '20261102T100040Z' }));
    expect(await readIt()).toBe(1);
  });

  it('to what was cancelled meanwhile does not count, even before the queue has told of it', async () => {
    const { booking, uid } = await invited();
    await stage.member('POST', `/api/bookings/${booking.id}/cancellation`, {});
    imap.deliver(reply({ uid }));
    expect(await readIt()).toBe(0);
    expect(await stateOf(booking.id)).toBe('needs_action');
  });
});

describe('to a series an answer by mail', () => {
  it.each([
    [':20261117T090000Z'],
    [';TZID=Europe/Paris:20261117T100000'],
    [';TZID=Romance Standard Time:20261117T100000'],
    [';TZID=Europe/London:20261117T090000'],
    [';VALUE=DATE:20261117'],
  ])('is for the date that RECURRENCE-ID%s names', async recurrence => {
    const { bookings, uid } = await invited(weekly);
    imap.deliver(reply({ uid, recurrence, partstat: 'DECLINED' }));
    expect(await readIt()).toBe(1);
    const states = await Promise.all(bookings.map((one: { id: string }) => stateOf(one.id)));
    expect(states).toEqual(['needs_action', 'declined', 'needs_action', 'needs_action']);
  });

  it('is for all dates without one, but for those that have changed since it was told', async () => {
    const { bookings, uid } = await invited(weekly);
    const moved = { startsAt: '2026-11-24T14:00:00Z', endsAt: '2026-11-24T15:00:00Z' };
    await stage.member('PATCH', `/api/bookings/${bookings[2].id}`, moved, 1);
    await stage.settle();
    imap.deliver(reply({ uid, at: '20261102T095900Z' }));
    expect(await readIt()).toBe(1);
    const states = await Promise.all(bookings.map((one: { id: string }) => stateOf(one.id)));
    expect(states).toEqual(['accepted', 'accepted', 'needs_action', 'accepted']);
  });
});

describe('what is not an answer to us', () => {
  it('is left as it is, and changes nothing', async () => {
    const { booking, uid } = await invited();
    const foreign = [
      'From: someone@ailleurs.test\r\nSubject: Bonjour\r\n\r\nJe serai en retard.\r\n',
      reply({ uid, from: 'thief@evil.test' }),
      reply({ uid, attendee: 'thief@evil.test' }),
      reply({ uid: 'other@elsewhere.test' }),
      reply({ uid, method: 'REQUEST' }),
      reply({ uid, partstat: 'DELEGATED' }),
      reply({ uid, recurrence: ':20261117T090000Z' }),
      reply({ uid }).replace('PARTSTAT=ACCEPTED;', ''),
      reply({ uid }).replace('BEGIN:VEVENT', `X-JUNK:${'x'.repeat(120_000)}\r\nBEGIN:VEVENT`),
      reply({ uid }).replace('Zoe has accepted.', 'x'.repeat(600_000)),
      '\r\n\r\n\u0000',
    ].map(source => imap.deliver(source));
    expect(await readIt()).toBe(0);
    expect(foreign.map(mail => mail.flags)).toEqual(foreign.map(() => []));
    expect(await stateOf(booking.id)).toBe('needs_action');
    expect(imap.fetched, 'what is too large is not fetched').toBe(foreign.length - 1);
  });

  it('says so when the mail server refuses the password', async () => {
    await expect(
      readMailbox(stage.db, imap.url.replace('s%40cret', 'wrong'), { now: stage.now, jobs: stage.deps.jobs, acts: [] }),
    ).rejects.toThrow();
  });
});
