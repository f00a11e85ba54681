import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { tellCalendars } from '../../server/invitations/tell.ts';
import type { CalendarJob, NotifyJob } from '../../server/jobs/queue.ts';
import { sendQueued } from '../../server/mail/outbox.ts';
import { deliver } from '../../server/notifications/deliver.ts';
import { type Play, play, publicUrl } from '../harness.ts';
import { type SmtpStub, startSmtp } from '../mail/smtp-stub.ts';
import { createResource } from '../network.ts';

/** A mail with a calendar as it arrived: its parts, and what a calendar program reads in it. */
export interface Arrived {
  to: string;
  subject: string;
  replyTo: string;
  text: string;
  html: string;
  /** Content types of the alternatives, in their order. */
  alternatives: string[];
  attachments: { name: string | null; text: string }[];
  calendar: string;
  method: string;
  events: ICAL.Component[];
}

export interface InvitationStage extends Play {
  smtp: SmtpStub;
  jobs: (NotifyJob | CalendarJob)[];
  room: string;
  sending(): Parameters<typeof tellCalendars>[2] & Parameters<typeof sendQueued>[1];
  /** Does what the queue would do by now, and gives the mails that arrive, in the order of their mailboxes. */
  settle(): Promise<Arrived[]>;
  book(more?: object): Promise<Booked>;
  /** As the member, who acts for the borrower. */
  member(method: string, path: string, body?: object, version?: number): Promise<Booked>;
  later(minutes: number): void;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read bodies as a client in another language would.
type Booked = any;

export const outsider = { name: 'Zoé "Zo" Martin', email: 'zoe@ailleurs.test' };
export const weekly = { recurrence: { rrule: 'FREQ=WEEKLY;COUNT=4', timeZone: 'Europe/Paris' } };

/** The small network, with a queue that is run by hand and a mail server that keeps what it is given. */
export function inviting(): InvitationStage {
  const stage = play() as InvitationStage;
  beforeAll(() => {
    stage.jobs = [];
    stage.deps.jobs.notify = async (_tx, jobs) => void stage.jobs.push(...jobs);
  });
  beforeEach(async () => {
    stage.jobs.length = 0;
    stage.now = new Date('2026-11-02T08:00:00Z');
    await stage.db.deleteFrom('mail').execute();
    await stage.db.updateTable('person').set({ notification_choices: '{}' }).execute();
    stage.smtp = await startSmtp();
    stage.room = await createResource(stage.db, stage.network, { name: 'Grande salle' });
    return () => stage.smtp.close();
  });
  afterAll(() => stage.smtp?.close());
  stage.sending = () => ({
    config: { smtpUrl: stage.smtp.url, mailFrom: 'Moyens <rendezvous@moyens.test>', publicUrl },
    now: stage.now,
    log: stage.deps.log,
  });
  stage.later = minutes => {
    stage.now = new Date(stage.now.getTime() + minutes * 60_000);
  };
  stage.settle = async () => {
    stage.later(1);
    for (const job of stage.jobs.splice(0)) {
      await tellCalendars(stage.db, job, stage.sending());
      if (job.event !== 'calendar_changed') await deliver(stage.db, job, stage.sending());
    }
    const before = stage.smtp.mails.length;
    await sendQueued(stage.db, stage.sending());
    const arrived = await Promise.all(stage.smtp.mails.slice(before).map(mail => read(mail.data)));
    return arrived.filter(one => one.calendar !== '').toSorted((a, b) => a.to.localeCompare(b.to));
  };
  stage.member = async (method, path, body, version) => {
    const headers: Record<string, string> = version === undefined ? {} : { 'If-Match': `"${version}"` };
    const reply = await stage.as('member')(method, path, body, headers);
    expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
    return reply.body;
  };
  stage.book = more =>
    stage.member('POST', '/api/bookings', {
      organisationId: stage.network.borrower,
      title: 'Assemblée',
      purpose: 'confidentiel',
      startsAt: '2026-11-10T09:00:00Z',
      endsAt: '2026-11-10T10:00:00Z',
      lines: [{ resourceId: stage.room }],
      ...more,
    });
  return stage;
}

async function read(data: string): Promise<Arrived> {
  const raw = Buffer.from(data, 'latin1');
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' });
  const alternative = mail.attachments.find(one => one.mimeType === 'text/calendar');
  const calendar = attachedCalendar(data);
  expect(String(alternative?.content ?? '')).toBe(calendar.replaceAll('\r\n', '\n'));
  const parsed = calendar ? new ICAL.Component(ICAL.parse(calendar)) : null;
  return {
    to: mail.to?.[0]?.address ?? '',
    subject: mail.subject ?? '',
    replyTo: mail.replyTo?.[0]?.address ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    alternatives: alternativesOf(data),
    attachments: mail.attachments.map(one => ({ name: one.filename, text: String(one.content) })),
    calendar,
    method: String(parsed?.getFirstPropertyValue('method') ?? ''),
    events: parsed?.getAllSubcomponents('vevent') ?? [],
  };
}

/** The bytes of `invite.ics`: the parser would turn its line breaks into others. */
function attachedCalendar(data: string): string {
  const body = /Content-Type: application\/ics.*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/s.exec(data)?.[1] ?? '';
  return Buffer.from(body, 'base64').toString();
}

/** The content types between the boundaries of the multipart/alternative, with their parameters. */
function alternativesOf(data: string): string[] {
  const unfolded = data.replace(/\r\n[ \t]+/g, ' ');
  const boundary = /multipart\/alternative;\s*boundary="([^"]+)"/i.exec(unfolded)?.[1];
  if (!boundary) return [];
  const [, ...parts] = unfolded.split(`--${boundary}`);
  return parts.flatMap(part => /^\r\nContent-Type: ([^\r]+)/i.exec(part)?.[1] ?? []);
}

/** A property of an event as text. */
export const textOf = (event: ICAL.Component | undefined, name: string): string =>
  String(event?.getFirstPropertyValue(name) ?? '');

/** The feed of a person's own bookings, as the events that a calendar program reads. */
export async function feedEvents(stage: Play): Promise<ICAL.Component[]> {
  const made = await stage.as('member')('POST', '/api/feeds', { name: 'Moi', scope: 'person', detail: 'full' });
  const { body } = await stage.anonymous('GET', new URL(made.body.url).pathname);
  return new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent');
}

/** The secret at the end of the link in a mail. */
export const tokenIn = (mail: Arrived | undefined): string =>
  /invitations\/reply#(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
