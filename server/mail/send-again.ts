import type { MailSummary } from '../../shared/mail.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { requireCoordinator, summaryOf } from './queries.ts';

/**
 * Puts a mail that failed, or that was written while there was no server, back among those that wait: it leaves with the next
 * sweep, under the same Message-ID.
 * @throws Problem `forbidden`, `not_found`, `mail_not_resendable`
 */
export async function sendAgain(tx: Tx, mailId: string, context: Context): Promise<MailSummary> {
  requireCoordinator(context);
  const mail = found(await tx.selectFrom('mail').selectAll().where('id', '=', mailId).forUpdate().executeTakeFirst());
  if (mail.state !== 'failed' && mail.state !== 'kept') throw new Problem('mail_not_resendable');
  const waiting = await tx
    .updateTable('mail')
    // Queued anew: its three days begin again, or one attempt would be all that an old mail gets.
    .set({
      state: 'waiting',
      created_at: context.now,
      attempts: 0,
      claimed_until: null,
      failed_at: null,
      failure: null,
    })
    .where('id', '=', mailId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(tx, context, [
    { action: 'mail.queued_again', subjectType: 'mail', subjectId: mailId, before: { state: mail.state } },
  ]);
  return summaryOf(waiting);
}
