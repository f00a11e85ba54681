import type { PlanningRow } from '../../shared/planning.ts';
import { type Board, headerHeight } from './board.ts';
import type { Ghost } from './choice.ts';
import { type Bar, firstBelow, type LaidRow } from './rows.ts';
import { timeAt } from './scale.ts';
import { carried, dragged, resized, slotAt } from './stretch.ts';

/** Where the pointer is: on which row, at what time, and on which bar. */
export interface Spot {
  laid: LaidRow | undefined;
  time: number;
  bar: Bar | undefined;
}

/** A button or a finger that is down. */
export interface Press {
  pointerId: number;
  isTouch: boolean;
  startX: number;
  startY: number;
  /** As events tell it: when the finger was put down, not when the page heard of it. */
  startedAt: number;
  spot: Spot;
  /** The edge of a bar that was taken, to be drawn elsewhere. */
  edge: 'start' | 'end' | undefined;
  element: Element;
  isDragging: boolean;
  /** A finger that was held begins to drag before it moves. */
  hasMoved: boolean;
  hold: ReturnType<typeof setTimeout> | undefined;
}

const edgePixels = 7;

/** What lies at a point of the screen; a bar only where the element says that it was meant. */
export function spotAt(box: HTMLElement, board: Board, x: number, y: number, element?: Element): Spot {
  const rect = box.getBoundingClientRect();
  const item = board.items()[firstBelow(board.items(), y - rect.top + box.scrollTop - headerHeight)];
  const laid = item?.kind === 'row' ? item.laid : undefined;
  const key = element?.closest('[data-bar]')?.getAttribute('data-bar');
  const time = timeAt(board.scale(), x - rect.left + box.scrollLeft - board.side());
  return { laid, time, bar: laid?.bars.find(bar => bar.key === key) };
}

/** Which edge of a bar was pressed, if any; under a finger only the whole moves. */
export function edgeAt(event: PointerEvent, { bar, laid }: Spot): Press['edge'] {
  if (!bar || !laid || event.pointerType === 'touch' || !(event.target instanceof Element)) return undefined;
  const rect = event.target.closest('[data-bar]')?.getBoundingClientRect();
  if (!rect) return undefined;
  const near = Math.min(edgePixels, rect.width / 4);
  if (event.clientX - rect.left <= near) return 'start';
  return rect.right - event.clientX <= near ? 'end' : undefined;
}

/** Whether a person may move what a bar shows: their own organisation's booking, of this very resource, not yet over. */
export function isMovable(bar: Bar | undefined, row: PlanningRow): boolean {
  const claim = bar?.claim;
  return Boolean(
    claim?.bookingId && claim.mayChange && claim.phase === 'current' && claim.resourceId === row.resourceId,
  );
}

type Shape = Omit<Ghost, 'against'>;

/** What a press that has come to a spot would do, and on which row; undefined where it does nothing. */
export function shapeOf(press: Press, now: Spot, shift: boolean, board: Board) {
  const { laid, bar } = press.spot;
  if (!laid) return undefined;
  if (!bar) return { row: laid.row, shape: newStretch(press, laid.row, now, board) };
  if (!isMovable(bar, laid.row)) return undefined;
  const origin = { bar, resourceId: laid.row.resourceId };
  if (press.edge) {
    const span = resized(board.scale(), laid.row, bar, press.edge, now.time);
    const shape: Shape = { act: 'move', origin, resourceId: laid.row.resourceId, ...span };
    return { row: laid.row, shape };
  }
  // A copy has the lines of what is copied, and stays on its row.
  const row = shift ? laid.row : (now.laid ?? laid).row;
  const span = carried(board.scale(), bar, bar.from + now.time - press.spot.time, board.view() === 'month');
  const shape: Shape = { act: shift ? 'copy' : 'move', origin, resourceId: row.resourceId, ...span };
  return { row, shape };
}

function newStretch(press: Press, row: PlanningRow, now: Spot, board: Board): Shape {
  const byDay = board.view() === 'month';
  const { time } = press.spot;
  const span = press.hasMoved
    ? dragged(board.scale(), row, time, now.time, byDay)
    : slotAt(board.scale(), row, time, byDay);
  return { act: 'book', resourceId: row.resourceId, ...span };
}
