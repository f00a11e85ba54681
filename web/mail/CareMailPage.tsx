import { useSearchParams } from '@solidjs/router';
import { useInfiniteQuery } from '@tanstack/solid-query';
import { createSignal, lazy, Show, Suspense } from 'solid-js';
import { type MailSummary, mailKinds, mailStates } from '../../shared/mail.ts';
import { api, call } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { Badge, type BadgeTone } from '../ui/Badge.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedTable } from '../ui/PagedTable.tsx';
import { EmptyState } from '../ui/states.tsx';
import { mailWords } from './words.ts';

const MailDialog = lazy(() => import('./MailDialog.tsx'));

/** The outbox, for the coordinator: what was written to whom, whether it left, and another try. */
export default function CareMailPage() {
  const { isCoordinator } = useMe();
  return (
    <Show when={isCoordinator()} fallback={<NotAllowedPage />}>
      <Outbox />
    </Show>
  );
}

function Outbox() {
  const t = useWords(mailWords);
  const [params, setParams] = useSearchParams<{ kind?: string; state?: string; mail?: string }>();
  const filter = () => ({
    kind: mailKinds.find(kind => kind === params.kind),
    state: mailStates.find(state => state === params.state),
  });
  const query = useInfiniteQuery(() => ({
    queryKey: ['mail', filter()],
    queryFn: ({ pageParam }) => call(api.mail.$get({ query: { ...filter(), limit: '50', cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
    placeholderData: kept => kept,
  }));
  const [opened, setOpened] = createSignal<string>();
  const columns = useColumns(mail => setOpened(mail.id));
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <search class="mb-4 grid gap-3 sm:grid-cols-2">
        <SelectField
          label={t('kindLabel')}
          value={filter().kind ?? ''}
          options={[
            { value: '', label: t('all') },
            ...mailKinds.map(kind => ({ value: kind, label: t(`kind.${kind}`) })),
          ]}
          onChange={kind => setParams({ kind: kind || undefined }, { replace: true })}
        />
        <SelectField
          label={t('stateLabel')}
          value={filter().state ?? ''}
          options={[
            { value: '', label: t('all') },
            ...mailStates.map(state => ({ value: state, label: t(`state.${state}`) })),
          ]}
          onChange={state => setParams({ state: state || undefined }, { replace: true })}
        />
      </search>
      <PagedTable query={query} caption={t('caption')} columns={columns()} empty={<EmptyState title={t('none')} />} />
      <Suspense>
        <Show when={opened()}>{id => <MailDialog id={id()} onClose={() => setOpened(undefined)} />}</Show>
      </Suspense>
    </Page>
  );
}

export const stateTones: Record<MailSummary['state'], BadgeTone> = {
  waiting: 'waiting',
  sent: 'good',
  failed: 'danger',
  dropped: 'quiet',
  kept: 'waiting',
};

function useColumns(open: (mail: MailSummary) => void): () => Column<MailSummary>[] {
  const t = useWords(mailWords);
  const format = useFormat();
  const { me } = useMe();
  return () => [
    {
      key: 'subject',
      header: t('subject'),
      main: true,
      cell: one => (
        <button
          type="button"
          aria-label={t('read', one.subject)}
          onClick={() => open(one)}
          class="min-h-6 py-0.5 text-left font-semibold text-primary underline"
        >
          {one.subject}
        </button>
      ),
    },
    { key: 'to', header: t('to'), cell: one => one.recipient },
    { key: 'when', header: t('when'), cell: one => format.dayTime(one.createdAt, me().network.timeZone) },
    {
      key: 'state',
      header: t('stateLabel'),
      cell: one => <Badge tone={stateTones[one.state]}>{t(`state.${one.state}`)}</Badge>,
    },
  ];
}
