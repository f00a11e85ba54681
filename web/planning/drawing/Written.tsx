import { type Accessor, createMemo, For } from 'solid-js';
import { useBoard } from '../board.ts';
import type { Bar, LaidRow } from '../rows.ts';
import { xOf } from '../scale.ts';
import { lookOf, useBarWords } from './Bar.tsx';

/** Pixels of a letter, and of what stands around the text of a bar; rather too many, so that nothing is cut off. */
const letter = 7.5;
const frame = 16;

/** On paper nothing can be opened: the bars of a row whose words do not fit into them, or that say more than they show. */
export function useWritten(laid: Accessor<LaidRow>): Accessor<Bar[]> {
  const board = useBoard();
  const say = useBarWords();
  return createMemo(() => {
    if (!board.isPrinting()) return [];
    const scale = board.scale();
    const widthOf = (bar: Bar) => xOf(scale, bar.to) - xOf(scale, bar.from);
    const fits = (bar: Bar) => say.seen(bar, lookOf(bar, board.now())).length * letter + frame <= widthOf(bar);
    return laid().bars.filter(
      bar => bar.from < scale.to && scale.from < bar.to && (bar.claim?.mine === true || !fits(bar)),
    );
  });
}

/** Each of them in words, by the number that it bears. */
export function Written(props: { bars: Bar[] }) {
  const board = useBoard();
  const say = useBarWords();
  return (
    <div role="gridcell" class="pl-written">
      <For each={props.bars}>
        {(bar, index) => (
          <p>
            {index() + 1}. {say.whole(bar, lookOf(bar, board.now()))}
          </p>
        )}
      </For>
    </div>
  );
}
