import { Show } from 'solid-js';
import type { Booking, Line } from '../../shared/booking.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Page.tsx';
import { SiteTime } from '../ui/SiteTime.tsx';
import { actingWords } from './acting-words.ts';
import { bookingWords } from './booking-words.ts';
import { LineNames } from './LineNames.tsx';

/** A change that waits, beside what is held meanwhile. */
export function WaitingChange(props: {
  booking: Booking;
  change: NonNullable<Booking['change']>;
  mayWithdraw: boolean;
  withdraw: () => void;
}) {
  const t = useWords(bookingWords);
  const acts = useWords(actingWords);
  return (
    <Section
      title={t('change')}
      actions={
        <Show when={props.mayWithdraw}>
          <Button onClick={() => props.withdraw()}>{acts('withdraw')}</Button>
        </Show>
      }
    >
      <p class="mb-3 text-sm text-muted">{t('changeText')}</p>
      <div class="grid gap-3 sm:grid-cols-2">
        <Side title={t('held')} of={props.booking} zone={props.booking.timeZone} lines={props.booking.lines} />
        <Side title={t('wanted')} of={props.change} zone={props.booking.timeZone} lines={props.change.lines} wanted />
      </div>
    </Section>
  );
}

function Side(props: {
  title: string;
  of: { startsAt: string; endsAt: string };
  zone: string;
  lines: Line[];
  wanted?: boolean;
}) {
  const format = useFormat();
  return (
    <div
      class={`rounded-lg border px-4 py-3 ${props.wanted ? 'border-dashed border-waiting bg-waiting-soft text-on-waiting-soft' : 'border-line bg-surface'}`}
    >
      <h3 class="text-sm font-semibold">{props.title}</h3>
      <p class="mt-1">
        {props.wanted ? (
          format.span(props.of.startsAt, props.of.endsAt, props.zone)
        ) : (
          <SiteTime from={props.of.startsAt} to={props.of.endsAt} zone={props.zone} />
        )}
      </p>
      <LineNames lines={props.lines} class="text-sm" />
    </div>
  );
}
