import { useSearchParams } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import type { Booking } from '../../shared/booking.ts';
import { dayOf } from '../../shared/time.ts';
import { type ResourceKind, resourceKinds } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useNow } from '../live/now.ts';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { NextPage } from '../ui/DataTable.tsx';
import { Each } from '../ui/Each.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Page } from '../ui/Page.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Loaded } from '../ui/states.tsx';
import { WaitingSection } from '../waiting/WaitingSection.tsx';
import { BookingRow } from './BookingRow.tsx';
import { openBookingForm } from './form-state.tsx';
import { mineWords } from './mine-words.ts';
import { NoBookings } from './NoBookings.tsx';
import { type BookingChoice, bookingViews, isOfView, useBookingList } from './reads.ts';

/** What one has booked, or one's organisation: to come, waiting, over, called off; the choice is in the address. */
export default function MyBookingsPage() {
  const t = useWords(mineWords);
  const now = useNow();
  const [params, setParams] = useSearchParams<{ view?: string; whose?: string; kind?: string }>();
  const choice = createMemo(() => choiceOf(params));
  const query = useBookingList(choice);
  const items = createMemo(() => {
    const { view } = choice();
    return (query.data?.pages ?? []).flatMap(page => page.items).filter(one => isOfView(view, one.status));
  });
  const isFiltered = () => Boolean(params.whose || params.kind);
  const clear = () => setParams({ whose: undefined, kind: undefined });
  return (
    <Page
      title={t('title')}
      actions={
        <Button
          look="primary"
          icon={<IconPlus aria-hidden="true" class="size-4" />}
          onClick={() => openBookingForm({})}
        >
          {t('book')}
        </Button>
      }
    >
      <div class="mb-5 flex flex-wrap items-end gap-3">
        <Segmented
          label={t('views')}
          class="max-sm:w-full max-sm:[&>label]:flex-1 max-sm:[&>label]:justify-center max-sm:[&>label]:px-1"
          value={choice().view}
          options={bookingViews.map(view => ({ value: view, label: t(view) }))}
          onChange={view => setParams({ view: view === 'upcoming' ? undefined : view }, { replace: true })}
        />
        <Filters
          whose={params.whose ?? ''}
          kind={params.kind ?? ''}
          onWhose={whose => setParams({ whose: whose || undefined }, { replace: true })}
          onKind={kind => setParams({ kind: kind || undefined }, { replace: true })}
        />
      </div>
      <Show when={choice().view === 'upcoming' || choice().view === 'pending'}>
        <WaitingSection now={now()} />
      </Show>
      <Loaded query={query}>
        {() => (
          <Show
            when={items().length > 0}
            fallback={<NoBookings view={choice().view} filtered={isFiltered()} onClear={clear} />}
          >
            <Days items={items()} now={now()} mine={choice().mine} />
            <NextPage pages={query} />
          </Show>
        )}
      </Loaded>
    </Page>
  );
}

/** `whose` is empty for what I booked, an organisation's id for what I booked for it, `all:` before it for all that it has. */
function choiceOf(params: { view?: string; whose?: string; kind?: string }): BookingChoice {
  const whose = params.whose ?? '';
  return {
    view: bookingViews.find(one => one === params.view) ?? 'upcoming',
    mine: !whose.startsWith('all:'),
    organisationId: whose.replace('all:', '') || undefined,
    kind: resourceKinds.find(one => one === params.kind) as ResourceKind | undefined,
  };
}

function Filters(props: {
  whose: string;
  kind: string;
  onWhose: (whose: string) => void;
  onKind: (kind: string) => void;
}) {
  const t = useWords(mineWords);
  const { me } = useMe();
  const whose = () => [
    { value: '', label: t('mine') },
    ...(me().affiliations.length > 1
      ? me().affiliations.map(one => ({ value: one.organisationId, label: t('mineFor', one.organisationName) }))
      : []),
    ...me().affiliations.map(one => ({ value: `all:${one.organisationId}`, label: t('allOf', one.organisationName) })),
  ];
  const kinds = () => [
    { value: '', label: t('allKinds') },
    ...resourceKinds.map(kind => ({ value: kind, label: t(`kinds.${kind}`) })),
  ];
  return (
    <>
      <SelectField
        class="min-w-0 flex-1 basis-44 sm:max-w-64"
        label={t('whose')}
        value={props.whose}
        options={whose()}
        onChange={props.onWhose}
      />
      <SelectField
        class="min-w-0 flex-1 basis-36 sm:max-w-48"
        label={t('kind')}
        value={props.kind}
        options={kinds()}
        onChange={props.onKind}
      />
    </>
  );
}

interface Day {
  day: string;
  bookings: [Booking, ...Booking[]];
}

/** Bookings by the days on which they begin, each in the zone of its site. */
function Days(props: { items: Booking[]; now: number; mine: boolean }) {
  const t = useWords(mineWords);
  const format = useFormat();
  const days = createMemo(() => byDay(props.items));
  const near = ({ day, bookings: [{ timeZone }] }: Day) => {
    if (day === dayOf(new Date(props.now), timeZone)) return `${t('today')}, `;
    return day === dayOf(new Date(props.now + 86_400_000), timeZone) ? `${t('tomorrow')}, ` : '';
  };
  return (
    <Each items={days()} by={one => one.day}>
      {one => (
        <section class="mb-6">
          <h2 class="mb-2 text-lg first-letter:uppercase">
            {near(one())}
            {format.longDay(one().bookings[0].startsAt, one().bookings[0].timeZone)}
          </h2>
          <ul class="flex flex-col gap-2.5">
            <Each items={one().bookings} by={booking => booking.id}>
              {booking => (
                <BookingRow
                  booking={booking()}
                  now={props.now}
                  mine={props.mine}
                  leaving={() => focusNeighbour(booking().id)}
                />
              )}
            </Each>
          </ul>
        </section>
      )}
    </Each>
  );
}

function byDay(items: Booking[]): Day[] {
  const groups = Map.groupBy(items, one => dayOf(new Date(one.startsAt), one.timeZone));
  return [...groups].flatMap(([day, [first, ...others]]) => (first ? [{ day, bookings: [first, ...others] }] : []));
}

/** A row that an act takes out of the list leaves the focus to the next one, or to the one before. */
function focusNeighbour(id: string): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-booking]')];
  const index = rows.findIndex(row => row.dataset.booking === id);
  const row = rows[index];
  const heir = (rows[index + 1] ?? rows[index - 1])?.querySelector('a') ?? document.getElementById('content');
  if (!row?.parentElement) return;
  const watch = new MutationObserver(() => {
    if (document.contains(row)) return;
    watch.disconnect();
    if (document.activeElement === document.body) heir?.focus();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), 2000);
}
