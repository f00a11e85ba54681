import { useQuery } from '@tanstack/solid-query';
import { For, type JSX, Show } from 'solid-js';
import IconEmpty from '~icons/lucide/calendar-off';
import type { FindingCode } from '../../shared/finding-codes.ts';
import type { Availability, FirstFree } from '../../shared/planning.ts';
import { api, call } from '../api.ts';
import { openBookingForm } from '../bookings/form-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState, Skeleton } from '../ui/states.tsx';
import { filterQuery, instantsOf, mostRows } from './data.ts';
import type { Filter } from './place.ts';
import { planningWords } from './words.ts';

const mostTimes = 5;

/** Nothing is free at the time that is asked for: why, and when something is, soonest first. */
export function NothingFree(props: {
  filter: Filter;
  free: NonNullable<Filter['free']>;
  zone: string;
  count: number;
  children: JSX.Element;
}) {
  const t = useWords(planningWords);
  const format = useFormat();
  const window = () => instantsOf(props.free, props.zone);
  const minutes = () => (Date.parse(window().to) - Date.parse(window().from)) / 60_000;
  const asked = () => ({ ...filterQuery(props.filter), limit: String(mostRows) });
  const why = useQuery(() => {
    const query = { ...asked(), ...window(), free: 'false' as const };
    return {
      queryKey: ['availability', 'why', query],
      queryFn: async () => reasonsOf((await call(api.availability.$get({ query }))).items),
    };
  });
  const next = useQuery(() => {
    const query = { ...asked(), from: window().from, minutes: String(minutes()) };
    return {
      queryKey: ['availability', 'first', query],
      queryFn: async () => soonestOf((await call(api.availability.first.$get({ query }))).items),
    };
  });
  const because = (reasons: ReturnType<typeof reasonsOf>) =>
    props.count === 1 ? reasons[0]?.message : format.list(reasons.map(one => t(`busyBecause.${one.group}`, one.count)));
  return (
    <EmptyState title={t('busyTitle')} icon={<IconEmpty aria-hidden="true" />} actions={props.children}>
      <p>{t('busyText', props.count, format.span(window().from, window().to, props.zone))}</p>
      <Show when={why.isSuccess}>
        <p class="mt-1 text-sm">{because(why.data ?? [])}</p>
      </Show>
      <section aria-label={t('nextFree')} class="mt-4 text-ink">
        <h3 class="mb-1 text-sm font-semibold">{t('nextFree')}</h3>
        <Show when={next.isSuccess} fallback={<Skeleton rows={3} />}>
          <Show when={next.data?.length} fallback={<p class="text-sm text-muted">{t('neverFree')}</p>}>
            <ul class="divide-y divide-line rounded-md border border-line bg-surface text-left">
              <For each={next.data}>{one => <FreeTime one={one} zone={props.zone} />}</For>
            </ul>
          </Show>
        </Show>
      </section>
    </EmptyState>
  );
}

type Offer = FirstFree & { startsAt: string; endsAt: string };

function FreeTime(props: { one: Offer; zone: string }) {
  const t = useWords(planningWords);
  const format = useFormat();
  const time = () => format.span(props.one.startsAt, props.one.endsAt, props.zone);
  const book = () => {
    const { startsAt, endsAt, resourceId } = props.one;
    openBookingForm({ startsAt, endsAt, lines: [{ resourceId, quantity: 1 }] });
  };
  return (
    <li class="flex flex-wrap items-center justify-end gap-2 py-1.5 pl-3 pr-1.5">
      <p class="min-w-40 flex-1 text-sm">
        <span class="font-semibold">{props.one.name}</span>
        <br />
        {time()}
      </p>
      <Button aria-label={t(props.one.needsApproval ? 'askThen' : 'bookThen', props.one.name, time())} onClick={book}>
        {t(props.one.needsApproval ? 'ask' : 'book')}
      </Button>
    </li>
  );
}

const groupOf: Partial<Record<FindingCode, Group>> = {
  ...{ taken: 'taken', buffer: 'taken', over_capacity: 'taken', blocked: 'blocked', closed: 'closed' },
  ...{ too_soon: 'notice', in_past: 'past', too_far: 'horizon', too_short: 'length', too_long: 'length' },
  not_allowed: 'not_allowed',
};
type Group = keyof (typeof planningWords)['fr']['busyBecause'];

/** What stands first in the way of each, and of how many; most first. */
function reasonsOf(items: Availability[]): { group: Group; message: string; count: number }[] {
  const first = items.flatMap(one => one.reasons.find(reason => reason.severity === 'block') ?? []);
  return [...Map.groupBy(first, reason => groupOf[reason.code] ?? 'other')]
    .map(([group, those]) => ({ group, message: those[0]?.message ?? '', count: those.length }))
    .toSorted((one, other) => other.count - one.count);
}

function soonestOf(items: FirstFree[]): Offer[] {
  return items
    .flatMap(one => (one.startsAt && one.endsAt ? [{ ...one, startsAt: one.startsAt, endsAt: one.endsAt }] : []))
    .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
    .slice(0, mostTimes);
}
