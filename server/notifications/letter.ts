import type { Locale } from '../../shared/words.ts';
import { rivalReason } from '../approvals/rivals.ts';
import { plainLine, plainText, renderLetter } from '../mail/layout.ts';
import type { Occasion, OccasionBooking, OccasionLine } from './occasion.ts';
import type { Recipient } from './recipients.ts';
import { atInstant, inFull, inShort } from './when.ts';
import { labels, wordsFor } from './words.ts';

/** A series is listed up to here; the application shows the rest. */
const datesListed = 20;
const nameLength = 80;
const textLength = 2000;

export interface Written {
  subject: string;
  text: string;
  html: string;
  /** The booking that the mail links to. */
  bookingId: string;
  /** When a question has lost its sense; null for news. */
  uselessAfter: Date | null;
}

interface Reading {
  occasion: Occasion;
  recipient: Recipient;
  /** The bookings that the recipient is told of. */
  bookings: [OccasionBooking, ...OccasionBooking[]];
  now: Date;
}

/**
 * Writes the mail of an act to one person, in their language, with the times of the site.
 * @param alternatives what is still free, one line each
 * @returns null when nothing of it concerns the person
 */
export function writeLetter(
  occasion: Occasion,
  recipient: Recipient,
  { publicUrl, now, alternatives }: { publicUrl: string; now: Date; alternatives: string[] },
): Written | null {
  const { locale, part } = recipient;
  const words = wordsFor(occasion.job.event, part, locale);
  const told = occasion.bookings.filter(booking => booking.lines.some(line => recipient.lineIds.has(line.id)));
  const [first, ...more] = told;
  if (!words || !first) return null;
  const reading: Reading = { occasion, recipient, bookings: [first, ...more], now };
  const label = labels[locale];
  const deadline = deadlineOf(reading);
  const body = renderLetter({
    locale,
    greeting: label.hello(plainLine(recipient.name, nameLength)),
    lead: words.lead(saidOf(reading, deadline)),
    facts: factsOf(reading),
    lists: [
      ...(more.length > 0 ? [{ title: label.dates, items: datesOf(reading) }] : []),
      ...(alternatives.length > 0 ? [{ title: label.alternatives, items: alternatives }] : []),
    ],
    next: words.next,
    action: {
      label: part === 'decider' ? label.decide : label.open,
      url: `${publicUrl}/bookings/${encodeURIComponent(first.id)}`,
    },
    footer: label.footer(plainLine(occasion.network.name, nameLength)),
  });
  return {
    subject: `${words.head}${label.colon}${subjectOf(reading)}`,
    ...body,
    bookingId: first.id,
    uselessAfter: part === 'decider' ? deadline : null,
  };
}

function subjectOf({ bookings, recipient: { locale, part }, now }: Reading): string {
  const [first] = bookings;
  const label = labels[locale];
  const [line, ...others] = first.lines.map(one => thingOf(one, 60));
  const what = others.length > 0 ? label.and(line ?? '', others.length) : (line ?? '');
  const start = inShort(spanOf(first), locale, now);
  const whose = part === 'booker' ? what : label.forOrganisation(what, plainLine(first.organisationName, 40));
  return `${whose}, ${bookings.length > 1 ? label.datesFrom(bookings.length, start) : start}`;
}

function saidOf({ occasion, recipient, bookings }: Reading, deadline: Date | null) {
  const { actor, network } = occasion;
  const [first] = bookings;
  const lines = bookings.flatMap(booking => booking.lines);
  const zone = spanOf(first).timeZone;
  return {
    actor: actor ? actorOf(occasion, lines, first) : null,
    own: actor?.personId === recipient.personId,
    count: bookings.length,
    owners: listed(
      [...new Set(lines.filter(line => line.approvalRequired).map(line => line.ownerName))],
      recipient.locale,
    ),
    beneficiary: plainLine(first.organisationName, nameLength),
    attendee: plainLine(occasion.job.attendee?.name ?? '', nameLength),
    deadline: deadline ? atInstant(deadline, zone, recipient.locale, network.timeZone) : '',
    approval: lines.some(line => line.approvalRequired),
  };
}

/** The actor with the organisation for which they have a say in it: the beneficiary's own people, then the lender's. */
function actorOf({ actor }: Occasion, lines: OccasionLine[], booking: OccasionBooking): string {
  const sides = [booking.organisationId, ...lines.map(line => line.ownerId)];
  const organisation = sides.map(id => actor?.organisations.find(one => one.id === id)).find(one => one !== undefined);
  const name = plainLine(actor?.name ?? '', nameLength);
  return organisation ? `${name} (${plainLine(organisation.name, nameLength)})` : name;
}

function factsOf({ occasion, recipient: { locale }, bookings }: Reading): [string, string][] {
  const [first] = bookings;
  const { job, network } = occasion;
  const label = labels[locale];
  const span = spanOf(first);
  const before = job.before && {
    startsAt: new Date(job.before.startsAt),
    endsAt: new Date(job.before.endsAt),
    timeZone: span.timeZone,
  };
  const hasMoved = before && (+before.startsAt !== +span.startsAt || +before.endsAt !== +span.endsAt);
  const sites = new Set(first.lines.map(line => [line.siteName, line.address].filter(Boolean).join(', ')));
  return [
    [
      label.what,
      first.lines.map(line => `${thingOf(line, nameLength)} (${plainLine(line.ownerName, nameLength)})`).join('\n'),
    ],
    [label.title, plainLine(first.title, 200)],
    [label.when, bookings.length > 1 ? '' : timesOf(first, locale, network.timeZone)],
    [label.before, hasMoved ? inFull(before, locale, network.timeZone) : ''],
    [label.where, [...sites].map(site => plainLine(site, 200)).join('\n')],
    [label.forWhom, `${plainLine(first.organisationName, nameLength)} (${plainLine(first.personName, nameLength)})`],
    [label.purpose, plainText(first.purpose ?? '', textLength)],
    [label.reason, job.reason === rivalReason ? label.rivalApproved : plainText(job.reason ?? '', textLength)],
  ];
}

/** The time at each site, once when they agree. */
function timesOf(booking: OccasionBooking, locale: Locale, networkZone: string): string {
  return [...new Set(booking.lines.map(line => inFull(line, locale, networkZone)))].join('\n');
}

function datesOf({ occasion, recipient: { locale }, bookings }: Reading): string[] {
  const shown = bookings
    .slice(0, datesListed)
    .map(booking => inFull(spanOf(booking), locale, occasion.network.timeZone));
  const rest = bookings.length - shown.length;
  return rest > 0 ? [...shown, labels[locale].others(rest)] : shown;
}

function spanOf(booking: OccasionBooking) {
  const [line] = booking.lines;
  return line ?? { startsAt: booking.startsAt, endsAt: booking.endsAt, timeZone: 'utc' };
}

function thingOf(line: OccasionLine, length: number): string {
  const name = plainLine(line.resourceName, length);
  return line.quantity > 1 ? `${line.quantity} × ${name}` : name;
}

/** The last instant at which somebody can still decide on what the recipient is told of. */
function deadlineOf({ bookings, recipient }: Reading): Date | null {
  const times = bookings
    .flatMap(booking => booking.lines)
    .filter(line => recipient.lineIds.has(line.id) && line.status === 'pending')
    .flatMap(line => line.holdUntil ?? []);
  // The first to lapse: what is decided by then is decided in time for all.
  return times.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function listed(names: string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names.map(name => plainLine(name, nameLength)));
}
