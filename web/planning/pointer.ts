import { onCleanup } from 'solid-js';
import type { PlanningRow } from '../../shared/planning.ts';
import type { Stretch } from './against.ts';
import type { Board } from './board.ts';
import type { Choice, Ghost } from './choice.ts';
import { type Bar, firstBelow, type LaidRow } from './rows.ts';
import { timeAt } from './scale.ts';
import { carried, dragged, resized, slotAt } from './stretch.ts';

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

const headerHeight = 48;
const startsAfterPixels = 4;
const holdMs = 300;
const edgePixels = 7;
const scrollZone = 44;

interface Spot {
  laid: LaidRow | undefined;
  time: number;
  bar: Bar | undefined;
}

interface Press {
  pointerId: number;
  isTouch: boolean;
  startX: number;
  startY: number;
  spot: Spot;
  edge: 'start' | 'end' | undefined;
  element: Element;
  isDragging: boolean;
  hold: ReturnType<typeof setTimeout> | undefined;
}

export function usePointer(box: HTMLElement, board: Board, choice: Choice, acts: PointerActs): void {
  let press: Press | undefined;
  let last = { x: 0, y: 0, shift: false };
  let frame = 0;

  const spotAt = (x: number, y: number, target?: Element): Spot => {
    const rect = box.getBoundingClientRect();
    const item = board.items()[firstBelow(board.items(), y - rect.top + box.scrollTop - headerHeight)];
    const laid = item?.kind === 'row' ? item.laid : undefined;
    const key = target?.closest('[data-bar]')?.getAttribute('data-bar');
    const time = timeAt(board.scale(), x - rect.left + box.scrollLeft - board.side());
    return { laid, time, bar: laid?.bars.find(bar => bar.key === key) };
  };

  const show = () => {
    if (!press) return;
    const now = spotAt(last.x, last.y);
    const ghost = ghostOf(press, now, last.shift, board);
    if (ghost) choice.setGhost(acts.weigh(ghost.row, ghost.shape));
  };

  const begin = () => {
    if (!press || press.isDragging) return;
    press.isDragging = true;
    if (press.isTouch) navigator.vibrate?.(12);
    box.setPointerCapture(press.pointerId);
    choice.setCard(null);
    show();
    frame = requestAnimationFrame(scrollAtEdges);
  };

  const scrollAtEdges = () => {
    if (!press?.isDragging) return;
    const rect = box.getBoundingClientRect();
    const pull = (near: number, far: number) =>
      near < scrollZone ? -(scrollZone - near) / 3 : far < scrollZone ? (scrollZone - far) / 3 : 0;
    const x = pull(last.x - rect.left - board.side(), rect.right - last.x);
    const y = pull(last.y - rect.top - headerHeight, rect.bottom - last.y);
    if (x !== 0 || y !== 0) {
      box.scrollBy(Math.max(-16, Math.min(16, x)), Math.max(-16, Math.min(16, y)));
      show();
    }
    frame = requestAnimationFrame(scrollAtEdges);
  };

  const end = () => {
    clearTimeout(press?.hold);
    cancelAnimationFrame(frame);
    press = undefined;
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    if (event.target.closest('.pl-header, .pl-row-head, .pl-group, .pl-plus')) return;
    const spot = spotAt(event.clientX, event.clientY, event.target);
    if (!spot.laid) return;
    const isTouch = event.pointerType === 'touch';
    press = {
      pointerId: event.pointerId,
      isTouch,
      startX: event.clientX,
      startY: event.clientY,
      spot,
      edge: edgeAt(event, spot, isTouch),
      element: event.target,
      isDragging: false,
      hold: isTouch ? setTimeout(begin, holdMs) : undefined,
    };
    last = { x: event.clientX, y: event.clientY, shift: event.shiftKey };
  };

  const onMove = (event: PointerEvent) => {
    last = { x: event.clientX, y: event.clientY, shift: event.shiftKey };
    if (!press) {
      if (choice.ghost()?.origin && event.pointerType !== 'touch') followArmed();
      return;
    }
    if (event.pointerId !== press.pointerId) return;
    const far = Math.hypot(event.clientX - press.startX, event.clientY - press.startY);
    if (press.isDragging) show();
    else if (press.isTouch && far > 8) end();
    else if (!press.isTouch && far > startsAfterPixels) begin();
  };

  /** A booking that was taken up by its card follows the pointer until it is put down by a press. */
  const followArmed = () => {
    const ghost = choice.ghost();
    const spot = spotAt(last.x, last.y);
    if (!ghost?.origin || !spot.laid) return;
    const { bar } = ghost.origin;
    const span = carried(board.scale(), bar, spot.time, board.view() === 'month');
    choice.setGhost(acts.weigh(spot.laid.row, { ...ghost, ...span, resourceId: spot.laid.row.resourceId }));
  };

  const onUp = (event: PointerEvent) => {
    if (!press || event.pointerId !== press.pointerId) return;
    const { isDragging, spot, element } = press;
    end();
    // Taken up from its card, it is put down where one presses.
    if (!isDragging && choice.ghost()?.origin) followArmed();
    const ghost = choice.ghost();
    if (isDragging || ghost?.origin) {
      choice.setGhost(null);
      if (!ghost) return;
      return ghost.act === 'book' ? acts.onBook(ghost) : acts.onDrop(ghost);
    }
    if (!spot.laid) return;
    const row = spot.laid.row;
    const anchor = spot.bar
      ? (element.closest('[data-bar]') ?? element).getBoundingClientRect()
      : new DOMRect(event.clientX, event.clientY, 1, 1);
    const stretch = { resourceId: row.resourceId, ...slotAt(board.scale(), row, spot.time, board.view() === 'month') };
    acts.onPress(stretch, { row, bar: spot.bar, anchor });
  };

  /** Assistive technology presses without a pointer. */
  const onClick = (event: MouseEvent) => {
    const element = event.detail === 0 && event.target instanceof Element && event.target.closest('[data-bar]');
    if (!element) return;
    const anchor = element.getBoundingClientRect();
    const { laid, bar } = spotAt(anchor.x + 1, anchor.y + 1, element);
    if (laid && bar)
      acts.onPress({ resourceId: laid.row.resourceId, from: bar.from, to: bar.to }, { row: laid.row, bar, anchor });
  };

  const onCancel = () => {
    if (!press) return;
    end();
    choice.setGhost(null);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && press?.isDragging) {
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Shift' && press?.isDragging) {
      last.shift = event.type === 'keydown';
      show();
    }
  };
  // A finger that has begun to draw must not scroll as well.
  const onTouchMove = (event: TouchEvent) => press?.isDragging && event.preventDefault();
  const onContextMenu = (event: Event) => press?.isTouch && event.preventDefault();

  box.addEventListener('pointerdown', onDown);
  box.addEventListener('pointermove', onMove);
  box.addEventListener('pointerup', onUp);
  box.addEventListener('pointercancel', onCancel);
  box.addEventListener('click', onClick);
  box.addEventListener('touchmove', onTouchMove, { passive: false });
  box.addEventListener('contextmenu', onContextMenu);
  addEventListener('keydown', onKey, true);
  addEventListener('keyup', onKey, true);
  onCleanup(() => {
    end();
    removeEventListener('keydown', onKey, true);
    removeEventListener('keyup', onKey, true);
  });
}

/** Whether a person may move what a bar shows: their own organisation's booking, of this very resource, not yet over. */
export function isMovable(bar: Bar | undefined, row: PlanningRow): boolean {
  const claim = bar?.claim;
  return Boolean(
    claim?.bookingId && claim.mayChange && claim.phase === 'current' && claim.resourceId === row.resourceId,
  );
}

/** Which edge of a movable bar was pressed, if any; under a finger only the whole moves. */
function edgeAt(event: PointerEvent, { bar, laid }: Spot, isTouch: boolean): Press['edge'] {
  if (!bar || !laid || isTouch || !(event.target instanceof Element)) return undefined;
  const rect = event.target.closest('[data-bar]')?.getBoundingClientRect();
  if (!rect) return undefined;
  const near = Math.min(edgePixels, rect.width / 4);
  if (event.clientX - rect.left <= near) return 'start';
  return rect.right - event.clientX <= near ? 'end' : undefined;
}

/** What a press that has come to a spot would do. */
function ghostOf(press: Press, now: Spot, shift: boolean, board: Board) {
  const { laid, bar, time } = press.spot;
  const scale = board.scale();
  const byDay = board.view() === 'month';
  if (!laid) return undefined;
  if (!bar) {
    const shape = {
      act: 'book' as const,
      resourceId: laid.row.resourceId,
      ...dragged(scale, laid.row, time, now.time, byDay),
    };
    return { row: laid.row, shape };
  }
  if (!isMovable(bar, laid.row)) return undefined;
  const origin = { bar, resourceId: laid.row.resourceId };
  if (press.edge) {
    const span = resized(scale, laid.row, bar, press.edge, now.time);
    return { row: laid.row, shape: { act: 'move' as const, origin, resourceId: laid.row.resourceId, ...span } };
  }
  const row = shift ? laid.row : (now.laid ?? laid).row;
  const span = carried(scale, bar, bar.from + now.time - time, byDay);
  return {
    row,
    shape: { act: shift ? ('copy' as const) : ('move' as const), origin, resourceId: row.resourceId, ...span },
  };
}
