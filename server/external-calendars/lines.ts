import ICAL from 'ical.js';
import type { FailureCode, ReadingFinding } from '../../shared/external-calendar.ts';

/** A property as it stands in a file: values and parameters are read, what they mean is not. */
export interface Property {
  name: string;
  line: number;
  parameters: Record<string, string>;
  /** Unescaped; periods are pairs. */
  values: (string | string[])[];
  /** As it was written, after the colon. */
  raw: string;
}

export interface Component {
  name: string;
  /** Where it begins, from 1. */
  line: number;
  properties: Property[];
  components: Component[];
}

/** A body that is no calendar, or only a part of one: nothing of it is believed. */
export class Unreadable extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode) {
    super(code);
    this.code = code;
  }
}

/** What is looked at; all else a calendar may say is passed over unread, and so cannot be wrong. */
const wanted = new Set(
  (
    'UID DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID STATUS TRANSP SEQUENCE DTSTAMP LAST-MODIFIED SUMMARY LOCATION ' +
    'ATTENDEE FREEBUSY TZID TZOFFSETFROM TZOFFSETTO X-LIC-LOCATION X-WR-CALNAME X-MICROSOFT-CDO-BUSYSTATUS'
  ).split(' '),
);
const known = new Set(['VCALENDAR', 'VEVENT', 'VFREEBUSY', 'VTIMEZONE', 'STANDARD', 'DAYLIGHT']);
export const mostFindings = 50;
const longestLine = 20_000;

/**
 * The components of an iCalendar file (RFC 5545 section 3.4), read line by line, so that a line that cannot be read costs
 * nothing but itself. Line ends may be of any kind; what is in alarms, to-dos and journals is passed over.
 * @returns every VCALENDAR of the file
 * @throws Unreadable `not_a_calendar`, `cut_short`
 */
export function readComponents(text: string, findings: ReadingFinding[]): Component[] {
  const root: Component = { name: '', line: 0, properties: [], components: [] };
  const open = [root];
  let passedOver = 0;
  for (const { text: content, line } of contentLines(text)) {
    const [, edge, name = ''] = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(content) ?? [];
    const inside = open.at(-1) ?? root;
    if (inside === root && name.toUpperCase() !== 'VCALENDAR') throw new Unreadable('not_a_calendar');
    if (edge === undefined) {
      if (passedOver === 0) readProperty(inside, content, line, findings);
    } else if (edge.toUpperCase() === 'BEGIN') {
      if (passedOver > 0 || !known.has(name.toUpperCase())) passedOver++;
      else open.push(begun(inside, name.toUpperCase(), line));
    } else if (passedOver > 0) passedOver--;
    else if (inside.name === name.toUpperCase()) open.pop();
  }
  if (root.components.length === 0) throw new Unreadable('not_a_calendar');
  if (open.length > 1) throw new Unreadable('cut_short');
  return root.components;
}

function begun(parent: Component, name: string, line: number): Component {
  const component: Component = { name, line, properties: [], components: [] };
  parent.components.push(component);
  return component;
}

/** The lines of a file with their continuations joined (section 3.1), and the number of the first of each. */
function* contentLines(text: string): Generator<{ text: string; line: number }> {
  let current = '';
  let line = 0;
  let number = 0;
  for (const part of text.replaceAll('\0', '').split(/\r\n|\n|\r/)) {
    number++;
    if (/^[ \t]/.test(part) && current !== '') {
      if (current.length < longestLine) current += part.slice(1);
      continue;
    }
    if (current.trim() !== '') yield { text: current, line };
    [current, line] = [part, number];
  }
  if (current.trim() !== '') yield { text: current, line };
}

function readProperty(component: Component, content: string, line: number, findings: ReadingFinding[]): void {
  const name = /^[\w-]+(?=[;:])/.exec(content)?.[0].toUpperCase();
  if (name !== undefined && !wanted.has(name)) return;
  try {
    if (name === undefined) throw new Error('no property');
    const [, parameters, , ...values] = ICAL.parse.property(name === 'RRULE' ? `X-${content}` : content);
    component.properties.push({ name, line, parameters, values, raw: rawValue(content) });
  } catch {
    if (findings.length < mostFindings) findings.push({ code: 'broken_line', line });
  }
}

/** What stands after the first colon that is not in a quoted parameter. */
function rawValue(content: string): string {
  let quoted = false;
  for (let at = 0; at < content.length; at++) {
    if (content[at] === '"') quoted = !quoted;
    else if (content[at] === ':' && !quoted) return content.slice(at + 1).trim();
  }
  return '';
}
