import type { PlanningRow } from '../../shared/planning.ts';
import type { Stretch } from './against.ts';
import type { Board } from './board.ts';
import type { Choice, Ghost } from './choice.ts';
import { isMovable } from './press.ts';
import { type Bar, type LaidRow, layRow } from './rows.ts';
import { stepBefore, timeAt, xOf } from './scale.ts';
import { lengthStep, slotAt, slotLength, startStep } from './stretch.ts';

/**
 * The grid by keys alone. It is one Tab stop; a cursor in it is a stretch of one resource. Arrows move it, with Shift they make it
 * longer or shorter, with Ctrl they go by days. Enter books or opens, Space fills the basket, M moves a booking and C copies it:
 * then arrows carry it, + and − (or Alt and arrows) resize it, Enter puts it down and Escape gives up.
 */
export interface KeyboardActs {
  onBook: (stretch: Stretch) => void;
  onOpen: (row: PlanningRow, bar: Bar) => void;
  onDrop: (ghost: Ghost) => void;
  onBasket: (stretch: Stretch) => void;
  weigh: (row: PlanningRow, ghost: Omit<Ghost, 'against'>) => Ghost;
  /** Says where the cursor is, and brings it into sight. */
  tell: (row: PlanningRow, stretch: Stretch) => void;
}

const dayMs = 86_400_000;

/** What the keys of one grid have in common. */
interface Keys {
  board: Board;
  choice: Choice;
  acts: KeyboardActs;
}

export function gridKeys(board: Board, choice: Choice, acts: KeyboardActs): (event: KeyboardEvent) => void {
  const keys = { board, choice, acts };
  return event => {
    if (event.metaKey || event.defaultPrevented || !press(keys, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** @returns whether the key meant something */
function press(keys: Keys, event: KeyboardEvent): boolean {
  const { choice, acts } = keys;
  const ghost = choice.ghost();
  if (event.key === 'Escape') return giveUp(choice);
  if (!ghost?.origin) return moveCursor(keys, event) || act(keys, event);
  return event.key === 'Enter' ? putDown(choice, ghost, acts) : moveGhost(keys, event, ghost);
}

const rowsOf = (board: Board) => board.items().flatMap(item => (item.kind === 'row' ? [item.laid] : []));
const rowOf = (board: Board, stretch: Stretch | null) =>
  rowsOf(board).find(one => one.row.resourceId === stretch?.resourceId);

function moveCursor({ board, choice, acts }: Keys, event: KeyboardEvent): boolean {
  const rows = rowsOf(board);
  const laid = rowOf(board, choice.cursor()) ?? rows[0];
  const at = choice.cursor() ?? firstStretch(board, laid);
  const change = laid && at && moved(event, board, rows, laid, at);
  if (!change) return false;
  const stretch = { resourceId: change.laid.row.resourceId, ...keepInside(board, change) };
  choice.setCursor(stretch);
  acts.tell(change.laid.row, stretch);
  return true;
}

/** What is carried goes where the arrows lead, or becomes longer or shorter. */
function moveGhost({ board, choice, acts }: Keys, event: KeyboardEvent, ghost: Ghost): boolean {
  const laid = rowOf(board, ghost);
  if (!laid) return false;
  const change = resizedBy(event, board, laid, ghost) ?? moved(event, board, rowsOf(board), laid, ghost, true);
  if (!change) return false;
  const { row } = ghost.act === 'copy' ? laid : change.laid;
  const next = acts.weigh(row, { ...ghost, ...keepInside(board, change), resourceId: row.resourceId });
  choice.setGhost(next);
  acts.tell(row, next);
  return true;
}

function resizedBy(event: KeyboardEvent, board: Board, laid: LaidRow, { from, to }: Ghost): Change | undefined {
  const grows = event.altKey ? event.key === 'ArrowRight' : event.key === '+' || event.key === '=';
  const shrinks = event.altKey ? event.key === 'ArrowLeft' : event.key === '-';
  if (!grows && !shrinks) return undefined;
  const step = lengthStep(board.scale(), laid.row) * 60_000;
  return { laid, from, to: Math.max(from + step, to + (grows ? step : -step)) };
}

/** Books or opens what the cursor is on, puts it into the basket, or takes it up. */
function act({ board, choice, acts }: Keys, event: KeyboardEvent): boolean {
  const cursor = choice.cursor();
  const laid = rowOf(board, cursor);
  if (!laid || !cursor) return false;
  const bar = barUnder(laid, cursor);
  if (event.key === 'Enter') bar ? acts.onOpen(laid.row, bar) : acts.onBook(cursor);
  else if (event.key === ' ') acts.onBasket(cursor);
  else if ((event.key === 'm' || event.key === 'c') && bar && isMovable(bar, laid.row)) {
    choice.setGhost(takeUp(event.key === 'm' ? 'move' : 'copy', laid.row, bar, acts.weigh));
    acts.tell(laid.row, { resourceId: laid.row.resourceId, from: bar.from, to: bar.to });
  } else return false;
  return true;
}

/** Takes a booking up, to be carried by keys or by the pointer. */
export function takeUp(how: 'move' | 'copy', row: PlanningRow, bar: Bar, weigh: KeyboardActs['weigh']): Ghost {
  const { from, to } = bar;
  return weigh(row, { act: how, origin: { bar, resourceId: row.resourceId }, resourceId: row.resourceId, from, to });
}

/** What stands under the cursor. */
export function barUnder(laid: LaidRow, { from, to }: { from: number; to: number }): Bar | undefined {
  const under = laid.bars.filter(bar => bar.from < to && from < bar.to);
  // In a pool with units left, free time is booked rather than what others have opened.
  if (laid.row.capacity > 1 && !under.some(bar => bar.claim?.mine)) return undefined;
  return under.find(bar => bar.claim?.mine) ?? under[0];
}

function putDown(choice: Choice, ghost: Ghost, acts: KeyboardActs): boolean {
  choice.setGhost(null);
  choice.setCursor({ resourceId: ghost.resourceId, from: ghost.from, to: ghost.to });
  acts.onDrop(ghost);
  return true;
}

function giveUp(choice: Choice): boolean {
  const had = choice.ghost() ?? choice.chosen() ?? choice.card();
  choice.setGhost(null);
  choice.setChosen(null);
  choice.setCard(null);
  return had !== null;
}

interface Change {
  laid: LaidRow;
  from: number;
  to: number;
}

/** Where a key leads from a stretch; undefined when the key leads nowhere. */
function moved(
  event: KeyboardEvent,
  board: Board,
  rows: LaidRow[],
  laid: LaidRow,
  at: { from: number; to: number },
  carrying = false,
): Change | undefined {
  const index = rows.indexOf(laid);
  const toRow = (by: number) => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, index + by))] ?? laid;
    return { laid: target, from: at.from, to: at.to };
  };
  const along = (direction: 1 | -1) => alongTime(event, board, laid, at, direction, carrying);
  switch (event.key) {
    case 'ArrowDown':
      return event.shiftKey ? undefined : toRow(event.ctrlKey ? rows.length : 1);
    case 'ArrowUp':
      return event.shiftKey ? undefined : toRow(event.ctrlKey ? -rows.length : -1);
    case 'PageDown':
      return toRow(8);
    case 'PageUp':
      return toRow(-8);
    case 'ArrowRight':
      return along(1);
    case 'ArrowLeft':
      return along(-1);
    case 'Home':
      return startOf(board, laid, at, 0);
    case 'End':
      return startOf(board, laid, at, -1);
    default:
      return undefined;
  }
}

function alongTime(
  event: KeyboardEvent,
  board: Board,
  laid: LaidRow,
  at: { from: number; to: number },
  direction: 1 | -1,
  carrying: boolean,
): Change {
  const scale = board.scale();
  const byDay = board.view() === 'month';
  if (event.shiftKey && !carrying) {
    const step = byDay ? dayMs : lengthStep(scale, laid.row) * 60_000;
    return { laid, from: at.from, to: Math.max(at.from + step, at.to + direction * step) };
  }
  if (byDay && !carrying) return { laid, ...slotAt(scale, laid.row, at.from + direction * dayMs, true) };
  const step = event.ctrlKey || byDay ? dayMs : startStep(scale) * 60_000;
  const from = at.from + direction * step;
  const length = at.to - at.from;
  // Hours that are not drawn are stepped over.
  const drawn = scale.days.some(day => day.from <= from && from < day.to);
  const next = drawn ? from : nextDrawn(board, from, direction);
  return { laid, from: next, to: next + length };
}

function nextDrawn(board: Board, time: number, direction: 1 | -1): number {
  const { days, zone } = board.scale();
  if (direction === 1) return days.find(day => day.from >= time)?.from ?? time;
  const before = days.findLast(day => day.to <= time + 1);
  return before ? stepBefore(before.to - 1, startStep(board.scale()), zone) : time;
}

function startOf(board: Board, laid: LaidRow, at: { from: number; to: number }, which: 0 | -1): Change | undefined {
  const day = board.scale().days.at(which);
  if (!day) return undefined;
  const open = laid.row.open.map(one => Date.parse(one.from)).find(time => day.from <= time && time < day.to);
  const from = open ?? day.from;
  return { laid, from, to: from + at.to - at.from };
}

/** Where the cursor begins: on the first row, at the next step from now, or when the first day that is shown opens. */
export function firstStretch(board: Board, laid: LaidRow | undefined): Stretch | undefined {
  const scale = board.scale();
  if (!laid) return undefined;
  const now = board.now();
  const isShown = scale.days.some(day => day.from <= now && now < day.to);
  const opening = laid.row.open.map(one => Date.parse(one.from)).find(time => time >= scale.from);
  const start = isShown
    ? stepBefore(now, startStep(scale), scale.zone) + startStep(scale) * 60_000
    : (opening ?? timeAt(scale, xOf(scale, scale.from)));
  const span = board.view() === 'month' ? slotAt(scale, laid.row, start, true) : undefined;
  const { from, to } = span ?? { from: start, to: start + slotLength(scale, laid.row) };
  return { resourceId: layRow(laid.row).row.resourceId, from, to };
}

function keepInside(board: Board, { from, to }: { from: number; to: number }): { from: number; to: number } {
  const scale = board.scale();
  if (from < scale.from) return { from: scale.from, to: scale.from + to - from };
  const latest = scale.to - Math.min(to - from, 900_000);
  return from > latest ? { from: latest, to: latest + to - from } : { from, to };
}
