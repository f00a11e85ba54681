import type { Logger } from 'pino';
import type { MailKind, MailState } from '../../shared/mail.ts';
import type { Locale } from '../../shared/words.ts';
import type { Config } from '../config.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { plainLine } from './layout.ts';
import { handOver, isPermanent, whyNot } from './smtp.ts';

/** A mail to one mailbox, rendered. */
export interface NewMail {
  kind: MailKind;
  /** One address; nothing that is not one address is ever sent to. */
  to: string;
  personId?: string | null;
  bookingId?: string | null;
  locale: Locale;
  subject: string;
  text: string;
  html: string;
  /** A calendar message that goes with it (RFC 6047). */
  calendar?: { method: 'REQUEST' | 'CANCEL'; text: string } | null;
  /** The same mail is written once, however often it is asked for. */
  dedupeKey: string;
  /** After this it is not worth sending any more, and is dropped. */
  uselessAfter?: Date | null;
}

export interface Sending {
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'> & Partial<Pick<Config, 'replyAddress' | 'imapUrl'>>;
  now: Date;
  log: Pick<Logger, 'warn' | 'error'>;
}

/** The mail server did not take a mail for now: whoever asked should ask again later. */
export class MailDelayed extends Error {}

/** How long one worker may try; the claim of one that died lapses. Longer than all timeouts of one handing over together. */
const claimMinutes = 5;
/** Reliability target: a mail server may be down for three days, and nothing is lost. */
const giveUpAfterDays = 3;
/** Until then a mail is tried again after 1, 2, 4, … minutes, at most an hour. */
const longestPauseMinutes = 60;
const sweepLimit = 200;

/**
 * Writes a mail into the outbox, in the caller's transaction if there is one. It leaves with `sendMail`, or within a minute
 * with `sendQueued`.
 * @returns its id; null when it had been written before.
 */
export async function queueMail(db: Db, mail: NewMail, now: Date): Promise<string | null> {
  const written = await db
    .insertInto('mail')
    .values({
      dedupe_key: mail.dedupeKey,
      person_id: mail.personId ?? null,
      booking_id: mail.bookingId ?? null,
      recipient: mail.to,
      locale: mail.locale,
      subject: plainLine(mail.subject, 180),
      text_body: mail.text,
      html_body: mail.html,
      calendar: mail.calendar?.text ?? null,
      calendar_method: mail.calendar?.method ?? null,
      kind: mail.kind,
      useless_after: mail.uselessAfter ?? null,
      created_at: now,
    })
    .onConflict(conflict => conflict.constraint('mail_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  return written?.id ?? null;
}

/**
 * Sends one mail, unless it has gone already or another worker is at it. Not within a transaction: the mail server is waited for.
 * @returns what became of it; `waiting` when another worker is at it.
 * @throws MailDelayed when the server did not take it for now.
 */
export async function sendMail(db: Db, mailId: string, sending: Sending): Promise<MailState> {
  const mail = await claim(db, mailId, sending.now);
  if (!mail)
    return (
      (await db.selectFrom('mail').select('state').where('id', '=', mailId).executeTakeFirst())?.state ?? 'dropped'
    );
  if (mail.useless_after && mail.useless_after <= sending.now) return settle(db, mail, 'dropped', sending.now);
  if (!sending.config.smtpUrl) return settle(db, mail, 'kept', sending.now);
  try {
    await handOver(mail, sending.config.smtpUrl, sending.config);
  } catch (error) {
    return refused(db, mail, error, sending);
  }
  return settle(db, mail, 'sent', sending.now);
}

/**
 * Sends what is due, oldest first: what was queued without a job of its own, what a worker that died left, what the mail
 * server refused for now. To be run every few seconds; never throws for the sake of a mail.
 * @returns how many have gone.
 */
export async function sendQueued(db: Db, sending: Sending): Promise<number> {
  const due = await dueMails(db, sending.now);
  let sent = 0;
  for (const mailId of due) {
    try {
      if ((await sendMail(db, mailId, sending)) === 'sent') sent++;
    } catch (error) {
      if (!(error instanceof MailDelayed)) throw error;
      // A server that is down for one is down for all: the rest keeps its order and waits.
      break;
    }
  }
  return sent;
}

async function dueMails(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('mail')
    .select('id')
    .where('state', '=', 'waiting')
    .where(eb => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    // What is told of a booking is told in order: "confirmed" does not overtake a "requested" that was delayed.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('mail as earlier')
            .select('earlier.id')
            .where('earlier.state', '=', 'waiting')
            .whereRef('earlier.booking_id', '=', 'mail.booking_id')
            .whereRef('earlier.recipient', '=', 'mail.recipient')
            .whereRef('earlier.created_at', '<', 'mail.created_at')
            .where('earlier.claimed_until', '>', now),
        ),
      ),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(sweepLimit)
    .execute();
  return rows.map(row => row.id);
}

/** Takes the mail for this worker alone; the row's own lock makes one of two the first. */
async function claim(db: Db, mailId: string, now: Date): Promise<Row<'mail'> | undefined> {
  return db
    .updateTable('mail')
    .set(eb => ({
      claimed_until: new Date(now.getTime() + claimMinutes * 60_000),
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', '=', mailId)
    .where('state', '=', 'waiting')
    .where(eb => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();
}

async function refused(db: Db, mail: Row<'mail'>, error: unknown, { now, log }: Sending): Promise<MailState> {
  const failure = whyNot(error);
  const tooOld = now.getTime() - mail.created_at.getTime() > giveUpAfterDays * 86_400_000;
  if (isPermanent(error) || tooOld) {
    log.error({ mailId: mail.id, kind: mail.kind, failure }, 'mail not sent');
    return settle(db, mail, 'failed', now, failure);
  }
  log.warn({ mailId: mail.id, kind: mail.kind, attempts: mail.attempts, failure }, 'mail delayed');
  const pause = Math.min(2 ** Math.min(mail.attempts - 1, 10), longestPauseMinutes);
  await db
    .updateTable('mail')
    .set({ claimed_until: new Date(now.getTime() + pause * 60_000), failure })
    .where('id', '=', mail.id)
    .execute();
  throw new MailDelayed(failure);
}

async function settle(db: Db, mail: Row<'mail'>, state: MailState, now: Date, failure: string | null = null) {
  await db
    .updateTable('mail')
    .set({
      state,
      claimed_until: null,
      failure,
      sent_at: state === 'sent' ? now : null,
      failed_at: state === 'failed' ? now : null,
    })
    .where('id', '=', mail.id)
    .execute();
  return state;
}
