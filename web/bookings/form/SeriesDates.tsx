import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Match, Show, Switch } from 'solid-js';
import type { Alternative, OccurrencePreview } from '../../../shared/booking.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/locale.tsx';
import { Button } from '../../ui/Button.tsx';
import { BusyLine, Notice } from '../../ui/states.tsx';
import { Alternatives } from '../Alternatives.tsx';
import { Findings } from './Findings.tsx';
import { type FormModel, readPreview } from './model.ts';
import { bookedDates } from './RulesSection.tsx';
import { bodyOf, isFree } from './state.ts';
import { seriesWords } from './words.ts';

/** Every date of the series with its state, and for each against which something stands, a choice. */
export function SeriesDates(props: { model: FormModel; settling: boolean }) {
  const t = useWords(seriesWords);
  const unsettled = () => props.model.unsettled();
  const skipAll = () => {
    const skips = unsettled().map(one => ({ recurrenceId: one.recurrenceId, action: 'skip' as const }));
    props.model.set('choices', choices => [...choices, ...skips]);
  };
  return (
    <div class="flex flex-col gap-2">
      <Show when={props.model.problem()}>
        {problem => (
          <div role="alert">
            <Notice tone="danger">{problem().message}</Notice>
          </div>
        )}
      </Show>
      <Show when={props.model.occurrences().length > 0}>
        <div class="flex flex-wrap items-center justify-between gap-2" aria-live="polite">
          <p class="text-sm">
            <span class="font-semibold">{t('preview', bookedDates(props.model))}</span>
            <Show when={unsettled().length > 0}>
              <span class="font-semibold text-danger"> · {t('clashes', unsettled().length)}</span>
            </Show>
          </p>
          <Show when={unsettled().length > 1}>
            <Button onClick={skipAll}>{t('skipAll', unsettled().length)}</Button>
          </Show>
        </div>
        <Show when={props.settling && unsettled().length > 0}>
          <div role="alert">
            <Notice tone="danger">{t('toSettle', unsettled().length)}</Notice>
          </div>
        </Show>
        <ol class="max-h-96 divide-y divide-line overflow-y-auto rounded-md border border-line" tabIndex={-1}>
          <For each={props.model.occurrences()}>{one => <DateRow model={props.model} date={one} />}</For>
        </ol>
      </Show>
    </div>
  );
}

function DateRow(props: { model: FormModel; date: OccurrencePreview }) {
  const t = useWords(seriesWords);
  const format = useFormat();
  const [open, setOpen] = createSignal(false);
  const zone = () => props.model.state.zone;
  const day = () => format.day(props.date.startsAt, zone());
  const choice = () => props.model.choiceFor(props.date.recurrenceId);
  const isHoliday = () => props.date.reasons.some(one => one.code === 'holiday');
  const isClash = () => !isFree(props.date.reasons);
  const chooseNothing = () =>
    props.model.set('choices', choices => choices.filter(one => one.recurrenceId !== props.date.recurrenceId));
  const skip = () =>
    props.model.set('choices', choices => [
      ...choices,
      { recurrenceId: props.date.recurrenceId, action: 'skip' as const },
    ]);
  return (
    <li class="flex flex-col gap-1 py-1 pl-3 pr-1.5">
      <div class="flex flex-wrap items-center gap-x-3">
        <span
          class="min-w-32 flex-1 tabular-nums"
          classList={{ 'text-muted line-through': choice()?.action === 'skip' || (isHoliday() && !choice()) }}
        >
          {format.span(props.date.startsAt, props.date.endsAt, zone())}
        </span>
        <Switch>
          <Match when={choice()}>
            {chosen => (
              <>
                <span class="text-sm">{chosenInWords(props.model, chosen(), t, format, zone())}</span>
                <Button look="quiet" aria-label={t('backOf', day())} onClick={chooseNothing}>
                  {t('back')}
                </Button>
              </>
            )}
          </Match>
          <Match when={isHoliday()}>
            <span class="py-2 pr-2 text-sm text-muted">{t('holiday')}</span>
          </Match>
          <Match when={isClash()}>
            <Button
              look="quiet"
              aria-expanded={open()}
              aria-label={t('optionsOf', day())}
              onClick={() => setOpen(!open())}
            >
              {t('options')}
            </Button>
            <Button aria-label={t('skipOf', day())} onClick={skip}>
              {t('skip')}
            </Button>
          </Match>
          <Match when={true}>
            <span class="text-sm text-good">{t('free')}</span>
            <Button look="quiet" aria-label={t('skipOf', day())} onClick={skip}>
              {t('skip')}
            </Button>
          </Match>
        </Switch>
      </div>
      <Show when={!choice() && (isClash() || isHoliday())}>
        <Findings findings={props.date.reasons.filter(one => one.code !== 'approval_needed')} />
      </Show>
      <Show when={open() && isClash() && !choice()}>
        <Options model={props.model} date={props.date} />
      </Show>
    </li>
  );
}

function chosenInWords(
  model: FormModel,
  choice: FormModel['state']['choices'][number],
  t: ReturnType<typeof useWords<(typeof seriesWords)['fr']>>,
  format: ReturnType<typeof useFormat>,
  zone: string,
): string {
  if (choice.action === 'skip') return t('skipped');
  if (choice.action === 'move') return t('moved', format.span(choice.startsAt, choice.endsAt, zone));
  const asked = new Set(model.state.lines.map(line => line.resourceId));
  const others = choice.lines.filter(line => !asked.has(line.resourceId));
  return t(
    'swapped',
    format.list(others.map(line => model.resource(line.resourceId)?.name ?? swapNames.get(line.resourceId) ?? '')),
  );
}

/** Names of the resources that were offered for a date: the form itself does not read them. */
const swapNames = new Map<string, string>();

/** The ways out for one date, asked for when they are wanted. */
function Options(props: { model: FormModel; date: OccurrencePreview }) {
  const t = useWords(seriesWords);
  const { locale } = useLanguage();
  const body = () => {
    const { recurrence: _, choices: __, ...single } = bodyOf(props.model.state, props.model.draft, '…');
    return JSON.stringify({ ...single, startsAt: props.date.startsAt, endsAt: props.date.endsAt });
  };
  const ways = useQuery(() => ({
    queryKey: ['availability', 'ways', body(), locale()],
    queryFn: async () => (await readPreview(body())).alternatives,
  }));
  const choose = (one: Alternative) => {
    const { recurrenceId } = props.date;
    for (const line of one.lines) swapNames.set(line.resourceId, line.resourceName);
    const choice =
      one.kind === 'time'
        ? { recurrenceId, action: 'move' as const, startsAt: one.startsAt, endsAt: one.endsAt }
        : {
            recurrenceId,
            action: 'swap' as const,
            lines: one.lines.map(({ resourceId, quantity }) => ({ resourceId, quantity })),
          };
    props.model.set('choices', choices => [...choices.filter(other => other.recurrenceId !== recurrenceId), choice]);
  };
  return (
    <Show when={!ways.isPending} fallback={<BusyLine>{t('options')}</BusyLine>}>
      <Show when={(ways.data ?? []).length > 0} fallback={<p class="pb-1 text-sm text-muted">{t('noOptions')}</p>}>
        <div class="pb-2 pr-1.5">
          <Alternatives
            alternatives={ways.data ?? []}
            wanted={props.model.state.lines}
            zone={props.model.state.zone}
            onChoose={choose}
          />
        </div>
      </Show>
    </Show>
  );
}
