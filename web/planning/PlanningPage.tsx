import { createMemo, createSignal, Show } from 'solid-js';
import { dayOf } from '../../shared/time.ts';
import { resourceKinds } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useNow } from '../live/now.ts';
import { useMe } from '../people/session.tsx';
import { useTitle } from '../ui/Page.tsx';
import { ErrorState } from '../ui/states.tsx';
import { type Board, BoardContext } from './board.ts';
import { usePlanning } from './data.ts';
import { Grid } from './drawing/Grid.tsx';
import { GridSkeleton } from './drawing/GridSkeleton.tsx';
import './planning.css';
import { usePlace } from './place.ts';
import { deskMeasures, phoneMeasures, stack } from './rows.ts';
import { makeScale } from './scale.ts';
import { spanOf, type View } from './span.ts';
import { KindTabs, Toolbar } from './Toolbar.tsx';
import { planningWords } from './words.ts';

/** The hours of a day that are drawn unless all are asked for. */
const usualHours = { fromMinute: 7 * 60, toMinute: 21 * 60 };
const minDayWidth: Record<View, number> = { day: 14 * 48, week: 150, month: 36, list: 600 };

export default function PlanningPage() {
  const t = useWords(planningWords);
  const { me } = useMe();
  const now = useNow();
  const isPhone = usePhone();
  const networkZone = () => me().network.timeZone;
  const today = createMemo(() => dayOf(new Date(now()), networkZone()));
  const url = usePlace(() => ({ view: isPhone() ? 'day' : 'week', date: today() }));
  const { place } = url;
  const planning = usePlanning(place, networkZone);
  const [width, setWidth] = createSignal(innerWidth);
  useTitle(() => t('title'));

  const side = () => (isPhone() ? 0 : width() < 1100 ? 190 : 240);
  const measures = () => (isPhone() ? phoneMeasures : deskMeasures);
  const scale = createMemo(() => {
    const { view, date, allHours } = place();
    const hours = allHours || view === 'month' ? { fromMinute: 0, toMinute: 1440 } : usualHours;
    const span = spanOf(view, date);
    const least = view === 'day' && allHours ? 24 * 44 : minDayWidth[view];
    return makeScale({ zone: networkZone(), ...span, ...hours, width: width() - side(), minDayWidth: least });
  });
  const stacked = createMemo(() => stack(planning.rows() ?? [], place().group, kind => kindName(kind), measures()));
  const kindName = (kind: string) => {
    const known = resourceKinds.find(one => one === kind);
    return known ? t(`kinds.${known}`) : kind;
  };

  const board: Board = {
    view: () => place().view,
    group: () => place().group,
    scale,
    measures,
    side,
    items: () => stacked().items,
    height: () => stacked().height,
    now,
    isCurrent: planning.isCurrent,
  };
  return (
    <BoardContext.Provider value={board}>
      <div class="pl-page" classList={{ 'pl-phone': isPhone() }}>
        <Toolbar place={place()} url={url} scale={scale()} today={today()} isPhone={isPhone()}>
          <KindTabs place={place()} url={url} kinds={resourceKinds} />
        </Toolbar>
        <p id="planning-help" class="sr-only">
          {t('gridHelp')}
        </p>
        <Show when={!planning.error()} fallback={<ErrorState error={planning.error()} retry={planning.retry} />}>
          <Show when={planning.rows()} fallback={<GridSkeleton />}>
            <Grid onSize={setWidth} />
          </Show>
        </Show>
        <Zones zone={networkZone()} now={now()} />
      </div>
    </BoardContext.Provider>
  );
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

function usePhone() {
  const query = matchMedia('(width < 40rem)');
  const [isPhone, setPhone] = createSignal(query.matches);
  query.addEventListener('change', event => setPhone(event.matches));
  return isPhone;
}
