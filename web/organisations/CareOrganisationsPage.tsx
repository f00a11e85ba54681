import { A, useNavigate, useSearchParams } from '@solidjs/router';
import { createSignal, lazy, Show, Suspense } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import type { OrganisationView } from '../../shared/organisation.ts';
import { organisationKinds } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedTable } from '../ui/PagedTable.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useOrganisations } from './data.ts';
import { useMembership } from './membership.tsx';
import { organisationWords } from './words.ts';

const NewOrganisationDialog = lazy(() => import('./NewOrganisationDialog.tsx'));

/** The members of the network: looked through, and where a new one comes in. */
export default function CareOrganisationsPage() {
  const t = useWords(organisationWords);
  const { isCoordinator } = useMe();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams<{ q?: string; kind?: string }>();
  const [isAdding, setAdding] = createSignal(false);
  const filter = () => ({ q: params.q, kind: organisationKinds.find(kind => kind === params.kind) });
  const query = useOrganisations(filter);
  const columns = useColumns();
  return (
    <Page
      title={t('title')}
      lead={t(isCoordinator() ? 'leadAll' : 'lead')}
      width="wide"
      actions={
        <Show when={isCoordinator()}>
          <Button look="primary" icon={<IconPlus aria-hidden="true" class="size-4" />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        </Show>
      }
    >
      <search class="mb-4 grid gap-3 sm:grid-cols-2">
        <SearchField
          label={t('search')}
          placeholder={t('searchHint')}
          value={params.q ?? ''}
          onChange={q => setParams({ q: q || undefined }, { replace: true })}
        />
        <SelectField
          label={t('kindLabel')}
          value={filter().kind ?? ''}
          options={[
            { value: '', label: t('allKinds') },
            ...organisationKinds.map(kind => ({ value: kind, label: t(`kind.${kind}`) })),
          ]}
          onChange={kind => setParams({ kind: kind || undefined }, { replace: true })}
        />
      </search>
      <PagedTable
        query={query}
        caption={t('caption')}
        columns={columns()}
        empty={
          <EmptyState
            title={t('none')}
            actions={<Button onClick={() => setParams({ q: undefined, kind: undefined })}>{t('clear')}</Button>}
          />
        }
      />
      <Suspense>
        <Show when={isAdding()}>
          <NewOrganisationDialog
            onClose={() => setAdding(false)}
            onMade={made => navigate(`/care/organisations/${made.id}?tab=invitations`)}
          />
        </Show>
      </Suspense>
    </Page>
  );
}

function useColumns(): () => Column<OrganisationView>[] {
  const t = useWords(organisationWords);
  const format = useFormat();
  const { actsFor } = useMe();
  const membership = useMembership();
  return () => [
    {
      key: 'name',
      header: t('name'),
      main: true,
      cell: one => (
        <>
          <A href={`/care/organisations/${one.id}`} class="font-semibold text-primary">
            {one.name}
          </A>{' '}
          <Show when={actsFor(one.id)}>
            <Badge>{t('yours')}</Badge>
          </Show>
        </>
      ),
    },
    { key: 'kind', header: t('kindLabel'), cell: one => t(`kind.${one.kind}`) },
    { key: 'commune', header: t('commune'), cell: one => one.commune ?? '' },
    { key: 'joined', header: t('joinedOn'), cell: one => format.date(one.joinedOn) },
    { key: 'state', header: t('state'), cell: one => membership(one) },
  ];
}
