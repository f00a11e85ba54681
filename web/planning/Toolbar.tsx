import { For, type JSX, Show } from 'solid-js';
import IconPrevious from '~icons/lucide/chevron-left';
import IconNext from '~icons/lucide/chevron-right';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import type { Place, PlaceInUrl } from './place.ts';
import type { Scale } from './scale.ts';
import { neighbour, views } from './span.ts';
import { planningWords } from './words.ts';

/** Where in time one is, and how it is shown. */
export function Toolbar(props: {
  place: Place;
  url: PlaceInUrl;
  scale: Scale;
  today: string;
  isPhone: boolean;
  children?: JSX.Element;
}) {
  const t = useWords(planningWords);
  const step = (direction: 1 | -1) => props.url.go({ date: neighbour(props.place.view, props.place.date, direction) });
  return (
    <div class="flex flex-wrap items-center gap-x-2 gap-y-1.5 px-3 py-2 sm:px-5 print:hidden">
      <Button onClick={() => props.url.go({ date: props.today })} class="hidden sm:inline-flex">
        {t('today')}
      </Button>
      <div class="flex items-center">
        <IconButton label={t(`previous.${props.place.view}`)} onClick={() => step(-1)}>
          <IconPrevious aria-hidden="true" class="size-5" />
        </IconButton>
        <IconButton label={t(`next.${props.place.view}`)} onClick={() => step(1)}>
          <IconNext aria-hidden="true" class="size-5" />
        </IconButton>
      </div>
      <Title place={props.place} scale={props.scale} />
      {props.children}
      <Segmented
        class="ml-auto"
        label={t('view')}
        value={props.place.view}
        options={views.map(value => ({ value, label: t(`views.${value}`) }))}
        onChange={view => props.url.go({ view })}
      />
    </div>
  );
}

function Title(props: { place: Place; scale: Scale }) {
  const t = useWords(planningWords);
  return (
    <h1 class="mr-2 text-lg sm:text-xl">
      <span class="sr-only">{t('title')}, </span>
      <PeriodName place={props.place} scale={props.scale} />
    </h1>
  );
}

/** “23 – 29 novembre 2026”: what a view shows, in words. */
export function PeriodName(props: { place: Place; scale: Scale }) {
  const format = useFormat();
  const middle = (index: number) => {
    const day = props.scale.days.at(index);
    return new Date(((day?.from ?? 0) + (day?.to ?? 0)) / 2);
  };
  const zone = () => props.scale.zone;
  return (
    <Show
      when={props.place.view === 'day' || props.place.view === 'list'}
      fallback={
        <Show
          when={props.place.view === 'week'}
          fallback={<span class="first-letter:uppercase inline-block">{format.month(middle(0), zone())}</span>}
        >
          {format.days(middle(0), middle(-1), zone())}
        </Show>
      }
    >
      <span class="first-letter:uppercase inline-block">{format.longDay(middle(0), zone())}</span>
    </Show>
  );
}

/** One kind at a press; the other filters are behind a button. */
export function KindTabs(props: {
  place: Place;
  url: PlaceInUrl;
  kinds: readonly ('room' | 'vehicle' | 'equipment' | 'staff')[];
}) {
  const t = useWords(planningWords);
  const press = (kind: Place['filter']['kind']) => props.url.setFilter({ kind });
  return (
    <fieldset class="pl-kinds">
      <legend class="sr-only">{t('groups.kind')}</legend>
      <button type="button" class="pl-kind" aria-pressed={!props.place.filter.kind} onClick={() => press(undefined)}>
        {t('allKinds')}
      </button>
      <For each={props.kinds}>
        {kind => (
          <button
            type="button"
            class="pl-kind"
            aria-pressed={props.place.filter.kind === kind}
            onClick={() => press(props.place.filter.kind === kind ? undefined : kind)}
          >
            {t(`kinds.${kind}`)}
          </button>
        )}
      </For>
    </fieldset>
  );
}
