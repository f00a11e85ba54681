import { createHash } from 'node:crypto';
import type { Locale } from '../../shared/words.ts';
import type { Db } from '../database/connect.ts';
import { renderLetter } from '../mail/layout.ts';
import { queueMail } from '../mail/outbox.ts';

interface Link {
  email: string;
  url: string;
  minutes: number;
}

/** Queues the link for a known, active person; for anyone else nothing, and the asker is not told which. */
export async function mailLink(
  db: Db,
  kind: 'sign_in_link' | 'password_reset',
  { email, url, minutes }: Link,
  now: Date,
): Promise<void> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale'])
    .where('email', '=', email.toLowerCase())
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!person) return;
  const { locale } = person;
  const words = texts[kind][locale];
  const letter = renderLetter({
    locale,
    greeting: greeting(locale, person.name),
    lead: words.lead,
    facts: [],
    lists: [],
    next: ignore[locale],
    action: { label: words.action, url },
    footer: lasts(locale, minutes),
  });
  await queueMail(
    db,
    {
      kind,
      to: person.email,
      personId: person.id,
      locale,
      subject: words.subject,
      ...letter,
      dedupeKey: mailKey(kind, url),
      uselessAfter: new Date(now.getTime() + minutes * 60_000),
    },
    now,
  );
}

/** Made of the link, so that it is mailed once; a hash, since the outbox can be read. */
export function mailKey(kind: string, url: string): string {
  return `${kind}:${createHash('sha256').update(url).digest('base64url')}`;
}

function greeting(locale: Locale, name: string): string {
  return locale === 'fr' ? `Bonjour ${name},` : `Hello ${name},`;
}

function lasts(locale: Locale, minutes: number): string {
  return locale === 'fr'
    ? `Le lien sert une seule fois, dans les ${minutes} minutes.`
    : `The link works once, within ${minutes} minutes.`;
}

const ignore: Record<Locale, string> = {
  fr: 'Si vous n’avez rien demandé, ignorez ce message : rien n’a changé.',
  en: 'If you did not ask for it, ignore this message: nothing has changed.',
};

const texts = {
  sign_in_link: {
    fr: {
      subject: 'Votre lien de connexion',
      lead: 'Voici le lien que vous avez demandé pour vous connecter.',
      action: 'Me connecter',
    },
    en: { subject: 'Your sign-in link', lead: 'Here is the link that you asked for to sign in.', action: 'Sign in' },
  },
  password_reset: {
    fr: {
      subject: 'Choisir un nouveau mot de passe',
      lead: 'Voici le lien que vous avez demandé pour choisir un nouveau mot de passe.',
      action: 'Choisir un mot de passe',
    },
    en: {
      subject: 'Choose a new password',
      lead: 'Here is the link that you asked for to choose a new password.',
      action: 'Choose a password',
    },
  },
};
