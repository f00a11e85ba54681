import { createStore } from 'solid-js/store';
import { busyOnlyScopes, type Feed } from '../../shared/feed.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { calendarsWords } from './calendars-words.ts';
import { useCalendarActs } from './data.ts';
import { FeedOptions } from './FeedOptions.tsx';

/** What one may change of an address: its name, how much it shows, and of which time. */
export default function ChangeFeedDialog(props: { feed: Feed; onClose: () => void }) {
  const t = useWords(calendarsWords);
  const { changeFeed } = useCalendarActs();
  const { busy, problem, run } = useAct();
  const { name, detail, daysBack, monthsAhead, keepCancelled } = props.feed;
  const [options, setOptions] = createStore({ name, detail, daysBack, monthsAhead, keepCancelled });
  const save = () =>
    run(async () => {
      await changeFeed(props.feed.id, { ...options });
      toast(() => t('saved'), { tone: 'good' });
      props.onClose();
    });
  return (
    <Dialog
      open
      title={t('change')}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('cancel')}</Button>
          <Button look="primary" busy={busy()} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <FeedOptions
          options={options}
          onChange={change => setOptions(change)}
          isBusyOnly={busyOnlyScopes.includes(props.feed.scope)}
        />
        <ProblemNotice problem={problem()} />
      </div>
    </Dialog>
  );
}
