import type { ReadingFinding } from '../../shared/external-calendar.ts';
import { isTimeZone, resolveWall, wallOf } from '../../shared/time.ts';
import { startsWithin } from '../bookings/rule-engine.ts';
import { type Component, mostFindings } from './lines.ts';
import { parseOffset, parseWall } from './values.ts';
import { windowsZones } from './windows-zones.ts';

/** A zone of a calendar: wall-clock numbers (shared/time.ts) to instants and back, all in milliseconds. */
export interface Zone {
  /** Of a time that occurs twice the first; one that the clock jumps over as if it had not jumped (RFC 5545 3.3.5). */
  instantOf(wall: number): number;
  wallOf(instant: number): number;
}

const dayMs = 86_400_000;

export const utc: Zone = { instantOf: wall => wall, wallOf: instant => instant };

export function ianaZone(name: string): Zone {
  return {
    instantOf: wall => resolveWall(wall, name).instant.getTime(),
    wallOf: instant => wallOf(new Date(instant), name),
  };
}

/**
 * Finds the zones that a calendar names: by their name where it is one of IANA's or of Windows', since the runtime knows better
 * than a file what clocks do; else by what the file itself says of them; else it is the site's, and that is said.
 */
export function zoneFinder(calendar: Component, siteZone: Zone, findings: ReadingFinding[]) {
  const described = new Map(
    calendar.components
      .filter(one => one.name === 'VTIMEZONE')
      .map(one => [one.properties.find(property => property.name === 'TZID')?.raw ?? '', one]),
  );
  const found = new Map<string, Zone | null>();
  return (tzid: string, line: number): Zone => {
    let zone = found.get(tzid);
    if (zone === undefined) {
      zone = byName(tzid) ?? byDescription(described.get(tzid));
      found.set(tzid, zone);
    }
    if (zone === null && findings.length < mostFindings) findings.push({ code: 'unknown_zone', line });
    return zone ?? siteZone;
  };
}

/** Also names with something before them, as `/freeassociation.sourceforge.net/Europe/Paris`. */
function byName(tzid: string): Zone | null {
  const windows = windowsZones.get(tzid.trim());
  if (windows !== undefined) return ianaZone(windows);
  const parts = tzid.trim().split('/').filter(Boolean);
  const tails = [parts.slice(-3), parts.slice(-2), parts.length === 1 ? parts : []].map(tail => tail.join('/'));
  const name = tails.find(tail => tail !== '' && isTimeZone(tail));
  return name === undefined ? null : ianaZone(name);
}

function byDescription(vtimezone: Component | undefined): Zone | null {
  if (!vtimezone) return null;
  const location = vtimezone.properties.find(one => one.name === 'X-LIC-LOCATION')?.raw;
  return (location && byName(location)) || customZone(vtimezone);
}

interface Onset {
  at: number;
  offset: number;
}

/** A zone as its STANDARD and DAYLIGHT parts describe it (section 3.6.5); null when they say nothing. */
function customZone(vtimezone: Component): Zone | null {
  const parts = vtimezone.components.flatMap(observance);
  const onsets = parts.flatMap(one => one.onsets).sort((a, b) => a.at - b.at);
  const [first] = onsets;
  if (!first) return null;
  const before = parts.find(one => one.onsets.includes(first))?.from ?? first.offset;
  const offsetAt = (instant: number) => onsets.findLast(one => one.at <= instant)?.offset ?? before;
  return {
    wallOf: instant => instant + offsetAt(instant),
    instantOf(wall) {
      const around = [offsetAt(wall - dayMs), offsetAt(wall + dayMs)];
      const instants = around.filter(offset => offsetAt(wall - offset) === offset).map(offset => wall - offset);
      return instants.length > 0 ? Math.min(...instants) : wall - (around[0] ?? 0);
    },
  };
}

function observance(part: Component): { from: number; onsets: Onset[] }[] {
  const raw = (name: string) => part.properties.find(one => one.name === name)?.raw;
  const [from, to, start] = [
    parseOffset(raw('TZOFFSETFROM')),
    parseOffset(raw('TZOFFSETTO')),
    parseWall(raw('DTSTART')),
  ];
  if (from === undefined || to === undefined || !start) return [];
  const dates = part.properties
    .filter(one => one.name === 'RDATE')
    .flatMap(one => one.values.flatMap(value => parseWall(String(value))?.wall ?? []));
  const walls = [start.wall, ...dates, ...ruled(raw('RRULE'), start.wall)];
  return [{ from, onsets: [...new Set(walls)].map(wall => ({ at: wall - from, offset: to })) }];
}

/** An end of the rule is given in UTC; a day more or less of a rule that comes once a year is no matter. */
function ruled(rrule: string | undefined, start: number): number[] {
  if (rrule === undefined) return [];
  const until = parseWall(/UNTIL=([\dTZ]+)/i.exec(rrule)?.[1]);
  const rule = rrule.toUpperCase().replace(/;?UNTIL=[^;]*/, '');
  try {
    // Exchange lets its zones begin in 1601.
    const window = { from: Math.max(start, 0), to: Date.UTC(2201, 0, 1), limit: 700 };
    return startsWithin(rule, start, window, until && until.wall + dayMs).starts;
  } catch {
    return [];
  }
}
