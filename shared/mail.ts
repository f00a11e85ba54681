import { z } from 'zod';
import { pageQuery } from './page.ts';
import { bookingEvents } from './words.ts';

/** Mails that carry a live secret: a link that signs somebody in, or with which an attendee answers. */
export const secretMailKinds = ['sign_in_link', 'password_reset', 'invitation', 'calendar_request'] as const;

/** Mails to those who gave the address of an outside calendar. */
export const outsideMailKinds = ['calendar_clash', 'calendar_failing'] as const;

/** What a mail is about: a secret link, what a calendar is told, an outside calendar, a place that came free, or what happened to a booking. */
export const mailKinds = [
  ...secretMailKinds,
  'calendar_cancel',
  ...outsideMailKinds,
  'waiting_offer',
  ...bookingEvents,
] as const;
export type MailKind = (typeof mailKinds)[number];

/** `kept`: no mail server is configured; `dropped`: it was of no use any more before it could be sent. */
export const mailStates = ['waiting', 'sent', 'failed', 'dropped', 'kept'] as const;
export type MailState = (typeof mailStates)[number];

export const mailQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(mailKinds).optional(),
  state: z.enum(mailStates).optional(),
});
export type MailQuery = z.infer<typeof mailQuery>;

const mailFields = {
  id: z.uuid(),
  kind: z.string(),
  state: z.enum(mailStates),
  recipient: z.string(),
  personId: z.uuid().nullable(),
  bookingId: z.uuid().nullable(),
  locale: z.enum(['fr', 'en']),
  subject: z.string(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  failedAt: z.iso.datetime().nullable(),
  failure: z.string().nullable(),
  attempts: z.number().int(),
};

export const mailSummary = z.object(mailFields).meta({ id: 'MailSummary', description: 'A mail of the outbox.' });
export type MailSummary = z.infer<typeof mailSummary>;

export const mailDetail = z
  .object({ ...mailFields, withheld: z.boolean(), text: z.string().nullable(), html: z.string().nullable() })
  .meta({
    id: 'Mail',
    description: 'A mail of the outbox with its text. `withheld`: the text holds a live secret and is not shown.',
  });
export type MailDetail = z.infer<typeof mailDetail>;
