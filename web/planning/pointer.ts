import { onCleanup } from 'solid-js';
import type { PlanningRow } from '../../shared/planning.ts';
import type { Stretch } from './against.ts';
import type { Board } from './board.ts';
import type { Choice, Ghost } from './choice.ts';
import { createEdgeScroll } from './edge-scroll.ts';
import { edgeAt, isMovable, type Press, type Spot, shapeOf, spotAt } from './press.ts';
import type { Bar } from './rows.ts';
import { carried, slotAt } from './stretch.ts';

/**
 * The grid under a mouse, a pen or a finger. Press and draw: book. Press a booking and draw: move it, or its edge; with Shift, a
 * copy. A finger holds for a moment first, so that a swipe still scrolls. At an edge of the grid it scrolls by itself; Escape
 * gives up. What is drawn is only shown; `onDrop` does it.
 */
export interface PointerActs {
  onBook: (stretch: Stretch) => void;
  onDrop: (ghost: Ghost) => void;
  onPress: (stretch: Stretch, at: { row: PlanningRow; bar: Bar | undefined; anchor: DOMRect }) => void;
  /** What stands against a stretch on a row. */
  weigh: (row: PlanningRow, ghost: Omit<Ghost, 'against'>) => Ghost;
}

const startsAfterPixels = 4;
const holdMs = 300;
/** A finger that moves so far before it has held means to scroll. */
const swipePixels = 8;

/** What the gestures of one grid have in common. */
interface Hand {
  box: HTMLElement;
  board: Board;
  choice: Choice;
  acts: PointerActs;
  edges: ReturnType<typeof createEdgeScroll>;
  press: Press | undefined;
  /** Where the pointer was seen last. */
  last: { x: number; y: number; shift: boolean };
}

export function usePointer(box: HTMLElement, board: Board, choice: Choice, acts: PointerActs): void {
  const edges = createEdgeScroll(box, board, () => show(hand));
  const hand: Hand = { box, board, choice, acts, edges, press: undefined, last: { x: 0, y: 0, shift: false } };
  const onKey = (event: KeyboardEvent) => keyWhileDragging(hand, event);

  box.addEventListener('pointerdown', event => pressDown(hand, event));
  box.addEventListener('pointermove', event => move(hand, event));
  box.addEventListener('pointerup', event => letGo(hand, event));
  box.addEventListener('pointercancel', () => giveUp(hand));
  box.addEventListener('click', event => pressWithoutPointer(hand, event));
  // A finger that has begun to draw must not scroll as well, nor open a menu.
  box.addEventListener('touchmove', event => hand.press?.isDragging && event.preventDefault(), { passive: false });
  box.addEventListener('contextmenu', event => hand.press?.isTouch && event.preventDefault());
  addEventListener('keydown', onKey, true);
  addEventListener('keyup', onKey, true);
  onCleanup(() => {
    endPress(hand);
    removeEventListener('keydown', onKey, true);
    removeEventListener('keyup', onKey, true);
  });
}

function pressDown(hand: Hand, event: PointerEvent): void {
  if (event.button !== 0 || !(event.target instanceof Element)) return;
  if (event.target.closest('.pl-header, .pl-row-head, .pl-group, .pl-plus')) return;
  const spot = spotAt(hand.box, hand.board, event.clientX, event.clientY, event.target);
  if (!spot.laid) return;
  // A second finger means something else than the first.
  giveUp(hand);
  const isTouch = event.pointerType === 'touch';
  hand.press = {
    pointerId: event.pointerId,
    isTouch,
    startX: event.clientX,
    startY: event.clientY,
    startedAt: event.timeStamp,
    spot,
    edge: edgeAt(event, spot),
    element: event.target,
    isDragging: false,
    hasMoved: false,
    hold: isTouch ? setTimeout(() => beginDrag(hand), holdMs) : undefined,
  };
  hand.last = { x: event.clientX, y: event.clientY, shift: event.shiftKey };
}

function move(hand: Hand, event: PointerEvent): void {
  const { press } = hand;
  if (press && event.pointerId !== press.pointerId) return;
  hand.last = { x: event.clientX, y: event.clientY, shift: event.shiftKey };
  if (!press) {
    if (hand.choice.ghost()?.origin && event.pointerType !== 'touch') carryTakenUp(hand);
    return;
  }
  const far = Math.hypot(event.clientX - press.startX, event.clientY - press.startY);
  const isFirst = !press.hasMoved;
  press.hasMoved ||= far > (press.isTouch ? swipePixels : startsAfterPixels);
  // A swipe that a busy page hears of only after it took the finger for one that holds.
  const wasSwipe = press.isTouch && isFirst && press.hasMoved && event.timeStamp - press.startedAt < holdMs;
  if (wasSwipe) giveUp(hand);
  else if (press.isDragging) show(hand);
  else if (press.hasMoved && press.isTouch) endPress(hand);
  else if (press.hasMoved) beginDrag(hand);
}

function beginDrag(hand: Hand): void {
  const { press, box, choice } = hand;
  if (!press || press.isDragging) return;
  press.isDragging = true;
  if (press.isTouch) navigator.vibrate?.(12);
  box.setPointerCapture(press.pointerId);
  choice.setCard(null);
  show(hand);
  const { bar, laid } = press.spot;
  const mayLeaveRow = laid !== undefined && press.edge === undefined && isMovable(bar, laid.row);
  hand.edges.start({ x: press.startX, y: press.startY }, () => hand.last, mayLeaveRow);
}

/** Draws what would be done if the button were let go of here. */
function show({ press, last, box, board, choice, acts }: Hand): void {
  if (!press) return;
  const meant = shapeOf(press, spotAt(box, board, last.x, last.y), last.shift, board);
  if (meant) choice.setGhost(acts.weigh(meant.row, meant.shape));
}

/** A booking that was taken up by its card follows the pointer until it is put down by a press. */
function carryTakenUp({ last, box, board, choice, acts }: Hand): void {
  const ghost = choice.ghost();
  const { laid, time } = spotAt(box, board, last.x, last.y);
  if (!ghost?.origin || !laid) return;
  const { bar, resourceId: home } = ghost.origin;
  // As by keys and by Shift-drag: a copy has the lines of what is copied, and stays on its row.
  const row = ghost.act === 'copy' ? rowOf(board, home) : laid.row;
  if (!row) return;
  const span = carried(board.scale(), bar, time, board.view() === 'month');
  choice.setGhost(acts.weigh(row, { ...ghost, ...span, resourceId: row.resourceId }));
}

function rowOf(board: Board, resourceId: string): PlanningRow | undefined {
  const item = board.items().find(one => one.key === resourceId);
  return item?.kind === 'row' ? item.laid.row : undefined;
}

function letGo(hand: Hand, event: PointerEvent): void {
  const { press, choice, acts } = hand;
  if (!press || event.pointerId !== press.pointerId) return;
  endPress(hand);
  const isPutDown = !press.isDragging && choice.ghost()?.origin !== undefined;
  if (isPutDown) carryTakenUp(hand);
  if (!press.isDragging && !isPutDown) {
    tellPress(hand, press.spot, press.element, event);
    return;
  }
  const ghost = choice.ghost();
  choice.setGhost(null);
  if (ghost?.act === 'book') acts.onBook(ghost);
  else if (ghost) acts.onDrop(ghost);
}

/** A press that drew nothing: on a booking, or on a time. */
function tellPress({ board, acts }: Hand, spot: Spot, element: Element, event: PointerEvent): void {
  if (!spot.laid) return;
  const { row } = spot.laid;
  const anchor = spot.bar
    ? (element.closest('[data-bar]') ?? element).getBoundingClientRect()
    : new DOMRect(event.clientX, event.clientY, 1, 1);
  const stretch = { resourceId: row.resourceId, ...slotAt(board.scale(), row, spot.time, board.view() === 'month') };
  acts.onPress(stretch, { row, bar: spot.bar, anchor });
}

/** Assistive technology presses without a pointer. */
function pressWithoutPointer({ box, board, acts }: Hand, event: MouseEvent): void {
  const element = event.detail === 0 && event.target instanceof Element && event.target.closest('[data-bar]');
  if (!element) return;
  const anchor = element.getBoundingClientRect();
  const { laid, bar } = spotAt(box, board, anchor.x + 1, anchor.y + 1, element);
  if (!laid || !bar) return;
  acts.onPress({ resourceId: laid.row.resourceId, from: bar.from, to: bar.to }, { row: laid.row, bar, anchor });
}

function keyWhileDragging(hand: Hand, event: KeyboardEvent): void {
  if (!hand.press?.isDragging) return;
  if (event.key === 'Escape') {
    event.stopPropagation();
    giveUp(hand);
  } else if (event.key === 'Shift') {
    hand.last.shift = event.type === 'keydown';
    show(hand);
  }
}

function giveUp(hand: Hand): void {
  if (!hand.press) return;
  endPress(hand);
  hand.choice.setGhost(null);
}

function endPress(hand: Hand): void {
  clearTimeout(hand.press?.hold);
  hand.edges.stop();
  hand.press = undefined;
}
