import ical, { escape as escapeText, foldLines, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { DateTime } from 'luxon';
import { calendarLine } from './text.ts';
import { localTime, vtimezone } from './zone.ts';

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
  category: string | null;
  url: string | null;
  status: 'TENTATIVE' | 'CONFIRMED';
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

export interface CalendarHead {
  name: string;
  zone: string;
  locale: string;
}

/**
 * The text of a calendar: the same events give the same bytes, and no clock is read. This is the one file that knows
 * ical-generator. Of it we take the event, the escaping and the folding; the head is written here, because the library does
 * not escape names, puts properties after components, and leaves out the last line break.
 */
export function calendarOf(head: CalendarHead, events: CalendarEvent[]): string {
  const texts = eventTexts(events);
  return `${foldLines(`${[...headLines(head), ''].join('\r\n') + zonesOf(events) + texts.join('')}END:VCALENDAR`)}\r\n`;
}

function headLines({ name, zone, locale }: CalendarHead): string[] {
  const title = escapeText(calendarLine(name), false);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Moyens//Feed 1//${locale.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    `NAME:${title}`,
    `X-WR-CALNAME:${title}`,
    `X-WR-TIMEZONE:${zone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
  ];
}

function zonesOf(events: CalendarEvent[]): string {
  const zoned = Map.groupBy(events, event => event.zone);
  zoned.delete(null);
  return [...zoned]
    .toSorted(([a], [b]) => String(a).localeCompare(String(b), 'en'))
    .map(([zone, within]) => {
      const instants = within.flatMap(event =>
        [event.startsAt, event.endsAt, event.recurrence?.at, event.repeats?.until].flatMap(
          date => date?.getTime() ?? [],
        ),
      );
      const [from, to] = [instants.reduce((a, b) => Math.min(a, b)), instants.reduce((a, b) => Math.max(a, b))];
      return vtimezone(String(zone), new Date(from), new Date(to));
    })
    .join('');
}

function eventTexts(events: CalendarEvent[]): string[] {
  const calendar = ical({ timezone: null });
  return events.map(event => {
    const { zone } = event;
    // Luxon values: of a Date the library would print the server's own wall clock under the zone's name.
    const time = (at: Date) => DateTime.fromJSDate(at, { zone: zone ?? 'utc' });
    const text = calendar
      .createEvent({
        id: event.uid,
        sequence: event.sequence,
        stamp: event.changedAt,
        lastModified: event.changedAt,
        start: time(event.startsAt),
        end: time(event.endsAt),
        timezone: zone,
        summary: event.summary,
        description: event.description,
        location: event.location === null ? null : { title: event.location, ...(event.geo ? { geo: event.geo } : {}) },
        categories: event.category === null ? [] : [{ name: event.category }],
        url: event.url,
        status: event.status === 'TENTATIVE' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
        transparency: event.busy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
        ...(event.repeats && zone ? { repeating: repetitionText(event.repeats, zone) } : {}),
      })
      .toString();
    return event.recurrence ? replacing(text, event.recurrence) : text;
  });
}

/** RECURRENCE-ID keeps the zone of the series also where the event is written in UTC, which the library cannot say. */
function replacing(text: string, { at, zone }: { at: Date; zone: string }): string {
  const line = `RECURRENCE-ID;TZID=${zone}:${localTime(at.getTime(), zone)}\r\n`;
  return text.replace('SUMMARY:', () => `${line}SUMMARY:`);
}

/** UNTIL is in UTC where the start has a zone; EXDATE is of the type and zone of the start (RFC 5545 3.3.10, 3.8.5.1). */
function repetitionText({ rule, until, except }: Repetition, zone: string): string {
  const until8601 = DateTime.fromJSDate(until, { zone: 'utc' }).toFormat("yyyyLLdd'T'HHmmss'Z'");
  const exceptions = except.map(at => localTime(at.getTime(), zone)).join(',');
  return `RRULE:${rule};UNTIL=${until8601}${exceptions ? `\nEXDATE;TZID=${zone}:${exceptions}` : ''}`;
}
