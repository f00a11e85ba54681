import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { sayOfCalendar } from '../../shared/external-calendar.ts';
import type { AffectedBooking } from '../../shared/resource.ts';
import type { Locale } from '../../shared/words.ts';
import type { Tx } from '../database/connect.ts';
import { plainLine, renderLetter } from '../mail/layout.ts';
import { queueMail } from '../mail/outbox.ts';
import { inFull } from '../notifications/when.ts';
import type { Failure } from '../outside/failure.ts';
import { bookingsByLine } from '../resources/affected.ts';
import type { CalendarRow } from './check.ts';

const mostListed = 20;

interface Occasion {
  now: Date;
  publicUrl: string;
}

/** Tells the people of a calendar, once, of the bookings that stand where it says that the time is taken. */
export async function tellOfClashes(
  tx: Tx,
  calendar: CalendarRow,
  lineIds: string[],
  occasion: Occasion,
): Promise<void> {
  if (lineIds.length === 0) return;
  const bookings = [...(await bookingsByLine(tx, lineIds)).values()];
  const { resource, siteZone, networkZone } = await settingOf(tx, calendar.resource_id);
  const about = createHash('sha256').update(lineIds.toSorted().join()).digest('base64url');
  await tell(tx, calendar, occasion, `clash:${about}`, locale => {
    const words = texts[locale];
    const line = (one: AffectedBooking) =>
      `${inFull({ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt), timeZone: siteZone }, locale, networkZone)}, ` +
      `${plainLine(one.title, 80)} (${plainLine(one.organisationName, 60)})`;
    const rest = bookings.length - mostListed;
    return {
      kind: 'calendar_clash',
      subject: words.clashSubject(plainLine(resource, 60), bookings.length),
      lead: words.clashLead(plainLine(calendar.name, 60), plainLine(resource, 80)),
      lists: [
        {
          title: words.bookings,
          items: [...bookings.slice(0, mostListed).map(line), ...(rest > 0 ? [words.others(rest)] : [])],
        },
      ],
      next: words.clashNext,
    };
  });
}

/** Tells the people of a calendar that it has not been readable for a day. */
export async function tellOfFailure(
  tx: Tx,
  calendar: CalendarRow,
  failure: Failure,
  occasion: Occasion & { since: Date },
): Promise<void> {
  const { resource } = await settingOf(tx, calendar.resource_id);
  await tell(tx, calendar, occasion, `failing:${occasion.since.toISOString()}`, locale => {
    const words = texts[locale];
    return {
      kind: 'calendar_failing',
      subject: words.failingSubject(plainLine(calendar.name, 60)),
      lead: words.failingLead(
        plainLine(calendar.name, 60),
        plainLine(resource, 80),
        sayOfCalendar(failure.code, failure.details, locale),
      ),
      lists: [],
      next: words.failingNext,
    };
  });
}

interface Letter {
  kind: 'calendar_clash' | 'calendar_failing';
  subject: string;
  lead: string;
  lists: { title: string; items: string[] }[];
  next: string;
}

async function tell(
  tx: Tx,
  calendar: CalendarRow,
  { now, publicUrl }: Occasion,
  key: string,
  write: (locale: Locale) => Letter,
) {
  const network = await tx.selectFrom('network').select('name').executeTakeFirst();
  for (const person of await peopleOf(tx, calendar)) {
    const { kind, subject, lead, lists, next } = write(person.locale);
    const words = texts[person.locale];
    const body = renderLetter({
      locale: person.locale,
      greeting: words.hello(plainLine(person.name, 80)),
      lead,
      facts: [],
      lists,
      next,
      action: { label: words.open, url: `${publicUrl}/external-calendars/${calendar.id}` },
      footer: words.footer(network?.name ?? ''),
    });
    const mail = { kind, subject, ...body, to: person.email, personId: person.id, locale: person.locale };
    await queueMail(tx, { ...mail, dedupeKey: `calendar:${calendar.id}:${key}:${person.id}` }, now);
  }
}

/** Who gave the address, and whose time it is, unless they chose not to be told. */
async function peopleOf(tx: Tx, { created_by, resource_id }: CalendarRow) {
  return tx
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale'])
    .where('deactivated_at', 'is', null)
    .where(eb =>
      eb.or([
        eb('id', '=', created_by),
        eb.exists(
          eb
            .selectFrom('resource')
            .select('id')
            .where('id', '=', resource_id)
            .whereRef('staff_person_id', '=', 'person.id'),
        ),
      ]),
    )
    .where(sql<boolean>`coalesce((notification_choices->>'calendars')::boolean, true)`)
    .execute();
}

async function settingOf(tx: Tx, resourceId: string) {
  const row = await tx
    .selectFrom('resource as r')
    .innerJoin('site as s', 's.id', 'r.site_id')
    .select(['r.name as resource', 's.time_zone as siteZone'])
    .select(eb => eb.selectFrom('network').select('time_zone').limit(1).as('networkZone'))
    .where('r.id', '=', resourceId)
    .executeTakeFirstOrThrow();
  return { ...row, networkZone: row.networkZone ?? row.siteZone };
}

const texts = {
  fr: {
    hello: (name: string) => `Bonjour ${name},`,
    open: 'Voir l’agenda',
    footer: (network: string) => `${network}. Vos choix de messages sont dans votre profil.`,
    bookings: 'Réservations',
    others: (count: number) => `et ${count} autres`,
    clashSubject: (resource: string, count: number) =>
      count > 1
        ? `${resource} : ${count} réservations à une heure occupée`
        : `${resource} : une réservation à une heure occupée`,
    clashLead: (calendar: string, resource: string) =>
      `L’agenda « ${calendar} » dit que ${resource} est pris à des heures qui étaient déjà réservées. Les réservations sont maintenues ; aucune autre ne sera acceptée à ces heures.`,
    clashNext: 'Déplacez l’événement dans votre agenda, ou convenez d’autre chose avec qui a réservé.',
    failingSubject: (calendar: string) => `L’agenda « ${calendar} » n’est plus lisible`,
    failingLead: (calendar: string, resource: string, reason: string) =>
      `Depuis plus d’un jour, l’agenda « ${calendar} » (${resource}) ne peut plus être lu. ${reason}. Ce qui a été lu avant reste pris en compte, et nous continuons d’essayer.`,
    failingNext: 'Si l’adresse a changé, donnez la nouvelle.',
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    open: 'See the calendar',
    footer: (network: string) => `${network}. Your choices of messages are in your profile.`,
    bookings: 'Bookings',
    others: (count: number) => `and ${count} more`,
    clashSubject: (resource: string, count: number) =>
      count > 1 ? `${resource}: ${count} bookings at a busy time` : `${resource}: a booking at a busy time`,
    clashLead: (calendar: string, resource: string) =>
      `The calendar “${calendar}” says that ${resource} is taken at times that were booked already. The bookings stand; no other will be accepted at these times.`,
    clashNext: 'Move the event in your calendar, or agree on something else with who has booked.',
    failingSubject: (calendar: string) => `The calendar “${calendar}” cannot be read any more`,
    failingLead: (calendar: string, resource: string, reason: string) =>
      `For more than a day the calendar “${calendar}” (${resource}) could not be read. ${reason}. What was read before still counts, and we keep trying.`,
    failingNext: 'If the address has changed, give the new one.',
  },
} as const;
