import { createEffect, on, Show } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { say } from '../ui/LiveText.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/states.tsx';
import type { useSearch } from './data.ts';
import { NoResult } from './NoResult.tsx';
import type { Need, Needs } from './needs.ts';
import { ResultList } from './Results.tsx';
import type { Found } from './rank.ts';
import { SortChoice } from './SortChoice.tsx';
import { findWords } from './words.ts';

export type Search = ReturnType<typeof useSearch>;
export type Ranked = { bookable: Found[]; others: Found[] };

/** What was found: the free first, then those that are not with their reasons; or the way out of finding nothing. */
export function FoundList(props: {
  needs: Needs;
  result: Ranked | undefined;
  search: Search;
  labelOf: (need: Need) => string;
  onChange: (change: Partial<Needs>) => void;
  onClear: () => void;
}) {
  const t = useWords(findWords);
  const error = () => props.search.resources.error ?? props.search.availability.error ?? props.search.first.error;
  const retry = () => {
    for (const query of [props.search.resources, props.search.availability, props.search.first])
      if (query.error) void query.refetch();
  };
  const isTimeMissing = () => props.needs.when === 'at' && props.search.window() === null;
  const heading = (result: Ranked) => t(props.needs.when === 'at' ? 'free' : 'listed', result.bookable.length);
  createEffect(
    on(
      () => props.result && heading(props.result),
      text => text && say(text),
      { defer: true },
    ),
  );
  return (
    <Show when={!isTimeMissing()} fallback={<Notice tone="waiting">{t('missingTime')}</Notice>}>
      <Show
        when={props.result}
        fallback={
          <Show when={error()} fallback={<Skeleton rows={6} class="[&>div]:h-28" />}>
            <ErrorState error={error()} retry={retry} />
          </Show>
        }
      >
        {result => (
          <Show
            when={result().bookable.length + result().others.length > 0}
            fallback={
              <NoResult needs={props.needs} labelOf={props.labelOf} onChange={props.onChange} onClear={props.onClear} />
            }
          >
            <section aria-labelledby="found">
              <div class="mb-3 flex flex-wrap items-center justify-between gap-2">
                <h2 id="found">{result().bookable.length > 0 ? heading(result()) : t('noneFree')}</h2>
                <SortChoice needs={props.needs} onChange={props.onChange} />
              </div>
              <ResultList found={result().bookable} needs={props.needs} label={t('results')} />
            </section>
            <Show when={result().others.length > 0}>
              <section class="mt-6" aria-labelledby="others">
                <Show
                  when={result().bookable.length > 0}
                  fallback={
                    <div class="mb-3 flex flex-wrap items-center gap-3">
                      <h2 id="others" class="text-base font-normal text-muted">
                        {props.needs.when === 'at' ? t('noneFreeText') : t('nothingSoon')}
                      </h2>
                      <Show when={props.needs.when === 'at'}>
                        <Button onClick={() => props.onChange({ when: 'first' })}>{t('tryFirst')}</Button>
                      </Show>
                    </div>
                  }
                >
                  <h2 id="others" class="mb-3 text-lg">
                    {t(props.needs.when === 'at' ? 'notFree' : 'notBookable', result().others.length)}
                  </h2>
                </Show>
                <ResultList found={result().others} needs={props.needs} label={t('notFree', result().others.length)} />
              </section>
            </Show>
          </Show>
        )}
      </Show>
    </Show>
  );
}
