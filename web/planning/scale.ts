import { firstInstantAt, plusDays, startOfDay, wallOf } from '../../shared/time.ts';

/**
 * The time scale: instants (milliseconds) to pixels and back, in an IANA zone. Each local day is drawn from one wall-clock time
 * to another; what lies outside is hidden and takes no width. The day on which clocks change is an hour narrower or wider.
 */

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

/** One day of the scale, as drawn: `from` to `to` are the instants that have a width. */
export interface ScaleDay {
  /** Local day, `YYYY-MM-DD`. */
  day: string;
  from: number;
  to: number;
  x: number;
  width: number;
  /** The length of the whole day: 24, and 23 or 25 when clocks change. */
  hours: number;
}

export interface Scale {
  zone: string;
  days: ScaleDay[];
  /** Pixels of all days. */
  width: number;
  pixelsPerMinute: number;
  /** The whole window, hidden hours included. */
  from: number;
  to: number;
}

export interface ScaleWish {
  zone: string;
  firstDay: string;
  days: number;
  /** Wall-clock minutes since midnight that each day is drawn from and to; 0 and 1440 for all of it. */
  fromMinute: number;
  toMinute: number;
  /** Pixels that are to be filled, if a day is then at least `minDayWidth` wide; otherwise the scale is wider. */
  width: number;
  minDayWidth: number;
}

export function makeScale(wish: ScaleWish): Scale {
  const drawn = Array.from({ length: wish.days }, (_, index) => drawDay(plusDays(wish.firstDay, index), wish));
  const minutes = drawn.reduce((sum, one) => sum + (one.to - one.from) / minuteMs, 0);
  const narrowest = wish.minDayWidth / (wish.toMinute - wish.fromMinute);
  const pixelsPerMinute = Math.max(wish.width / minutes, narrowest);
  let x = 0;
  const days = drawn.map(one => {
    const width = ((one.to - one.from) / minuteMs) * pixelsPerMinute;
    const day = { ...one, x, width };
    x += width;
    return day;
  });
  const from = startOfDay(wish.firstDay, wish.zone).getTime();
  const to = startOfDay(plusDays(wish.firstDay, wish.days), wish.zone).getTime();
  return { zone: wish.zone, days, width: x, pixelsPerMinute, from, to };
}

function drawDay(day: string, wish: ScaleWish): Omit<ScaleDay, 'x' | 'width'> {
  const midnight = Date.parse(`${day}T00:00Z`);
  const [start, end] = [startOfDay(day, wish.zone), startOfDay(plusDays(day, 1), wish.zone)];
  return {
    day,
    from: wish.fromMinute === 0 ? start.getTime() : instantOf(midnight, wish.fromMinute, wish.zone),
    to: wish.toMinute === 1440 ? end.getTime() : instantOf(midnight, wish.toMinute, wish.zone),
    hours: (end.getTime() - start.getTime()) / 3_600_000,
  };
}

function instantOf(midnight: number, minute: number, zone: string): number {
  return firstInstantAt(midnight + minute * minuteMs, zone).getTime();
}

/** The pixel of an instant. Hidden time lies at the edge of the day that it is next to; outside the window, at its ends. */
export function xOf(scale: Scale, time: number): number {
  const day = lastDayWhere(scale, one => one.from <= time);
  if (!day) return 0;
  return day.x + (Math.min(time, day.to) - day.from) * (scale.pixelsPerMinute / minuteMs);
}

/**
 * The instant at a pixel. Where two days touch, hidden hours lie between: as a `start` the pixel is the beginning of the later
 * day, as an `end` the end of the earlier one.
 */
export function timeAt(scale: Scale, x: number, as: 'start' | 'end' = 'start'): number {
  const day = lastDayWhere(scale, one => (as === 'start' ? one.x <= x : one.x < x)) ?? scale.days[0];
  if (!day) return scale.from;
  const time = day.from + (x - day.x) * (minuteMs / scale.pixelsPerMinute);
  return Math.round(Math.min(Math.max(time, day.from), day.to));
}

/** The day of the scale at an instant, hidden hours included. */
export function dayAt(scale: Scale, time: number): ScaleDay | undefined {
  const day = lastDayWhere(scale, one => startOfDay(one.day, scale.zone).getTime() <= time);
  return time < scale.to ? day : undefined;
}

/**
 * From which pixel on to look, so that a day is seen, or of today alone the present hour; where it is in sight already, as now.
 */
export function inSightFrom(scale: Scale, date: string, now: number, seen: { left: number; width: number }): number {
  const day = scale.days.find(one => one.day === date);
  if (!day) return seen.left;
  let [left, right] = [day.x, day.x + Math.min(day.width, seen.width)];
  if (scale.days.length === 1) {
    // Who goes from day to day goes on looking at the same hours.
    if (now < day.from || day.to <= now) return seen.left;
    const hour = 60 * scale.pixelsPerMinute;
    [left, right] = [xOf(scale, now) - hour, Math.min(xOf(scale, now) + 2 * hour, scale.width)];
  }
  // What comes after it is worth more than what went before.
  return left < seen.left || right > seen.left + seen.width ? Math.max(0, left) : seen.left;
}

function lastDayWhere(scale: Scale, holds: (day: ScaleDay) => boolean): ScaleDay | undefined {
  let [low, high] = [0, scale.days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const day = scale.days[middle];
    if (day && holds(day)) low = middle + 1;
    else high = middle;
  }
  return scale.days[low - 1];
}

/** The latest step of the wall clock at or before an instant: 14:07 is 14:00 in steps of fifteen minutes. */
export function stepBefore(time: number, stepMinutes: number, zone: string): number {
  return time - modulo(wallOf(new Date(time), zone), stepMinutes * minuteMs);
}

/** The step of the wall clock that is nearest to an instant. */
export function stepNear(time: number, stepMinutes: number, zone: string): number {
  return stepBefore(time + (stepMinutes * minuteMs) / 2, stepMinutes, zone);
}

export interface Tick {
  time: number;
  x: number;
  /** Wall-clock hour: twice the same on the day when clocks go back. */
  hour: number;
}

/** The full hours of a day as drawn, those at its left edge included. */
export function hoursOf(scale: Scale, day: ScaleDay): Tick[] {
  const ticks: Tick[] = [];
  for (let time = day.from; time < day.to; time += quarterMs) {
    const minute = modulo(wallOf(new Date(time), scale.zone), 1440 * minuteMs) / minuteMs;
    if (minute % 60 === 0) ticks.push({ time, x: xOf(scale, time), hour: minute / 60 });
  }
  return ticks;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
