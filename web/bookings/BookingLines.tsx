import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import { useWords } from '../i18n/locale.tsx';
import { Section } from '../ui/Page.tsx';
import { bookingWords } from './booking-words.ts';
import { KindIcon } from './KindIcon.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { standingOf } from './status.ts';

/** The lines of a booking: each has its owner, and its own answer. */
export function BookingLines(props: { booking: Booking; now: number }) {
  const t = useWords(bookingWords);
  return (
    <Section title={t('lines')}>
      <ul class="divide-y divide-line rounded-lg border border-line bg-surface">
        <For each={props.booking.lines}>
          {line => (
            <li class="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
              <KindIcon kind={line.kind} class="size-5 shrink-0 text-muted" />
              <div class="min-w-0 flex-1 basis-48">
                <p>
                  <A class="font-semibold underline underline-offset-2" href={`/resources/${line.resourceId}`}>
                    {line.resourceName}
                  </A>
                  <Show when={line.quantity > 1}> {t('times', line.quantity)}</Show>
                </p>
                <p class="text-sm text-muted">{t('ofOwner', line.ownerName, line.siteName)}</p>
              </div>
              <StatusBadge standing={standingOf(line, props.now)} />
            </li>
          )}
        </For>
      </ul>
      <Show when={props.booking.lines.length > 1 && props.booking.status === 'pending'}>
        <p class="mt-2 text-sm text-muted">
          {t(props.booking.bundle === 'all_or_nothing' ? 'allOrNothing' : 'keepApproved')}
        </p>
      </Show>
    </Section>
  );
}
