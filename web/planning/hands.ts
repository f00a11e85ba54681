import { useQueryClient } from '@tanstack/solid-query';
import { createEffect, createMemo, on } from 'solid-js';
import type { PlanningRow } from '../../shared/planning.ts';
import { say as sayAloud } from '../ui/LiveText.tsx';
import { toast } from '../ui/toast.ts';
import { against, type Stretch } from './against.ts';
import type { Board } from './board.ts';
import type { Choice, Ghost } from './choice.ts';
import { drop } from './drop.ts';
import { barUnder, firstStretch, gridKeys, takeUp } from './keyboard.ts';
import { usePointer } from './pointer.ts';
import type { Bar } from './rows.ts';
import { xOf } from './scale.ts';
import { useSentences } from './sentences.ts';

const headerHeight = 48;

/** What gestures and keys do, brought together: one place where a press becomes a booking, a card or a reason. */
export function useHands(board: Board, choice: Choice, words: { carrying: () => string }) {
  const client = useQueryClient();
  const say = useSentences(() => board.scale().zone);
  let scroller: HTMLElement | undefined;

  const rowsById = createMemo(
    () => new Map(board.items().flatMap(item => (item.kind === 'row' ? [[item.key, item.laid] as const] : []))),
  );
  const rowOf = (stretch: Stretch) => rowsById().get(stretch.resourceId)?.row;

  const weigh = (row: PlanningRow, ghost: Omit<Ghost, 'against'>): Ghost => {
    const bar = ghost.origin?.bar;
    const isMove = ghost.act === 'move';
    const found = against(row, ghost, {
      now: board.now(),
      ignoring: isMove ? bar?.claim?.bookingId : undefined,
      quantity: bar?.claim?.quantity ?? 1,
      keepsStart: isMove && bar?.from === ghost.from,
    });
    return { ...ghost, against: found };
  };

  const openWhy = (row: PlanningRow, stretch: Stretch, anchor = anchorOf(stretch)) => {
    choice.setCursor(stretch);
    choice.setCard({ kind: 'why', row, stretch, anchor });
  };

  const onBook = (stretch: Stretch) => {
    const row = rowOf(stretch);
    if (!row) return;
    choice.setCursor({ resourceId: stretch.resourceId, from: stretch.from, to: stretch.to });
    if (against(row, stretch, { now: board.now() }).length > 0) return openWhy(row, stretch);
    choice.choose(stretch);
    choice.book();
  };

  const onDrop = (ghost: Ghost) => {
    const row = rowOf(ghost);
    if (!row || !ghost.origin) return;
    if (ghost.act === 'move' && ghost.from === ghost.origin.bar.from && ghost.to === ghost.origin.bar.to) {
      if (ghost.resourceId === ghost.origin.resourceId) return;
    }
    const [reason] = ghost.against;
    if (reason) toast(() => `${row.name} : ${say.why(reason)}`, { tone: 'danger' });
    else void drop(client, ghost);
  };

  const onPress = (stretch: Stretch, at: { row: PlanningRow; bar: Bar | undefined; anchor: DOMRect }) => {
    scroller?.focus({ preventScroll: true });
    if (at.bar) {
      choice.setCursor({ resourceId: stretch.resourceId, from: at.bar.from, to: at.bar.to });
      choice.setCard({ kind: 'booking', ...at, bar: at.bar });
    } else if (against(at.row, stretch, { now: board.now() }).length > 0) openWhy(at.row, stretch, at.anchor);
    else choice.choose(stretch);
  };

  const onBasket = (stretch: Stretch) => {
    const row = rowOf(stretch);
    const chosen = choice.chosen();
    const wanted = chosen ? { ...stretch, from: chosen.from, to: chosen.to } : stretch;
    if (!row) return;
    if (chosen?.resourceIds.includes(stretch.resourceId)) return choice.toggle(stretch.resourceId);
    if (against(row, wanted, { now: board.now() }).length > 0) return openWhy(row, wanted);
    if (chosen) choice.toggle(stretch.resourceId);
    else choice.choose(stretch);
  };

  const tell = (row: PlanningRow, stretch: Stretch) => {
    bringIntoSight(stretch);
    const laid = rowsById().get(row.resourceId);
    const ghost = choice.ghost();
    const bar = laid && !ghost ? barUnder(laid, stretch) : undefined;
    const found = ghost?.against ?? against(row, stretch, { now: board.now() });
    const own = bar?.claim?.title ? `${bar.claim.title} ; ` : '';
    sayAloud(own + say.whole(row, stretch, found));
  };

  const bringIntoSight = (stretch: Stretch) => {
    const item = board.items().find(one => one.key === stretch.resourceId);
    if (!scroller || !item) return;
    const [left, right] = [xOf(board.scale(), stretch.from), xOf(board.scale(), stretch.to)];
    const seen = { width: scroller.clientWidth - board.side(), height: scroller.clientHeight - headerHeight };
    if (left < scroller.scrollLeft) scroller.scrollLeft = left - 12;
    else if (right > scroller.scrollLeft + seen.width)
      scroller.scrollLeft = Math.min(left - 12, right - seen.width + 12);
    if (item.top < scroller.scrollTop) scroller.scrollTop = item.top - 30;
    else if (item.top + item.height > scroller.scrollTop + seen.height)
      scroller.scrollTop = item.top + item.height - seen.height;
  };

  const anchorOf = (stretch: Stretch): DOMRect => {
    const rect = scroller?.getBoundingClientRect() ?? new DOMRect();
    const item = board.items().find(one => one.key === stretch.resourceId);
    if (!scroller || !item) return rect;
    const left = xOf(board.scale(), stretch.from);
    const x = rect.left + board.side() + left - scroller.scrollLeft;
    const y = rect.top + headerHeight + item.top - scroller.scrollTop;
    return new DOMRect(x, y, Math.max(2, xOf(board.scale(), stretch.to) - left), item.height);
  };

  const onOpen = (row: PlanningRow, bar: Bar) => {
    const anchor = anchorOf({ resourceId: row.resourceId, from: bar.from, to: bar.to });
    choice.setCard({ kind: 'booking', row, bar, anchor });
  };

  // Of another window, a cursor or a half-done gesture means nothing.
  createEffect(
    on(
      () => board.scale().from,
      () => {
        choice.setCursor(null);
        choice.setGhost(null);
      },
      { defer: true },
    ),
  );

  return {
    onReady(element: HTMLElement) {
      scroller = element;
      usePointer(element, board, choice, { onBook, onDrop, onPress, weigh });
    },
    onKeyDown: gridKeys(board, choice, { onBook, onOpen, onDrop, onBasket, weigh, tell }),
    /** The focus has come into the grid: the cursor is there, and is said. */
    onFocus() {
      if (choice.card() || !scroller?.matches(':focus-visible')) return;
      const first = board.items().find(item => item.kind === 'row');
      const at = choice.cursor() ?? firstStretch(board, first?.kind === 'row' ? first.laid : undefined);
      const row = at && rowOf(at);
      if (!at || !row) return;
      choice.setCursor(at);
      tell(row, at);
    },
    /** A booking is taken up from its card: to be carried by keys, or put down by a press. */
    onTake(how: 'move' | 'copy') {
      const card = choice.card();
      if (card?.kind !== 'booking') return;
      choice.closeCard();
      choice.setGhost(takeUp(how, card.row, card.bar, weigh));
      toast(words.carrying, { lasts: 8000 });
    },
    openWhy,
    onBook,
    onPress,
  };
}
