import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { plainLine, renderLetter } from '../mail/layout.ts';
import { inFull, inShort } from '../notifications/when.ts';
import type { Step } from './difference.ts';
import type { Recipient } from './recipients.ts';
import { invitationWords } from './words.ts';

/** What a letter calls a booking by, also once it is cancelled. */
export interface BookingNames {
  id: string;
  title: string;
  personName: string;
  organisationName: string;
  things: string;
  place: string;
  timeZone: string;
}

const datesListed = 20;

export async function namesOf(db: Db, bookingIds: string[]): Promise<Map<string, BookingNames>> {
  const { rows } = await sql<BookingNames>`
    select b.id, b.title, p.name as "personName", o.name as "organisationName", coalesce(l.things, '') as things,
      coalesce(l.place, '') as place, coalesce(l.zone, (select time_zone from network), 'Europe/Paris') as "timeZone"
    from booking b join person p on p.id = b.person_id join organisation o on o.id = b.organisation_id
    left join lateral (
      select string_agg(case when l.quantity > 1 then l.quantity || ' × ' else '' end || r.name, ', ' order by l.position, l.id) as things,
        min(concat_ws(', ', s.name, nullif(s.address, ''), nullif(concat_ws(' ', s.postcode, s.commune), ''))) as place,
        min(s.time_zone) as zone
      from booking_line l join resource r on r.id = l.resource_id join site s on s.id = r.site_id
      where l.booking_id = b.id and l.phase = 'current' and l.status not in ('declined', 'expired')
    ) l on true
    where b.id = any (${bookingIds}::uuid[])`.execute(db);
  return new Map(rows.map(row => [row.id, row]));
}

export interface LetterFacts {
  step: Step;
  recipient: Pick<Recipient, 'name' | 'locale' | 'part'>;
  /** Of the first booking that the mail tells of. */
  names: BookingNames;
  network: { name: string; timeZone: string };
  /** Where the reader goes on; null for somebody who can only take note. */
  url: string | null;
  /** Whether the answers that mail programs send are read. */
  readsReplies: boolean;
  now: Date;
}

/** What the mail around a calendar message says to a reader whose program shows no calendar. */
export function writeInvitation({ step, recipient, names, network, url, readsReplies, now }: LetterFacts) {
  const { locale, part } = recipient;
  const words = invitationWords[locale];
  const { subject, lead } = words[part][step.news];
  const answerNext = readsReplies ? words.answerNext : words.answerByLinkOnly;
  const spans = Object.values(step.concerned)
    .map(one => ({ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt), timeZone: names.timeZone }))
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const [first] = spans;
  const dates = spans.slice(0, datesListed).map(span => inFull(span, locale, network.timeZone));
  const rest = spans.length - dates.length;
  const title = plainLine(names.title, 80);
  const by = `${plainLine(names.personName, 80)} (${plainLine(names.organisationName, 80)})`;
  return {
    subject: subject(first ? `${title}, ${inShort(first, locale, now)}` : title),
    ...renderLetter({
      locale,
      greeting: words.hello(plainLine(recipient.name, 80)),
      lead: lead(by),
      facts: [
        [words.title, plainLine(names.title, 200)],
        [words.when, spans.length === 1 ? (dates[0] ?? '') : ''],
        [words.where, plainLine(names.place, 200)],
        [words.things, plainLine(names.things, 400)],
        [words.by, by],
      ],
      lists: spans.length > 1 ? [{ title: words.dates, items: rest > 0 ? [...dates, words.others(rest)] : dates }] : [],
      next: url === null ? '' : part === 'booker' ? words.openNext : answerNext,
      action: url === null ? null : { label: part === 'booker' ? words.open : words.answer, url },
      footer: words.footer(plainLine(network.name, 80)),
    }),
  };
}
