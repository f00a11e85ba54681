import { A, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import type { Site } from '../../shared/site.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Badge } from '../ui/Badge.tsx';
import { LinkButton } from '../ui/Button.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { TextField } from '../ui/Field.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedTable } from '../ui/PagedTable.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useSites } from './data.ts';
import { siteWords } from './words.ts';

/** The sites of the network, with those that one keeps marked. */
export default function CareSitesPage() {
  const t = useWords(siteWords);
  const { isCoordinator } = useMe();
  const [params, setParams] = useSearchParams<{ q: string }>();
  const query = useSites(() => params.q);
  const columns = (): Column<Site>[] => [
    {
      key: 'name',
      header: t('name'),
      main: true,
      cell: one => (
        <A href={`/care/sites/${one.id}`} class="font-semibold text-primary">
          {one.name}
        </A>
      ),
    },
    { key: 'commune', header: t('commune'), cell: one => one.commune },
    { key: 'zone', header: t('zone'), deskOnly: true, cell: one => one.timeZone },
    {
      key: 'care',
      header: t('care'),
      cell: one => (
        <Show when={one.mayManage}>
          <Badge>{t('mine')}</Badge>
        </Show>
      ),
    },
  ];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        <Show when={isCoordinator()}>
          <LinkButton href="/care/sites/new" look="primary" icon={<IconPlus aria-hidden="true" class="size-4" />}>
            {t('add')}
          </LinkButton>
        </Show>
      }
    >
      <search class="mb-4 block max-w-sm">
        <TextField
          label={t('search')}
          type="search"
          value={params.q ?? ''}
          onInput={event => setParams({ q: event.currentTarget.value || undefined }, { replace: true })}
        />
      </search>
      <PagedTable query={query} caption={t('caption')} columns={columns()} empty={<EmptyState title={t('none')} />} />
    </Page>
  );
}
