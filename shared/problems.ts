import type { Locale } from './words.ts';

/**
 * The codes of problems that are not about a rule of booking (those are the codes of findings), each with its HTTP status and
 * its sentence in both languages. Stable: clients branch on them. `{name}` is replaced from the problem's details.
 */
export const problems = {
  malformed: {
    status: 400,
    fr: 'La demande n’est pas bien formée : {what}.',
    en: 'The request is not well formed: {what}.',
  },
  invalid_cursor: {
    status: 400,
    fr: 'Le curseur de page n’est pas l’un des nôtres, ou a été tronqué.',
    en: 'The page cursor is not one of ours, or was cut short.',
  },
  unknown_time_zone: {
    status: 400,
    fr: 'Le fuseau horaire « {timeZone} » est inconnu.',
    en: 'The time zone “{timeZone}” is not known.',
  },
  recurrence_invalid: {
    status: 400,
    fr: 'La règle de répétition n’est pas acceptée : {what}.',
    en: 'The recurrence rule is not accepted: {what}.',
  },
  recurrence_too_long: {
    status: 422,
    fr: 'Une série compte au plus {maxOccurrences} dates sur deux ans.',
    en: 'A series has at most {maxOccurrences} dates over two years.',
  },
  recurrence_empty: {
    status: 422,
    fr: 'La règle de répétition ne donne aucune date.',
    en: 'The recurrence rule gives no date at all.',
  },
  series_has_refusals: {
    status: 409,
    fr: '{refused} des {count} dates ne peuvent pas être réservées : choisissez pour chacune, ou rien n’est réservé.',
    en: '{refused} of the {count} dates cannot be booked: choose for each of them, or nothing is booked.',
  },
  not_a_picture: {
    status: 400,
    fr: 'Ce n’est pas une image JPEG, PNG ou WebP.',
    en: 'This is not a JPEG, PNG or WebP picture.',
  },
  unauthenticated: { status: 401, fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' },
  wrong_credentials: {
    status: 401,
    fr: 'Cette adresse et ce mot de passe ne vont pas ensemble.',
    en: 'This address and this password do not go together.',
  },
  forbidden: {
    status: 403,
    fr: 'Vous n’avez pas le droit de faire cela.',
    en: 'You are not allowed to do this.',
  },
  not_affiliated: {
    status: 403,
    fr: 'Vous n’êtes pas rattaché aujourd’hui à cette organisation.',
    en: 'You are not affiliated with this organisation today.',
  },
  recused: {
    status: 403,
    fr: 'Vous ne pouvez pas décider de cette demande : {why}.',
    en: 'You cannot decide on this request: {why}.',
  },
  foreign_origin: {
    status: 403,
    fr: 'La demande vient d’un autre site.',
    en: 'The request comes from another site.',
  },
  not_found: { status: 404, fr: 'Introuvable.', en: 'Not found.' },
  method_not_allowed: {
    status: 405,
    fr: 'Cette adresse n’accepte pas cette méthode.',
    en: 'This address does not take this method.',
  },
  longer_than_any: {
    status: 422,
    fr: 'Une réservation dure au plus {days} jours.',
    en: 'A booking lasts at most {days} days.',
  },
  too_many_pending: {
    status: 422,
    fr: 'Votre organisation a déjà {max} demandes en attente de décision : attendez une réponse, ou retirez-en une.',
    en: 'Your organisation already has {max} requests that await a decision: wait for an answer, or withdraw one.',
  },
  quota_exceeded: {
    status: 422,
    fr: 'Le quota de l’organisation serait dépassé.',
    en: 'The quota of the organisation would be exceeded.',
  },
  reason_required: {
    status: 422,
    fr: 'Dites pourquoi : les personnes concernées le liront.',
    en: 'Say why: the people concerned will read it.',
  },
  already_decided: {
    status: 409,
    fr: 'Cette demande n’attend plus de décision.',
    en: 'This request no longer awaits a decision.',
  },
  wrong_status: {
    status: 409,
    fr: 'La réservation est « {status} » : cela n’est plus possible.',
    en: 'The booking is “{status}”: this is no longer possible.',
  },
  change_pending: {
    status: 409,
    fr: 'Un changement de cette réservation attend déjà une décision.',
    en: 'A change of this booking already awaits a decision.',
  },
  already_exists: {
    status: 409,
    fr: 'Cela existe déjà : {what}.',
    en: 'This exists already: {what}.',
  },
  in_use: {
    status: 409,
    fr: 'Cela est encore utilisé : {what}.',
    en: 'This is still in use: {what}.',
  },
  made_of_itself: {
    status: 422,
    fr: 'Un moyen ne peut pas être composé de lui-même.',
    en: 'A resource cannot be made of itself.',
  },
  last_coordinator: {
    status: 409,
    fr: 'Le réseau resterait sans coordination : désignez d’abord quelqu’un d’autre.',
    en: 'The network would be left without a coordinator: appoint someone else first.',
  },
  bookings_affected: {
    status: 409,
    fr: '{count} réservations seraient touchées : elles sont énumérées, rien n’a été changé.',
    en: '{count} bookings would be affected: they are listed, nothing was changed.',
  },
  feature_in_use: {
    status: 409,
    fr: 'Des moyens l’ont encore ({count}) : retirez-la d’abord de leur description.',
    en: 'Resources still have it ({count}): take it out of their description first.',
  },
  too_many_feeds: {
    status: 409,
    fr: 'Vous avez déjà {max} flux : révoquez-en un d’abord.',
    en: 'You already have {max} feeds: revoke one first.',
  },
  too_many_attendees: {
    status: 422,
    fr: 'Une réservation compte au plus {max} participants.',
    en: 'A booking has at most {max} attendees.',
  },
  import_unreadable: {
    status: 400,
    fr: 'Ce fichier ne contient ni tableau avec une colonne de dates, ni agenda avec des dates à venir.',
    en: 'This file holds neither a table with a column of dates nor a calendar with dates to come.',
  },
  import_column_unknown: {
    status: 422,
    fr: 'Ce tableau n’a pas de colonne « {heading} ».',
    en: 'This table has no column “{heading}”.',
  },
  import_column_twice: {
    status: 422,
    fr: 'La colonne « {heading} » est choisie deux fois.',
    en: 'The column “{heading}” is chosen twice.',
  },
  import_no_dates: {
    status: 422,
    fr: 'Aucune date n’est lisible dans la colonne « {heading} » : choisissez-en une autre.',
    en: 'No date can be read in the column “{heading}”: choose another one.',
  },
  import_too_long: {
    status: 422,
    fr: 'Un import compte au plus {max} lignes : partagez le fichier.',
    en: 'An import has at most {max} rows: split the file.',
  },
  import_has_refusals: {
    status: 409,
    fr: '{refused} des {count} lignes ne peuvent pas être réservées : choisissez pour chacune, ou rien n’est réservé.',
    en: '{refused} of the {count} rows cannot be booked: choose for each of them, or nothing is booked.',
  },
  import_nothing: {
    status: 422,
    fr: 'Toutes les lignes sont laissées de côté : il n’y a rien à réserver.',
    en: 'All rows are left out: there is nothing to book.',
  },
  import_wrong_state: {
    status: 409,
    fr: 'Cet import a déjà été exécuté ou annulé.',
    en: 'This import has been executed or undone already.',
  },
  too_many_calendars: {
    status: 409,
    fr: 'Ce moyen a déjà {max} agendas extérieurs : retirez-en un d’abord.',
    en: 'This resource already has {max} outside calendars: remove one first.',
  },
  titles_of_people: {
    status: 422,
    fr: 'De l’agenda d’une personne, seules les heures occupées sont gardées.',
    en: 'Of a person’s calendar only the busy times are kept.',
  },
  kept_elsewhere: {
    status: 409,
    fr: 'Cette indisponibilité vient d’un agenda extérieur : changez-la là-bas.',
    en: 'This time is taken by an outside calendar: change it there.',
  },
  too_many_app_passwords: {
    status: 409,
    fr: 'Vous avez déjà {max} mots de passe d’application : révoquez-en un d’abord.',
    en: 'You already have {max} app passwords: revoke one first.',
  },
  room_is_free: {
    status: 409,
    fr: 'La place est libre : réservez-la, il n’y a rien à attendre.',
    en: 'There is room: book it, there is nothing to wait for.',
  },
  already_waiting: {
    status: 409,
    fr: 'Votre organisation attend déjà cette place.',
    en: 'Your organisation is already waiting for this place.',
  },
  too_many_waiting: {
    status: 422,
    fr: 'Votre organisation attend déjà {max} places : quittez une liste d’abord.',
    en: 'Your organisation is already waiting for {max} places: leave a list first.',
  },
  no_offer: {
    status: 409,
    fr: 'Cette place ne vous est pas proposée, ou ne l’est plus.',
    en: 'This place is not offered to you, or no longer.',
  },
  conflict: {
    status: 409,
    fr: 'Quelqu’un d’autre vient de prendre cette place.',
    en: 'Someone else has just taken this place.',
  },
  link_used: {
    status: 410,
    fr: 'Ce lien a déjà servi, ou n’est plus valable.',
    en: 'This link has been used, or is no longer valid.',
  },
  invitation_over: {
    status: 410,
    fr: 'Cette invitation n’est plus ouverte : la réservation est passée ou annulée, ou l’invitation a été retirée.',
    en: 'This invitation is no longer open: the booking is over or cancelled, or the invitation was taken back.',
  },
  revoked: { status: 410, fr: 'Ce flux a été révoqué.', en: 'This feed has been revoked.' },
  stale: {
    status: 412,
    fr: 'Cela a changé entre-temps : relisez, puis recommencez.',
    en: 'This has changed in the meantime: read it again, then retry.',
  },
  too_large: {
    status: 413,
    fr: 'La demande est trop volumineuse : {maxKilobytes} ko au plus.',
    en: 'The request is too large: {maxKilobytes} kB at most.',
  },
  unsupported_media_type: {
    status: 415,
    fr: 'Envoyez du JSON (application/json).',
    en: 'Send JSON (application/json).',
  },
  idempotency_mismatch: {
    status: 422,
    fr: 'Cette clé d’idempotence a déjà servi pour une autre demande.',
    en: 'This idempotency key has already served for another request.',
  },
  wrong_password: {
    status: 422,
    fr: 'Ce n’est pas votre mot de passe actuel.',
    en: 'This is not your current password.',
  },
  weak_password: {
    status: 422,
    fr: 'Ce mot de passe se devine trop facilement : choisissez-en un qui ne contienne ni votre nom ni votre adresse.',
    en: 'This password is too easy to guess: choose one that holds neither your name nor your address.',
  },
  sign_in_to_accept: {
    status: 409,
    fr: 'Cette adresse a déjà un compte : connectez-vous, puis ouvrez à nouveau le lien.',
    en: 'This address already has an account: sign in, then open the link again.',
  },
  mail_not_resendable: {
    status: 409,
    fr: 'Seul un message qui a échoué, ou qui n’avait pas de serveur, peut être renvoyé.',
    en: 'Only a mail that failed, or had no server, can be sent again.',
  },
  precondition_required: {
    status: 428,
    fr: 'Indiquez la version que vous avez lue, dans If-Match.',
    en: 'State the version you have read, in If-Match.',
  },
  too_many_requests: {
    status: 429,
    fr: 'Trop de demandes : réessayez dans {retryAfter} secondes.',
    en: 'Too many requests: try again in {retryAfter} seconds.',
  },
  internal: {
    status: 500,
    fr: 'Une erreur s’est produite de notre côté. Elle est notée sous le numéro {requestId}.',
    en: 'Something went wrong on our side. It is recorded under number {requestId}.',
  },
  unavailable: {
    status: 503,
    fr: 'Le service est momentanément indisponible : réessayez dans quelques secondes.',
    en: 'The service is unavailable for the moment: try again in a few seconds.',
  },
} as const satisfies Record<string, { status: number; fr: string; en: string }>;

export type ProblemCode = keyof typeof problems;

/** The problem's sentence, with `{name}` replaced from the details; a name without a detail is left out. */
export function problemMessage(code: ProblemCode, locale: Locale, details: Record<string, unknown> = {}): string {
  return problems[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}
