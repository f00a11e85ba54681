import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import type { Approval } from '../../shared/approval.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { decideWords } from './words.ts';

/** A request and those that want the same at the same time, side by side. */
export function Rivals(props: { approval: Approval }) {
  const t = useWords(decideWords);
  const format = useFormat();
  const zone = () => props.approval.booking.timeZone;
  const quantity = () => props.approval.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <section>
      <h3 class="text-base">{t('rivals')}</h3>
      <p class="mb-2 text-sm text-muted">{t('rivalsText')}</p>
      <ul class="grid gap-2 sm:grid-cols-2">
        <li class="rounded-md border border-primary bg-primary-soft px-3 py-2 text-sm text-on-primary-soft">
          <p class="font-semibold">{t('thisOne')}</p>
          <p>
            {props.approval.booking.title}, {props.approval.booking.organisationName}
          </p>
          <p class="tabular-nums">
            {format.span(props.approval.booking.startsAt, props.approval.booking.endsAt, zone())}
            <Show when={quantity() > 1}> {t('times', quantity())}</Show>
          </p>
        </li>
        <For each={props.approval.rivals}>
          {rival => (
            <li class="rounded-md border border-dashed border-waiting bg-waiting-soft px-3 py-2 text-sm text-on-waiting-soft">
              <p class="font-semibold">{rival.organisationName ?? t('otherOrganisation')}</p>
              <Show when={rival.bookingId}>
                {id => (
                  <p>
                    <A class="underline underline-offset-2" href={`/bookings/${id()}`}>
                      {rival.title}
                    </A>
                  </p>
                )}
              </Show>
              <p class="tabular-nums">
                {format.span(rival.startsAt, rival.endsAt, zone())}
                <Show when={rival.quantity > 1}> {t('times', rival.quantity)}</Show>
              </p>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
