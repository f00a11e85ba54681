import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import type { ImportSummary } from '../../shared/import.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { Badge } from '../ui/Badge.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { Card, Page, Section } from '../ui/Page.tsx';
import { PagedTable } from '../ui/PagedTable.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useImports } from './data.ts';
import { UploadForm } from './UploadForm.tsx';
import { importWords } from './words.ts';

/** Where a file of bookings is taken over, and what was taken over before. */
export default function ImportsPage() {
  const t = useWords(importWords);
  const { isCoordinator, isReferent } = useMe();
  const query = useImports();
  const columns = useColumns();
  return (
    <Show when={isCoordinator() || isReferent()} fallback={<NotAllowedPage />}>
      <Page title={t('title')} lead={t('lead')} width="wide">
        <Card class="mb-8">
          <UploadForm />
        </Card>
        <Section title={t('past')}>
          <PagedTable
            query={query}
            caption={t('past')}
            columns={columns()}
            empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
          />
        </Section>
      </Page>
    </Show>
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
