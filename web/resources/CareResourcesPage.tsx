import { A, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, Show } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import type { Resource } from '../../shared/resource.ts';
import { resourceKinds, resourceStates } from '../../shared/words.ts';
import { api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { findOrganisations, findSites } from '../lookups.ts';
import { useMe } from '../people/session.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedTable } from '../ui/PagedTable.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type CareFilter, useCareResources } from './care-data.ts';
import { careListWords } from './care-words.ts';
import { resourceWords } from './words.ts';

const nothing: Record<keyof CareFilter, undefined> = {
  q: undefined,
  kind: undefined,
  state: undefined,
  siteId: undefined,
  organisationId: undefined,
};

/** The resources that one administers: looked through, narrowed, and where a new one begins. */
export default function CareResourcesPage() {
  const t = useWords(careListWords);
  const { isCoordinator } = useMe();
  const [params, setParams] = useSearchParams<Record<keyof CareFilter, string>>();
  const filter = createMemo<CareFilter>(() => ({
    q: params.q,
    kind: resourceKinds.find(one => one === params.kind),
    state: resourceStates.find(one => one === params.state),
    siteId: params.siteId,
    organisationId: params.organisationId,
  }));
  const query = useCareResources(filter);
  const columns = useColumns();

  return (
    <Page
      title={t('title')}
      lead={isCoordinator() ? t('leadAll') : t('lead')}
      width="wide"
      actions={
        <LinkButton href="/care/resources/new" look="primary" icon={<IconPlus aria-hidden="true" class="size-4" />}>
          {t('add')}
        </LinkButton>
      }
    >
      <Filters filter={filter()} onChange={change => setParams(change, { replace: true })} />
      <PagedTable
        query={query}
        caption={t('caption')}
        columns={columns()}
        empty={
          <EmptyState title={t('none')} actions={<Button onClick={() => setParams(nothing)}>{t('clear')}</Button>}>
            {t('noneText')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function Filters(props: { filter: CareFilter; onChange: (change: CareFilter) => void }) {
  const t = useWords(careListWords);
  const words = useWords(resourceWords);
  const { isCoordinator } = useMe();
  const site = useQuery(() => ({
    queryKey: ['sites', 'one', props.filter.siteId],
    queryFn: async () =>
      (await call(api.sites[':id'].$get({ param: { id: props.filter.siteId ?? '' }, query: {} }))).site,
    enabled: Boolean(props.filter.siteId),
  }));
  const owner = useQuery(() => ({
    queryKey: ['organisations', 'one', props.filter.organisationId],
    queryFn: () => call(api.organisations[':id'].$get({ param: { id: props.filter.organisationId ?? '' } })),
    enabled: Boolean(props.filter.organisationId),
  }));
  return (
    <search class="mb-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
      <TextField
        label={t('search')}
        type="search"
        placeholder={t('searchHint')}
        value={props.filter.q ?? ''}
        onInput={event => props.onChange({ q: event.currentTarget.value || undefined })}
      />
      <SelectField
        label={t('kind')}
        value={props.filter.kind ?? ''}
        options={[
          { value: '', label: t('allKinds') },
          ...resourceKinds.map(kind => ({ value: kind, label: words(`kinds.${kind}`) })),
        ]}
        onChange={kind => props.onChange({ kind: resourceKinds.find(one => one === kind) })}
      />
      <SelectField
        label={t('state')}
        value={props.filter.state ?? ''}
        options={[
          { value: '', label: t('allStates') },
          ...resourceStates.map(state => ({ value: state, label: words(`state.${state}`) })),
        ]}
        onChange={state => props.onChange({ state: resourceStates.find(one => one === state) })}
      />
      <Combobox
        label={t('site')}
        placeholder={t('anywhere')}
        selected={props.filter.siteId && site.data ? [{ value: site.data.id, label: site.data.name }] : []}
        onChange={([one]) => props.onChange({ siteId: one?.value })}
        search={findSites}
      />
      <Show when={isCoordinator()}>
        <Combobox
          label={t('owner')}
          placeholder={t('anyone')}
          selected={props.filter.organisationId && owner.data ? [{ value: owner.data.id, label: owner.data.name }] : []}
          onChange={([one]) => props.onChange({ organisationId: one?.value })}
          search={findOrganisations}
        />
      </Show>
    </search>
  );
}

function useColumns(): () => Column<Resource>[] {
  const t = useWords(careListWords);
  const words = useWords(resourceWords);
  const { isCoordinator } = useMe();
  return () => [
    {
      key: 'name',
      header: t('name'),
      main: true,
      cell: one => (
        <A href={`/care/resources/${one.id}`} class="font-semibold text-primary">
          {one.name}
        </A>
      ),
    },
    { key: 'kind', header: t('kind'), cell: one => words(`kind.${one.kind}`) },
    { key: 'site', header: t('site'), cell: one => one.site.name },
    ...(isCoordinator() ? [{ key: 'owner', header: t('owner'), cell: (one: Resource) => one.owner.name }] : []),
    { key: 'capacity', header: t('capacity'), end: true, cell: one => one.capacity },
    {
      key: 'state',
      header: t('state'),
      cell: one => <Badge tone={one.state === 'published' ? 'good' : 'quiet'}>{words(`state.${one.state}`)}</Badge>,
    },
  ];
}
