import type { PlanningRow } from '../../shared/planning.ts';
import { dayAt, type Scale, stepBefore, stepNear } from './scale.ts';

/** From a gesture to a time: how a press, a drag or a key becomes a stretch that fits the resource’s own steps. Pure. */

const minuteMs = 60_000;

export interface Span {
  from: number;
  to: number;
}

/** Minutes that a gesture moves by: the finest that an eye can tell at this scale. */
export function startStep(scale: Scale): number {
  return [15, 30, 60].find(minutes => minutes * scale.pixelsPerMinute >= 5) ?? 60;
}

/** As `startStep`, for lengths: a multiple of what the resource is booked by. */
export function lengthStep(scale: Scale, row: PlanningRow): number {
  const increment = row.criteria?.incrementMinutes ?? 15;
  return Math.ceil(startStep(scale) / increment) * increment;
}

/** The stretch of one press: an hour, or the least that the resource is booked for. In a month it is the open part of a day. */
export function slotAt(scale: Scale, row: PlanningRow, time: number, byDay: boolean): Span {
  if (byDay) return dayOfRow(scale, row, time);
  const from = stepBefore(time, startStep(scale), scale.zone);
  return { from, to: from + slotLength(scale, row) };
}

export function slotLength(scale: Scale, row: PlanningRow): number {
  const step = lengthStep(scale, row);
  return Math.ceil(Math.max(60, row.criteria?.minMinutes ?? 0) / step) * step * minuteMs;
}

/** The stretch of a drag from one instant to another, in either direction. */
export function dragged(scale: Scale, row: PlanningRow, anchor: number, time: number, byDay: boolean): Span {
  if (byDay) {
    const [one, other] = [dayOfRow(scale, row, anchor), dayOfRow(scale, row, time)];
    return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
  }
  const step = lengthStep(scale, row) * minuteMs;
  const start = stepBefore(anchor, startStep(scale), scale.zone);
  if (time >= anchor) {
    return withinHours(row, { from: start, to: start + Math.max(1, Math.round((time - start) / step)) * step });
  }
  const end = start + startStep(scale) * minuteMs;
  return { from: end - Math.max(1, Math.round((end - time) / step)) * step, to: end };
}

/** A booking carried to another time: it keeps its length. */
export function carried(scale: Scale, span: Span, start: number, byDay: boolean): Span {
  const step = byDay ? 1440 : startStep(scale);
  const moved = stepNear(start - span.from, step, 'UTC');
  return { from: span.from + moved, to: span.to + moved };
}

/** A booking with one edge elsewhere; at least one step is left of it. */
export function resized(scale: Scale, row: PlanningRow, span: Span, edge: 'start' | 'end', time: number): Span {
  const step = lengthStep(scale, row) * minuteMs;
  const steps = (length: number) => Math.max(1, Math.round(length / step)) * step;
  if (edge === 'end') return withinHours(row, { from: span.from, to: span.from + steps(time - span.from) });
  return { from: span.to - steps(span.to - time), to: span.to };
}

/** Dragged a little past closing time, a stretch ends with it; far past, it is shown as what cannot be. */
function withinHours(row: PlanningRow, span: Span): Span {
  const open = row.open.find(one => Date.parse(one.from) <= span.from && span.from < Date.parse(one.to));
  const closing = open && Date.parse(open.to);
  return closing && span.to > closing && span.to - closing <= 60 * minuteMs ? { from: span.from, to: closing } : span;
}

/** From the first opening to the last closing of a local day; of a closed day, all of it. */
function dayOfRow(scale: Scale, row: PlanningRow, time: number): Span {
  const day = dayAt(scale, time) ?? scale.days[0];
  const whole = { from: day?.from ?? scale.from, to: day?.to ?? scale.to };
  const open = row.open
    .map(one => ({ from: Math.max(Date.parse(one.from), whole.from), to: Math.min(Date.parse(one.to), whole.to) }))
    .filter(one => one.from < one.to);
  return { from: open[0]?.from ?? whole.from, to: open.at(-1)?.to ?? whole.to };
}
