import { createSignal, onCleanup, Show } from 'solid-js';
import type { ExternalCalendar } from '../../shared/external-calendar.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Badge } from '../ui/Badge.tsx';
import { externalWords } from './words.ts';

/** How a calendar is doing, and how old what is known of it is. */
export function CalendarState(props: { calendar: ExternalCalendar }) {
  const t = useWords(externalWords);
  const format = useFormat();
  const now = useNow();
  const state = () => {
    const { paused, failure, succeededAt } = props.calendar;
    if (paused) return { word: t('paused'), tone: 'quiet' } as const;
    if (failure) return { word: t('failing'), tone: 'danger' } as const;
    return succeededAt
      ? ({ word: t('fresh'), tone: 'good' } as const)
      : ({ word: t('waiting'), tone: 'waiting' } as const);
  };
  return (
    <span class="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={state().tone}>{state().word}</Badge>
      <span class="text-sm text-muted">
        <Show when={props.calendar.succeededAt} fallback={t('neverRead')}>
          {at => (props.calendar.failure ? t('ageOld', format.ago(at(), now())) : t('age', format.ago(at(), now())))}
        </Show>
      </span>
    </span>
  );
}

/** The time, in milliseconds, kept up to the minute. */
export function useNow(): () => number {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), 60_000);
  onCleanup(() => clearInterval(timer));
  return now;
}
