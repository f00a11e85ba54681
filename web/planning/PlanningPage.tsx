import { type Accessor, createEffect, createMemo, createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { dayOf } from '../../shared/time.ts';
import { resourceKinds } from '../../shared/words.ts';
import { useWords } from '../i18n/locale.tsx';
import { useNow } from '../live/now.ts';
import { useMe } from '../people/session.tsx';
import { usePageShortcuts } from '../shell/shortcuts.ts';
import { useMedia } from '../ui/media.ts';
import { useTitle } from '../ui/Page.tsx';
import { ErrorState, Notice } from '../ui/states.tsx';
import { BasketBar } from './BasketBar.tsx';
import { type Board, BoardContext } from './board.ts';
import { Cards } from './Cards.tsx';
import { type Choice, createChoice } from './choice.ts';
import { usePlanning } from './data.ts';
import { Grid } from './drawing/Grid.tsx';
import { GridSkeleton } from './drawing/GridSkeleton.tsx';
import { Overlay } from './drawing/Overlay.tsx';
import { useHands } from './hands.ts';
import { useLayout } from './layout.ts';
import './planning.css';
import { countAsked, phone, usualPlace } from './place.ts';
import { stack } from './rows.ts';
import { neighbour } from './span.ts';
import { PeriodName, Toolbar } from './Toolbar.tsx';
import { type PlaceInUrl, usePlace } from './use-place.ts';
import { planningWords } from './words.ts';
import { Zones } from './Zones.tsx';

const FilterChips = lazy(() => import('./FilterChips.tsx'));
const Nothing = lazy(() => import('./Nothing.tsx'));
const ListView = lazy(() => import('./ListView.tsx'));

export default function PlanningPage() {
  const t = useWords(planningWords);
  const { me } = useMe();
  const now = useNow();
  const networkZone = () => me().network.timeZone;
  const today = createMemo(() => dayOf(new Date(now()), networkZone()));
  const [zone, setZone] = createSignal(networkZone());
  const isPhone = useMedia(phone);
  const url = usePlace(() => usualPlace(isPhone(), today()));
  const layout = useLayout(url.place, zone, isPhone);
  const planning = usePlanning(url.place, zone);
  // Rows of one site that lies elsewhere are shown in its own time. Which of them are free then depends on the zone, and not the
  // zone on them: the two would chase each other.
  createEffect(() => planning.isWhole() && setZone(commonZone(planning.all()) ?? networkZone()));
  const board = useBoardOf(url, layout, planning, now);
  const choice = createChoice(() => document.querySelector<HTMLElement>('.pl-scroller, .pl-list'));
  const hands = useHands(board, choice, { carrying: () => t('carrying') });
  const nameOf = (id: string) => planning.rows()?.find(row => row.resourceId === id)?.name ?? '…';
  useTitle(() => t('title'));
  useKeysOfPage(url, today);

  return (
    <BoardContext.Provider value={board}>
      <div class="pl-page">
        <Head url={url} zone={zone()} today={today()} layout={layout} />
        <Show when={planning.isCut()}>
          <Notice tone="waiting">{t('cut')}</Notice>
        </Show>
        <Body url={url} zone={zone()} planning={planning} layout={layout} choice={choice} hands={hands} />
        <BasketBar choice={choice} nameOf={nameOf} />
        <Zones zone={zone()} now={now()} />
      </div>
      <Cards choice={choice} isPhone={layout.isPhone()} onTake={hands.onTake} />
    </BoardContext.Provider>
  );
}

type Layout = ReturnType<typeof useLayout>;
type Planning = ReturnType<typeof usePlanning>;

/** What is drawn, of what was read and how it is laid out. */
function useBoardOf(url: PlaceInUrl, layout: Layout, planning: Planning, now: Accessor<number>): Board {
  const t = useWords(planningWords);
  const { place, arrivals } = url;
  const kindName = (kind: string) => {
    const known = resourceKinds.find(one => one === kind);
    return known ? t(`kinds.${known}`) : kind;
  };
  const stacked = createMemo(() => stack(planning.rows() ?? [], place().group, kindName, layout.measures()));
  return {
    view: () => place().view,
    date: () => place().date,
    arrivals,
    group: () => place().group,
    scale: layout.scale,
    measures: layout.measures,
    side: layout.side,
    items: () => stacked().items,
    height: () => stacked().height,
    now,
    isCurrent: planning.isCurrent,
    isPrinting: layout.isPrinting,
  };
}

/** When, how and what of; on paper in one line. */
function Head(props: { url: PlaceInUrl; zone: string; today: string; layout: Layout }) {
  const t = useWords(planningWords);
  const { me } = useMe();
  const place = () => props.url.place();
  const scale = () => props.layout.scale();
  return (
    <>
      <Toolbar place={place()} url={props.url} scale={scale()} today={props.today} isPhone={props.layout.isPhone()} />
      <Suspense>
        <Show when={countAsked(place().filter) > 0}>
          <FilterChips place={place()} url={props.url} zone={props.zone} isPhone={props.layout.isPhone()} />
        </Show>
      </Suspense>
      <p class="hidden text-lg font-bold print:block">
        {me().network.name} · <PeriodName place={place()} scale={scale()} />
      </p>
      <p id="planning-help" class="sr-only">
        {t('gridHelp')}
      </p>
    </>
  );
}

/** The grid or the list; or why there is none. */
function Body(props: {
  url: PlaceInUrl;
  zone: string;
  planning: Planning;
  layout: Layout;
  choice: Choice;
  hands: ReturnType<typeof useHands>;
}) {
  const place = () => props.url.place();
  const rows = () => props.planning.rows();
  return (
    <Switch fallback={<GridSkeleton />}>
      <Match when={props.planning.error()}>
        {error => <ErrorState error={error()} retry={props.planning.retry} />}
      </Match>
      <Match when={rows()?.length === 0 && props.planning.isWhole()}>
        <Suspense>
          <Nothing place={place()} url={props.url} zone={props.zone} countOfAll={props.planning.all()?.length ?? 0} />
        </Suspense>
      </Match>
      <Match when={rows() && place().view === 'list'}>
        <Suspense>
          <ListView choice={props.choice} onBook={props.hands.onBook} onPress={props.hands.onPress} />
        </Suspense>
      </Match>
      <Match when={rows()}>
        <Grid
          onSize={props.layout.setWidth}
          onReady={props.hands.onReady}
          onKeyDown={props.hands.onKeyDown}
          onFocus={props.hands.onFocus}
        >
          <Overlay choice={props.choice} />
        </Grid>
      </Match>
    </Switch>
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

/** The one zone of all rows, if they have one. */
function commonZone(rows: { timeZone: string }[] | undefined): string | undefined {
  const zones = new Set(rows?.map(row => row.timeZone));
  return zones.size === 1 ? [...zones][0] : undefined;
}
