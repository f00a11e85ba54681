import { type QueryClient, useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createEffect, createMemo, on } from 'solid-js';
import type { PlanningRow } from '../../shared/planning.ts';
import { say as sayAloud } from '../ui/LiveText.tsx';
import { toast } from '../ui/toast.ts';
import { against, type Stretch } from './against.ts';
import type { Board } from './board.ts';
import type { Choice, Ghost } from './choice.ts';
import { drop } from './drop.ts';
import { barUnder, firstStretch, gridKeys, takeUp } from './keyboard.ts';
import { usePointer } from './pointer.ts';
import type { Bar, LaidRow } from './rows.ts';
import { useSentences } from './sentences.ts';
import { anchorOf, bringIntoSight } from './sight.ts';

/** What the acts below have in common. */
interface Hands {
  board: Board;
  choice: Choice;
  client: QueryClient;
  say: ReturnType<typeof useSentences>;
  rows: Accessor<Map<string, LaidRow>>;
  scroller: HTMLElement | undefined;
}

/** What gestures and keys do, brought together: one place where a press becomes a booking, a card or a reason. */
export function useHands(board: Board, choice: Choice, words: { carrying: () => string }) {
  const client = useQueryClient();
  const say = useSentences(() => board.scale().zone);
  const rows = createMemo(
    () => new Map(board.items().flatMap(item => (item.kind === 'row' ? [[item.key, item.laid] as const] : []))),
  );
  const hands: Hands = { board, choice, client, say, rows, scroller: undefined };
  const acts = {
    onBook: (stretch: Stretch) => bookAt(hands, stretch),
    onDrop: (ghost: Ghost) => putDown(hands, ghost),
    onPress: (stretch: Stretch, at: PressedAt) => pressAt(hands, stretch, at),
    onBasket: (stretch: Stretch) => fillBasket(hands, stretch),
    onOpen: (row: PlanningRow, bar: Bar) => openBooking(hands, row, bar),
    weigh: (row: PlanningRow, ghost: Omit<Ghost, 'against'>) => weigh(hands, row, ghost),
    tell: (row: PlanningRow, stretch: Stretch) => tell(hands, row, stretch),
  };
  forgetWithWindow(board, choice);
  return {
    onReady(element: HTMLElement) {
      hands.scroller = element;
      usePointer(element, board, choice, acts);
    },
    onKeyDown: gridKeys(board, choice, acts),
    onFocus: () => comeIn(hands),
    /** A booking is taken up from its card: to be carried by keys, or put down by a press. */
    onTake(how: 'move' | 'copy') {
      const card = choice.card();
      if (card?.kind !== 'booking') return;
      choice.closeCard();
      choice.setGhost(takeUp(how, card.row, card.bar, acts.weigh));
      toast(words.carrying, { lasts: 8000 });
    },
    onBook: acts.onBook,
    onPress: acts.onPress,
  };
}

export interface PressedAt {
  row: PlanningRow;
  bar: Bar | undefined;
  anchor: DOMRect;
}

const rowOf = ({ rows }: Hands, stretch: Stretch) => rows().get(stretch.resourceId)?.row;
const standsAgainst = ({ board }: Hands, row: PlanningRow, stretch: Stretch) =>
  against(row, stretch, { now: board.now() });

function weigh({ board }: Hands, row: PlanningRow, ghost: Omit<Ghost, 'against'>): Ghost {
  const bar = ghost.origin?.bar;
  const isMove = ghost.act === 'move';
  const found = against(row, ghost, {
    now: board.now(),
    ignoring: isMove ? bar?.claim?.bookingId : undefined,
    quantity: bar?.claim?.quantity ?? 1,
    keepsStart: isMove && bar?.from === ghost.from,
  });
  return { ...ghost, against: found };
}

function bookAt(hands: Hands, stretch: Stretch): void {
  const row = rowOf(hands, stretch);
  if (!row) return;
  const { choice } = hands;
  choice.setCursor({ resourceId: stretch.resourceId, from: stretch.from, to: stretch.to });
  if (standsAgainst(hands, row, stretch).length > 0) openWhy(hands, row, stretch);
  else {
    choice.choose(stretch);
    choice.book();
  }
}

function openWhy({ board, choice, scroller }: Hands, row: PlanningRow, stretch: Stretch, anchor?: DOMRect): void {
  choice.setCursor(stretch);
  choice.setCard({ kind: 'why', row, stretch, anchor: anchor ?? anchorOf(scroller, board, stretch) });
}

function putDown(hands: Hands, ghost: Ghost): void {
  const row = rowOf(hands, ghost);
  if (!row || !ghost.origin) return;
  const { origin, act, from, to, resourceId } = ghost;
  const isWhereItWas = from === origin.bar.from && to === origin.bar.to && resourceId === origin.resourceId;
  if (act === 'move' && isWhereItWas) return;
  const [reason] = ghost.against;
  if (reason) toast(() => `${row.name} : ${hands.say.why(reason)}`, { tone: 'danger' });
  else void drop(hands.client, ghost);
}

function pressAt(hands: Hands, stretch: Stretch, at: PressedAt): void {
  const { choice, scroller } = hands;
  scroller?.focus({ preventScroll: true });
  if (at.bar) {
    choice.setCursor({ resourceId: stretch.resourceId, from: at.bar.from, to: at.bar.to });
    choice.setCard({ kind: 'booking', ...at, bar: at.bar });
  } else if (standsAgainst(hands, at.row, stretch).length > 0) openWhy(hands, at.row, stretch, at.anchor);
  else choice.choose(stretch);
}

function openBooking({ board, choice, scroller }: Hands, row: PlanningRow, bar: Bar): void {
  const anchor = anchorOf(scroller, board, { resourceId: row.resourceId, from: bar.from, to: bar.to });
  choice.setCard({ kind: 'booking', row, bar, anchor });
}

function fillBasket(hands: Hands, stretch: Stretch): void {
  const { choice } = hands;
  const row = rowOf(hands, stretch);
  const chosen = choice.chosen();
  const wanted = chosen ? { ...stretch, from: chosen.from, to: chosen.to } : stretch;
  if (!row) return;
  if (chosen?.resourceIds.includes(stretch.resourceId)) choice.toggle(stretch.resourceId);
  else if (standsAgainst(hands, row, wanted).length > 0) openWhy(hands, row, wanted);
  else if (chosen) choice.toggle(stretch.resourceId);
  else choice.choose(stretch);
}

function tell(hands: Hands, row: PlanningRow, stretch: Stretch): void {
  const { board, choice, scroller, say } = hands;
  if (scroller) bringIntoSight(scroller, board, stretch);
  const laid = hands.rows().get(row.resourceId);
  const ghost = choice.ghost();
  const bar = laid && !ghost ? barUnder(laid, stretch) : undefined;
  const found = ghost?.against ?? standsAgainst(hands, row, stretch);
  const own = bar?.claim?.title ? `${bar.claim.title} ; ` : '';
  sayAloud(own + say.whole(row, stretch, found));
}

/** The focus has come into the grid: the cursor is there, and is said. */
function comeIn(hands: Hands): void {
  const { board, choice, scroller } = hands;
  if (choice.card() || !scroller?.matches(':focus-visible')) return;
  const first = board.items().find(item => item.kind === 'row');
  const at = choice.cursor() ?? firstStretch(board, first?.kind === 'row' ? first.laid : undefined);
  const row = at && rowOf(hands, at);
  if (!at || !row) return;
  choice.setCursor(at);
  tell(hands, row, at);
}

/** Of another window, a cursor or a half-done gesture means nothing. */
function forgetWithWindow(board: Board, choice: Choice): void {
  const from = () => board.scale().from;
  const forget = () => {
    choice.setCursor(null);
    choice.setGhost(null);
  };
  createEffect(on(from, forget, { defer: true }));
}
