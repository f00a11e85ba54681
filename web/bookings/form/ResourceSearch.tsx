import { keepPreviousData, useQuery } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { api, call } from '../../api.ts';
import { useLanguage, useWords } from '../../i18n/locale.tsx';
import { TextField } from '../../ui/Field.tsx';
import type { FormModel } from './model.ts';
import { formWords } from './words.ts';

const shown = 6;

/** Looks for a resource that is free at the time of the form, by the words of its name, place and equipment. */
export function ResourceSearch(props: {
  model: FormModel;
  onAdd: (resourceId: string) => void;
  error: string | undefined;
}) {
  const t = useWords(formWords);
  const { locale } = useLanguage();
  const [words, setWords] = createSignal('');
  const window = () => {
    const { startsAt, endsAt } = props.model.times();
    return { from: startsAt.toISOString(), to: endsAt.toISOString() };
  };
  const free = useQuery(() => ({
    queryKey: ['availability', 'search', window(), words(), props.model.state.organisationId, locale()],
    queryFn: () =>
      call(
        api.availability.$get({
          query: { ...window(), q: words(), free: 'true', beneficiaryId: props.model.state.organisationId },
        }),
      ),
    enabled: props.model.times().minutes > 0,
    placeholderData: keepPreviousData,
  }));
  const items = () => {
    const taken = new Set(props.model.state.lines.map(line => line.resourceId));
    const all = free.isPending || free.isError ? [] : (free.data?.items ?? []);
    return all.filter(one => !taken.has(one.resourceId)).slice(0, shown);
  };
  return (
    <div class="flex flex-col gap-2">
      <TextField
        label={t('search')}
        hint={t('searchHint')}
        error={props.error}
        type="search"
        autocomplete="off"
        data-first
        value={words()}
        onInput={event => setWords(event.currentTarget.value)}
        onKeyDown={event => {
          const [first] = items();
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !first) return;
          event.preventDefault();
          props.onAdd(first.resourceId);
        }}
      />
      <Show
        when={items().length > 0}
        fallback={
          <p class="text-sm text-muted" role="status">
            {free.isFetching ? t('checking') : t('noneFree')}
          </p>
        }
      >
        <ul class="divide-y divide-line rounded-md border border-line">
          <For each={items()}>
            {one => (
              <li>
                <button
                  type="button"
                  class="flex min-h-11 w-full items-center justify-between gap-3 px-3 text-left hover:bg-primary-soft pointer-fine:min-h-9"
                  onClick={() => props.onAdd(one.resourceId)}
                >
                  <span class="font-semibold">
                    <span class="sr-only">{t('add')} </span>
                    {one.name}
                  </span>
                  <span class="text-sm text-muted">
                    {[one.freeQuantity > 1 ? t('left', one.freeQuantity) : '', one.needsApproval ? t('onRequest') : '']
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
