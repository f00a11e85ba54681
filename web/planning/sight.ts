import type { Stretch } from './against.ts';
import { type Board, headerHeight } from './board.ts';
import { xOf } from './scale.ts';

/** Scrolls the grid so far that a stretch of a row is seen. */
export function bringIntoSight(scroller: HTMLElement, board: Board, stretch: Stretch): void {
  const item = board.items().find(one => one.key === stretch.resourceId);
  if (!item) return;
  const [left, right] = [xOf(board.scale(), stretch.from), xOf(board.scale(), stretch.to)];
  const seen = { width: scroller.clientWidth - board.side(), height: scroller.clientHeight - headerHeight };
  if (left < scroller.scrollLeft) scroller.scrollLeft = left - 12;
  else if (right > scroller.scrollLeft + seen.width) scroller.scrollLeft = Math.min(left - 12, right - seen.width + 12);
  if (item.top < scroller.scrollTop) scroller.scrollTop = item.top - 30;
  else if (item.top + item.height > scroller.scrollTop + seen.height)
    scroller.scrollTop = item.top + item.height - seen.height;
}

/** Where a stretch of a row lies on the screen: what a card stands beside. */
export function anchorOf(scroller: HTMLElement | undefined, board: Board, stretch: Stretch): DOMRect {
  const rect = scroller?.getBoundingClientRect() ?? new DOMRect();
  const item = board.items().find(one => one.key === stretch.resourceId);
  if (!scroller || !item) return rect;
  const left = xOf(board.scale(), stretch.from);
  const x = rect.left + board.side() + left - scroller.scrollLeft;
  const y = rect.top + headerHeight + item.top - scroller.scrollTop;
  return new DOMRect(x, y, Math.max(2, xOf(board.scale(), stretch.to) - left), item.height);
}
