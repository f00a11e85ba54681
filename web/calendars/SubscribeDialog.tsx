import { createStore } from 'solid-js/store';
import type { FeedDetail } from '../../shared/feed.ts';
import { useWords } from '../i18n/locale.tsx';
import { calendarsWords } from './calendars-words.ts';
import { NameAndDetail } from './FeedOptions.tsx';
import { MakeFeedDialog } from './MakeFeedDialog.tsx';

/** Makes a calendar address of a resource, from its page. */
export default function SubscribeDialog(props: { resourceId: string; resourceName: string; onClose: () => void }) {
  const t = useWords(calendarsWords);
  const [options, setOptions] = createStore<{ name: string; detail: FeedDetail }>({
    name: props.resourceName.slice(0, 100),
    detail: 'title',
  });
  const wanted = () => ({
    ...{ scope: 'resource' as const, resourceId: props.resourceId, detail: options.detail },
    name: options.name.trim() || props.resourceName.slice(0, 100),
  });
  return (
    <MakeFeedDialog title={t('subscribe')} lead={t('subscribeLead')} wanted={wanted} onClose={props.onClose}>
      <NameAndDetail options={options} onChange={change => setOptions(change)} />
    </MakeFeedDialog>
  );
}
