import { createSignal, type JSX, Show } from 'solid-js';
import type { NewFeed } from '../../shared/feed.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { calendarsWords } from './calendars-words.ts';
import { useCalendarActs } from './data.ts';
import { FeedAddress } from './FeedAddress.tsx';

/** Around the fields with which an address is made; once it is, shows it, the one time that it can be shown. */
export function MakeFeedDialog(props: {
  title: string;
  lead?: string;
  /** What is asked for; null while something is missing, which the fields then say. */
  wanted: () => (Partial<NewFeed> & Pick<NewFeed, 'name' | 'scope'>) | null;
  onClose: () => void;
  children: JSX.Element;
}) {
  const t = useWords(calendarsWords);
  const { makeFeed } = useCalendarActs();
  const { busy, problem, run } = useAct();
  const [made, setMade] = createSignal<{ name: string; url: string } | null>(null);
  const make = () => {
    const feed = props.wanted();
    if (feed) void run(async () => void setMade({ name: feed.name, url: (await makeFeed(feed)).url }));
  };
  return (
    <Dialog
      open
      title={props.title}
      description={made() ? undefined : props.lead}
      onClose={props.onClose}
      footer={
        <Show
          when={made() === null}
          fallback={
            <Button look="primary" onClick={() => props.onClose()}>
              {t('done')}
            </Button>
          }
        >
          <Button onClick={() => props.onClose()}>{t('cancel')}</Button>
          <Button look="primary" busy={busy()} onClick={make}>
            {t('make')}
          </Button>
        </Show>
      }
    >
      <Show
        when={made()}
        fallback={
          <div class="flex flex-col gap-4">
            {props.children}
            <ProblemNotice problem={problem()} />
          </div>
        }
      >
        {feed => <FeedAddress name={feed().name} url={feed().url} />}
      </Show>
    </Dialog>
  );
}
