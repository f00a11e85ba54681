import type { FeedDetail, FeedScope } from '../../shared/feed.ts';
import type { Locale } from '../../shared/words.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Card, instantOf } from './cards.ts';
import { type BlockFacts, type BookingFacts, isEnded, type SeriesFacts } from './facts.ts';
import type { CalendarEvent } from './ical.ts';
import { type ShownSeries, seriesEvents } from './series.ts';
import { calendarLine, calendarText } from './text.ts';
import { words } from './words.ts';

/** How the events of a calendar are told. */
export interface Telling {
  scope: FeedScope;
  detail: FeedDetail;
  locale: Locale;
  publicUrl: string;
  organisations: Catalogue['organisations'];
  cardOf: (resourceId: string) => Card | undefined;
  /** No event counts as changed before: since when they are told as they are. Milliseconds; 0 is ever. */
  since: number;
}

const maxDescription = 2000;

/** The events of one series: its rule and overrides under the UID of the series, and what the rule cannot say under its own. */
export function seriesEventsOf(series: SeriesFacts, bookings: BookingFacts[], telling: Telling): CalendarEvent[] {
  return seriesEvents(shownSeries(series, bookings, telling));
}

/** A series and those of its occurrences that are shown, in the order in which they are given. */
export function shownSeries(series: SeriesFacts, bookings: BookingFacts[], telling: Telling): ShownSeries {
  const occurrences = bookings.map(booking => ({
    recurrenceId: new Date(booking.recurrenceId ?? booking.startsAt),
    alone: bookingEvent(booking, telling),
  }));
  const changes = occurrences.map(one => one.alone.changedAt.getTime());
  return {
    uid: `series-${series.id}@${hostOf(telling)}`,
    rrule: series.rrule,
    zone: series.zone,
    startsAt: new Date(series.startsAt),
    sequence: series.sequence,
    changedAt: new Date(changes.reduce((latest, at) => Math.max(latest, at), series.changedAt)),
    occurrences,
  };
}

/** One booking as an event, as much of it as the reader may see. */
export function bookingEvent(booking: BookingFacts, telling: Telling): CalendarEvent {
  const told = booking.visible ? telling.detail : 'busy';
  const shown = booking.lines.flatMap(({ resourceId, quantity }) => {
    const card = telling.cardOf(resourceId);
    return card && (booking.visible || card.isKnown) ? [{ card, quantity }] : [];
  });
  const names = shown.map(({ card, quantity }) => (quantity > 1 ? `${quantity} × ${card.name}` : card.name));
  const cards = shown.map(one => one.card);
  const organisation = told === 'full' ? telling.organisations.get(booking.organisationId) : undefined;
  return {
    uid: `${booking.id}@${hostOf(telling)}`,
    sequence: booking.sequence,
    changedAt: latest([booking.changedAt, instantOf(organisation?.shownSince)], cards, telling),
    startsAt: new Date(booking.startsAt),
    endsAt: new Date(booking.endsAt),
    zone: null,
    summary:
      told === 'busy' ? busySummary(names, telling) : calendarLine(booking.title ?? '') || words[telling.locale].busy,
    description: told === 'full' ? descriptionOf(booking, organisation?.name ?? '', names, telling.locale) : null,
    ...placeOf(cards, told === 'busy' ? [] : names),
    url: told === 'busy' ? null : `${telling.publicUrl}/bookings/${booking.id}`,
    status: isEnded(booking.status) ? 'CANCELLED' : booking.status === 'pending' ? 'TENTATIVE' : 'CONFIRMED',
    // What waits for a decision is nobody's time yet, and what is cancelled no longer.
    busy: telling.scope !== 'queue' && !isEnded(booking.status),
  };
}

/**
 * A time at which a resource cannot be had. Of a person's time, and of what was taken from an outside calendar, it says no
 * more than that: why somebody is away is nobody's business.
 */
export function blockEvent(block: BlockFacts, telling: Telling): CalendarEvent {
  const card = telling.cardOf(block.resourceId);
  const shown = card?.isKnown ? [card] : [];
  const names = shown.map(one => one.name);
  const isPrivate = card?.isStaff !== false || block.kind === 'busy';
  const told = isPrivate ? 'busy' : telling.detail;
  return {
    uid: `block-${block.id}@${hostOf(telling)}`,
    sequence: block.sequence,
    changedAt: latest([block.changedAt], card ? [card] : [], telling),
    startsAt: new Date(block.startsAt),
    endsAt: new Date(block.endsAt),
    zone: null,
    summary: told === 'busy' ? busySummary(names, telling) : blockSummary(block, names, telling),
    description: told === 'full' && block.reason ? calendarText(block.reason, maxDescription) : null,
    ...placeOf(shown, told === 'busy' ? [] : names),
    url: null,
    status: 'CONFIRMED',
    busy: true,
  };
}

const aboutMany: readonly FeedScope[] = ['site', 'planning', 'staff', 'network', 'board'];

/** Where a feed is about many resources, which one is taken is the point of it, and no secret: the planning shows it too. */
function busySummary(names: string[], { scope, locale }: Telling): string {
  const { busy, busyIs } = words[locale];
  return aboutMany.includes(scope) && names.length > 0 ? calendarLine(busyIs(names.join(', '))) : busy;
}

function blockSummary({ kind }: BlockFacts, names: string[], { scope, locale }: Telling): string {
  const word = words[locale].blocks[kind];
  return calendarLine(aboutMany.includes(scope) ? [word, ...names].join(' – ') : word);
}

/** The purpose, for whom, and what: never another person's address, nor the reason that someone gave for a change. */
function descriptionOf(booking: BookingFacts, organisationName: string, names: string[], locale: Locale): string {
  const { organisation, resources } = words[locale];
  const facts = `${organisation}${organisationName}\n${resources}${names.join(', ')}`;
  const purpose = calendarText(booking.purpose ?? '', maxDescription);
  return calendarText(purpose ? `${purpose}\n\n${facts}` : facts, 2 * maxDescription);
}

/** Where to go: the names where they may be told, and the site of the first. */
function placeOf(cards: Card[], names: string[]) {
  const [first] = cards;
  if (!first) return { location: null, geo: null, categories: [], color: null };
  return {
    location: calendarLine([...names, first.place].join(', ')),
    geo: first.geo,
    categories: [...new Set(cards.map(card => card.category))],
    color: first.color,
  };
}

function latest(instants: number[], cards: Card[], { since }: Telling): Date {
  return new Date(Math.max(since, ...instants, ...cards.map(card => card.changedAt)));
}

function hostOf({ publicUrl }: Telling): string {
  return publicUrl.slice(publicUrl.indexOf('//') + 2).split('/')[0] ?? '';
}
