import { lazy, Show, Suspense } from 'solid-js';
import type { Choice } from './choice.ts';

const BookingCard = lazy(() => import('./BookingCard.tsx'));
const WhyCard = lazy(() => import('./WhyCard.tsx'));

/** What is opened beside the grid: a booking, or why a time cannot be booked. */
export function Cards(props: { choice: Choice; isPhone: boolean; onTake: (how: 'move' | 'copy') => void }) {
  const booking = () => {
    const card = props.choice.card();
    return card?.kind === 'booking' ? card : undefined;
  };
  const why = () => {
    const card = props.choice.card();
    return card?.kind === 'why' ? card : undefined;
  };
  return (
    <Suspense>
      <Show when={booking()} keyed>
        {card => <BookingCard card={card} choice={props.choice} isPhone={props.isPhone} onTake={props.onTake} />}
      </Show>
      <Show when={why()} keyed>
        {card => <WhyCard card={card} choice={props.choice} isPhone={props.isPhone} />}
      </Show>
    </Suspense>
  );
}
