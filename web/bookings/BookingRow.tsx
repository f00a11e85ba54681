import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import IconSeries from '~icons/lucide/repeat';
import type { Booking } from '../../shared/booking.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { SiteTime } from '../ui/SiteTime.tsx';
import { KindIcon } from './KindIcon.tsx';
import { mineWords } from './mine-words.ts';
import { RowActs } from './RowActs.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { standingOf } from './status.ts';

/** One booking in a list: when, what, where, for whom, how it stands, and what one may do. */
export function BookingRow(props: { booking: Booking; now: number; mine: boolean; leaving: () => void }) {
  const t = useWords(mineWords);
  const format = useFormat();
  const standing = () => standingOf(props.booking, props.now);
  const deadline = () => props.booking.change?.holdUntil ?? props.booking.holdUntil;
  return (
    <li class="rounded-lg border border-line bg-surface px-4 py-3 shadow-raised" data-booking={props.booking.id}>
      <article class="flex flex-wrap items-start gap-x-4 gap-y-2" aria-label={props.booking.title}>
        <div class="min-w-0 flex-1 basis-60">
          <h3 class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <A class="min-w-0 font-semibold underline-offset-2 hover:underline" href={`/bookings/${props.booking.id}`}>
              {props.booking.title}
            </A>
            <StatusBadge standing={standing()} />
            <Show when={props.booking.seriesId}>
              <span class="inline-flex items-center gap-1 text-xs font-normal text-muted">
                <IconSeries aria-hidden="true" class="size-3.5" />
                {t('series')}
              </span>
            </Show>
          </h3>
          <SiteTime
            class="mt-0.5 block tabular-nums"
            from={props.booking.startsAt}
            to={props.booking.endsAt}
            zone={props.booking.timeZone}
          />
          <ul class="mt-1 text-sm">
            <For each={props.booking.lines}>
              {line => (
                <li class="flex items-start gap-1.5">
                  <KindIcon kind={line.kind} class="mt-0.5 size-4 shrink-0 text-muted" />
                  <span class="min-w-0">
                    {line.resourceName}
                    <Show when={line.quantity > 1}> {t('times', line.quantity)}</Show>
                    <span class="text-muted">, {line.siteName}</span>
                  </span>
                </li>
              )}
            </For>
          </ul>
          <p class="mt-1 text-sm text-muted">
            {t('for', props.booking.organisationName)}
            <Show when={!props.mine}> · {t('by', props.booking.personName)}</Show>
          </p>
          <Show when={props.booking.change}>
            {change => (
              <p class="mt-1 text-sm">
                {t('changePending', format.span(change().startsAt, change().endsAt, props.booking.timeZone))}
              </p>
            )}
          </Show>
          <Show when={(standing() === 'pending' || standing() === 'change_pending') && deadline()}>
            {until => (
              <p class="mt-1 text-sm font-medium text-on-waiting-soft">
                {Date.parse(until()) > props.now
                  ? t('decidedBy', format.dayTime(until(), props.booking.timeZone), format.ago(until(), props.now))
                  : t('overdue')}
              </p>
            )}
          </Show>
        </div>
        <RowActs booking={props.booking} leaving={props.leaving} />
      </article>
    </li>
  );
}
