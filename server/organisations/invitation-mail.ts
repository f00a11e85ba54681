import type { Locale } from '../../shared/words.ts';
import type { Tx } from '../database/connect.ts';
import { renderLetter } from '../mail/layout.ts';
import { queueMail } from '../mail/outbox.ts';
import { mailKey } from '../people/mails.ts';

interface InvitationMail {
  to: string;
  locale: Locale;
  url: string;
  /** The name of whoever invites. */
  by: string;
  organisation: string;
  days: number;
}

/** Queues the invitation with its link. */
export async function mailInvitation(tx: Tx, mail: InvitationMail, now: Date): Promise<void> {
  const network = await tx.selectFrom('network').select('name').executeTakeFirstOrThrow();
  const { action, ...words } = texts[mail.locale](mail, network.name);
  await queueMail(
    tx,
    {
      kind: 'invitation',
      to: mail.to,
      locale: mail.locale,
      subject: words.subject,
      ...renderLetter({
        ...words,
        locale: mail.locale,
        facts: [],
        lists: [],
        action: { label: action, url: mail.url },
      }),
      dedupeKey: mailKey('invitation', mail.url),
      uselessAfter: new Date(now.getTime() + mail.days * 86_400_000),
    },
    now,
  );
}

const texts: Record<Locale, (mail: InvitationMail, network: string) => Record<Words, string>> = {
  fr: ({ by, organisation, days }, network) => ({
    subject: `${network} : ${by} vous invite`,
    greeting: 'Bonjour,',
    lead: `${by} vous invite à agir pour ${organisation} dans ${network}, où les membres partagent salles, véhicules, matériel et temps.`,
    next: 'Si vous ne connaissez pas cette organisation, ignorez ce message.',
    action: 'Accepter l’invitation',
    footer: `Le lien sert une seule fois, dans les ${days} jours.`,
  }),
  en: ({ by, organisation, days }, network) => ({
    subject: `${network}: ${by} invites you`,
    greeting: 'Hello,',
    lead: `${by} invites you to act for ${organisation} in ${network}, whose members share rooms, vehicles, equipment and time.`,
    next: 'If you do not know this organisation, ignore this message.',
    action: 'Accept the invitation',
    footer: `The link works once, within ${days} days.`,
  }),
};

type Words = 'subject' | 'greeting' | 'lead' | 'next' | 'action' | 'footer';
