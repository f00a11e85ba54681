import { createSignal, Show } from 'solid-js';
import { type FeedDetail, feedDetails } from '../../shared/feed.ts';
import { api, call, once } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { FeedAddress } from './FeedAddress.tsx';
import { subscribeWords } from './subscribe-words.ts';

/** Makes a calendar address of a resource, and shows it the one time that it can be shown. */
export default function SubscribeDialog(props: {
  scope: 'resource';
  targetId: string;
  /** What the calendar is called unless its reader says otherwise. */
  name: string;
  onClose: () => void;
}) {
  const t = useWords(subscribeWords);
  const [name, setName] = createSignal(props.name.slice(0, 100));
  const [detail, setDetail] = createSignal<FeedDetail>('title');
  const [url, setUrl] = createSignal<string>();
  const { busy, problem, run } = useAct();
  const make = () =>
    run(async () => {
      const feed = {
        name: name().trim() || props.name,
        scope: props.scope,
        resourceId: props.targetId,
        detail: detail(),
      };
      setUrl((await call(api.feeds.$post({ json: feed }, once()))).url);
    });
  return (
    <Dialog
      open
      title={t('title')}
      description={url() ? undefined : t('lead')}
      onClose={props.onClose}
      footer={
        <Show
          when={url()}
          fallback={
            <>
              <Button onClick={() => props.onClose()}>{t('cancel')}</Button>
              <Button look="primary" busy={busy()} onClick={() => void make()}>
                {t('make')}
              </Button>
            </>
          }
        >
          <Button look="primary" onClick={() => props.onClose()}>
            {t('done')}
          </Button>
        </Show>
      }
    >
      <Show
        when={url()}
        fallback={
          <div class="flex flex-col gap-4">
            <TextField
              label={t('name')}
              maxlength="100"
              value={name()}
              onInput={event => setName(event.currentTarget.value)}
            />
            <SelectField
              label={t('detail')}
              hint={t('detailHint')}
              value={detail()}
              options={feedDetails.map(one => ({ value: one, label: t(`shows.${one}`) }))}
              onChange={value => setDetail(feedDetails.find(one => one === value) ?? 'title')}
            />
            <Show when={problem()}>
              {one => (
                <div role="alert">
                  <Notice tone="danger">{one().message}</Notice>
                </div>
              )}
            </Show>
          </div>
        }
      >
        {address => <FeedAddress url={address()} />}
      </Show>
    </Dialog>
  );
}
