import { defineWords } from '../i18n/locale.tsx';

export const requestWords = defineWords({
  fr: {
    title: 'Demandes',
    windowTitle: (count: number) => `(${count}) Demandes`,
    which: 'Lesquelles',
    waiting: 'À décider',
    decided: 'Décidées',
    lead: (count: number) =>
      count === 1 ? 'Une demande attend votre décision.' : `${count} demandes attendent votre décision.`,
    firstOnly: 'Les cent plus pressées sont affichées.',
    list: 'Demandes à décider, la plus pressée d’abord',
    select: (title: string) => `Sélectionner « ${title} »`,
    selected: (count: number) => (count === 1 ? 'Une demande sélectionnée' : `${count} demandes sélectionnées`),
    selectAll: 'Tout sélectionner',
    selectNone: 'Ne rien sélectionner',
    approveSelected: (count: number) => (count === 1 ? 'Accepter la demande' : `Accepter les ${count} demandes`),
    bulkDone: (count: number) =>
      count === 0
        ? 'Aucune demande n’a été acceptée.'
        : count === 1
          ? 'Une demande acceptée.'
          : `${count} demandes acceptées.`,
    bulkLost: 'Celles-ci ne l’ont pas été :',
    lostOne: (title: string, why: string) => `« ${title} » : ${why}`,
    dismiss: 'J’ai vu',
    change: 'Changement',
    rivals: (count: number) => (count === 1 ? '1 demande rivale' : `${count} demandes rivales`),
    warnings: 'Points à voir',
    before: (ago: string) => `à décider ${ago}`,
    emptyTitle: 'Rien à décider',
    emptyText:
      'Quand quelqu’un demandera un moyen dont vous décidez, la demande apparaîtra ici, et un message vous préviendra.',
    decidedEmpty: 'Aucune décision encore',
    decidedEmptyText:
      'Les décisions sur les moyens qui vous concernent apparaissent ici, avec qui les a prises et pourquoi.',
    why: 'Pourquoi certaines demandes ne sont-elles pas ici ?',
    whyText:
      'On ne décide pas de ce qui nous touche : ni de nos propres demandes, ni de notre propre temps, ni de celles d’une organisation à laquelle on est rattaché ou dans laquelle on a déclaré un intérêt, ni quand une telle organisation demande le même moyen au même moment. Ces demandes vont aux autres personnes qui décident, puis aux suppléants, puis à l’instance élue ; jamais à personne. Sur la page d’une réservation, la raison vous est dite.',
    goneBy: (title: string, who: string) => `« ${title} » vient d’être décidée par ${who}.`,
    gone: (title: string) =>
      `« ${title} » n’attend plus de décision : elle a été décidée, retirée, ou le délai est passé.`,
    approvedBy: (who: string) => `Acceptée par ${who}`,
    declinedBy: (who: string) => `Refusée par ${who}`,
  },
  en: {
    title: 'Requests',
    windowTitle: (count: number) => `(${count}) Requests`,
    which: 'Which ones',
    waiting: 'To decide',
    decided: 'Decided',
    lead: (count: number) =>
      count === 1 ? 'One request awaits your decision.' : `${count} requests await your decision.`,
    firstOnly: 'The hundred most urgent are shown.',
    list: 'Requests to decide, the most urgent first',
    select: (title: string) => `Select “${title}”`,
    selected: (count: number) => (count === 1 ? 'One request selected' : `${count} requests selected`),
    selectAll: 'Select all',
    selectNone: 'Select none',
    approveSelected: (count: number) => (count === 1 ? 'Approve the request' : `Approve the ${count} requests`),
    bulkDone: (count: number) =>
      count === 0 ? 'No request was approved.' : count === 1 ? 'One request approved.' : `${count} requests approved.`,
    bulkLost: 'These were not:',
    lostOne: (title: string, why: string) => `“${title}”: ${why}`,
    dismiss: 'Seen',
    change: 'Change',
    rivals: (count: number) => (count === 1 ? '1 rival request' : `${count} rival requests`),
    warnings: 'To look at',
    before: (ago: string) => `to decide ${ago}`,
    emptyTitle: 'Nothing to decide',
    emptyText: 'When somebody asks for a resource that you decide on, the request appears here, and a mail tells you.',
    decidedEmpty: 'No decision yet',
    decidedEmptyText: 'Decisions on the resources that concern you appear here, with who made them and why.',
    why: 'Why are some requests not here?',
    whyText:
      'Nobody decides on what touches them: neither on their own requests, nor on their own time, nor on those of an organisation that they are affiliated with or have declared an interest in, nor when such an organisation asks for the same at the same time. These requests go to the others who decide, then to the substitutes, then to the elected body; never to nobody. On the page of a booking you are told the reason.',
    goneBy: (title: string, who: string) => `“${title}” has just been decided by ${who}.`,
    gone: (title: string) => `“${title}” no longer awaits a decision: it was decided, withdrawn, or its time ran out.`,
    approvedBy: (who: string) => `Approved by ${who}`,
    declinedBy: (who: string) => `Declined by ${who}`,
  },
});

export const decideWords = defineWords({
  fr: {
    title: 'Votre décision',
    asks: (person: string, organisation: string) => `${person} demande, pour ${organisation} :`,
    asksChange: (person: string, organisation: string) => `${person} demande un changement, pour ${organisation} :`,
    times: (count: number) => `× ${count}`,
    deadline: (when: string, ago: string) => `À décider avant le ${when} (${ago}).`,
    holds: 'Le créneau est gardé pour cette demande jusque-là.',
    competes: 'Le créneau n’est pas gardé : cette demande est en concurrence avec d’autres.',
    purpose: (purpose: string) => `Objet : ${purpose}`,
    use: (organisation: string, bookings: number, length: string) =>
      bookings === 0
        ? `${organisation} n’a aucune autre réservation confirmée dans le réseau ce mois-là.`
        : `${organisation} a ${bookings} autre${bookings > 1 ? 's' : ''} réservation${bookings > 1 ? 's' : ''} confirmée${bookings > 1 ? 's' : ''} dans le réseau ce mois-là (${length}).`,
    capacities: {
      approver: '',
      substitute: 'Vous décidez en suppléance.',
      elected: 'Vous décidez au nom de l’instance élue.',
    },
    held: 'Réservé aujourd’hui',
    wanted: 'Demandé à la place',
    rivals: 'Demandes rivales',
    rivalsText:
      'Accepter celle-ci refuse celles pour lesquelles il ne reste plus de place ; d’autres créneaux leur seront proposés.',
    thisOne: 'Cette demande',
    otherOrganisation: 'Une autre organisation',
    day: (resource: string, day: string) => `${resource}, ${day}`,
    nothingAround: 'Rien d’autre ce jour-là.',
    around: (count: number) =>
      count === 1 ? 'Une autre occupation ce jour-là' : `${count} autres occupations ce jour-là`,
    findings: 'Points à voir',
    whichLines: 'Sur quels moyens portez-vous votre décision ?',
    approve: 'Accepter',
    decline: 'Refuser…',
    approved: (title: string) => `« ${title} » est acceptée : un message le dit à qui l’a demandée.`,
    declined: (title: string) => `« ${title} » est refusée, avec votre motif.`,
    declineTitle: (title: string) => `Refuser « ${title} » ?`,
    declineText: 'La réponse est définitive. Le message proposera des créneaux encore libres.',
    reason: 'Motif',
    reasonHint: 'Il sera lu par la personne qui demande, et reste dans l’historique.',
    reasonNeeded: 'Dites pourquoi : la personne qui demande le lira.',
    templates: 'Critères publiés et motifs courants',
    common: [
      'Le propriétaire a besoin de ce moyen à ce moment-là.',
      'Une autre demande répond mieux aux critères publiés.',
      'L’usage prévu ne convient pas à ce moyen.',
    ],
    doDecline: 'Refuser la demande',
  },
  en: {
    title: 'Your decision',
    asks: (person: string, organisation: string) => `${person} asks, for ${organisation}:`,
    asksChange: (person: string, organisation: string) => `${person} asks for a change, for ${organisation}:`,
    times: (count: number) => `× ${count}`,
    deadline: (when: string, ago: string) => `To be decided before ${when} (${ago}).`,
    holds: 'The time is kept for this request until then.',
    competes: 'The time is not kept: this request competes with others.',
    purpose: (purpose: string) => `Purpose: ${purpose}`,
    use: (organisation: string, bookings: number, length: string) =>
      bookings === 0
        ? `${organisation} has no other confirmed booking in the network that month.`
        : `${organisation} has ${bookings} other confirmed booking${bookings > 1 ? 's' : ''} in the network that month (${length}).`,
    capacities: {
      approver: '',
      substitute: 'You decide as a substitute.',
      elected: 'You decide for the elected body.',
    },
    held: 'Booked today',
    wanted: 'Requested instead',
    rivals: 'Rival requests',
    rivalsText: 'Approving this one declines those for which no room is left; other times will be offered to them.',
    thisOne: 'This request',
    otherOrganisation: 'Another organisation',
    day: (resource: string, day: string) => `${resource}, ${day}`,
    nothingAround: 'Nothing else that day.',
    around: (count: number) => (count === 1 ? 'One other booking that day' : `${count} other bookings that day`),
    findings: 'To look at',
    whichLines: 'Which resources does your decision cover?',
    approve: 'Approve',
    decline: 'Decline…',
    approved: (title: string) => `“${title}” is approved: a mail tells who asked.`,
    declined: (title: string) => `“${title}” is declined, with your reason.`,
    declineTitle: (title: string) => `Decline “${title}”?`,
    declineText: 'The answer is final. The mail will offer times that are still free.',
    reason: 'Reason',
    reasonHint: 'It is read by who asks, and stays in the history.',
    reasonNeeded: 'Say why: who asks will read it.',
    templates: 'Published criteria and common reasons',
    common: [
      'The owner needs this resource at that time.',
      'Another request meets the published criteria better.',
      'The intended use does not suit this resource.',
    ],
    doDecline: 'Decline the request',
  },
});
