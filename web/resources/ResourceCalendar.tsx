import { A } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import IconLeft from '~icons/lucide/chevron-left';
import IconRight from '~icons/lucide/chevron-right';
import type { PlanningRow } from '../../shared/planning.ts';
import type { ResourceDetail } from '../../shared/resource.ts';
import { dayOf, plusDays, startOfDay } from '../../shared/time.ts';
import { openBookingForm } from '../bookings/form-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Section } from '../ui/Page.tsx';
import { Loaded, Notice, Skeleton } from '../ui/states.tsx';
import { useFirstFree, useWeek, usualMinutes } from './page-data.ts';
import { resourcePageWords } from './page-words.ts';
import { resourceWords } from './words.ts';

/** The week of one resource in words, and the next times that are free. The planning draws it beside the others. */
export function ResourceCalendar(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const format = useFormat();
  const zone = () => props.resource.site.timeZone;
  const monday = () => {
    const today = dayOf(new Date(), zone());
    return plusDays(today, -((new Date(`${today}T12:00Z`).getUTCDay() + 6) % 7));
  };
  const [day, setDay] = createSignal(monday());
  const query = useWeek(
    () => props.resource,
    () => day(),
  );
  return (
    <Section
      title={t('calendar')}
      actions={
        <A href={`/?resourceId=${props.resource.id}`} class="text-sm font-semibold text-primary underline">
          {t('inPlanning')}
        </A>
      }
    >
      <Show when={props.resource.mayBook}>
        <NextFree resource={props.resource} />
      </Show>
      <div class="mb-2 flex items-center gap-1">
        <IconButton label={t('previousWeek')} onClick={() => setDay(plusDays(day(), -7))}>
          <IconLeft aria-hidden="true" class="size-5" />
        </IconButton>
        <p aria-live="polite" class="min-w-48 text-center font-semibold">
          {t('week', format.day(startOfDay(day(), zone()), zone()))}
        </p>
        <IconButton label={t('nextWeek')} onClick={() => setDay(plusDays(day(), 7))}>
          <IconRight aria-hidden="true" class="size-5" />
        </IconButton>
        <Show when={day() !== monday()}>
          <Button look="quiet" onClick={() => setDay(monday())}>
            {t('thisWeek')}
          </Button>
        </Show>
      </div>
      <Loaded query={query} skeleton={<Skeleton rows={7} />}>
        {row => (
          <ul class="divide-y divide-line rounded-lg border border-line bg-surface">
            <For each={Array.from({ length: 7 }, (_, index) => plusDays(day(), index))}>
              {one => <Day day={one} row={row()} resource={props.resource} />}
            </For>
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

function NextFree(props: { resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const format = useFormat();
  const minutes = () => usualMinutes(props.resource);
  const query = useFirstFree(() => props.resource, minutes);
  const say = (slot: { startsAt: string; endsAt: string }) =>
    format.span(slot.startsAt, slot.endsAt, props.resource.site.timeZone);
  return (
    <div class="mb-5">
      <h3 class="mb-2 text-sm font-semibold">{t('firstFree', format.length(minutes()))}</h3>
      <Loaded query={query} skeleton={<Skeleton rows={1} />}>
        {slots => (
          <Show when={slots().length > 0} fallback={<Notice>{t('noneFree')}</Notice>}>
            <div class="flex flex-wrap gap-2">
              <For each={slots()}>
                {slot => (
                  <Button
                    aria-label={t('bookAt', say(slot))}
                    onClick={() =>
                      openBookingForm({
                        lines: [{ resourceId: props.resource.id, quantity: props.resource.criteria?.minQuantity ?? 1 }],
                        ...slot,
                      })
                    }
                  >
                    <span class="tabular-nums">{say(slot)}</span>
                  </Button>
                )}
              </For>
            </div>
          </Show>
        )}
      </Loaded>
    </div>
  );
}

function Day(props: { day: string; row: PlanningRow; resource: ResourceDetail }) {
  const t = useWords(resourcePageWords);
  const format = useFormat();
  const zone = () => props.resource.site.timeZone;
  const bounds = () => ({
    from: startOfDay(props.day, zone()).toISOString(),
    to: startOfDay(plusDays(props.day, 1), zone()).toISOString(),
  });
  const touches = (from: string, to: string) => from < bounds().to && to > bounds().from;
  const open = () => props.row.open.filter(one => touches(one.from, one.to));
  const hours = () =>
    open().some(one => one.from <= bounds().from && one.to >= bounds().to)
      ? t('atAllTimes')
      : format.list(open().map(one => clockSpan(one.from, one.to)));
  /** Within the day: what began before begins at midnight, what goes on ends at midnight. */
  const clockSpan = (from: string, to: string) => {
    const { from: first, to: last } = bounds();
    const end = to >= last ? '24:00' : format.time(to, zone());
    return `${format.time(from < first ? first : from, zone())} – ${end}`;
  };
  const entries = () =>
    [
      ...props.row.claims
        .filter(one => touches(one.startsAt, one.endsAt))
        .map(claim => ({ at: claim.startsAt, claim })),
      ...props.row.blocks
        .filter(one => touches(one.startsAt, one.endsAt))
        .map(block => ({ at: block.startsAt, block })),
    ].sort((a, b) => a.at.localeCompare(b.at));
  const isToday = () => props.day === dayOf(new Date(), zone());
  return (
    <li class="flex flex-col gap-x-4 px-3 py-2.5 sm:flex-row">
      <p class={`shrink-0 sm:w-44 ${isToday() ? 'font-bold' : ''}`}>
        {format.day(bounds().from, zone())}
        <span class="block text-sm font-normal text-muted">{open().length > 0 ? t('open', hours()) : t('closed')}</span>
      </p>
      <Show when={entries().length > 0} fallback={<p class="text-sm text-muted">{t('freeAllDay')}</p>}>
        <ul class="flex min-w-0 flex-1 flex-col gap-1 text-sm">
          <For each={entries()}>
            {entry => (
              <li class="flex flex-wrap gap-x-3">
                <Show when={'claim' in entry && entry.claim}>
                  {claim => (
                    <>
                      <span class="tabular-nums">{clockSpan(claim().startsAt, claim().endsAt)}</span>
                      <ClaimWords claim={claim()} capacity={props.resource.capacity} />
                    </>
                  )}
                </Show>
                <Show when={'block' in entry && entry.block}>
                  {block => (
                    <>
                      <span class="tabular-nums">{clockSpan(block().startsAt, block().endsAt)}</span>
                      <BlockWords kind={block().kind} reason={block().reason} />
                    </>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </li>
  );
}

function ClaimWords(props: { claim: PlanningRow['claims'][number]; capacity: number }) {
  const t = useWords(resourcePageWords);
  const words = () => {
    const { claim, capacity } = props;
    return [
      claim.title ?? t('taken'),
      claim.organisationName,
      capacity > 1 ? t('unitsTaken', claim.quantity, capacity) : undefined,
      claim.status === 'pending' ? t('pending') : undefined,
      claim.mine ? t('mine') : undefined,
    ]
      .filter(Boolean)
      .join(' · ');
  };
  return (
    <Show when={props.claim.bookingId} fallback={<span class="min-w-0">{words()}</span>}>
      {id => (
        <A href={`/bookings/${id()}`} class="min-w-0 py-0.5 text-primary underline">
          {words()}
        </A>
      )}
    </Show>
  );
}

function BlockWords(props: { kind: PlanningRow['blocks'][number]['kind']; reason: string }) {
  const words = useWords(resourceWords);
  return (
    <span class="min-w-0 font-semibold">
      {words(`block.${props.kind}`)}
      <Show when={props.reason}> : {props.reason}</Show>
    </span>
  );
}
