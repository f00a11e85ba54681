import { addPassword, hashOf } from '../../server/people/passwords.ts';
import type { Play, Reply } from '../harness.ts';
import { emailOf, type PersonName } from '../network.ts';

export const password = 'a long enough phrase';

export async function givePassword(stage: Play, name: PersonName, secret = password): Promise<void> {
  const hash = await hashOf(secret);
  await stage.db.transaction().execute(tx => addPassword(tx, stage.network.people[name], hash));
}

export function signIn(stage: Play, name: PersonName, secret = password, headers = {}): Promise<Reply> {
  return stage.anonymous('POST', '/api/auth/sign-in/email', { email: emailOf(name), password: secret }, headers);
}

/** The `name=value` of the session cookie that an answer sets. */
export function cookieOf(reply: Reply | undefined): string {
  return (
    reply?.headers
      .getSetCookie()
      .find(cookie => cookie.includes('session_token='))
      ?.split(';')[0] ?? ''
  );
}

/** The token of the newest mail to that mailbox. */
export async function mailedToken(stage: Play, recipient: string): Promise<string> {
  const mail = await stage.db
    .selectFrom('mail')
    .select('text_body')
    .where('recipient', '=', recipient)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  return /token=([\w%-]+)/.exec(mail.text_body)?.[1] ?? '';
}

export async function mailsTo(stage: Play, recipient: string): Promise<number> {
  const mails = await stage.db.selectFrom('mail').select('id').where('recipient', '=', recipient).execute();
  return mails.length;
}

/** Empties the shared counters, so that one test does not spend what another needs. */
export async function forgetLimits(stage: Play): Promise<void> {
  await stage.db.deleteFrom('rate_limit').execute();
}
