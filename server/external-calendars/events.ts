import type { ReadingFinding } from '../../shared/external-calendar.ts';
import { type Component, mostFindings, type Property } from './lines.ts';
import { parseDuration, parseWall } from './values.ts';
import { utc, type Zone } from './zones.ts';

/** A time of an event, in the zone that it is written in. */
export interface Moment {
  wall: number;
  zone: Zone;
  isDate: boolean;
}

/** An added date; a period has its own end. */
export interface AddedDate {
  start: Moment;
  end: number | null;
}

/** A VEVENT as it stands: a single event, the master of a series, or one changed occurrence of it. */
export interface CalendarEvent {
  uid: string;
  line: number;
  /** The start that the rule gave the occurrence that this one stands for. */
  recurrenceId: Moment | null;
  start: Moment;
  /** The end: after so many days on the calendar and so much time, or an exact length. */
  length: { days: number; ms: number };
  rrule: string | null;
  rdates: AddedDate[];
  exdates: Moment[];
  isBusy: boolean;
  title: string;
  location: string;
  sequence: number;
  /** Of two of the same sequence the later written counts. */
  stamp: number;
}

export interface EventReading {
  zoneOf: (tzid: string, line: number) => Zone;
  siteZone: Zone;
  /** Addresses under which whoever keeps the calendar is invited: what these have declined is free. */
  ownAddresses: string[];
  findings: ReadingFinding[];
}

const dayMs = 86_400_000;

/** Reads a VEVENT; undefined, and a finding, for one without a date that could be read. */
export function readEvent(component: Component, reading: EventReading): CalendarEvent | undefined {
  const all = (name: string) => component.properties.filter(one => one.name === name);
  const first = (name: string) => all(name)[0];
  const text = (name: string) => String(first(name)?.values[0] ?? '').trim();
  const start = momentOf(first('DTSTART'), reading);
  const length = start && lengthOf(start, first('DTEND'), first('DURATION'), reading);
  const recurrence = first('RECURRENCE-ID');
  const recurrenceId = recurrence ? momentOf(recurrence, reading) : null;
  if (!start || !length || recurrenceId === undefined) {
    note(reading, { code: 'broken_event', line: component.line });
    return undefined;
  }
  if (/THISANDFUTURE/i.test(recurrence?.parameters.range ?? '')) {
    note(reading, { code: 'following_not_read', line: component.line });
  }
  return {
    uid: text('UID') || `${start.wall} ${text('SUMMARY')}`,
    line: component.line,
    ...{ recurrenceId, start, length },
    rrule: first('RRULE')?.raw ?? null,
    rdates: all('RDATE').flatMap(one => addedDates(one, reading)),
    exdates: all('EXDATE').flatMap(one => momentsOf(one, reading)),
    isBusy: isBusy(component, text, reading.ownAddresses),
    title: text('SUMMARY'),
    location: text('LOCATION'),
    sequence: Number.parseInt(text('SEQUENCE'), 10) || 0,
    stamp: parseWall(first('LAST-MODIFIED')?.raw ?? first('DTSTAMP')?.raw)?.wall ?? 0,
  };
}

function note({ findings }: EventReading, finding: ReadingFinding): void {
  if (findings.length < mostFindings) findings.push(finding);
}

/** Transparent, cancelled, shown as free, worked elsewhere, or declined by whoever keeps the calendar: free. */
function isBusy(component: Component, text: (name: string) => string, ownAddresses: string[]): boolean {
  if (/^TRANSPARENT$/i.test(text('TRANSP')) || /^CANCELL?ED$/i.test(text('STATUS'))) return false;
  if (/^(FREE|WORKINGELSEWHERE)$/i.test(text('X-MICROSOFT-CDO-BUSYSTATUS'))) return false;
  return !component.properties.some(
    one =>
      one.name === 'ATTENDEE' &&
      /^DECLINED$/i.test(one.parameters.partstat ?? '') &&
      ownAddresses.includes(one.raw.replace(/^mailto:/i, '').toLowerCase()),
  );
}

function momentsOf(property: Property, reading: EventReading): Moment[] {
  return property.values.flatMap(value => momentOfText(String(value), property, reading) ?? []);
}

function momentOf(property: Property | undefined, reading: EventReading): Moment | undefined {
  return property && momentOfText(String(property.values[0] ?? ''), property, reading);
}

/** A date, and a time without a zone, are those of the site. */
function momentOfText(text: string, property: Property, reading: EventReading): Moment | undefined {
  const read = parseWall(text);
  if (!read) return undefined;
  const { wall, isDate, isUtc } = read;
  const tzid = property.parameters.tzid;
  const zone = isUtc ? utc : tzid !== undefined && !isDate ? reading.zoneOf(tzid, property.line) : reading.siteZone;
  return { wall, isDate, zone };
}

function addedDates(property: Property, reading: EventReading): AddedDate[] {
  return property.values.flatMap(value => {
    const [from, to] = Array.isArray(value) ? value : [value, null];
    const start = momentOfText(String(from), property, reading);
    if (!start) return [];
    const [end, length] = [momentOfText(String(to), property, reading), parseDuration(String(to))];
    const startsAt = start.zone.instantOf(start.wall);
    const endsAt = end ? end.zone.instantOf(end.wall) : length && startsAt + length.days * dayMs + length.ms;
    return [{ start, end: endsAt ?? null }];
  });
}

/** RFC 5545 3.6.1: without an end a date lasts its day, and a time no time at all. */
function lengthOf(start: Moment, dtend: Property | undefined, duration: Property | undefined, reading: EventReading) {
  if (dtend) {
    const end = momentOf(dtend, reading);
    if (!end) return undefined;
    if (start.isDate && end.isDate) return { days: Math.max(1, Math.round((end.wall - start.wall) / dayMs)), ms: 0 };
    const ms = end.zone.instantOf(end.wall) - start.zone.instantOf(start.wall);
    return ms < 0 ? undefined : { days: 0, ms };
  }
  if (duration) return parseDuration(duration.raw);
  return start.isDate ? { days: 1, ms: 0 } : { days: 0, ms: 0 };
}
