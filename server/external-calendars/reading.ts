import type { FailureCode, ReadingFinding } from '../../shared/external-calendar.ts';
import { decodeCalendar } from './decode.ts';
import { readEvent } from './events.ts';
import { type Component, readComponents, Unreadable } from './lines.ts';
import { type EventTime, timesOf } from './occurrences.ts';
import { parseDuration, parseWall } from './values.ts';
import { ianaZone, zoneFinder } from './zones.ts';

export interface ReadingRequest {
  bytes: Uint8Array;
  /** Times that end by `from` or begin at `to` or later are left out; milliseconds. */
  from: number;
  to: number;
  limit: number;
  /** For dates, and for times without a zone. */
  siteZone: string;
  /** E-mail addresses of whoever keeps the calendar, in lower case. */
  ownAddresses: string[];
}

/** A time at which the calendar says that its owner is busy. */
export interface BusyTime {
  uid: string;
  /** Of an occurrence of a series, the start that the rule gave it; milliseconds. */
  recurrenceId: number | null;
  from: number;
  to: number;
  title: string;
  location: string;
}

export type Reading = { busy: BusyTime[]; findings: ReadingFinding[] } | { failure: FailureCode };

/** Reads a whole calendar file: what in it takes time, soonest first, and what could not be read. */
export function readCalendar(request: ReadingRequest): Reading {
  const findings: ReadingFinding[] = [];
  try {
    const calendars = readComponents(decodeCalendar(request.bytes), findings);
    const read = calendars.map(one => eventsOf(one, request, findings));
    const times = timesOf(
      read.flatMap(one => one.events),
      request,
      findings,
    );
    const busy = [...times.filter(one => one.event.isBusy).map(busyTime), ...read.flatMap(one => one.given)];
    return {
      busy: busy.filter(one => one.to > request.from && one.from < request.to).slice(0, request.limit),
      findings,
    };
  } catch (error) {
    if (error instanceof Unreadable) return { failure: error.code };
    throw error;
  }
}

function eventsOf(calendar: Component, request: ReadingRequest, findings: ReadingFinding[]) {
  const siteZone = ianaZone(request.siteZone);
  const name = calendar.properties.find(one => one.name === 'X-WR-CALNAME')?.raw.toLowerCase() ?? '';
  const reading = {
    zoneOf: zoneFinder(calendar, siteZone, findings),
    siteZone,
    ownAddresses: [...request.ownAddresses, name],
    findings,
  };
  const named = (kind: string) => calendar.components.filter(one => one.name === kind);
  return {
    events: named('VEVENT')
      .map(one => readEvent(one, reading))
      .filter(one => one !== undefined),
    given: named('VFREEBUSY').flatMap(freeBusyOf),
  };
}

function busyTime({ event, recurrenceId, from, to }: EventTime): BusyTime {
  return { uid: event.uid, recurrenceId, from, to, title: event.title, location: event.location };
}

/** The periods of a VFREEBUSY (section 3.6.4), which is how some servers publish no more than that somebody is busy. */
function freeBusyOf(component: Component): BusyTime[] {
  return component.properties
    .filter(one => one.name === 'FREEBUSY' && !/^FREE$/i.test(one.parameters.fbtype ?? ''))
    .flatMap(one =>
      one.values.flatMap(value => {
        const [start, end] = Array.isArray(value) ? value : String(value).split('/');
        const [from, to, length] = [parseWall(start), parseWall(end), parseDuration(end)];
        const until = to?.wall ?? (from && length && from.wall + length.days * 86_400_000 + length.ms);
        if (!from || until === undefined || until <= from.wall) return [];
        return [
          { uid: `freebusy ${from.wall}`, recurrenceId: null, from: from.wall, to: until, title: '', location: '' },
        ];
      }),
    );
}
