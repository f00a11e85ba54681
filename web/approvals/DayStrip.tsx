import { createMemo, For, Show } from 'solid-js';
import type { Approval, Neighbour } from '../../shared/approval.ts';
import { StatusBadge } from '../bookings/StatusBadge.tsx';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { type Bar, stripOf } from './day-strip.ts';
import { decideWords } from './words.ts';

const rowHeight = 1.75;

const looks: Record<Bar['of'], string> = {
  neighbour: 'border-edge bg-sunken text-ink',
  request: 'border-primary bg-primary text-on-primary font-semibold',
  rival: 'border-dashed border-waiting bg-waiting-soft text-on-waiting-soft',
};

/** The day around one line of a request, drawn for eyes and told in a list for everyone else. */
export function DayStrip(props: { approval: Approval; line: Approval['lines'][number] }) {
  const t = useWords(decideWords);
  const format = useFormat();
  const zone = () => props.approval.booking.timeZone;
  const strip = createMemo(() => stripOf(props.approval, props.line, zone()));
  const name = (bar: Bar) =>
    bar.of === 'request' ? t('thisOne') : (bar.neighbour?.organisationName ?? t('otherOrganisation'));
  const others = () => strip().bars.filter(bar => bar.of !== 'request');
  return (
    <figure>
      <figcaption class="mb-1 text-sm font-semibold">
        {t('day', props.line.resourceName, format.longDay(props.line.startsAt, zone()))}
      </figcaption>
      <div aria-hidden="true" class="overflow-hidden rounded-md border border-line bg-surface text-xs">
        <div class="relative h-5 border-b border-line text-muted">
          <For each={strip().ticks}>
            {tick => (
              <span class="absolute top-0.5 pl-1 tabular-nums" style={{ left: `${tick.left}%` }}>
                {strip().isLong ? format.day(tick.at, zone()) : format.time(tick.at, zone()).slice(0, 2)}
              </span>
            )}
          </For>
        </div>
        <div class="relative" style={{ height: `${strip().rows * rowHeight + 0.25}rem` }}>
          <For each={strip().ticks}>
            {tick => <span class="absolute inset-y-0 w-px bg-line" style={{ left: `${tick.left}%` }} />}
          </For>
          <For each={strip().bars}>
            {bar => (
              <span
                class={`absolute h-6 truncate rounded-sm border px-1 leading-5 ${looks[bar.of]}`}
                style={{
                  left: `${bar.left}%`,
                  width: `${bar.width}%`,
                  top: `${bar.row * rowHeight + 0.25}rem`,
                }}
              >
                {name(bar)}
              </span>
            )}
          </For>
        </div>
      </div>
      <Show when={others().length > 0} fallback={<p class="mt-1 text-sm text-muted">{t('nothingAround')}</p>}>
        <details class="mt-1 text-sm">
          <summary class="min-h-11 content-center pointer-fine:min-h-6">{t('around', others().length)}</summary>
          <ul class="mt-1 flex flex-col gap-1">
            <For each={others()}>{bar => <Around bar={bar} zone={zone()} />}</For>
          </ul>
        </details>
      </Show>
    </figure>
  );
}

function Around(props: { bar: Bar; zone: string }) {
  const t = useWords(decideWords);
  const format = useFormat();
  const one = (): Neighbour | undefined => props.bar.neighbour;
  return (
    <li class="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <span class="tabular-nums">{format.span(props.bar.startsAt, props.bar.endsAt, props.zone)}</span>
      <span>{one()?.title ?? t('otherOrganisation')}</span>
      <Show when={one()?.organisationName}>{name => <span class="text-muted">{name()}</span>}</Show>
      <StatusBadge standing={one()?.status ?? 'pending'} />
    </li>
  );
}
