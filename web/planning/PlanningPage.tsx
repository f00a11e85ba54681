import { createEffect, createMemo, createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { dayOf } from '../../shared/time.ts';
import { resourceKinds } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useNow } from '../live/now.ts';
import { useMe } from '../people/session.tsx';
import { usePageShortcuts } from '../shell/shortcuts.ts';
import { useMedia } from '../ui/media.ts';
import { useTitle } from '../ui/Page.tsx';
import { ErrorState, Notice } from '../ui/states.tsx';
import { BasketBar } from './BasketBar.tsx';
import { type Board, BoardContext } from './board.ts';
import { createChoice } from './choice.ts';
import { usePlanning } from './data.ts';
import { Grid } from './drawing/Grid.tsx';
import { GridSkeleton } from './drawing/GridSkeleton.tsx';
import { Overlay } from './drawing/Overlay.tsx';
import { useHands } from './hands.ts';
import './planning.css';
import { countAsked } from './place.ts';
import { deskMeasures, phoneMeasures, stack } from './rows.ts';
import { makeScale } from './scale.ts';
import { neighbour, spanOf, type View } from './span.ts';
import { PeriodName, Toolbar } from './Toolbar.tsx';
import { type PlaceInUrl, usePlace } from './use-place.ts';
import { planningWords } from './words.ts';

const BookingCard = lazy(() => import('./BookingCard.tsx'));
const WhyCard = lazy(() => import('./WhyCard.tsx'));
const FilterChips = lazy(() => import('./FilterChips.tsx'));
const Nothing = lazy(() => import('./Nothing.tsx'));
const ListView = lazy(() => import('./ListView.tsx'));

/** The hours of a day that are drawn unless all are asked for. */
const usualHours = { fromMinute: 7 * 60, toMinute: 21 * 60 };
const minHourWidth = { day: 44, week: 10.5, month: 2.5, list: 44 } satisfies Record<View, number>;
/** Pixels across an A4 sheet on its side, within its margins. */
const sheetWidth = 1040;

export default function PlanningPage() {
  const t = useWords(planningWords);
  const { me } = useMe();
  const now = useNow();
  const isPhone = useMedia('(width < 40rem)');
  const isPrinting = useMedia('print');
  const networkZone = () => me().network.timeZone;
  const today = createMemo(() => dayOf(new Date(now()), networkZone()));
  const url = usePlace(() => ({ view: isPhone() ? 'day' : 'week', date: today() }));
  const { place } = url;
  const [zone, setZone] = createSignal(networkZone());
  const planning = usePlanning(place, zone);
  // Rows of one site that lies elsewhere are shown in its own time. Which of them are free then depends on the zone, and not the
  // zone on them: the two would chase each other.
  createEffect(() => planning.isCurrent() && setZone(commonZone(planning.all()) ?? networkZone()));
  const [width, setWidth] = createSignal(innerWidth);
  useTitle(() => t('title'));

  const side = () => (isPhone() && !isPrinting() ? 0 : width() < 1100 ? 190 : 240);
  const measures = () => (isPhone() && !isPrinting() ? phoneMeasures : deskMeasures);
  const scale = createMemo(() => {
    const { view, date, allHours } = place();
    const hours = allHours ? { fromMinute: 0, toMinute: 1440 } : usualHours;
    const least = isPrinting() ? 0 : ((hours.toMinute - hours.fromMinute) / 60) * minHourWidth[view];
    const across = (isPrinting() ? sheetWidth : width()) - side();
    return makeScale({ zone: zone(), ...spanOf(view, date), ...hours, width: across, minDayWidth: least });
  });
  const kindName = (kind: string) => {
    const known = resourceKinds.find(one => one === kind);
    return known ? t(`kinds.${known}`) : kind;
  };
  const stacked = createMemo(() => stack(planning.rows() ?? [], place().group, kindName, measures()));
  const board: Board = {
    view: () => place().view,
    date: () => place().date,
    group: () => place().group,
    scale,
    measures,
    side,
    items: () => stacked().items,
    height: () => stacked().height,
    now,
    isCurrent: planning.isCurrent,
    isPrinting,
  };
  const choice = createChoice(() => document.querySelector<HTMLElement>('.pl-scroller, .pl-list'));
  const hands = useHands(board, choice, { carrying: () => t('carrying') });
  useKeysOfPage(url, today);
  const nameOf = (id: string) => planning.rows()?.find(row => row.resourceId === id)?.name ?? '…';
  const booking = () => {
    const card = choice.card();
    return card?.kind === 'booking' ? card : undefined;
  };
  const why = () => {
    const card = choice.card();
    return card?.kind === 'why' ? card : undefined;
  };

  return (
    <BoardContext.Provider value={board}>
      <div class="pl-page">
        <Toolbar place={place()} url={url} scale={scale()} today={today()} isPhone={isPhone()} />
        <Suspense>
          <Show when={countAsked(place().filter) > 0}>
            <FilterChips place={place()} url={url} zone={zone()} isPhone={isPhone()} />
          </Show>
        </Suspense>
        <p class="hidden text-lg font-bold print:block">
          {me().network.name} · <PeriodName place={place()} scale={scale()} />
        </p>
        <p id="planning-help" class="sr-only">
          {t('gridHelp')}
        </p>
        <Show when={planning.isCut()}>
          <Notice tone="waiting">{t('cut')}</Notice>
        </Show>
        <Switch fallback={<GridSkeleton />}>
          <Match when={planning.error()}>{error => <ErrorState error={error()} retry={planning.retry} />}</Match>
          <Match when={planning.rows()?.length === 0 && planning.isCurrent()}>
            <Suspense>
              <Nothing place={place()} url={url} zone={zone()} countOfAll={planning.all()?.length ?? 0} />
            </Suspense>
          </Match>
          <Match when={planning.rows() && place().view === 'list'}>
            <Suspense>
              <ListView choice={choice} onBook={hands.onBook} onPress={hands.onPress} />
            </Suspense>
          </Match>
          <Match when={planning.rows()}>
            <Grid onSize={setWidth} onReady={hands.onReady} onKeyDown={hands.onKeyDown} onFocus={hands.onFocus}>
              <Overlay choice={choice} />
            </Grid>
          </Match>
        </Switch>
        <BasketBar choice={choice} nameOf={nameOf} />
        <Zones zone={zone()} now={now()} />
      </div>
      <Suspense>
        <Show when={booking()} keyed>
          {card => <BookingCard card={card} choice={choice} isPhone={isPhone()} onTake={hands.onTake} />}
        </Show>
        <Show when={why()} keyed>
          {card => <WhyCard card={card} choice={choice} isPhone={isPhone()} />}
        </Show>
      </Suspense>
    </BoardContext.Provider>
  );
}

function useKeysOfPage(url: PlaceInUrl, today: () => string) {
  const step = (direction: 1 | -1) => url.go({ date: neighbour(url.place().view, url.place().date, direction) });
  usePageShortcuts({
    t: () => url.go({ date: today() }),
    d: () => url.go({ view: 'day' }),
    w: () => url.go({ view: 'week' }),
    m: () => url.go({ view: 'month' }),
    l: () => url.go({ view: 'list' }),
    n: () => step(1),
    j: () => step(1),
    p: () => step(-1),
    k: () => step(-1),
  });
}

/** In whose time the page speaks; the reader's own beside it when it differs. */
function Zones(props: { zone: string; now: number }) {
  const t = useWords(planningWords);
  const format = useFormat();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = () => new Date(props.now);
  const differs = () => format.time(at(), own) !== format.time(at(), props.zone);
  return (
    <p class="pl-zones">
      {t('zone', format.zone(props.zone, at()))}
      <Show when={differs()}>
        {' '}
        ({format.time(at(), props.zone)}) · {t('yourZone', format.zone(own, at()))} ({format.time(at(), own)})
      </Show>
    </p>
  );
}

/** The one zone of all rows, if they have one. */
function commonZone(rows: { timeZone: string }[] | undefined): string | undefined {
  const zones = new Set(rows?.map(row => row.timeZone));
  return zones.size === 1 ? [...zones][0] : undefined;
}
