import type { Db } from '../database/connect.ts';

const day = 86_400_000;
/** How long an answer is kept under its Idempotency-Key. */
const answersDays = 7;
/** How long the text of a mail is kept that was sent; that it was sent, to whom and when, stays. */
const mailTextDays = 90;

/** How long it is kept who from outside was invited, and what their calendar was told, once it is over. */
const outsidersDays = 30;
/** How long a preview of an import waits to be executed. */
const previewDays = 7;
/** How long it is kept who waited for a time, once that time is over. */
const waitingDays = 30;

/** Lets go of what is kept no longer. May run at any time and in several processes at once. */
export async function keepHouse(db: Db, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * day);
  await db.deleteFrom('idempotency').where('created_at', '<', before(answersDays)).execute();
  await db
    .updateTable('mail')
    .set({ text_body: '', html_body: '', calendar: null, calendar_method: null })
    .where('state', '!=', 'waiting')
    .where('created_at', '<', before(mailTextDays))
    .where('text_body', '!=', '')
    .execute();
  await db
    .deleteFrom('import')
    .where('state', '=', 'previewed')
    .where('created_at', '<', before(previewDays))
    .execute();
  await db.deleteFrom('waiting').where('ends_at', '<', before(waitingDays)).execute();
  await db.deleteFrom('auth_session').where('expires_at', '<', now).execute();
  await db.deleteFrom('auth_verification').where('expires_at', '<', now).execute();
  await forgetOutsiders(db, before(outsidersDays), before(mailTextDays));
}

/** Names and addresses of people who have no account here, and so nobody to ask that they be erased. */
async function forgetOutsiders(db: Db, endedBefore: Date, mailedBefore: Date): Promise<void> {
  await db
    .deleteFrom('attendee')
    .using('booking')
    .whereRef('booking.id', '=', 'attendee.booking_id')
    .where('attendee.person_id', 'is', null)
    .where('booking.ends_at', '<', endedBefore)
    .execute();
  await db.deleteFrom('calendar_invite').where('ends_at', '<', endedBefore).execute();
  await db
    .updateTable('mail')
    .set({ recipient: '', subject: '' })
    .where('kind', 'in', ['calendar_request', 'calendar_cancel'])
    .where('person_id', 'is', null)
    .where('state', '!=', 'waiting')
    .where('created_at', '<', mailedBefore)
    .where('recipient', '!=', '')
    .execute();
}
