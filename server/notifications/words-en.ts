import { capital, type Said, type Texts } from './said.ts';

const en = {
  booking: (s: Said) => (s.count > 1 ? `your series of ${s.count} dates` : 'your booking'),
  request: (s: Said) => (s.count > 1 ? `your request for ${s.count} dates` : 'your request'),
  theirs: (s: Said) => (s.count > 1 ? `a series of ${s.count} dates` : 'a booking'),
  by: (s: Said, done: string, undone: string) => (s.actor ? `${s.actor} has ${done}.` : `${undone}.`),
  until: (s: Said) => (s.deadline ? ` Your decision is due before ${s.deadline}.` : ''),
  answer: (s: Said) => (s.deadline ? ` An answer is due before ${s.deadline}.` : ''),
};

export const booker: Texts = {
  requested: {
    head: 'Request sent',
    lead: s =>
      s.own || !s.actor
        ? `${capital(en.request(s))} has been passed on to ${s.owners}.${en.answer(s)}`
        : `${s.actor} has made a request to ${s.owners} on your behalf.${en.answer(s)}`,
    next: 'You will be told of the decision. Until then you can change or withdraw the request.',
  },
  confirmed: {
    head: 'Booking confirmed',
    lead: s => {
      if (s.own || !s.actor) return `${capital(en.booking(s))} is confirmed.`;
      return s.approval
        ? `${s.actor} has approved ${en.request(s)}: it is confirmed.`
        : `${s.actor} has booked on your behalf: it is confirmed.`;
    },
    next: 'If you no longer need it, please cancel, so that others can use it.',
  },
  declined: {
    head: 'Request declined',
    lead: s => en.by(s, `declined ${en.request(s)}`, `${capital(en.request(s))} was not granted`),
    next: 'You can ask for another time or another resource.',
  },
  changed: {
    head: 'Booking changed',
    lead: s => en.by(s, `changed ${en.booking(s)}`, `${capital(en.booking(s))} has been changed`),
    next: 'If this does not suit you, you can change or cancel it.',
  },
  change_requested: {
    head: 'Change requested',
    lead: s =>
      `${en.by(s, `asked for a change of ${en.booking(s)}`, `A change of ${en.booking(s)} has been asked for`)} It stays as it is until ${s.owners} decides.${en.answer(s)}`,
    next: 'You will be told of the decision.',
  },
  change_approved: {
    head: 'Change approved',
    lead: s => en.by(s, `approved the change of ${en.booking(s)}`, `The change of ${en.booking(s)} has been approved`),
    next: 'The new time is yours.',
  },
  change_declined: {
    head: 'Change declined',
    lead: s =>
      `${en.by(s, 'declined the change that was asked for', 'The change that was asked for was not granted')} ${capital(en.booking(s))} stays as it was.`,
    next: 'You can suggest another change, or keep the booking as it is.',
  },
  cancelled: {
    head: 'Booking cancelled',
    lead: s => en.by(s, `cancelled ${en.booking(s)}`, `${capital(en.booking(s))} has been cancelled`),
    next: 'You can book another time or another resource.',
  },
  restored: {
    head: 'Booking restored',
    lead: s => en.by(s, `restored ${en.booking(s)}`, `${capital(en.booking(s))} has been restored`),
    next: 'If you no longer need it, please cancel, so that others can use it.',
  },
  expired: {
    head: 'Request expired',
    lead: s =>
      `${capital(en.request(s))} got no answer from ${s.owners} in time: it has expired, and nothing is held for you any more.`,
    next: 'You can make a new request.',
  },
  attendee_declined: {
    head: 'Invitation declined',
    lead: s => `${s.attendee} has declined your invitation.`,
    next: 'The answers of all are on the page of the booking.',
  },
};

const decideNext = 'Open the request to approve or decline it, and say why.';
export const decider: Texts = {
  requested: {
    head: 'To decide',
    lead: s => `${s.actor ?? s.beneficiary} asks for ${en.theirs(s)} for ${s.beneficiary}.${en.until(s)}`,
    next: decideNext,
  },
  change_requested: {
    head: 'Change to decide',
    lead: s => `${s.actor ?? s.beneficiary} asks to change ${en.theirs(s)} of ${s.beneficiary}.${en.until(s)}`,
    next: decideNext,
  },
  restored: {
    head: 'To decide',
    lead: s => `${s.actor ?? s.beneficiary} has restored a request of ${s.beneficiary}.${en.until(s)}`,
    next: decideNext,
  },
  reminded: {
    head: 'Reminder, to decide',
    lead: s => `A request of ${s.beneficiary} is still waiting.${en.until(s)} Without an answer it will expire.`,
    next: decideNext,
  },
  escalated: {
    head: 'Decision needed',
    lead: s =>
      `A request of ${s.beneficiary} has had no answer; you may decide on it.${en.until(s)} Without an answer it will expire.`,
    next: decideNext,
  },
};

export const keeper: Texts = {
  cancelled: {
    head: 'Booking cancelled',
    lead: s =>
      en.by(
        s,
        `cancelled ${en.theirs(s)} of ${s.beneficiary}`,
        `${capital(en.theirs(s))} of ${s.beneficiary} has been cancelled`,
      ),
    next: 'There is nothing you have to do: the time is free again.',
  },
  restored: {
    head: 'Booking restored',
    lead: s =>
      en.by(
        s,
        `restored ${en.theirs(s)} of ${s.beneficiary}`,
        `${capital(en.theirs(s))} of ${s.beneficiary} has been restored`,
      ),
    next: 'There is nothing you have to do: the time is booked again.',
  },
};
