import { lazy, Match, Suspense, Switch } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import { bookingWords } from '../bookings/booking-words.ts';
import { useWords } from '../i18n/locale.tsx';
import { useNow } from '../live/now.ts';
import { Notice, Skeleton } from '../ui/states.tsx';
import { useStanding } from './reads.ts';
import { decideWords } from './words.ts';

const DecidePanel = lazy(() => import('./DecidePanel.tsx').then(module => ({ default: module.DecidePanel })));

/** On the page of a booking that waits for the reader: the decision itself. This is where the mail leads; reading it decides nothing. */
export function DecideHere(props: { booking: Booking }) {
  const t = useWords(decideWords);
  const about = useWords(bookingWords);
  const now = useNow();
  const standing = useStanding(
    () => props.booking.id,
    () => props.booking.status === 'pending',
  );
  const found = () => (props.booking.status === 'pending' ? standing.data : undefined);
  return (
    <Switch>
      <Match when={found()?.approval}>
        {approval => (
          <section class="mb-8 rounded-lg border-2 border-waiting bg-surface p-4 shadow-raised sm:p-5">
            <h2 class="mb-3">{t('title')}</h2>
            <Suspense fallback={<Skeleton rows={3} />}>
              <DecidePanel approval={approval()} now={now()} />
            </Suspense>
          </section>
        )}
      </Match>
      <Match when={found()?.recusal}>
        {recusal => <Notice class="mb-6">{about('recused', recusal().why)}</Notice>}
      </Match>
    </Switch>
  );
}
