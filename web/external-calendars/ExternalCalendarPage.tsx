import { A, useNavigate, useParams } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import type { ExternalCalendar } from '../../shared/external-calendar.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Facts, Page, Section } from '../ui/Page.tsx';
import { Loaded, Notice, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { CalendarForm } from './CalendarForm.tsx';
import { CalendarState, useNow } from './CalendarState.tsx';
import { Clashes } from './Clashes.tsx';
import { useCalendar, useCalendarActs, useResourceOf } from './data.ts';
import { externalWords } from './words.ts';

/** One outside calendar: how it is doing, what it clashes with, and what can be done about it. */
export default function ExternalCalendarPage() {
  const params = useParams<{ id: string }>();
  const query = useCalendar(() => params.id);
  return (
    <Loaded query={query} skeleton={<Page title="">{''}</Page>}>
      {calendar => <Calendar calendar={calendar()} />}
    </Loaded>
  );
}

function Calendar(props: { calendar: ExternalCalendar }) {
  const t = useWords(externalWords);
  const format = useFormat();
  const now = useNow();
  return (
    <Page
      title={props.calendar.name}
      lead={
        <A href="/external-calendars" class="text-primary">
          {t('back')}
        </A>
      }
      width="wide"
      actions={<Acts calendar={props.calendar} />}
    >
      <Show when={props.calendar.failure}>
        {failure => (
          <Notice tone="danger" class="mb-5">
            {t('failureSince', failure().message, format.ago(failure().since, now()))}
          </Notice>
        )}
      </Show>
      <div class="mb-8">
        <CalendarFacts calendar={props.calendar} />
      </div>
      <Clashes calendar={props.calendar} />
      <Show when={props.calendar.findings.length > 0}>
        <Section title={t('findings')}>
          <ul class="list-disc pl-5 text-sm">
            <For each={props.calendar.findings}>{finding => <li>{finding.message}</li>}</For>
          </ul>
        </Section>
      </Show>
    </Page>
  );
}

function CalendarFacts(props: { calendar: ExternalCalendar }) {
  const t = useWords(externalWords);
  const format = useFormat();
  const now = useNow();
  return (
    <Facts
      items={[
        [
          t('resource'),
          <A href={`/resources/${props.calendar.resourceId}`} class="text-primary">
            {props.calendar.resourceName}
          </A>,
        ],
        [t('state'), <CalendarState calendar={props.calendar} />],
        [t('hint'), props.calendar.addressHint],
        [t('detail'), props.calendar.detail === 'title' ? t('detailTitle') : t('detailBusy')],
        [t('busy'), format.number(props.calendar.busy)],
        [t('next'), props.calendar.nextCheckAt ? format.ago(props.calendar.nextCheckAt, now()) : t('paused')],
      ]}
    />
  );
}

function Acts(props: { calendar: ExternalCalendar }) {
  const t = useWords(externalWords);
  const navigate = useNavigate();
  const acts = useCalendarActs();
  const { busy, problem, run } = useAct();
  const [open, setOpen] = createSignal<'change' | 'remove' | null>(null);
  const check = () =>
    run(async () => {
      const { calendar } = await acts.check(props.calendar);
      if (calendar.failure) toast(() => t('checkFailed'), { tone: 'danger' });
      else toast(() => t('checked'), { tone: 'good' });
    });
  const pause = (paused: boolean) =>
    run(async () => {
      await acts.change(props.calendar, { paused });
      toast(() => (paused ? t('pausedDone') : t('resumedDone')));
    });
  const remove = async () => {
    await acts.remove(props.calendar, () => navigate('/external-calendars'));
    toast(() => t('removed'));
  };

  return (
    <>
      <Show when={!props.calendar.paused}>
        <Button look="primary" busy={busy()} onClick={() => void check()}>
          {t('checkNow')}
        </Button>
      </Show>
      <Button disabled={busy()} onClick={() => void pause(!props.calendar.paused)}>
        {props.calendar.paused ? t('resume') : t('pause')}
      </Button>
      <Button onClick={() => setOpen('change')}>{t('change')}</Button>
      <Button look="quiet" onClick={() => setOpen('remove')}>
        {t('remove')}
      </Button>
      <ProblemNotice problem={problem()} />
      <Show when={open() === 'change'}>
        <ChangeForm
          calendar={props.calendar}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            toast(() => t('changed'), { tone: 'good' });
          }}
        />
      </Show>
      <Show when={open() === 'remove'}>
        <ConfirmDialog
          danger
          title={t('removeTitle', props.calendar.name)}
          confirm={t('remove')}
          act={remove}
          onClose={() => setOpen(null)}
        >
          <p>{t('removeText')}</p>
        </ConfirmDialog>
      </Show>
    </>
  );
}

/** Of a person's time no titles are kept: the form must know whose time it is before it asks. */
function ChangeForm(props: { calendar: ExternalCalendar; onClose: () => void; onDone: () => void }) {
  const resource = useResourceOf(() => props.calendar.resourceId);
  return (
    <Show when={resource.data}>
      {one => (
        <CalendarForm
          calendar={props.calendar}
          resource={{ value: one().id, label: one().name, isPerson: one().kind === 'staff' }}
          onClose={props.onClose}
          onDone={props.onDone}
        />
      )}
    </Show>
  );
}
