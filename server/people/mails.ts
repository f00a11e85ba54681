import { createHash } from 'node:crypto';
import type { Locale } from '../../shared/words.ts';
import type { Db } from '../database/connect.ts';

/** A mail to one mailbox. `dedupeKey`: the same mail is written once, however often it is asked for. */
export interface Mail {
  kind: 'sign_in_link' | 'password_reset' | 'invitation';
  to: string;
  locale: Locale;
  subject: string;
  text: string;
  html: string;
  dedupeKey: string;
}

/** Puts a mail in the outbox, in the caller's transaction if there is one; sending is somebody else's job. */
export type SendMail = (db: Db, mail: Mail, now: Date) => Promise<void>;

interface Link {
  email: string;
  url: string;
  minutes: number;
}

/** Mails the link to a known, active person; to anyone else nothing, and nobody is told which. */
export async function signInMail(db: Db, sendMail: SendMail, link: Link): Promise<void> {
  await linkMail(db, sendMail, link, 'sign_in_link');
}

export async function resetMail(db: Db, sendMail: SendMail, link: Link): Promise<void> {
  await linkMail(db, sendMail, link, 'password_reset');
}

async function linkMail(
  db: Db,
  sendMail: SendMail,
  link: Link,
  kind: 'sign_in_link' | 'password_reset',
): Promise<void> {
  const person = await db
    .selectFrom('person')
    .select(['email', 'locale'])
    .where('email', '=', link.email.toLowerCase())
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!person) return;
  const words = texts[kind][person.locale];
  await sendMail(
    db,
    { kind, to: person.email, locale: person.locale, dedupeKey: dedupeKey(kind, link.url), ...letter(words, link) },
    new Date(),
  );
}

interface Words {
  subject: string;
  lead: string;
  action: string;
  foot: string;
}

const texts: Record<'sign_in_link' | 'password_reset', Record<Locale, Words>> = {
  sign_in_link: {
    fr: {
      subject: 'Votre lien de connexion',
      lead: 'Voici le lien que vous avez demandé pour vous connecter. Il sert une seule fois.',
      action: 'Me connecter',
      foot: 'Le lien vaut {minutes} minutes. Si vous n’avez rien demandé, ignorez ce message.',
    },
    en: {
      subject: 'Your sign-in link',
      lead: 'Here is the link that you asked for to sign in. It works once.',
      action: 'Sign in',
      foot: 'The link is valid for {minutes} minutes. If you did not ask for it, ignore this message.',
    },
  },
  password_reset: {
    fr: {
      subject: 'Choisir un nouveau mot de passe',
      lead: 'Voici le lien que vous avez demandé pour choisir un nouveau mot de passe. Il sert une seule fois.',
      action: 'Choisir un mot de passe',
      foot: 'Le lien vaut {minutes} minutes. Si vous n’avez rien demandé, ignorez ce message : rien n’a changé.',
    },
    en: {
      subject: 'Choose a new password',
      lead: 'Here is the link that you asked for to choose a new password. It works once.',
      action: 'Choose a password',
      foot: 'The link is valid for {minutes} minutes. If you did not ask for it, ignore this message: nothing has changed.',
    },
  },
};

/** A short mail around one link, as text and as HTML. */
export function letter(words: Words, link: { url: string; minutes?: number }) {
  const foot = words.foot.replace('{minutes}', String(link.minutes ?? ''));
  return {
    subject: words.subject,
    text: `${words.lead}\n\n${words.action} : ${link.url}\n\n${foot}\n`,
    html: [
      `<p>${escapeHtml(words.lead)}</p>`,
      `<p><a href="${escapeHtml(link.url)}">${escapeHtml(words.action)}</a></p>`,
      `<p>${escapeHtml(foot)}</p>`,
    ].join('\n'),
  };
}

/** Made of the link, so that the same link is mailed once; a hash, since the outbox can be read. */
export function dedupeKey(kind: string, url: string): string {
  return `${kind}:${createHash('sha256').update(url).digest('base64url')}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/** Writes the mail as a row of the outbox. */
export const writeToOutbox: SendMail = async (db, mail, now) => {
  await db
    .insertInto('mail')
    .values(eb => ({
      dedupe_key: mail.dedupeKey,
      person_id: eb.selectFrom('person').select('id').where('email', '=', mail.to),
      recipient: mail.to,
      locale: mail.locale,
      subject: mail.subject,
      text_body: mail.text,
      html_body: mail.html,
      kind: mail.kind,
      created_at: now,
    }))
    .onConflict(conflict => conflict.constraint('mail_once').doNothing())
    .execute();
};
