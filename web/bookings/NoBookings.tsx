import { Show } from 'solid-js';
import IconEmpty from '~icons/lucide/calendar-off';
import { useWords } from '../i18n/locale.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { mineWords } from './mine-words.ts';
import type { BookingView } from './reads.ts';

const sentences = {
  upcoming: ['emptyUpcoming', 'emptyUpcomingText'],
  pending: ['emptyPending', 'emptyPendingText'],
  past: ['emptyPast', 'emptyPastText'],
  ended: ['emptyEnded', 'emptyEndedText'],
} as const;

/** Nothing in a view: what would be there, and what to do. */
export function NoBookings(props: { view: BookingView; filtered: boolean; onClear: () => void }) {
  const t = useWords(mineWords);
  return (
    <Show
      when={props.filtered}
      fallback={
        <EmptyState
          icon={<IconEmpty aria-hidden="true" />}
          title={t(sentences[props.view][0])}
          actions={
            <>
              <LinkButton href="/find" look="primary">
                {t('find')}
              </LinkButton>
              <LinkButton href="/">{t('planning')}</LinkButton>
            </>
          }
        >
          {t(sentences[props.view][1])}
        </EmptyState>
      }
    >
      <EmptyState
        icon={<IconEmpty aria-hidden="true" />}
        title={t('emptyFiltered')}
        actions={<Button onClick={() => props.onClear()}>{t('clearFilters')}</Button>}
      />
    </Show>
  );
}
