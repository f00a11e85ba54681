import { A, useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import type { ImportSummary } from '../../shared/import.ts';
import { limits } from '../../shared/limits.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../ui/Combobox.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Field, inputClass, SelectField } from '../ui/Field.tsx';
import { Card, Page, Section } from '../ui/Page.tsx';
import { EmptyState, Loaded, ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { asBase64, findAnyOrganisation, findResources, useImportActs, useImports } from './data.ts';
import { importWords } from './words.ts';

/** Where a file of bookings is taken over, and what was taken over before. */
export default function ImportsPage() {
  const t = useWords(importWords);
  const { isCoordinator, isReferent } = useMe();
  const query = useImports();
  const columns = useColumns();
  const rows = () => query.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <Show when={isCoordinator() || isReferent()} fallback={<NotAllowedPage />}>
      <Page title={t('title')} lead={t('lead')} width="wide">
        <Card class="mb-8">
          <UploadForm />
        </Card>
        <Section title={t('past')}>
          <Loaded query={query}>
            {() => (
              <Show when={rows().length > 0} fallback={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}>
                <DataTable caption={t('past')} rows={rows()} columns={columns()} pages={query} />
              </Show>
            )}
          </Loaded>
        </Section>
      </Page>
    </Show>
  );
}

function UploadForm() {
  const [t, ui] = [useWords(importWords), useWords(uiWords)];
  const navigate = useNavigate();
  const { me, isCoordinator } = useMe();
  const acts = useImportActs();
  const { busy, problem, run } = useAct();
  const own = () => me().affiliations.filter(one => one.role === 'referent');
  const [organisation, setOrganisation] = createSignal<ComboboxItem | undefined>(
    own().map(one => ({ value: one.organisationId, label: one.organisationName }))[0],
  );
  const [resource, setResource] = createSignal<ComboboxItem[]>([]);
  const [file, setFile] = createSignal<File>();
  const [tried, setTried] = createSignal(false);
  const fileError = () => {
    if ((file()?.size ?? 0) > limits.importBytes) return t('tooLarge');
    return tried() && !file() ? ui('required') : undefined;
  };
  const read = async () => {
    setTried(true);
    const [chosen, to] = [file(), organisation()];
    if (!chosen || !to || fileError()) return;
    await run(async () => {
      const resourceId = resource()[0]?.value;
      const content = await asBase64(chosen);
      const asked = { organisationId: to.value, fileName: chosen.name, content, ...(resourceId ? { resourceId } : {}) };
      const done = await acts.read(asked);
      navigate(`/imports/${done.import.id}`);
    });
  };
  return (
    <form
      class="flex flex-col gap-4"
      novalidate
      onSubmit={event => {
        event.preventDefault();
        void read();
      }}
    >
      <div class="grid gap-4 sm:grid-cols-2">
        <Show
          when={isCoordinator()}
          fallback={
            <SelectField
              label={t('organisation')}
              value={organisation()?.value ?? ''}
              options={own().map(one => ({ value: one.organisationId, label: one.organisationName }))}
              onChange={value => setOrganisation({ value, label: '' })}
            />
          }
        >
          <Combobox
            label={t('organisation')}
            error={tried() && !organisation() ? ui('required') : undefined}
            selected={[organisation()].filter(one => one !== undefined)}
            onChange={([one]) => setOrganisation(one)}
            search={findAnyOrganisation}
          />
        </Show>
        <Combobox
          label={t('resource')}
          optional={ui('optional')}
          selected={resource()}
          onChange={setResource}
          search={findResources}
        />
      </div>
      <Field label={t('file')} hint={t('fileHint')} error={fileError()}>
        {ids => (
          <input
            {...ids}
            type="file"
            accept=".csv,.tsv,.txt,.ics,text/csv,text/calendar"
            class={`${inputClass} py-2`}
            onChange={event => setFile(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <ProblemNotice problem={problem()} />
      <div>
        <Button look="primary" type="submit" busy={busy()}>
          {busy() ? t('reading') : t('read')}
        </Button>
      </div>
    </form>
  );
}

function useColumns(): () => Column<ImportSummary>[] {
  const t = useWords(importWords);
  const format = useFormat();
  const { me } = useMe();
  const tones = { previewed: 'waiting', executed: 'good', undone: 'quiet' } as const;
  return () => [
    {
      key: 'file',
      header: t('file'),
      main: true,
      cell: one => (
        <A href={`/imports/${one.id}`} class="font-semibold text-primary">
          {one.fileName}
        </A>
      ),
    },
    { key: 'organisation', header: t('organisation'), cell: one => one.organisationName },
    { key: 'when', header: t('when'), cell: one => format.dayTime(one.createdAt, me().network.timeZone) },
    { key: 'who', header: t('who'), cell: one => one.personName },
    {
      key: 'state',
      header: t('state'),
      cell: one => <Badge tone={tones[one.state]}>{t(`states.${one.state}`)}</Badge>,
    },
    { key: 'rows', header: t('rows'), end: true, cell: one => format.number(one.rowCount) },
    { key: 'booked', header: t('booked'), end: true, cell: one => format.number(one.bookedCount) },
  ];
}
