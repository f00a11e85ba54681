import type { PlanningClaim, PlanningRow } from '../../shared/planning.ts';
import { resourceKinds } from '../../shared/words.ts';

/** From what the server answers to what is drawn: lanes, counts, groups, places, and which of it is in sight. Pure. */

export type Grouping = 'kind' | 'site' | 'organisation';
type Block = PlanningRow['blocks'][number];

/** A stretch of a row that takes time. Instants are milliseconds. */
export interface Bar {
  /** The same after a refresh, as long as it is the same booking at the same time. */
  key: string;
  lane: number;
  from: number;
  to: number;
  /** With setup and turnaround. */
  occupiedFrom: number;
  occupiedTo: number;
  claim?: PlanningClaim | undefined;
  block?: Block | undefined;
  /** More stand here than there are lanes: how many. */
  more?: number;
}

/** Units that are out during a stretch, of a counted resource. */
export interface Count {
  from: number;
  to: number;
  out: number;
}

export interface LaidRow {
  row: PlanningRow;
  bars: Bar[];
  counts: Count[];
  lanes: number;
  closed: { from: number; to: number; reason: string }[];
}

export type Item =
  | { kind: 'group'; key: string; label: string; count: number; top: number; height: number }
  | { kind: 'row'; key: string; laid: LaidRow; top: number; height: number };

/** Pixels of what rows are made of; on a phone the name stands above the track. */
export interface Measures {
  group: number;
  headAbove: number;
  padding: number;
  lane: number;
  denseLane: number;
  countStrip: number;
}

export const deskMeasures: Measures = {
  group: 30,
  headAbove: 0,
  padding: 4,
  lane: 36,
  denseLane: 26,
  countStrip: 16,
};
export const phoneMeasures: Measures = { ...deskMeasures, headAbove: 26, lane: 44, denseLane: 30 };

/** More than these would make one row as high as a screen; what is beyond them is gathered in the last. */
const mostLanes = 4;

const laidRows = new WeakMap<PlanningRow, LaidRow>();

/** A row ready to be drawn; worked out once for each answer of the server. */
export function layRow(row: PlanningRow): LaidRow {
  let laid = laidRows.get(row);
  if (!laid) {
    const bars = barsOf(row);
    const lanes = putIntoLanes(bars);
    const drawn = lanes > mostLanes ? gatherBeyond(bars) : bars;
    const counts = row.capacity > 1 ? countsOf(row) : [];
    laid = { row, bars: drawn, counts, lanes: Math.max(1, Math.min(lanes, mostLanes)), closed: closedOf(row) };
    laidRows.set(row, laid);
  }
  return laid;
}

function barsOf(row: PlanningRow): Bar[] {
  const claims = row.claims.map(claim => ({
    key: `${claim.bookingId ?? ''}/${claim.startsAt}/${claim.endsAt}/${claim.phase}/${claim.resourceId}`,
    lane: 0,
    from: Date.parse(claim.startsAt),
    to: Date.parse(claim.endsAt),
    occupiedFrom: Date.parse(claim.occupiedFrom),
    occupiedTo: Date.parse(claim.occupiedTo),
    claim,
  }));
  const blocks = row.blocks.map(block => {
    const [from, to] = [Date.parse(block.startsAt), Date.parse(block.endsAt)];
    return { key: block.id, lane: 0, from, to, occupiedFrom: from, occupiedTo: to, block };
  });
  return [...claims, ...blocks].toSorted((a, b) => a.occupiedFrom - b.occupiedFrom || b.occupiedTo - a.occupiedTo);
}

/** Each bar goes into the first lane that is free for it. @returns how many lanes that takes */
function putIntoLanes(bars: Bar[]): number {
  const ends: number[] = [];
  for (const bar of bars) {
    const free = ends.findIndex(end => end <= bar.occupiedFrom);
    bar.lane = free === -1 ? ends.length : free;
    ends[bar.lane] = bar.occupiedTo;
  }
  return ends.length;
}

/** The bars of the lanes that are shown, and in the last one stretches that say how many more there are. */
function gatherBeyond(bars: Bar[]): Bar[] {
  const last = mostLanes - 1;
  const gathered: Bar[] = [];
  for (const bar of bars.filter(one => one.lane >= last)) {
    const open = gathered.at(-1);
    if (open && bar.occupiedFrom < open.occupiedTo) {
      open.to = open.occupiedTo = Math.max(open.occupiedTo, bar.occupiedTo);
      open.more = (open.more ?? 1) + 1;
    } else {
      const { occupiedFrom, occupiedTo } = bar;
      gathered.push({ ...bar, key: `more/${bar.key}`, lane: last, from: occupiedFrom, to: occupiedTo, more: 1 });
    }
  }
  const stacked = gathered.map(one => (one.more === 1 ? one : { ...one, claim: undefined, block: undefined }));
  return [...bars.filter(one => one.lane < last), ...stacked];
}

/** How many units are out, stretch by stretch; stretches with none out are left out. */
function countsOf(row: PlanningRow): Count[] {
  const steps = new Map<number, number>();
  const add = (time: number, units: number) => steps.set(time, (steps.get(time) ?? 0) + units);
  for (const claim of row.claims.filter(one => one.holds)) {
    add(Date.parse(claim.occupiedFrom), claim.quantity);
    add(Date.parse(claim.occupiedTo), -claim.quantity);
  }
  for (const block of row.blocks) {
    add(Date.parse(block.startsAt), block.quantity ?? row.capacity);
    add(Date.parse(block.endsAt), -(block.quantity ?? row.capacity));
  }
  const counts: Count[] = [];
  let out = 0;
  let from = 0;
  for (const [time, change] of [...steps].toSorted((a, b) => a[0] - b[0])) {
    if (out > 0 && time > from) counts.push({ from, to: time, out: Math.min(out, row.capacity) });
    out += change;
    from = time;
  }
  return counts;
}

/** What the opening hours leave, with the reason where a holiday or a closure is one. */
function closedOf(row: PlanningRow): LaidRow['closed'] {
  const closed: LaidRow['closed'] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const one of row.open) {
    closed.push({ from: reached, to: Date.parse(one.from), reason: '' });
    reached = Date.parse(one.to);
  }
  closed.push({ from: reached, to: Number.POSITIVE_INFINITY, reason: '' });
  const closures = row.closures.map(one => ({
    from: Date.parse(one.from),
    to: Date.parse(one.to),
    reason: one.reason,
  }));
  return [...closed, ...closures];
}

/** Pixels that a row takes. */
export function heightOf(laid: LaidRow, measures: Measures): number {
  const { headAbove, padding, lane, denseLane, countStrip } = measures;
  const strip = laid.row.capacity > 1 ? countStrip : 0;
  const lanes = laid.lanes === 1 && strip === 0 ? lane : laid.lanes * denseLane;
  return headAbove + Math.max(strip + lanes, lane) + 2 * padding;
}

/** Groups and rows, one under the other, each with its place. */
export function stack(rows: PlanningRow[], by: Grouping, kindName: (kind: string) => string, measures: Measures) {
  const items: Item[] = [];
  let top = 0;
  for (const [key, members] of groupsOf(rows, by)) {
    const first = members[0];
    if (!first) continue;
    const label = by === 'kind' ? kindName(key) : by === 'site' ? first.siteName : first.ownerName;
    items.push({ kind: 'group', key: `group/${key}`, label, count: members.length, top, height: measures.group });
    top += measures.group;
    for (const row of members) {
      const laid = layRow(row);
      const height = heightOf(laid, measures);
      items.push({ kind: 'row', key: row.resourceId, laid, top, height });
      top += height;
    }
  }
  return { items, height: top };
}

function groupsOf(rows: PlanningRow[], by: Grouping): [string, PlanningRow[]][] {
  const key = (row: PlanningRow) => (by === 'kind' ? row.kind : by === 'site' ? row.siteId : row.ownerId);
  const name = (row: PlanningRow | undefined) => (by === 'site' ? row?.siteName : row?.ownerName) ?? '';
  const groups = [...Map.groupBy(rows, key)];
  if (by !== 'kind') return groups.toSorted((a, b) => name(a[1][0]).localeCompare(name(b[1][0]), 'fr'));
  const kinds: readonly string[] = resourceKinds;
  return groups.toSorted((a, b) => kinds.indexOf(a[0]) - kinds.indexOf(b[0]));
}

/** The items that a stretch of the page touches, with some more on both sides so that scrolling finds them drawn. */
export function inSight(items: Item[], from: number, to: number): Item[] {
  return items.slice(firstBelow(items, from), firstBelow(items, to) + 1);
}

/** The index of the item at a height: the first whose end lies below it. */
export function firstBelow(items: Item[], y: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item && item.top + item.height <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows of a new answer, the old objects wherever nothing in them has changed, so that only what changed is drawn again. */
export function keepEqual(before: PlanningRow[] | undefined, after: PlanningRow[]): PlanningRow[] {
  if (!before) return after;
  const known = new Map(before.map(row => [row.resourceId, row]));
  return after.map(row => {
    const old = known.get(row.resourceId);
    return old && textOf(old) === textOf(row) ? old : row;
  });
}

const texts = new WeakMap<PlanningRow, string>();

function textOf(row: PlanningRow): string {
  let text = texts.get(row);
  if (text === undefined) {
    text = JSON.stringify(row);
    texts.set(row, text);
  }
  return text;
}
