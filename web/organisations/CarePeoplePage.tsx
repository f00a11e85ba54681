import { A, useSearchParams } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import type { PersonSummary } from '../../shared/organisation.ts';
import { api, call, once } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedTable } from '../ui/PagedTable.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { EmptyState, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { readPeopleAgain, usePeople } from './data.ts';
import { peopleWords } from './people-words.ts';
import { organisationWords } from './words.ts';

/** Everyone in the network, for the coordinator: for whom they act, and whether they may come in. */
export default function CarePeoplePage() {
  const { isCoordinator } = useMe();
  return (
    <Show when={isCoordinator()} fallback={<NotAllowedPage />}>
      <People />
    </Show>
  );
}

function People() {
  const t = useWords(peopleWords);
  const client = useQueryClient();
  const [params, setParams] = useSearchParams<{ q?: string }>();
  const query = usePeople(() => params.q ?? '');
  const [closing, setClosing] = createSignal<PersonSummary | null>(null);
  const { problem, run } = useAct();
  const deactivate = async (person: PersonSummary) => {
    await call(api.people[':id'].deactivation.$post({ param: { id: person.id } }, once()));
    await readPeopleAgain(client);
    toast(() => t('deactivated', person.name), { tone: 'good', action: undo(person) });
  };
  const reactivate = (person: PersonSummary) =>
    run(async () => {
      await call(api.people[':id'].reactivation.$post({ param: { id: person.id } }, once()));
      await readPeopleAgain(client);
      toast(() => t('reactivated', person.name), { tone: 'good' });
    });
  const undo = (person: PersonSummary) => ({
    label: () => t('reactivate'),
    act: async () => {
      await reactivate(person);
    },
  });
  const columns = useColumns(setClosing, person => void reactivate(person));
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <search class="mb-4 block max-w-md">
        <SearchField
          label={t('search')}
          placeholder={t('searchHint')}
          value={params.q ?? ''}
          onChange={q => setParams({ q: q || undefined }, { replace: true })}
        />
      </search>
      <ProblemNotice problem={problem()} />
      <PagedTable query={query} caption={t('caption')} columns={columns()} empty={<EmptyState title={t('none')} />} />
      <Show when={closing()} keyed>
        {person => (
          <ConfirmDialog
            title={t('deactivateTitle', person.name)}
            confirm={t('deactivate')}
            danger
            act={() => deactivate(person)}
            onClose={() => setClosing(null)}
          >
            <p>{t('deactivateText')}</p>
          </ConfirmDialog>
        )}
      </Show>
    </Page>
  );
}

function useColumns(
  close: (person: PersonSummary) => void,
  reopen: (person: PersonSummary) => void,
): () => Column<PersonSummary>[] {
  const t = useWords(peopleWords);
  const roles = useWords(organisationWords);
  return () => [
    { key: 'name', header: t('person'), main: true, cell: one => one.name },
    { key: 'email', header: t('email'), cell: one => one.email },
    {
      key: 'actsFor',
      header: t('actsFor'),
      cell: one => (
        <Show when={one.affiliations.length > 0} fallback={<span class="text-muted">{t('nobody')}</span>}>
          <ul>
            <For each={one.affiliations}>
              {affiliation => (
                <li>
                  <A
                    href={`/care/organisations/${affiliation.organisationId}?tab=people`}
                    class="inline-block py-0.5 text-primary"
                  >
                    {affiliation.organisationName}
                  </A>{' '}
                  <span class="text-muted">({roles(`role.${affiliation.role}`)})</span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      ),
    },
    {
      key: 'state',
      header: t('state'),
      cell: one => (
        <Badge tone={one.deactivatedAt ? 'danger' : 'good'}>{t(one.deactivatedAt ? 'shutOut' : 'active')}</Badge>
      ),
    },
    {
      key: 'acts',
      header: t('acts'),
      headHidden: true,
      cell: one => (
        <Show
          when={one.deactivatedAt}
          fallback={
            <Button look="quiet" aria-label={t('deactivateNamed', one.name)} onClick={() => close(one)}>
              {t('deactivate')}
            </Button>
          }
        >
          <Button look="quiet" aria-label={t('reactivateNamed', one.name)} onClick={() => reopen(one)}>
            {t('reactivate')}
          </Button>
        </Show>
      ),
    },
  ];
}
