import { createSignal, For, type JSX, lazy, Show } from 'solid-js';
import IconDay from '~icons/lucide/calendar-search';
import IconPrevious from '~icons/lucide/chevron-left';
import IconNext from '~icons/lucide/chevron-right';
import IconLegend from '~icons/lucide/info';
import IconPrint from '~icons/lucide/printer';
import IconFilter from '~icons/lucide/sliders-horizontal';
import { resourceKinds } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { countAsked, groupings, type Place } from './place.ts';
import type { Scale } from './scale.ts';
import { neighbour, views } from './span.ts';
import type { PlaceInUrl } from './use-place.ts';
import { planningWords } from './words.ts';

const FilterDialog = lazy(() => import('./FilterDialog.tsx'));
const Legend = lazy(() => import('./Legend.tsx'));
const DayJump = lazy(() => import('./DayJump.tsx'));

interface ToolbarProps {
  place: Place;
  url: PlaceInUrl;
  scale: Scale;
  today: string;
  isPhone: boolean;
}

/** Where in time one is, how it is shown, and which resources are. All of it is in the address. */
export function Toolbar(props: ToolbarProps) {
  const t = useWords(planningWords);
  const step = (direction: 1 | -1) => props.url.go({ date: neighbour(props.place.view, props.place.date, direction) });
  return (
    <div class="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 pt-2 pb-1.5 sm:px-5 print:hidden">
      <Show when={!props.isPhone}>
        <Button onClick={() => props.url.go({ date: props.today })}>{t('today')}</Button>
      </Show>
      <IconButton label={t(`previous.${props.place.view}`)} onClick={() => step(-1)} class="-mr-2">
        <IconPrevious aria-hidden="true" class="size-5" />
      </IconButton>
      <IconButton label={t(`next.${props.place.view}`)} onClick={() => step(1)}>
        <IconNext aria-hidden="true" class="size-5" />
      </IconButton>
      <h1 class="min-w-0 text-lg sm:text-xl">
        <span class="sr-only">{t('title')}, </span>
        <PeriodName place={props.place} scale={props.scale} isBrief={props.isPhone} />
      </h1>
      <CardButton label={t('pickDay')} icon={<IconDay aria-hidden="true" class="size-5" />}>
        {(anchor, close, returnFocus) => (
          <DayJump
            day={props.place.date}
            onPick={date => props.url.go({ date })}
            anchor={anchor}
            onClose={close}
            returnFocus={returnFocus}
          />
        )}
      </CardButton>
      <Show when={!props.isPhone} fallback={<PhoneTools {...props} />}>
        <Segmented
          class="ml-auto"
          label={t('view')}
          value={props.place.view}
          options={views.map(value => ({ value, label: t(`views.${value}`) }))}
          onChange={view => props.url.go({ view })}
        />
        <DeskTools {...props} />
      </Show>
    </div>
  );
}

function PhoneTools(props: ToolbarProps) {
  const t = useWords(planningWords);
  return (
    <div class="flex w-full items-center gap-1">
      <Button onClick={() => props.url.go({ date: props.today })}>{t('today')}</Button>
      <select
        class="min-h-11 rounded-md border border-edge bg-surface pl-2 pr-9"
        aria-label={t('view')}
        onChange={event => {
          const view = views.find(one => one === event.currentTarget.value);
          if (view) props.url.go({ view });
        }}
      >
        <For each={views}>
          {view => (
            <option value={view} selected={view === props.place.view}>
              {t(`views.${view}`)}
            </option>
          )}
        </For>
      </select>
      <div class="ml-auto flex">
        <FilterButton {...props} countsElsewhere />
        <LegendButton />
      </div>
    </div>
  );
}

function DeskTools(props: ToolbarProps) {
  const t = useWords(planningWords);
  return (
    <div class="flex w-full flex-wrap items-center gap-2">
      <KindTabs place={props.place} url={props.url} />
      <input
        type="search"
        class="min-h-9 min-w-28 max-w-48 flex-1 basis-28 rounded-md border border-edge bg-surface px-3 text-sm placeholder:text-muted"
        aria-label={t('words')}
        placeholder={t('wordsHint')}
        value={props.place.filter.q}
        onInput={event => props.url.setFilter({ q: event.currentTarget.value })}
      />
      <FilterButton {...props} />
      <div class="ml-auto flex items-center gap-1">
        <label class="flex items-center gap-2 text-sm">
          <span class="sr-only text-muted xl:not-sr-only">{t('group')}</span>
          <select
            class="min-h-9 rounded-md border border-edge bg-surface pl-2 pr-9 text-sm"
            onChange={event => {
              const group = groupings.find(one => one === event.currentTarget.value);
              if (group) props.url.setGroup(group);
            }}
          >
            <For each={groupings}>
              {group => (
                <option value={group} selected={group === props.place.group}>
                  {t(`groups.${group}`)}
                </option>
              )}
            </For>
          </select>
        </label>
        <Show when={props.place.view !== 'list'}>
          <button
            type="button"
            class="pl-kind"
            aria-pressed={props.place.allHours}
            title={t('allHoursHint')}
            onClick={() => props.url.setAllHours(!props.place.allHours)}
          >
            {t('allHours')}
          </button>
        </Show>
        <IconButton label={t('print')} onClick={() => print()}>
          <IconPrint aria-hidden="true" class="size-5" />
        </IconButton>
        <LegendButton />
      </div>
    </div>
  );
}

function FilterButton(props: { place: Place; url: PlaceInUrl; countsElsewhere?: boolean }) {
  const t = useWords(planningWords);
  const [isOpen, setOpen] = createSignal(false);
  const count = () => countAsked(props.place.filter);
  return (
    <>
      <Button icon={<IconFilter aria-hidden="true" class="size-4" />} onClick={() => setOpen(true)}>
        {count() > 0 && !props.countsElsewhere ? t('filtersCount', count()) : t('filters')}
      </Button>
      <Show when={isOpen()}>
        <FilterDialog place={props.place} url={props.url} onClose={() => setOpen(false)} />
      </Show>
    </>
  );
}

function LegendButton() {
  const t = useWords(planningWords);
  return (
    <CardButton label={t('legend')} icon={<IconLegend aria-hidden="true" class="size-5" />}>
      {(anchor, close, returnFocus) => <Legend anchor={anchor} onClose={close} returnFocus={returnFocus} />}
    </CardButton>
  );
}

/** A button that opens a card under itself; the card’s code comes when it is first asked for. */
function CardButton(props: {
  label: string;
  icon: JSX.Element;
  children: (anchor: DOMRect, close: () => void, returnFocus: () => HTMLElement | null) => JSX.Element;
}) {
  const [anchor, setAnchor] = createSignal<DOMRect>();
  let button: HTMLButtonElement | undefined;
  return (
    <>
      <IconButton
        label={props.label}
        ref={button}
        aria-expanded={anchor() !== undefined}
        onClick={event => setAnchor(event.currentTarget.getBoundingClientRect())}
      >
        {props.icon}
      </IconButton>
      <Show when={anchor()} keyed>
        {at =>
          props.children(
            at,
            () => setAnchor(undefined),
            () => button ?? null,
          )
        }
      </Show>
    </>
  );
}

/** “23–29 novembre 2026”: what a view shows, in words; a day in short where the line has no room for more. */
export function PeriodName(props: { place: Place; scale: Scale; isBrief?: boolean }) {
  const format = useFormat();
  const noon = (index: number) => {
    const day = props.scale.days.at(index);
    return new Date(((day?.from ?? 0) + (day?.to ?? 0)) / 2);
  };
  const name = () => {
    const { zone } = props.scale;
    if (props.place.view === 'week') return format.days(noon(0), noon(-1), zone);
    if (props.place.view === 'month') return format.month(noon(0), zone);
    return props.isBrief ? format.day(noon(0), zone) : format.longDay(noon(0), zone);
  };
  return <span class="inline-block first-letter:uppercase">{name()}</span>;
}

/** One kind at a press; the other filters are behind a button. */
function KindTabs(props: { place: Place; url: PlaceInUrl }) {
  const t = useWords(planningWords);
  const chosen = () => props.place.filter.kind;
  return (
    <fieldset class="pl-kinds">
      <legend class="sr-only">{t('groups.kind')}</legend>
      <For each={[undefined, ...resourceKinds]}>
        {kind => (
          <button
            type="button"
            class="pl-kind"
            aria-pressed={chosen() === kind}
            onClick={() => props.url.setFilter({ kind: chosen() === kind ? undefined : kind })}
          >
            {kind ? t(`kinds.${kind}`) : t('allKinds')}
          </button>
        )}
      </For>
    </fieldset>
  );
}
