import type { AttendeeState } from '../../shared/attendee.ts';
import type { Locale } from '../../shared/words.ts';
import { type CalendarEvent, calendarEnd, eventText, zoneSpan, zonesText } from './ical.ts';
import { line } from './lines.ts';
import { calendarLine } from './text.ts';

export type CalendarMethod = 'REQUEST' | 'CANCEL';

interface Party {
  name: string;
  email: string;
}

/** An event of a message, with what its addressee has answered for it. */
export interface MessageEvent {
  event: CalendarEvent;
  state: AttendeeState;
}

export interface Message {
  method: CalendarMethod;
  /** All of one UID. */
  events: MessageEvent[];
  organizer: Party;
  attendee: Party;
  /** When it was written. */
  stamp: Date;
  locale: Locale;
}

const participation = {
  needs_action: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  tentative: 'TENTATIVE',
  declined: 'DECLINED',
} as const satisfies Record<AttendeeState, string>;

/**
 * A calendar message to one attendee (RFC 5546), to be sent under the same method (RFC 6047). It names its addressee alone:
 * the addresses of the others are not theirs to read. METHOD stands in the calendar, never in an event.
 */
export function messageText({ method, events, organizer, attendee, stamp, locale }: Message): string {
  const texts = events.map(({ event, state }) =>
    eventText(event, { stamp, people: peopleLines(organizer, attendee, state) }),
  );
  return enclosed(
    locale,
    events.map(one => one.event),
    line('METHOD', method),
    texts,
  );
}

/** Events as a file to be opened once: no METHOD, for it asks nobody, and no name, for it is no calendar to subscribe to. */
export function fileText(events: CalendarEvent[], locale: Locale): string {
  return enclosed(
    locale,
    events,
    '',
    events.map(event => eventText(event)),
  );
}

function enclosed(locale: Locale, events: CalendarEvent[], method: string, texts: string[]): string {
  return [
    line('BEGIN', 'VCALENDAR'),
    line('VERSION', '2.0'),
    line('PRODID', `-//Moyens//Moyens 1//${locale.toUpperCase()}`),
    line('CALSCALE', 'GREGORIAN'),
    method,
    zonesText(events.flatMap(zoneSpan)),
    ...texts,
    calendarEnd,
  ].join('');
}

function peopleLines(organizer: Party, attendee: Party, state: AttendeeState): string {
  // Without RSVP=TRUE Apple's mail and Thunderbird show no buttons, also to somebody who wants to answer otherwise.
  const role = `CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${participation[state]};RSVP=TRUE`;
  return (
    line(`ORGANIZER;CN=${parameter(organizer.name)}`, `mailto:${organizer.email}`) +
    line(`ATTENDEE;${role};CN=${parameter(attendee.name)}`, `mailto:${attendee.email}`)
  );
}

/** A parameter's value, quoted; RFC 6868 says how the quote itself is written. */
function parameter(text: string): string {
  return `"${calendarLine(text).replaceAll('^', '^^').replaceAll('"', "^'")}"`;
}
