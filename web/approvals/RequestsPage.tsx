import { useSearchParams } from '@solidjs/router';
import { lazy, Show, Suspense } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Page } from '../ui/Page.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Loaded, Skeleton } from '../ui/states.tsx';
import { Inbox } from './Inbox.tsx';
import { useWaiting, waitingShown } from './reads.ts';
import { requestWords } from './words.ts';

const Decided = lazy(() => import('./Decided.tsx'));

/** What waits for one's decision over all that one decides on, and what was decided. */
export default function RequestsPage() {
  const t = useWords(requestWords);
  const [params, setParams] = useSearchParams<{ view?: string }>();
  const view = () => (params.view === 'decided' ? ('decided' as const) : ('waiting' as const));
  const query = useWaiting();
  const count = () => query.data?.items.length ?? 0;
  return (
    <Page
      title={t('title')}
      windowTitle={count() > 0 ? t('windowTitle', count()) : t('title')}
      width="wide"
      lead={
        <Show when={view() === 'waiting' && count() > 0}>
          {t('lead', count())} <Show when={query.data?.nextCursor && count() >= waitingShown}>{t('firstOnly')}</Show>
        </Show>
      }
      actions={
        <Segmented
          label={t('which')}
          value={view()}
          options={[
            { value: 'waiting', label: t('waiting') },
            { value: 'decided', label: t('decided') },
          ]}
          onChange={next => setParams({ view: next === 'decided' ? next : undefined }, { replace: true })}
        />
      }
    >
      <Show
        when={view() === 'waiting'}
        fallback={
          <Suspense fallback={<Skeleton />}>
            <Decided />
          </Suspense>
        }
      >
        <Loaded query={query}>{page => <Inbox items={page().items} />}</Loaded>
        <details class="mt-8 max-w-3xl text-sm">
          <summary class="min-h-11 content-center font-semibold pointer-fine:min-h-8">{t('why')}</summary>
          <p class="text-muted">{t('whyText')}</p>
        </details>
      </Show>
    </Page>
  );
}
