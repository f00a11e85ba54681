import { capital, type Said, type Texts } from './said.ts';

const fr = {
  booking: (s: Said) => (s.count > 1 ? `votre série de ${s.count} dates` : 'votre réservation'),
  request: (s: Said) => (s.count > 1 ? `votre demande de ${s.count} dates` : 'votre demande'),
  theirs: (s: Said) => (s.count > 1 ? `une série de ${s.count} dates` : 'une réservation'),
  by: (s: Said, done: string, undone: string) => (s.actor ? `${s.actor} a ${done}.` : `${undone}.`),
  until: (s: Said) => (s.deadline ? ` Votre décision est attendue avant le ${s.deadline}.` : ''),
  answer: (s: Said) => (s.deadline ? ` Réponse attendue avant le ${s.deadline}.` : ''),
};

export const booker: Texts = {
  requested: {
    head: 'Demande envoyée',
    lead: s =>
      s.own || !s.actor
        ? `${capital(fr.request(s))} est transmise à ${s.owners}.${fr.answer(s)}`
        : `${s.actor} a fait une demande en votre nom à ${s.owners}.${fr.answer(s)}`,
    next: 'Un message vous dira la décision. D’ici là, vous pouvez modifier ou retirer la demande.',
  },
  confirmed: {
    head: 'Réservation confirmée',
    lead: s => {
      if (s.own || !s.actor) return `${capital(fr.booking(s))} est confirmée.`;
      return s.approval
        ? `${s.actor} a accepté ${fr.request(s)} : elle est confirmée.`
        : `${s.actor} a réservé en votre nom : c’est confirmé.`;
    },
    next: 'Si vous n’en avez plus besoin, annulez : d’autres pourront en profiter.',
  },
  declined: {
    head: 'Demande refusée',
    lead: s => fr.by(s, `refusé ${fr.request(s)}`, `${capital(fr.request(s))} n’a pas été retenue`),
    next: 'Vous pouvez demander un autre horaire ou un autre moyen.',
  },
  changed: {
    head: 'Réservation modifiée',
    lead: s => fr.by(s, `modifié ${fr.booking(s)}`, `${capital(fr.booking(s))} a été modifiée`),
    next: 'Si cela ne vous convient pas, vous pouvez la modifier ou l’annuler.',
  },
  change_requested: {
    head: 'Changement demandé',
    lead: s =>
      `${fr.by(s, `demandé un changement de ${fr.booking(s)}`, `Un changement de ${fr.booking(s)} est demandé`)} Elle reste comme elle est jusqu’à la décision de ${s.owners}.${fr.answer(s)}`,
    next: 'Un message vous dira la décision.',
  },
  change_approved: {
    head: 'Changement accepté',
    lead: s => fr.by(s, `accepté le changement de ${fr.booking(s)}`, `Le changement de ${fr.booking(s)} est accepté`),
    next: 'Le nouvel horaire vous est acquis.',
  },
  change_declined: {
    head: 'Changement refusé',
    lead: s =>
      `${fr.by(s, 'refusé le changement demandé', 'Le changement demandé n’a pas été retenu')} ${capital(fr.booking(s))} reste comme elle était.`,
    next: 'Vous pouvez proposer un autre changement, ou garder la réservation telle quelle.',
  },
  cancelled: {
    head: 'Réservation annulée',
    lead: s => fr.by(s, `annulé ${fr.booking(s)}`, `${capital(fr.booking(s))} est annulée`),
    next: 'Vous pouvez réserver un autre horaire ou un autre moyen.',
  },
  restored: {
    head: 'Réservation rétablie',
    lead: s => fr.by(s, `rétabli ${fr.booking(s)}`, `${capital(fr.booking(s))} est rétablie`),
    next: 'Si vous n’en avez plus besoin, annulez : d’autres pourront en profiter.',
  },
  expired: {
    head: 'Demande expirée',
    lead: s =>
      `${capital(fr.request(s))} n’a pas reçu de réponse de ${s.owners} dans le délai : elle a expiré, et rien n’est plus retenu pour vous.`,
    next: 'Vous pouvez faire une nouvelle demande.',
  },
  attendee_declined: {
    head: 'Invitation déclinée',
    lead: s => `${s.attendee} a décliné votre invitation.`,
    next: 'Les réponses de tous sont sur la page de la réservation.',
  },
};

const decideNext = 'Ouvrez la demande pour l’accepter ou la refuser, en disant pourquoi.';
export const decider: Texts = {
  requested: {
    head: 'À décider',
    lead: s => `${s.actor ?? s.beneficiary} demande ${fr.theirs(s)} pour ${s.beneficiary}.${fr.until(s)}`,
    next: decideNext,
  },
  change_requested: {
    head: 'Changement à décider',
    lead: s => `${s.actor ?? s.beneficiary} demande à changer ${fr.theirs(s)} de ${s.beneficiary}.${fr.until(s)}`,
    next: decideNext,
  },
  restored: {
    head: 'À décider',
    lead: s => `${s.actor ?? s.beneficiary} a rétabli une demande de ${s.beneficiary}.${fr.until(s)}`,
    next: decideNext,
  },
  reminded: {
    head: 'Rappel, à décider',
    lead: s => `Une demande de ${s.beneficiary} attend toujours.${fr.until(s)} Sans réponse, elle expirera.`,
    next: decideNext,
  },
  escalated: {
    head: 'Décision attendue',
    lead: s =>
      `Une demande de ${s.beneficiary} n’a pas reçu de réponse ; vous pouvez en décider.${fr.until(s)} Sans réponse, elle expirera.`,
    next: decideNext,
  },
};

export const keeper: Texts = {
  cancelled: {
    head: 'Réservation annulée',
    lead: s =>
      fr.by(
        s,
        `annulé ${fr.theirs(s)} de ${s.beneficiary}`,
        `${capital(fr.theirs(s))} de ${s.beneficiary} est annulée`,
      ),
    next: 'Vous n’avez rien à faire : le créneau est de nouveau libre.',
  },
  restored: {
    head: 'Réservation rétablie',
    lead: s =>
      fr.by(
        s,
        `rétabli ${fr.theirs(s)} de ${s.beneficiary}`,
        `${capital(fr.theirs(s))} de ${s.beneficiary} est rétablie`,
      ),
    next: 'Vous n’avez rien à faire : le créneau est de nouveau réservé.',
  },
};
