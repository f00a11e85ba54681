import { addressValue, line, textLine, textListLine } from './lines.ts';
import { calendarLine } from './text.ts';
import { compact, localTime, vtimezone } from './zone.ts';

/** An event as a calendar shows it. Text has been through `calendarText` or `calendarLine`. */
export interface CalendarEvent {
  uid: string;
  sequence: number;
  changedAt: Date;
  startsAt: Date;
  endsAt: Date;
  /** Null: written in UTC. A zone only where the event repeats in its local time. */
  zone: string | null;
  summary: string;
  description: string | null;
  location: string | null;
  geo: { lat: number; lon: number } | null;
  categories: string[];
  /** The name of a CSS3 colour (RFC 7986 5.9). */
  color: string | null;
  url: string | null;
  status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  /** Whether the time counts as taken for whoever subscribes. */
  busy: boolean;
  repeats?: Repetition;
  /** The start that the rule gives the occurrence which this event replaces. */
  recurrence?: { at: Date; zone: string };
}

export interface Repetition {
  /** An RRULE without COUNT or UNTIL. */
  rule: string;
  until: Date;
  except: Date[];
}

/** The instants between which the events of an object name a zone. */
export interface ZoneSpan {
  zone: string;
  from: number;
  to: number;
}

/** What one UID stands for: a booking alone, or a series with its overrides. */
export interface CalendarObject {
  uid: string;
  /** Its VEVENTs, folded, each line with its CRLF. */
  text: string;
  zones: ZoneSpan[];
}

export interface CalendarHead {
  name: string;
  /** What calendars take for the zone of the whole; the events are right without it. */
  zone: string;
  locale: string;
  /** The name of a CSS3 colour, and the same as `#RRGGBB` for Apple's calendars. */
  color: { name: string; hex: string };
  /** Where the calendar can be fetched again. */
  source: string | null;
}

/**
 * The text of a calendar: the same objects give the same bytes, and no clock is read. Properties come before components,
 * zones before events, and every line ends in CRLF, the last one too.
 */
export function calendarOf(head: CalendarHead, objects: CalendarObject[]): string {
  const texts = objects.map(object => object.text).join('');
  return `${openingOf(head, objects)}${texts}${calendarEnd}`;
}

export const calendarEnd = 'END:VCALENDAR\r\n';

/** All of a calendar that comes before its events: its own properties, and the zones that the objects name. */
export function openingOf(head: CalendarHead, objects: Pick<CalendarObject, 'zones'>[]): string {
  return headText(head) + zonesText(objects.flatMap(object => object.zones));
}

/** The events that share a UID, as one object. */
export function objectOf(uid: string, events: CalendarEvent[]): CalendarObject {
  return { uid, text: events.map(event => eventText(event)).join(''), zones: events.flatMap(zoneSpan) };
}

function headText({ name, zone, locale, color, source }: CalendarHead): string {
  const title = calendarLine(name);
  return [
    line('BEGIN', 'VCALENDAR'),
    line('VERSION', '2.0'),
    line('PRODID', `-//Moyens//Moyens 1//${locale.toUpperCase()}`),
    line('CALSCALE', 'GREGORIAN'),
    // Both spellings of each: older programs know only the X- ones (reference of every peer), newer ones only RFC 7986.
    textLine('NAME', title),
    textLine('X-WR-CALNAME', title),
    line('X-WR-TIMEZONE', zone),
    line('REFRESH-INTERVAL;VALUE=DURATION', 'PT1H'),
    line('X-PUBLISHED-TTL', 'PT1H'),
    line('COLOR', color.name),
    line('X-APPLE-CALENDAR-COLOR', color.hex),
    source === null ? '' : line('SOURCE;VALUE=URI', addressValue(source)),
  ].join('');
}

/** The VTIMEZONEs that spans need, each once. */
export function zonesText(spans: ZoneSpan[]): string {
  return [...Map.groupBy(spans, span => span.zone)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([zone, within]) => {
      const from = within.reduce((least, span) => Math.min(least, span.from), Number.POSITIVE_INFINITY);
      const to = within.reduce((most, span) => Math.max(most, span.to), Number.NEGATIVE_INFINITY);
      return vtimezone(zone, new Date(from), new Date(to));
    })
    .join('');
}

/**
 * One VEVENT. The library that does this (ical-generator) takes ten times as long: decision 0010.
 * @param message of an event that is sent to somebody: when it was written, and the lines that name who is concerned
 */
export function eventText(event: CalendarEvent, message?: { stamp: Date; people: string }): string {
  const { zone, description, location, geo, categories, color, url, repeats, recurrence } = event;
  const changedAt = utc(event.changedAt);
  return [
    'BEGIN:VEVENT\r\n',
    line('UID', event.uid),
    `DTSTAMP:${message ? utc(message.stamp) : changedAt}\r\n`,
    `LAST-MODIFIED:${changedAt}\r\n`,
    `SEQUENCE:${event.sequence}\r\n`,
    message?.people ?? '',
    timeLine('DTSTART', event.startsAt, zone),
    timeLine('DTEND', event.endsAt, zone),
    // It keeps the zone of the series also where the event itself is written in UTC.
    recurrence ? timeLine('RECURRENCE-ID', recurrence.at, recurrence.zone) : '',
    repeats && zone ? repetitionText(repeats, zone) : '',
    textLine('SUMMARY', event.summary),
    description === null ? '' : textLine('DESCRIPTION', description),
    location === null ? '' : textLine('LOCATION', location),
    geo === null ? '' : `GEO:${geo.lat};${geo.lon}\r\n`,
    categories.length === 0 ? '' : textListLine('CATEGORIES', categories),
    color === null ? '' : `COLOR:${color}\r\n`,
    url === null ? '' : line('URL', addressValue(url)),
    `STATUS:${event.status}\r\n`,
    event.busy ? 'TRANSP:OPAQUE\r\n' : 'TRANSP:TRANSPARENT\r\n',
    'END:VEVENT\r\n',
  ].join('');
}

/** UNTIL is in UTC where the start has a zone; EXDATE is of the type and zone of the start (RFC 5545 3.3.10, 3.8.5.1). */
function repetitionText({ rule, until, except }: Repetition, zone: string): string {
  const exceptions = except.map(at => localTime(at.getTime(), zone)).join(',');
  const rruleLine = line('RRULE', `${rule};UNTIL=${utc(until)}`);
  return exceptions ? rruleLine + line(`EXDATE;TZID=${zone}`, exceptions) : rruleLine;
}

function timeLine(name: string, at: Date, zone: string | null): string {
  return zone === null ? `${name}:${utc(at)}\r\n` : line(`${name};TZID=${zone}`, localTime(at.getTime(), zone));
}

/** `20261025T013000Z`. */
function utc(at: Date): string {
  return `${compact(at.getTime())}Z`;
}

/** The zone that an event names, if it does, and between which instants. */
export function zoneSpan({ zone, startsAt, endsAt, recurrence, repeats }: CalendarEvent): ZoneSpan[] {
  const named = zone ?? recurrence?.zone;
  if (named === undefined) return [];
  const instants = [startsAt, endsAt, recurrence?.at, repeats?.until].flatMap(at => at?.getTime() ?? []);
  return [{ zone: named, from: Math.min(...instants), to: Math.max(...instants) }];
}
