import { createSignal, For, lazy, Show, Suspense } from 'solid-js';
import IconCalendar from '~icons/lucide/calendar-sync';
import IconPlus from '~icons/lucide/plus';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Page, Section } from '../ui/Page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { AppPasswords } from './AppPasswords.tsx';
import { ClientGuide } from './ClientGuide.tsx';
import { calendarsWords } from './calendars-words.ts';
import { useFeeds } from './data.ts';
import { FeedCard } from './FeedCard.tsx';
import { WaysIn } from './WaysIn.tsx';

const NewFeedDialog = lazy(() => import('./NewFeedDialog.tsx'));

/** One's own calendar addresses, the programs that read them, and how each calendar behaves. */
export default function CalendarsPage() {
  const t = useWords(calendarsWords);
  const feeds = useFeeds();
  const [isAdding, setAdding] = createSignal(false);
  const add = () => (
    <Button look="primary" icon={<IconPlus aria-hidden="true" class="size-4" />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('feeds')} actions={add()}>
        <Loaded query={feeds}>
          {page => (
            <Show
              when={page().items.length > 0}
              fallback={
                <EmptyState title={t('none')} icon={<IconCalendar aria-hidden="true" />}>
                  {t('noneText')}
                </EmptyState>
              }
            >
              <ul class="flex flex-col gap-3">
                <For each={page().items}>{feed => <FeedCard feed={feed} />}</For>
              </ul>
            </Show>
          )}
        </Loaded>
      </Section>
      <AppPasswords />
      <WaysIn />
      <ClientGuide />
      <Suspense>
        <Show when={isAdding()}>
          <NewFeedDialog onClose={() => setAdding(false)} />
        </Show>
      </Suspense>
    </Page>
  );
}
