import type { Db } from '../database/connect.ts';
import { transact } from '../database/transact.ts';
import type { NotifyJob } from '../jobs/queue.ts';
import { MailDelayed, type NewMail, queueMail, type Sending, sendMail } from '../mail/outbox.ts';
import { alternativesFor } from './alternatives.ts';
import { writeLetter } from './letter.ts';
import { readOccasion } from './occasion.ts';
import { recipientsOf } from './recipients.ts';

/**
 * Tells everybody concerned of what happened, by mail: the mails are written together or not at all, each once however often
 * the job runs, and then sent.
 * @throws MailDelayed when the mail server did not take some of them for now: the queue runs the job again, which sends only those.
 */
export async function deliver(db: Db, job: NotifyJob, sending: Sending): Promise<void> {
  const keys = await writeMails(db, job, sending);
  if (keys.length === 0) return;
  const waiting = await db
    .selectFrom('mail')
    .select('id')
    .where('dedupe_key', 'in', keys)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .execute();
  let delayed: MailDelayed | undefined;
  for (const { id } of waiting) {
    try {
      await sendMail(db, id, sending);
    } catch (error) {
      if (!(error instanceof MailDelayed)) throw error;
      delayed = error;
    }
  }
  if (delayed) throw delayed;
}

/** @returns the keys of all the mails of the job, those written by an earlier run included */
async function writeMails(db: Db, job: NotifyJob, { config, now }: Sending): Promise<string[]> {
  const occasion = await readOccasion(db, job, now);
  if (!occasion) return [];
  const recipients = await recipientsOf(db, occasion, now);
  const mails: NewMail[] = [];
  for (const recipient of recipients) {
    const alternatives = await alternativesFor(db, occasion, recipient, now);
    const written = writeLetter(occasion, recipient, { publicUrl: config.publicUrl, now, alternatives });
    if (!written) continue;
    const { personId, email, locale } = recipient;
    const answer = job.attendee ? `:${job.attendee.id}:${job.attendee.at}` : '';
    const dedupeKey = `${job.event}:${job.bookingIds[0]}:${job.version}${answer}:${personId}`;
    mails.push({ kind: job.event, to: email, personId, locale, dedupeKey, ...written });
  }
  await transact(db, now, async tx => {
    for (const mail of mails) await queueMail(tx, mail, now);
  });
  return mails.map(mail => mail.dedupeKey);
}
