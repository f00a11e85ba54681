import { wants } from '../../shared/notifications.ts';
import type { Locale } from '../../shared/words.ts';
import type { Tx } from '../database/connect.ts';
import { plainLine, renderLetter } from '../mail/layout.ts';
import { queueMail } from '../mail/outbox.ts';
import { atInstant, inFull } from '../notifications/when.ts';
import type { WaitingRow } from './queries.ts';

/** Writes to who waited that the place is held for them, with the page where one button takes it: the link changes nothing. */
export async function tellOfOffer(
  tx: Tx,
  row: WaitingRow,
  until: Date,
  { now, publicUrl }: { now: Date; publicUrl: string },
): Promise<void> {
  const { person, network, place } = await settingOf(tx, row);
  if (!wants(person.choices, 'my_bookings')) return;
  const words = texts[person.locale];
  const name = plainLine(place.resource, 80);
  const what = row.quantity > 1 ? `${row.quantity} × ${name}` : name;
  const deadline = atInstant(until, place.timeZone, person.locale, network.timeZone);
  const when = { startsAt: row.starts_at, endsAt: row.ends_at, timeZone: place.timeZone };
  const body = renderLetter({
    locale: person.locale,
    greeting: words.hello(plainLine(person.name, 80)),
    lead: words.lead(what, deadline),
    facts: [
      [words.what, what],
      [words.title, plainLine(row.title, 200)],
      [words.when, inFull(when, person.locale, network.timeZone)],
      [words.forWhom, plainLine(place.organisation, 80)],
    ],
    lists: [],
    next: words.next,
    action: { label: words.open, url: `${publicUrl}/bookings` },
    footer: words.footer(plainLine(network.name, 80)),
  });
  await queueMail(
    tx,
    {
      ...{ kind: 'waiting_offer', to: person.email, personId: row.person_id, locale: person.locale },
      ...{ subject: words.subject(what), ...body, uselessAfter: until },
      dedupeKey: `waiting_offer:${row.id}:${now.toISOString()}`,
    },
    now,
  );
}

async function settingOf(tx: Tx, row: WaitingRow) {
  const person = await tx
    .selectFrom('person')
    .select(['name', 'email', 'locale', 'notification_choices as choices'])
    .where('id', '=', row.person_id)
    .executeTakeFirstOrThrow();
  const network = await tx.selectFrom('network').select(['name', 'time_zone as timeZone']).executeTakeFirstOrThrow();
  const place = await tx
    .selectFrom('resource as r')
    .innerJoin('site as s', 's.id', 'r.site_id')
    .select(['r.name as resource', 's.time_zone as timeZone'])
    .select(eb =>
      eb
        .selectFrom('organisation')
        .select('name')
        .where('id', '=', row.organisation_id)
        .$asScalar()
        .$notNull()
        .as('organisation'),
    )
    .where('r.id', '=', row.resource_id)
    .executeTakeFirstOrThrow();
  return { person, network, place };
}

interface Texts {
  hello: (name: string) => string;
  subject: (what: string) => string;
  lead: (what: string, deadline: string) => string;
  what: string;
  title: string;
  when: string;
  forWhom: string;
  next: string;
  open: string;
  footer: (network: string) => string;
}

const texts: Record<Locale, Texts> = {
  fr: {
    hello: name => `Bonjour ${name},`,
    subject: what => `Une place s’est libérée : ${what}`,
    lead: (what, deadline) =>
      `La place que vous attendiez s’est libérée : ${what}. Elle vous est gardée jusqu’au ${deadline} ; d’ici là, personne d’autre ne peut la prendre.`,
    what: 'Moyen',
    title: 'Titre',
    when: 'Quand',
    forWhom: 'Pour',
    next: 'Prenez la place, ou laissez-la : elle ira alors à la personne suivante. Sans réponse, elle lui ira à cette heure-là.',
    open: 'Répondre',
    footer: network => `${network}. Vos choix de messages sont dans votre profil.`,
  },
  en: {
    hello: name => `Hello ${name},`,
    subject: what => `A place has come free: ${what}`,
    lead: (what, deadline) =>
      `The place that you were waiting for has come free. ${what} is held for you until ${deadline}: until then nobody else can take it.`,
    what: 'Resource',
    title: 'Title',
    when: 'When',
    forWhom: 'For',
    next: 'Take the place, or leave it: it then goes to the next person. Without an answer it goes to them at that time.',
    open: 'Answer',
    footer: network => `${network}. Your choices of messages are in your profile.`,
  },
};
