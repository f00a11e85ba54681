import { useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, lazy, on, onMount, Show, Suspense } from 'solid-js';
import IconFilters from '~icons/lucide/sliders-horizontal';
import { dayOf } from '../../shared/time.ts';
import { preloadBookingForm } from '../bookings/form-state.tsx';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { useMedia } from '../ui/media.ts';
import { Page } from '../ui/Page.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { useSearch } from './data.ts';
import { FoundList, type Ranked, type Search } from './FoundList.tsx';
import { NeedChips, NeedsForm } from './NeedsForm.tsx';
import { useNeedLabels } from './need-labels.ts';
import { type Needs, needsIn, needsOf, type Params, paramsOf } from './needs.ts';
import { rank } from './rank.ts';
import { findWords } from './words.ts';

const Dialog = lazy(async () => ({ default: (await import('../ui/Dialog.tsx')).Dialog }));

/** What there is, and when: words and needs in the address, free resources first, the others with their reasons. */
export default function FindPage() {
  const t = useWords(findWords);
  const { me } = useMe();
  const [params, setParams] = useSearchParams<Params>();
  const [isSheetOpen, setSheetOpen] = createSignal(false);
  const isDesk = useMedia('(width >= 64rem)');
  const today = () => dayOf(new Date(), me().network.timeZone);
  const needs = createMemo(() => needsOf(params, today()));
  // A second change may come before the address shows the first: it goes on from what was wanted, not from what is shown.
  let wanted: Needs | null = null;
  createEffect(
    on(needs, () => {
      wanted = null;
    }),
  );
  const change = (given: Partial<Needs>) => {
    wanted = { ...(wanted ?? needs()), ...given };
    setParams(paramsOf(wanted), { replace: true, scroll: false });
  };
  const clear = () => change({ ...needsOf({}, today()), when: needs().when, date: needs().date, time: needs().time });
  const labelOf = useNeedLabels(needs);
  const active = () => needsIn(needs()).map(need => ({ ...need, label: labelOf(need) }));
  const search = useSearch(needs);
  const result = useResult(needs, search);
  onMount(preloadBookingForm);
  const count = () => result()?.bookable.length ?? 0;

  return (
    <Page title={t('title')} width="wide">
      <div class="mb-3 flex items-end gap-2">
        <SearchField
          class="flex-1"
          label={t('words')}
          placeholder={t('wordsHint')}
          value={needs().q}
          onChange={q => change({ q })}
        />
        <Show when={!isDesk()}>
          <Button icon={<IconFilters aria-hidden="true" class="size-4" />} onClick={() => setSheetOpen(true)}>
            {t('filters')}
          </Button>
        </Show>
      </div>
      <div class="items-start gap-6 lg:grid lg:grid-cols-[19rem_minmax(0,1fr)]">
        <Show when={isDesk()}>
          <search aria-label={t('filters')} class="rounded-lg border border-line bg-surface p-4">
            <NeedsForm needs={needs()} onChange={change} today={today()} />
          </search>
        </Show>
        <div class="min-w-0">
          <NeedChips needs={active()} onChange={change} onClear={clear} />
          <FoundList
            needs={needs()}
            result={result()}
            search={search}
            labelOf={labelOf}
            onChange={change}
            onClear={clear}
          />
        </div>
      </div>
      <Suspense>
        <Show when={isSheetOpen() && !isDesk()}>
          <Dialog
            open
            title={t('filters')}
            onClose={() => setSheetOpen(false)}
            footer={
              <Button look="primary" class="flex-1" onClick={() => setSheetOpen(false)}>
                {t('showResults', count())}
              </Button>
            }
          >
            <NeedsForm needs={needs()} onChange={change} today={today()} />
          </Dialog>
        </Show>
      </Suspense>
    </Page>
  );
}

/** What was found, in order; undefined while an answer is missing that the order needs. */
function useResult(needs: () => Needs, search: Search): () => Ranked | undefined {
  const { me } = useMe();
  return createMemo(() => {
    // Asked of `isPending` first: to read what is not there yet would hold up the whole page.
    const answerOf = <T,>(query: { isPending: boolean; data: T }) => (query.isPending ? undefined : query.data);
    const [resources, availability, first] = [
      answerOf(search.resources),
      answerOf(search.availability),
      answerOf(search.first),
    ];
    const window = search.window();
    if (!resources) return undefined;
    if (needs().when === 'at' && window && !availability) return undefined;
    if (needs().when === 'first' && !first) return undefined;
    const slot = window && { startsAt: window.from, endsAt: window.to };
    const ownOrganisations = me().affiliations.map(one => one.organisationId);
    return rank(needs(), slot, { resources, availability, first, ownOrganisations });
  });
}
