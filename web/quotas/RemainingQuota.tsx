import { keepPreviousData, useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import type { Remaining } from '../../shared/quota.ts';
import { countedInWords } from '../../shared/quota-words.ts';
import { api, call } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { remainingWords } from './remaining-words.ts';

interface Asked {
  organisationId: string;
  resourceIds: string[];
  startsAt: string;
  endsAt: string;
  changes?: string | undefined;
}

/** What is left of each quota under which this booking would count, before and after it; nothing where there is none. */
export function RemainingQuota(props: { asked: Asked | undefined }) {
  const t = useWords(remainingWords);
  const query = useQuery(() => ({
    queryKey: ['bookings', 'quota', props.asked],
    queryFn: () => readRemaining(props.asked),
    enabled: props.asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  }));
  const shown = () => (props.asked && !query.isPending && !query.isError ? query.data : []);
  return (
    <Show when={shown().length > 0}>
      <ul class="flex flex-col gap-1">
        <For each={shown()}>
          {one => (
            <li>
              <span class="font-semibold">{t('name', one.kind)}</span> <Sentence remaining={one} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function Sentence(props: { remaining: Remaining }) {
  const t = useWords(remainingWords);
  const { locale } = useLanguage();
  const format = useFormat();
  const { unit } = props.remaining;
  const said = (count: number) => countedInWords(count, { unit }, locale());
  const after = () => props.remaining.remainingAfter;
  return (
    <span class={after() < 0 ? 'font-medium text-danger' : 'text-muted'}>
      {t('left', said(props.remaining.remaining), format.number(props.remaining.amount), props.remaining.windowDays)}
      {after() < 0 ? t('over', said(-after())) : t('after', said(after()))}
    </span>
  );
}

async function readRemaining(asked: Asked | undefined): Promise<Remaining[]> {
  if (!asked) return [];
  const { organisationId, resourceIds, startsAt, endsAt, changes } = asked;
  const query = { organisationId, resourceId: resourceIds, startsAt, endsAt, ...(changes ? { changes } : {}) };
  return (await call(api.quotas.remaining.$get({ query }))).items;
}
