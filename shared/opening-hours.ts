import { dayOf, firstInstantAt, plusDays, resolveWall, type Slot } from './time.ts';

/** What opening hours are made of; a catalogued site is one. Hours are wall-clock minutes since midnight at the site. */
export interface OpeningHours {
  timeZone: string;
  /** Public-holiday region (`FR`, `FR-RE`, …). */
  holidayRegion: string;
  closesOnPublicHolidays: boolean;
  /** Weekly hours; weekday 1 is Monday, 1440 closes at the next midnight. None at all: open at all times. */
  openings: { weekday: number; opensMinute: number; closesMinute: number }[];
  /** First to last day included; without hours a closure, with hours an exceptional opening. */
  exceptions: {
    firstDay: string;
    lastDay: string;
    opensMinute: number | null;
    closesMinute: number | null;
    reason: string;
  }[];
}

/** The name of the public holiday on a local day of a region, if it is one. */
export type HolidayNames = (region: string, day: string) => string | undefined;

export type ClosedBy = 'hours' | 'closure' | 'holiday';

export interface Gap extends Slot {
  by: ClosedBy;
  /** Name of the holiday or reason of the closure; empty for ordinary hours. */
  reason: string;
}

interface DayHours {
  from: number;
  to: number;
  open: { from: number; to: number }[];
  closedBy: ClosedBy;
  reason: string;
}

const minuteMs = 60_000;

// A catalogued site is never changed, only replaced, so that the days worked out for it live exactly as long as it does.
const knownDays = new WeakMap<OpeningHours, Map<string, DayHours>>();

/**
 * When the site is open within a slot, in order, days that touch at midnight joined. Wall-clock hours: on the days when clocks
 * change, 08:00 to 20:00 stays 08:00 to 20:00.
 * A day is ruled by the most specific thing said of it: an exception of one day, then a public holiday (where the site closes
 * on them), then the shortest exception around it, then the weekly hours. Of two equally short, a closure wins.
 */
export function openIntervals(site: OpeningHours, slot: Slot, holidays: HolidayNames): Slot[] {
  const open: { from: number; to: number }[] = [];
  for (const day of daysOf(site, slot, holidays)) {
    for (const interval of day.open) {
      const from = Math.max(interval.from, slot.from.getTime());
      const to = Math.min(interval.to, slot.to.getTime());
      if (from >= to) continue;
      const last = open.at(-1);
      if (last?.to === from) last.to = to;
      else open.push({ from, to });
    }
  }
  return open.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }));
}

/** The parts of a slot in which the site is closed, and why; days that are closed for the same reason joined. */
export function closedWithin(site: OpeningHours, slot: Slot, holidays: HolidayNames): Gap[] {
  const gaps: { from: number; to: number; by: ClosedBy; reason: string }[] = [];
  const add = (from: number, to: number, day: DayHours) => {
    const [start, end] = [Math.max(from, slot.from.getTime()), Math.min(to, slot.to.getTime())];
    if (start >= end) return;
    const last = gaps.at(-1);
    if (last?.to === start && last.by === day.closedBy && last.reason === day.reason) last.to = end;
    else gaps.push({ from: start, to: end, by: day.closedBy, reason: day.reason });
  };
  for (const day of daysOf(site, slot, holidays)) {
    let reached = day.from;
    for (const interval of day.open) {
      add(reached, interval.from, day);
      reached = interval.to;
    }
    add(reached, day.to, day);
  }
  return gaps.map(({ from, to, by, reason }) => ({ from: new Date(from), to: new Date(to), by, reason }));
}

function daysOf(site: OpeningHours, slot: Slot, holidays: HolidayNames): DayHours[] {
  if (slot.from >= slot.to) return [];
  const known = knownDays.get(site) ?? new Map<string, DayHours>();
  knownDays.set(site, known);
  const days: DayHours[] = [];
  for (const day of localDays(site, slot)) {
    let hours = known.get(day);
    if (!hours) {
      hours = hoursOn(site, day, holidays);
      known.set(day, hours);
    }
    // The name of a holiday is in the reader's language, and so is not kept.
    days.push(hours.closedBy === 'holiday' ? { ...hours, reason: holidays(site.holidayRegion, day) ?? '' } : hours);
  }
  return days;
}

const lastAsked = new WeakMap<OpeningHours, { from: number; to: number; days: string[] }>();

/** The local days that a slot touches. Resources of one site are asked about one after the other for the same slot. */
function localDays(site: OpeningHours, slot: Slot): string[] {
  const [from, to] = [slot.from.getTime(), slot.to.getTime()];
  const known = lastAsked.get(site);
  if (known?.from === from && known.to === to) return known.days;
  const days: string[] = [];
  const last = dayOf(new Date(to - 1), site.timeZone);
  for (let day = dayOf(slot.from, site.timeZone); day <= last; day = plusDays(day, 1)) days.push(day);
  lastAsked.set(site, { from, to, days });
  return days;
}

function hoursOn(site: OpeningHours, day: string, holidays: HolidayNames): DayHours {
  const midnight = Date.parse(`${day}T00:00Z`);
  const whole = {
    from: firstInstantAt(midnight, site.timeZone).getTime(),
    to: firstInstantAt(midnight + 1440 * minuteMs, site.timeZone).getTime(),
  };
  const ruling = rulingOn(site, day, holidays);
  return {
    ...whole,
    closedBy: ruling.closedBy,
    reason: ruling.reason,
    open: ruling.hours
      .toSorted((a, b) => a.opensMinute - b.opensMinute)
      .map(({ opensMinute, closesMinute }) => ({
        from: firstInstantAt(midnight + opensMinute * minuteMs, site.timeZone).getTime(),
        to: closesMinute === 1440 ? whole.to : closingAt(midnight + closesMinute * minuteMs, site.timeZone),
      }))
      .filter(({ from, to }) => from < to),
  };
}

interface Ruling {
  hours: { opensMinute: number; closesMinute: number }[];
  closedBy: ClosedBy;
  reason: string;
}

function rulingOn(site: OpeningHours, day: string, holidays: HolidayNames): Ruling {
  const around = site.exceptions
    .filter(one => one.firstDay <= day && day <= one.lastDay)
    .map(one => ({ ...one, days: Date.parse(one.lastDay) - Date.parse(one.firstDay) }));
  const shortest = Math.min(...around.map(one => one.days));
  const exceptions = around.filter(one => one.days === shortest);
  const isHoliday = site.closesOnPublicHolidays && holidays(site.holidayRegion, day) !== undefined;
  if (isHoliday && shortest > 0) return { hours: [], closedBy: 'holiday', reason: '' };
  const closure = exceptions.find(one => one.opensMinute === null);
  if (closure) return { hours: [], closedBy: 'closure', reason: closure.reason };
  if (exceptions.length > 0) {
    const hours = exceptions.flatMap(({ opensMinute, closesMinute }) =>
      opensMinute === null || closesMinute === null ? [] : [{ opensMinute, closesMinute }],
    );
    return { hours, closedBy: 'hours', reason: exceptions[0]?.reason ?? '' };
  }
  if (site.openings.length === 0)
    return { hours: [{ opensMinute: 0, closesMinute: 1440 }], closedBy: 'hours', reason: '' };
  const weekday = new Date(`${day}T00:00Z`).getUTCDay() || 7;
  return { hours: site.openings.filter(one => one.weekday === weekday), closedBy: 'hours', reason: '' };
}

/** Whoever closes at a repeated time stays open until the clock shows it for the last time. */
function closingAt(wall: number, zone: string): number {
  return (resolveWall(wall, zone).second ?? firstInstantAt(wall, zone)).getTime();
}
