import { sql } from 'kysely';
import { type MailDetail, type MailQuery, type MailSummary, secretMailKinds } from '../../shared/mail.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { found, Problem } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';

/** The outbox, newest first. @throws Problem `forbidden` for all but coordinators, `invalid_cursor` */
export async function listMails(
  db: Db,
  query: MailQuery,
  context: Context,
): Promise<{ items: MailSummary[]; nextCursor: string | null }> {
  requireCoordinator(context);
  const after = readCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
  const rows = await db
    .selectFrom('mail')
    .selectAll()
    .$if(query.kind !== undefined, q => q.where('kind', '=', query.kind ?? ''))
    .$if(query.state !== undefined, q => q.where('state', '=', query.state ?? 'waiting'))
    .$if(after !== null, q =>
      q.where(sql<boolean>`(created_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const page = pageOf(rows, query.limit, row => [row.created_at.toISOString(), row.id]);
  return { ...page, items: page.items.map(summaryOf) };
}

/** What somebody must hand over while no mail server does. */
const handedOver = ['invitation', 'calendar_request'];

/**
 * One mail with its text. The text of a secret mail is withheld, since whoever reads the link can act with it; but an
 * invitation is shown while no mail server is configured, for the coordinator must then hand it over.
 * @throws Problem `forbidden` for all but coordinators, `not_found`
 */
export async function readMail(db: Db, mailId: string, hasServer: boolean, context: Context): Promise<MailDetail> {
  requireCoordinator(context);
  const mail = found(await db.selectFrom('mail').selectAll().where('id', '=', mailId).executeTakeFirst());
  const withheld = isSecret(mail) && (hasServer || !handedOver.includes(mail.kind));
  return {
    ...summaryOf(mail),
    withheld,
    text: withheld ? null : mail.text_body,
    html: withheld ? null : mail.html_body,
  };
}

/** @throws Problem `forbidden` */
export function requireCoordinator(context: Context): void {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
}

function isSecret(mail: Row<'mail'>): boolean {
  return secretMailKinds.some(kind => kind === mail.kind);
}

export function summaryOf(mail: Row<'mail'>): MailSummary {
  return {
    id: mail.id,
    kind: mail.kind,
    state: mail.state,
    recipient: mail.recipient,
    personId: mail.person_id,
    bookingId: mail.booking_id,
    locale: mail.locale,
    subject: mail.subject,
    createdAt: mail.created_at.toISOString(),
    sentAt: mail.sent_at?.toISOString() ?? null,
    failedAt: mail.failed_at?.toISOString() ?? null,
    failure: mail.failure,
    attempts: mail.attempts,
  };
}
