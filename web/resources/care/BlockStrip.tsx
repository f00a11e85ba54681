import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { api, call } from '../../api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { blockWords } from './block-words.ts';

/** What is planned around a block, drawn on one line with it: each booking a bar, the block hatched over all of them. */
export function BlockStrip(props: { resource: ResourceDetail; startsAt: string; endsAt: string }) {
  const t = useWords(blockWords);
  const format = useFormat();
  const window = () => {
    const [from, to] = [Date.parse(props.startsAt), Date.parse(props.endsAt)];
    const around = Math.max(3 * 3_600_000, (to - from) / 4);
    return { from: from - around, to: to + around };
  };
  const query = useQuery(() => {
    const { from, to } = window();
    const asked = {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      resourceId: [props.resource.id],
    };
    return {
      queryKey: ['planning', 'strip', asked],
      queryFn: () => call(api.planning.$get({ query: asked })),
      placeholderData: kept => kept,
    };
  });
  const place = (from: string, to: string) => {
    const { from: start, to: end } = window();
    const at = (instant: string) => Math.min(100, Math.max(0, ((Date.parse(instant) - start) / (end - start)) * 100));
    return { left: `${at(from)}%`, width: `${Math.max(0.5, at(to) - at(from))}%` };
  };
  const claims = () => (query.data && 'items' in query.data ? (query.data.items[0]?.claims ?? []) : []);
  const zone = () => props.resource.site.timeZone;
  return (
    <figure>
      <figcaption class="mb-1 flex flex-wrap justify-between gap-2 text-sm text-muted">
        <span>{t('strip')}</span>
        <span class="flex gap-3">
          <span class="flex items-center gap-1.5">
            <span aria-hidden="true" class="h-3 w-5 rounded-sm bg-primary" /> {t('stripBooking')}
          </span>
          <span class="flex items-center gap-1.5">
            <span aria-hidden="true" class="h-3 w-5 rounded-sm border-2 border-dashed border-danger bg-danger-soft" />{' '}
            {t('stripLegend')}
          </span>
        </span>
      </figcaption>
      <div class="relative h-14 overflow-hidden rounded-md border border-line bg-sunken">
        <span
          aria-hidden="true"
          class="absolute inset-y-0 border-x-2 border-dashed border-danger bg-danger-soft"
          style={place(props.startsAt, props.endsAt)}
        />
        <ul>
          <For each={claims()}>
            {claim => (
              <li
                class="absolute inset-y-3 overflow-hidden rounded-sm bg-primary px-1 text-xs leading-8 text-on-primary"
                style={place(claim.startsAt, claim.endsAt)}
                title={`${claim.title ?? ''} ${format.span(claim.startsAt, claim.endsAt, zone())}`}
              >
                <span class="whitespace-nowrap">{claim.title ?? t('stripBooking')}</span>
                <span class="sr-only"> {format.span(claim.startsAt, claim.endsAt, zone())}</span>
              </li>
            )}
          </For>
        </ul>
      </div>
      <Show when={query.data}>
        <p class="mt-0.5 flex justify-between text-xs tabular-nums text-muted">
          <span>{format.dayTime(new Date(window().from), zone())}</span>
          <span>{format.dayTime(new Date(window().to), zone())}</span>
        </p>
      </Show>
    </figure>
  );
}
