import { A, useSearchParams } from '@solidjs/router';
import { useInfiniteQuery, useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { type ActView, historySubjects } from '../../shared/history.ts';
import { plusDays, startOfDay } from '../../shared/time.ts';
import { api, call } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { findAnybody } from '../lookups.ts';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import { NextPage } from '../ui/DataTable.tsx';
import { DateField } from '../ui/DateField.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Page } from '../ui/Page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { tellOf } from './act-words.ts';
import { changesOf } from './changes.ts';
import { historyPageWords, type NamedValue, namedValues } from './words.ts';

type Params = {
  about?: string | undefined;
  subject?: string | undefined;
  by?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};
const nothing = { about: undefined, subject: undefined, by: undefined, from: undefined, to: undefined };

/** What was done, told in sentences, newest first; narrowed by the address. */
export default function CareHistoryPage() {
  const t = useWords(historyPageWords);
  const { me, isCoordinator } = useMe();
  const [params, setParams] = useSearchParams<Params>();
  const filter = () => {
    const zone = me().network.timeZone;
    const day = (text: string | undefined) => (text && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined);
    const [from, to] = [day(params.from), day(params.to)];
    return {
      ...(historySubjects.some(one => one === params.about) ? { subjectType: params.about as never } : {}),
      ...(params.subject ? { subjectId: params.subject } : {}),
      ...(params.by ? { personId: params.by } : {}),
      ...(from ? { from: startOfDay(from, zone).toISOString() } : {}),
      ...(to ? { to: startOfDay(plusDays(to, 1), zone).toISOString() } : {}),
    };
  };
  const query = useInfiniteQuery(() => ({
    queryKey: ['history', 'all', filter()],
    queryFn: ({ pageParam }) => call(api.history.$get({ query: { ...filter(), limit: '50', cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
    placeholderData: kept => kept,
  }));
  const acts = () => query.data?.pages.flatMap(page => page.items) ?? [];
  const isNarrowed = () => Object.keys(filter()).length > 0;
  const change = (given: Params) => setParams(given, { replace: true, scroll: false });
  return (
    <Page title={t('title')} lead={t(isCoordinator() ? 'lead' : 'leadReferent')} width="wide">
      <Filters params={params} onChange={change} />
      <Show when={isNarrowed()}>
        <Button look="quiet" class="mb-3" onClick={() => change(nothing)}>
          {t('clear')}
        </Button>
      </Show>
      <Loaded query={query}>
        {() => (
          <Show when={acts().length > 0} fallback={<EmptyState title={t('none')} />}>
            <ol aria-label={t('list')} class="divide-y divide-line rounded-lg border border-line bg-surface">
              <For each={acts()}>{act => <Act act={act} />}</For>
            </ol>
            <NextPage pages={query} />
          </Show>
        )}
      </Loaded>
    </Page>
  );
}

function Filters(props: { params: Partial<Params>; onChange: (change: Params) => void }) {
  const t = useWords(historyPageWords);
  const { isCoordinator } = useMe();
  const person = useQuery(() => ({
    queryKey: ['people', 'named', props.params.by],
    queryFn: async () => (await call(api.history.$get({ query: { personId: props.params.by, limit: '1' } }))).items,
    enabled: Boolean(props.params.by),
  }));
  const selected = () => {
    const { by } = props.params;
    return by ? [{ value: by, label: person.data?.[0]?.person?.name ?? '…' }] : [];
  };
  return (
    <search class="mb-4 grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <SelectField
        label={t('about')}
        value={props.params.about ?? ''}
        options={[
          { value: '', label: t('everything') },
          ...historySubjects.map(one => ({ value: one, label: t(`subject.${one}`) })),
        ]}
        onChange={about => props.onChange({ about: about || undefined, subject: undefined })}
      />
      <Show when={isCoordinator()}>
        <Combobox
          label={t('by')}
          placeholder={t('anyone')}
          selected={selected()}
          onChange={([one]) => props.onChange({ by: one?.value })}
          search={findAnybody}
        />
      </Show>
      <DateField
        label={t('from')}
        value={props.params.from ?? ''}
        onChange={from => props.onChange({ from: from || undefined })}
      />
      <DateField
        label={t('to')}
        value={props.params.to ?? ''}
        onChange={to => props.onChange({ to: to || undefined })}
      />
    </search>
  );
}

const pages: Partial<Record<ActView['subject']['type'], (id: string) => string>> = {
  booking: id => `/bookings/${id}`,
  resource: id => `/resources/${id}`,
  site: id => `/care/sites/${id}`,
  organisation: id => `/care/organisations/${id}`,
};

function Act(props: { act: ActView }) {
  const t = useWords(historyPageWords);
  const { locale } = useLanguage();
  const format = useFormat();
  const { me } = useMe();
  const zone = () => me().network.timeZone;
  const subject = () => props.act.subject;
  const what = () => {
    const { name, type } = subject();
    return name === null ? t(`unnamed.${type}`) : locale() === 'fr' ? `« ${name} »` : `“${name}”`;
  };
  const sentence = () => {
    const text = tellOf(props.act.action, props.act.person?.name ?? t('system'), what(), locale());
    return text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
  };
  const page = () => pages[subject().type]?.(subject().id);
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('nothing');
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    const text = String(value);
    if (namedValues.has(text)) return t(`value.${text as NamedValue}`);
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return format.dayTime(text, zone());
    return /^\d{4}-\d\d-\d\d$/.test(text) ? format.date(text) : text;
  };
  return (
    <li class="flex flex-col gap-x-4 gap-y-0.5 px-3 py-2.5 sm:flex-row">
      <time datetime={props.act.at} class="shrink-0 text-sm tabular-nums text-muted sm:w-40 sm:pt-0.5">
        {format.dayTime(props.act.at, zone())}
      </time>
      <div class="min-w-0 flex-1">
        <p>
          <Show when={page()} fallback={sentence()}>
            {href => (
              <A href={href()} class="inline-block py-0.5 underline-offset-2 hover:underline">
                {sentence()}
              </A>
            )}
          </Show>
          <Show when={props.act.organisation && props.act.organisation.id !== subject().id && props.act.organisation}>
            {one => <span class="text-sm text-muted"> {t('forOrganisation', one().name)}</span>}
          </Show>
        </p>
        <Show when={props.act.reason}>{reason => <p class="text-sm">{t('because', reason())}</p>}</Show>
        <ul class="text-sm text-muted">
          <For each={changesOf(props.act)}>
            {one => (
              <li>
                {one.isNew
                  ? t('is', t(`field.${one.field}`), say(one.to))
                  : t('fromTo', t(`field.${one.field}`), say(one.from), say(one.to))}
              </li>
            )}
          </For>
        </ul>
      </div>
    </li>
  );
}
