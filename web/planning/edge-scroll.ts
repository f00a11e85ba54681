import { type Board, headerHeight } from './board.ts';

/** Pixels from an edge within which the grid scrolls, and the most that it does in one frame. */
const zone = 44;
const fastest = 16;

interface Point {
  x: number;
  y: number;
}

/**
 * Scrolls the grid while something is drawn to its edge. Who began near an edge does not mean to go beyond it: only a pointer
 * that has moved towards it does.
 */
export function createEdgeScroll(box: HTMLElement, board: Board, onScroll: () => void) {
  let frame = 0;

  const step = (start: Point, pointer: () => Point, upAndDown: boolean) => {
    const { x, y } = pointer();
    const rect = box.getBoundingClientRect();
    const across = pull(x - start.x, x - rect.left - board.side(), rect.right - x);
    const down = upAndDown ? pull(y - start.y, y - rect.top - headerHeight, rect.bottom - y) : 0;
    if (across !== 0 || down !== 0) {
      box.scrollBy(across, down);
      onScroll();
    }
    frame = requestAnimationFrame(() => step(start, pointer, upAndDown));
  };

  return {
    /** `upAndDown` where what is drawn may go to another row. */
    start(start: Point, pointer: () => Point, upAndDown: boolean) {
      frame = requestAnimationFrame(() => step(start, pointer, upAndDown));
    },
    stop() {
      cancelAnimationFrame(frame);
    },
  };
}

/** Pixels to scroll by: the nearer to the edge, the more. */
function pull(moved: number, toNear: number, toFar: number): number {
  if (moved < 0 && toNear < zone) return -Math.min(fastest, (zone - toNear) / 3);
  return moved > 0 && toFar < zone ? Math.min(fastest, (zone - toFar) / 3) : 0;
}
