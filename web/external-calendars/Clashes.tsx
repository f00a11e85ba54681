import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import type { BusyClash, ExternalCalendar } from '../../shared/external-calendar.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Section } from '../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { useNow } from './CalendarState.tsx';
import { useCalendarActs, useClashes, useResourceOf } from './data.ts';
import { externalWords } from './words.ts';

/** The bookings that stand at busy times, and which of them somebody lets stand. */
export function Clashes(props: { calendar: ExternalCalendar }) {
  const t = useWords(externalWords);
  const format = useFormat();
  const query = useClashes(() => props.calendar.id);
  const resource = useResourceOf(() => props.calendar.resourceId);
  const acts = useCalendarActs();
  const { problem, run } = useAct();
  const reopen = (clash: BusyClash) => run(async () => void (await acts.reopen(props.calendar, clash)));
  const accept = (clash: BusyClash) =>
    run(async () => {
      await acts.accept(props.calendar, clash);
      const undo = { label: () => t('reopen'), act: async () => void (await reopen(clash)) };
      toast(() => t('accepted', clash.booking.title), { tone: 'good', action: undo });
    });
  const zone = () => resource.data?.site.timeZone ?? 'UTC';
  const columns = (): Column<BusyClash>[] => [
    {
      key: 'booking',
      header: t('booking'),
      main: true,
      cell: one => (
        <A href={`/bookings/${one.booking.bookingId}`} class="text-primary">
          {one.booking.title}
        </A>
      ),
    },
    { key: 'when', header: t('when'), cell: one => format.span(one.booking.startsAt, one.booking.endsAt, zone()) },
    { key: 'busy', header: t('busyWhen'), cell: one => format.span(one.busyFrom, one.busyTo, zone()) },
    { key: 'who', header: t('who'), cell: one => `${one.booking.organisationName} (${one.booking.personName})` },
    {
      key: 'settled',
      header: t('settled'),
      cell: one => <Acceptance clash={one} onToggle={() => void (one.acknowledged ? reopen(one) : accept(one))} />,
    },
  ];
  return (
    <Section title={t('clashes')}>
      <Loaded query={query}>
        {list => (
          <Show when={list().items.length > 0} fallback={<p class="text-muted">{t('noClash')}</p>}>
            <p class="mb-3 max-w-3xl text-muted">{t('clashesText')}</p>
            <ProblemNotice problem={problem()} />
            <DataTable caption={t('clashes')} rows={list().items} columns={columns()} />
          </Show>
        )}
      </Loaded>
    </Section>
  );
}

/** Who lets both stand, and the one button that does or takes it back: the focus stays on it. */
function Acceptance(props: { clash: BusyClash; onToggle: () => void }) {
  const t = useWords(externalWords);
  const format = useFormat();
  const now = useNow();
  const name = () => props.clash.booking.title;
  return (
    <span class="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Show when={props.clash.acknowledged}>
        {by => <span class="text-muted">{t('acceptedBy', by().personName, format.ago(by().at, now()))}</span>}
      </Show>
      <Button
        look={props.clash.acknowledged ? 'quiet' : 'plain'}
        aria-label={props.clash.acknowledged ? t('reopenOf', name()) : t('acceptOf', name())}
        onClick={() => props.onToggle()}
      >
        {props.clash.acknowledged ? t('reopen') : t('accept')}
      </Button>
    </span>
  );
}
