import type { ReadingFinding } from '../../shared/external-calendar.ts';
import { startsWithin } from '../bookings/rule-engine.ts';
import type { CalendarEvent, Moment } from './events.ts';
import { mostFindings } from './lines.ts';
import { parseWall } from './values.ts';

/** One time that an event takes, in milliseconds; half-open. */
export interface EventTime {
  event: CalendarEvent;
  /** The start that the rule gave it, which it keeps when it moves; null for an event that comes once. */
  recurrenceId: number | null;
  from: number;
  to: number;
}

export interface Span {
  from: number;
  to: number;
  /** The most times that are read. */
  limit: number;
}

const dayMs = 86_400_000;

/**
 * The times of all events that lie in a span, soonest first: rules, added and excluded dates, changed occurrences. Of an event that
 * is there twice the higher SEQUENCE counts. Free times are among them, as the occurrence that a cancelled one stands for.
 * @returns at most `limit`; beyond, a finding says until when the calendar was read, and nothing after is among them
 */
export function timesOf(events: CalendarEvent[], span: Span, findings: ReadingFinding[]): EventTime[] {
  let to = span.to;
  const times = [...Map.groupBy(events, one => one.uid).values()].flatMap(versions => {
    const { times: own, readUntil } = timesOfOne(versions, span, findings);
    to = Math.min(to, readUntil);
    return own;
  });
  const sorted = times
    .filter(one => one.to > span.from && one.from < to && one.to > one.from)
    .sort((a, b) => a.from - b.from);
  if (sorted.length > span.limit) to = sorted[span.limit]?.from ?? to;
  if (to < span.to)
    findings.push({ code: 'too_many', max: span.limit, until: new Date(to).toISOString().slice(0, 10) });
  return sorted.filter(one => one.from < to);
}

function timesOfOne(versions: CalendarEvent[], span: Span, findings: ReadingFinding[]) {
  const latest = new Map<number | null, CalendarEvent>();
  for (const event of versions.toSorted((a, b) => a.sequence - b.sequence || a.stamp - b.stamp)) {
    const { recurrenceId } = event;
    latest.set(recurrenceId === null ? null : recurrenceId.zone.instantOf(recurrenceId.wall), event);
  }
  const master = latest.get(null);
  latest.delete(null);
  const changed = [...latest].flatMap(([id, event]) => timeAt(event, event.start, id));
  if (!master) return { times: changed, readUntil: Number.POSITIVE_INFINITY };
  const isChanged = replacedBy([...latest.values()].flatMap(one => one.recurrenceId ?? []));
  const { times, readUntil } = timesOfMaster(master, span, findings);
  return {
    times: [...changed, ...times.filter(one => !isChanged(one.recurrenceId ?? one.from, master.start))],
    readUntil,
  };
}

function timesOfMaster(master: CalendarEvent, span: Span, findings: ReadingFinding[]) {
  const { start } = master;
  if (master.rrule === null && master.rdates.length === 0) {
    return { times: [timeAt(master, start, null)], readUntil: Number.POSITIVE_INFINITY };
  }
  const isExcluded = replacedBy(master.exdates);
  const { walls, readUntil } = ruledWalls(master, span, findings);
  const ruled = [start.wall, ...walls].map(wall => timeAt(master, { ...start, wall }, start.zone.instantOf(wall)));
  const added = master.rdates.map(({ start: date, end }) => {
    const time = timeAt(master, date, date.zone.instantOf(date.wall));
    return end === null ? time : { ...time, to: end };
  });
  // One that a rule gives and a date adds is there once.
  const once = new Map([...ruled, ...added].map(one => [one.recurrenceId, one]));
  return { times: [...once.values()].filter(one => !isExcluded(one.recurrenceId ?? 0, start)), readUntil };
}

/** A start of a rule that a clock jumps over keeps its place: a person who is busy then is busy. */
function ruledWalls({ rrule, start, length, line }: CalendarEvent, span: Span, findings: ReadingFinding[]) {
  if (rrule === null) return { walls: [], readUntil: Number.POSITIVE_INFINITY };
  const lengthMs = length.days * dayMs + length.ms;
  const window = {
    from: start.zone.wallOf(span.from) - lengthMs - dayMs,
    to: start.zone.wallOf(span.to),
    // Some lie before the span: those of the day that the clocks may differ by, and of the length.
    limit: span.limit + 50,
  };
  const parts = rrule
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
    .filter(part => /^[A-Z]+=[^=]+$/.test(part));
  const until = parts.find(part => part.startsWith('UNTIL='))?.slice('UNTIL='.length);
  const rule = parts.filter(part => !/^(UNTIL|X-)/.test(part)).join(';');
  try {
    const { starts, complete } = startsWithin(
      rule,
      start.wall,
      window,
      until === undefined ? undefined : lastStart(until, start),
    );
    const last = starts.at(-1);
    return {
      walls: starts,
      readUntil: complete || last === undefined ? Number.POSITIVE_INFINITY : start.zone.instantOf(last),
    };
  } catch {
    if (findings.length < mostFindings) findings.push({ code: 'rule_not_read', line });
    return { walls: [], readUntil: Number.POSITIVE_INFINITY };
  }
}

/** The end of a rule on the event's own clock: a date includes all of its day. */
function lastStart(until: string, start: Moment): number {
  const read = parseWall(until);
  if (!read) throw new RangeError('until');
  if (read.isDate) return read.wall + dayMs - 1;
  return read.isUtc && !start.isDate ? start.zone.wallOf(read.wall) : read.wall;
}

function timeAt(event: CalendarEvent, start: Moment, recurrenceId: number | null): EventTime {
  const { days, ms } = event.length;
  const from = start.zone.instantOf(start.wall);
  const to = days > 0 ? start.zone.instantOf(start.wall + days * dayMs) + ms : from + ms;
  return { event, recurrenceId, from, to };
}

/** Whether an occurrence is meant by one of these: at its instant, or on its day where only a day is written. */
function replacedBy(moments: Moment[]) {
  const instants = new Set(moments.filter(one => !one.isDate).map(one => one.zone.instantOf(one.wall)));
  const days = new Set(moments.filter(one => one.isDate).map(one => one.wall));
  return (instant: number, { zone, isDate }: Moment) => {
    const wall = zone.wallOf(instant);
    return instants.has(instant) || days.has(isDate ? wall : wall - (wall % dayMs));
  };
}
