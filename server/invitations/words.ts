import type { Locale } from '../../shared/words.ts';
import type { Step } from './difference.ts';

interface News {
  subject: (what: string) => string;
  lead: (by: string) => string;
}

/** What a mail with a calendar message says, to somebody who is invited and to somebody who booked. */
export interface InvitationWords {
  hello: (name: string) => string;
  attendee: Record<Step['news'], News>;
  booker: Record<Step['news'], News>;
  answer: string;
  answerNext: string;
  /** The same where no mailbox takes the answers that mail programs send. */
  answerByLinkOnly: string;
  open: string;
  openNext: string;
  title: string;
  when: string;
  where: string;
  things: string;
  by: string;
  dates: string;
  others: (count: number) => string;
  footer: (network: string) => string;
}

const fr: InvitationWords = {
  hello: name => `Bonjour ${name},`,
  attendee: {
    invited: { subject: what => `Invitation : ${what}`, lead: by => `${by} vous invite.` },
    changed: {
      subject: what => `Invitation modifiée : ${what}`,
      lead: by => `L’invitation de ${by} a changé. Voici ce qui vaut maintenant.`,
    },
    cancelled: {
      subject: what => `Annulé : ${what}`,
      lead: by => `L’invitation de ${by} est annulée.`,
    },
  },
  booker: {
    invited: { subject: what => `Pour votre agenda : ${what}`, lead: () => 'Votre réservation est confirmée.' },
    changed: {
      subject: what => `Pour votre agenda, modifié : ${what}`,
      lead: () => 'Votre réservation a changé. Voici ce qui vaut maintenant.',
    },
    cancelled: {
      subject: what => `Pour votre agenda, annulé : ${what}`,
      lead: () => 'Votre réservation est annulée.',
    },
  },
  answer: 'Répondre',
  answerNext: 'Dites si vous venez : la page du lien a trois boutons, et aucun compte n’est nécessaire.',
  answerByLinkOnly:
    'Dites si vous venez par la page du lien, qui a trois boutons et ne demande aucun compte : une réponse donnée dans votre messagerie ne nous parviendrait pas.',
  open: 'Ouvrir la réservation',
  openNext: 'Votre agenda peut reprendre ce message tel quel.',
  title: 'Objet',
  when: 'Quand',
  where: 'Où',
  things: 'Moyens',
  by: 'Organisé par',
  dates: 'Dates',
  others: count => (count === 1 ? 'et 1 autre' : `et ${count} autres`),
  footer: network => `Message automatique de ${network}.`,
};

const en: InvitationWords = {
  hello: name => `Hello ${name},`,
  attendee: {
    invited: { subject: what => `Invitation: ${what}`, lead: by => `${by} invites you.` },
    changed: {
      subject: what => `Invitation changed: ${what}`,
      lead: by => `The invitation from ${by} has changed. This is what holds now.`,
    },
    cancelled: {
      subject: what => `Cancelled: ${what}`,
      lead: by => `The invitation from ${by} is cancelled.`,
    },
  },
  booker: {
    invited: { subject: what => `For your calendar: ${what}`, lead: () => 'Your booking is confirmed.' },
    changed: {
      subject: what => `For your calendar, changed: ${what}`,
      lead: () => 'Your booking has changed. This is what holds now.',
    },
    cancelled: {
      subject: what => `For your calendar, cancelled: ${what}`,
      lead: () => 'Your booking is cancelled.',
    },
  },
  answer: 'Answer',
  answerNext: 'Say whether you will come: the page behind the link has three buttons, and needs no account.',
  answerByLinkOnly:
    'Say whether you will come on the page behind the link, which has three buttons and needs no account: an answer given in your mail program would not reach us.',
  open: 'Open the booking',
  openNext: 'Your calendar can take this message over as it is.',
  title: 'Title',
  when: 'When',
  where: 'Where',
  things: 'Resources',
  by: 'Organised by',
  dates: 'Dates',
  others: count => `and ${count} more`,
  footer: network => `Automatic message from ${network}.`,
};

export const invitationWords: Record<Locale, InvitationWords> = { fr, en };
