import { createSignal } from 'solid-js';
import type { PlanningRow } from '../../shared/planning.ts';
import { openBookingForm, preloadBookingForm } from '../bookings/form-state.tsx';
import type { Against, Stretch } from './against.ts';
import type { Bar } from './rows.ts';

/** What a gesture is doing, before it is done. */
export interface Ghost extends Stretch {
  act: 'book' | 'move' | 'copy';
  /** What is moved, resized or copied, and on which row it stands. */
  origin?: { bar: Bar; resourceId: string };
  against: Against[];
}

/** A time that was chosen, and the resources that it is chosen for: the basket. */
export interface Chosen {
  from: number;
  to: number;
  resourceIds: string[];
}

/** What is opened beside the grid. */
export type Card =
  | { kind: 'booking'; bar: Bar; row: PlanningRow; anchor: DOMRect }
  | { kind: 'why'; stretch: Stretch; row: PlanningRow; anchor: DOMRect };

/** What the person points at, has chosen, and is moving. One for the page; grid, list, basket and cards share it. */
export function createChoice(focusGrid: () => HTMLElement | null) {
  /** The stretch that the keys move. */
  const [cursor, setCursor] = createSignal<Stretch | null>(null);
  const [ghost, setGhost] = createSignal<Ghost | null>(null);
  const [chosen, setChosen] = createSignal<Chosen | null>(null);
  const [card, setCard] = createSignal<Card | null>(null);

  return {
    cursor,
    setCursor,
    ghost,
    setGhost,
    chosen,
    setChosen,
    card,
    setCard,
    focusGrid,

    /** Closes what is opened beside the grid; the focus goes back to where it came from. */
    closeCard() {
      setCard(null);
      setTimeout(() => document.activeElement === document.body && focusGrid()?.focus({ preventScroll: true }));
    },

    /** Takes a time on one resource: the beginning of a basket. */
    choose({ resourceId, from, to }: Stretch) {
      preloadBookingForm();
      setCursor({ resourceId, from, to });
      setChosen({ from, to, resourceIds: [resourceId] });
    },

    /** Puts a resource into the basket, or takes it out; the last one out empties it. */
    toggle(resourceId: string) {
      const now = chosen();
      if (!now) return;
      const without = now.resourceIds.filter(id => id !== resourceId);
      const resourceIds = without.length < now.resourceIds.length ? without : [...without, resourceId];
      setChosen(resourceIds.length > 0 ? { ...now, resourceIds } : null);
    },

    /** Opens the form with all that is in the basket. */
    book() {
      const now = chosen();
      if (!now) return;
      const draft = {
        startsAt: new Date(now.from).toISOString(),
        endsAt: new Date(now.to).toISOString(),
        lines: now.resourceIds.map(resourceId => ({ resourceId, quantity: 1 })),
      };
      openBookingForm(draft, { returnFocus: focusGrid });
    },
  };
}

export type Choice = ReturnType<typeof createChoice>;
