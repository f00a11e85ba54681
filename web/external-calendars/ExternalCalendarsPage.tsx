import { A, useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import IconCalendar from '~icons/lucide/calendar-sync';
import IconPlus from '~icons/lucide/plus';
import type { ExternalCalendar } from '../../shared/external-calendar.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Page } from '../ui/Page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { CalendarForm } from './CalendarForm.tsx';
import { CalendarState } from './CalendarState.tsx';
import { readCaredFor, useCalendars } from './data.ts';
import { externalWords } from './words.ts';

/** The outside calendars of what one cares for, of all of it or of one resource (`?resourceId=`). */
export default function ExternalCalendarsPage() {
  const t = useWords(externalWords);
  const navigate = useNavigate();
  const [params] = useSearchParams<{ resourceId: string }>();
  const query = useCalendars(() => params.resourceId);
  const resource = useQuery(() => ({
    queryKey: ['resources', 'cared-for', params.resourceId],
    queryFn: () => readCaredFor(params.resourceId ?? ''),
    enabled: params.resourceId !== undefined,
  }));
  const [isAdding, setAdding] = createSignal(false);
  const columns = useColumns();
  const addButton = () => (
    <Button look="primary" icon={<IconPlus aria-hidden="true" class="size-4" />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );

  return (
    <Page title={t('title')} lead={t('lead')} width="wide" actions={addButton()}>
      <Loaded query={query}>
        {list => (
          <Show
            when={list().items.length > 0}
            fallback={
              <EmptyState title={t('none')} icon={<IconCalendar aria-hidden="true" />} actions={addButton()}>
                {t('noneText')}
              </EmptyState>
            }
          >
            <DataTable caption={t('caption')} rows={list().items} columns={columns()} />
          </Show>
        )}
      </Loaded>
      <Show when={isAdding()}>
        <CalendarForm
          resource={resource.data}
          onClose={() => setAdding(false)}
          onDone={calendar => navigate(`/external-calendars/${calendar.id}`)}
        />
      </Show>
    </Page>
  );
}

function useColumns(): () => Column<ExternalCalendar>[] {
  const t = useWords(externalWords);
  const format = useFormat();
  return () => [
    {
      key: 'name',
      header: t('name'),
      main: true,
      cell: one => (
        <A href={`/external-calendars/${one.id}`} class="font-semibold text-primary">
          {one.name}
        </A>
      ),
    },
    { key: 'resource', header: t('resource'), cell: one => one.resourceName },
    { key: 'state', header: t('state'), cell: one => <CalendarState calendar={one} /> },
    { key: 'busy', header: t('busy'), end: true, cell: one => format.number(one.busy) },
    {
      key: 'clashes',
      header: t('clashes'),
      cell: one => (
        <Show when={one.clashes > 0} fallback={format.number(0)}>
          <Badge tone="danger">{t('clashCount', one.clashes)}</Badge>
        </Show>
      ),
    },
  ];
}
