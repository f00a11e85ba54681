/**
 * The one place where local time becomes instants. Wall-clock time is a number here: the milliseconds that the clock on the
 * wall would be from 1970 if it were UTC. Zone data come from the runtime, by `Intl`: the web app's first load has no room for a
 * library.
 */

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A half-open stretch of time: `from` belongs to it, `to` does not. Touching slots do not overlap. */
export interface Slot {
  from: Date;
  to: Date;
}

export function overlaps(a: Slot, b: Slot): boolean {
  return a.from < b.to && b.from < a.to;
}

/** An offset such as `+02:00` would be taken by the runtime too. */
const startsLikeZone = /^[A-Za-z]/;

/** Whether the runtime knows the zone by that IANA name; offsets such as `+02:00` are not zones. */
export function isTimeZone(zone: string): boolean {
  if (!startsLikeZone.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What a local time means in a zone. */
export interface LocalTime {
  /**
   * The instant; the first of two when the time is repeated. When the time does not exist, the instant at which a clock that
   * was not put forward would show it (RFC 5545 3.3.5): only to have a place in an order, callers refuse it.
   */
  instant: Date;
  /** The time does not exist: the clock jumps over it (finding `local_time_missing`). */
  missing: boolean;
  /** The time occurs twice, and `second` is the other instant. */
  ambiguous: boolean;
  second: Date | undefined;
}

/**
 * Turns a local time such as `2027-03-28T02:30` (seconds optional) into an instant. Never depends on today's date.
 * @throws RangeError when the text is not a local time, or the zone is unknown.
 */
export function resolveLocal(local: string, zone: string): LocalTime {
  const wall = parseLocal(local);
  if (wall === undefined) throw new RangeError(`not a local time: ${local}`);
  return resolveWall(wall, zone);
}

/** As `resolveLocal`, from a wall-clock number. */
export function resolveWall(wall: number, zone: string): LocalTime {
  // No zone changes its offset twice within two days, so these are the only offsets that can be in force here.
  const [before, after] = [offsetMs(wall - dayMs, zone), offsetMs(wall + dayMs, zone)];
  const instants = (before === after ? [before] : [before, after])
    .filter(offset => offsetMs(wall - offset, zone) === offset)
    .map(offset => wall - offset)
    .sort((a, b) => a - b);
  const [first, second] = instants;
  return {
    instant: new Date(first ?? wall - before),
    missing: first === undefined,
    ambiguous: second !== undefined,
    second: second === undefined ? undefined : new Date(second),
  };
}

/** The wall-clock milliseconds of a local time, or undefined when the text is none (30 February is none). */
export function parseLocal(local: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local)) return undefined;
  const wall = Date.parse(`${local}Z`);
  return Number.isNaN(wall) || formatLocal(wall) !== local.slice(0, 16) ? undefined : wall;
}

/** `2027-03-28T02:30`. */
export function formatLocal(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16);
}

/** What the clock on the wall shows at an instant, as a wall-clock number. */
export function wallOf(instant: Date, zone: string): number {
  return instant.getTime() + offsetMs(instant.getTime(), zone);
}

/** The local day of an instant, as `YYYY-MM-DD`. */
export function dayOf(instant: Date, zone: string): string {
  return dayOfWall(wallOf(instant, zone));
}

export function dayOfWall(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(instant: Date, zone: string): number {
  return weekdayOfWall(wallOf(instant, zone));
}

/** Minutes since local midnight by the clock on the wall, not by time gone by. */
export function minuteOfDay(instant: Date, zone: string): number {
  return Math.floor((wallOf(instant, zone) % dayMs) / minuteMs);
}

/** The first instant of a local day; where clocks jump over midnight, the instant of the jump. */
export function startOfDay(day: string, zone: string): Date {
  return firstInstantAt(Date.parse(`${day}T00:00Z`), zone);
}

/** The day so many days later; calendar arithmetic, no zone needed. */
export function plusDays(day: string, days: number): string {
  return dayOfWall(Date.parse(`${day}T00:00Z`) + days * dayMs);
}

/** The first instant at which the clock shows this time, or a later one when it jumps over it. */
export function firstInstantAt(wall: number, zone: string): Date {
  const { instant, missing } = resolveWall(wall, zone);
  if (!missing) return instant;
  // The jump lies between the two readings of the missing time.
  let [before, after] = [instant.getTime() - dayMs, instant.getTime()];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetMs(middle, zone) < wall) before = middle;
    else after = middle;
  }
  return new Date(after);
}

function weekdayOfWall(wall: number): number {
  return new Date(wall).getUTCDay() || 7;
}

const quarterMs = 15 * minuteMs;
const knownOffsets = new Map<string, Map<number, number>>();

/**
 * Asking the runtime for an offset takes some microseconds, and one page of availability asks thousands of times. Since 1972
 * clocks have been changed at full quarters of an hour only, so that one answer serves a quarter.
 */
function offsetMs(instant: number, zone: string): number {
  if (instant < Date.UTC(1972, 0, 1)) return readOffset(instant, zone);
  const quarter = Math.floor(instant / quarterMs);
  let known = knownOffsets.get(zone);
  if (!known || known.size > 20_000) {
    known = new Map();
    knownOffsets.set(zone, known);
  }
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = readOffset(quarter * quarterMs, zone);
    known.set(quarter, offset);
  }
  return offset;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The offset in force: what the clock of the zone shows, less what one in UTC shows. */
function readOffset(instant: number, zone: string): number {
  const shown: Record<string, string> = {};
  for (const { type, value } of clockOf(zone).formatToParts(instant)) shown[type] = value;
  const year = shown.era === 'BC' ? 1 - Number(shown.year) : Number(shown.year);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(shown.month) - 1, Number(shown.day));
  wall.setUTCHours(Number(shown.hour), Number(shown.minute), Number(shown.second));
  return wall.getTime() - Math.floor(instant / 1000) * 1000;
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  if (!startsLikeZone.test(zone)) throw new RangeError(`unknown time zone: ${zone}`);
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(zone, clock);
  return clock;
}
