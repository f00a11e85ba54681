import { type Accessor, createContext, useContext } from 'solid-js';
import type { Grouping, Item, Measures } from './rows.ts';
import type { Scale } from './scale.ts';
import type { View } from './span.ts';

/** Pixels of the line of days and hours, as in `planning.css`. */
export const headerHeight = 48;

/** What every part of the grid is drawn from. */
export interface Board {
  view: Accessor<View>;
  /** The local day that one went to; a view may show others around it. */
  date: Accessor<string>;
  /** Another number each time that somebody goes to a day or a view. */
  arrivals: Accessor<number>;
  group: Accessor<Grouping>;
  scale: Accessor<Scale>;
  measures: Accessor<Measures>;
  /** Pixels of the column of names; 0 where the name stands above its track. */
  side: Accessor<number>;
  items: Accessor<Item[]>;
  height: Accessor<number>;
  /** Milliseconds, renewed every half minute. */
  now: Accessor<number>;
  /** Whether what is shown is of this window, and not of the last one while the next is read. */
  isCurrent: Accessor<boolean>;
  /** On paper all rows are drawn, not only those in sight. */
  isPrinting: Accessor<boolean>;
}

export const BoardContext = createContext<Board>();

export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error('useBoard needs a board');
  return board;
}
