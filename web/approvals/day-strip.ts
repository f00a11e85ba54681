import type { Approval, Neighbour } from '../../shared/approval.ts';
import { dayOf, minuteOfDay, startOfDay } from '../../shared/time.ts';

/** A bar of the strip: where it lies, in percent of the width, and on which row. */
export interface Bar {
  of: 'request' | 'rival' | 'neighbour';
  row: number;
  left: number;
  width: number;
  startsAt: string;
  endsAt: string;
  neighbour?: Neighbour;
}

export interface Strip {
  bars: Bar[];
  rows: number;
  ticks: { at: string; left: number }[];
  /** About more than a day: a tick is a midnight. */
  isLong: boolean;
}

const hour = 3_600_000;

/** Lays out the day around one line of a request: what is booked on the first rows, then the request, then each rival beside it. */
export function stripOf(approval: Approval, line: Approval['lines'][number], zone: string): Strip {
  const of = (one: Neighbour) => one.resourceId === line.resourceId;
  const [around, rivals] = [approval.surroundings.filter(of), approval.rivals.filter(of)];
  const [from, to] = window(line, [...around, ...rivals], zone);
  const place = (one: { startsAt: string; endsAt: string }) => {
    const [start, end] = [Math.max(from, Date.parse(one.startsAt)), Math.min(to, Date.parse(one.endsAt))];
    return { left: percent(start - from, to - from), width: percent(Math.max(0, end - start), to - from) };
  };
  const bars: Bar[] = [];
  const neighbourRows = inRows(around);
  for (const { one, row } of neighbourRows) bars.push({ of: 'neighbour', row, ...one, ...place(one), neighbour: one });
  const first = neighbourRows.reduce((most, { row }) => Math.max(most, row + 1), 0);
  bars.push({ of: 'request', row: first, startsAt: line.startsAt, endsAt: line.endsAt, ...place(line) });
  for (const [index, one] of rivals.entries()) {
    bars.push({ of: 'rival', row: first + 1 + index, ...one, ...place(one), neighbour: one });
  }
  return { bars, rows: first + 1 + rivals.length, ticks: ticksOf(from, to, zone), isLong: to - from > 24 * hour };
}

/** Eight to eight in the site's day at least, and all that is drawn. */
function window(line: { startsAt: string; endsAt: string }, others: Neighbour[], zone: string): [number, number] {
  const first = startOfDay(dayOf(new Date(line.startsAt), zone), zone).getTime();
  const last = startOfDay(dayOf(new Date(Date.parse(line.endsAt) - 1), zone), zone).getTime();
  const starts = [first + 8 * hour, Date.parse(line.startsAt), ...others.map(one => Date.parse(one.startsAt))];
  const ends = [last + 20 * hour, Date.parse(line.endsAt), ...others.map(one => Date.parse(one.endsAt))];
  // What began on another day is cut: the strip is about the days of the request.
  const from = Math.max(first, Math.min(...starts));
  const to = Math.min(last + 24 * hour, Math.max(...ends));
  return [Math.floor(from / hour) * hour, Math.ceil(to / hour) * hour];
}

/** Each on the first row on which it is free. */
function inRows(neighbours: Neighbour[]): { one: Neighbour; row: number }[] {
  const ends: number[] = [];
  return neighbours
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
    .map(one => {
      const free = ends.findIndex(end => end <= Date.parse(one.startsAt));
      const row = free === -1 ? ends.length : free;
      ends[row] = Date.parse(one.endsAt);
      return { one, row };
    });
}

/** Full hours, or midnights when it is about several days. */
function ticksOf(from: number, to: number, zone: string): Strip['ticks'] {
  const step = to - from > 24 * hour ? 24 * hour : to - from > 10 * hour ? 2 * hour : hour;
  const ticks: Strip['ticks'] = [];
  for (let at = from; at < to; at += hour) {
    const minutes = minuteOfDay(new Date(at), zone);
    if ((minutes * 60_000) % step === 0)
      ticks.push({ at: new Date(at).toISOString(), left: percent(at - from, to - from) });
  }
  return ticks;
}

function percent(part: number, whole: number): number {
  return (part / whole) * 100;
}
