import { A } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Page.tsx';
import { Loaded } from '../ui/states.tsx';
import { bookingWords } from './booking-words.ts';
import { useSeries } from './reads.ts';
import { StatusBadge } from './StatusBadge.tsx';
import { standingOf } from './status.ts';

const around = 3;

/** The dates of a series: those near this one at first, all when asked for. */
export default function SeriesDates(props: { seriesId: string; bookingId: string; now: number }) {
  const t = useWords(bookingWords);
  const format = useFormat();
  const query = useSeries(() => props.seriesId);
  const [all, setAll] = createSignal(false);
  const shown = (bookings: Booking[]) => {
    const here = bookings.findIndex(one => one.id === props.bookingId);
    return all() ? bookings : bookings.slice(Math.max(0, here - around), here + around + 1);
  };
  return (
    <Section title={t('series')}>
      <Loaded query={query}>
        {found => (
          <>
            <p class="mb-2 text-sm text-muted">
              {t('seriesText', found().bookings.length)}
              <Show when={found().series.exdates.length > 0}>
                {' '}
                {t(
                  'leftOut',
                  found()
                    .series.exdates.slice(0, 6)
                    .map(date => format.day(date, found().series.timeZone))
                    .join(', '),
                )}
              </Show>
            </p>
            <ul class="divide-y divide-line rounded-lg border border-line bg-surface">
              <For each={shown(found().bookings)}>
                {one => (
                  <li
                    class={`flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 py-1.5 text-sm ${one.id === props.bookingId ? 'bg-primary-soft text-on-primary-soft' : ''}`}
                  >
                    <Show
                      when={one.id !== props.bookingId}
                      fallback={
                        <span class="font-semibold" aria-current="true">
                          {format.span(one.startsAt, one.endsAt, one.timeZone)} ({t('thisDate')})
                        </span>
                      }
                    >
                      <A class="underline underline-offset-2" href={`/bookings/${one.id}`}>
                        {format.span(one.startsAt, one.endsAt, one.timeZone)}
                      </A>
                    </Show>
                    <span class="flex items-center gap-2">
                      <Show when={one.detached}>
                        <span class="text-xs">{t('detached')}</span>
                      </Show>
                      <StatusBadge standing={standingOf(one, props.now)} />
                    </span>
                  </li>
                )}
              </For>
            </ul>
            <Show when={!all() && shown(found().bookings).length < found().bookings.length}>
              <Button class="mt-2" look="quiet" onClick={() => setAll(true)}>
                {t('allDates', found().bookings.length)}
              </Button>
            </Show>
          </>
        )}
      </Loaded>
    </Section>
  );
}
