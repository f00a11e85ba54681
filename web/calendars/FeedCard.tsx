import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import type { Feed } from '../../shared/feed.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { calendarsWords } from './calendars-words.ts';
import { useCalendarActs } from './data.ts';

const ConfirmDialog = lazy(() => import('../ui/ConfirmDialog.tsx').then(one => ({ default: one.ConfirmDialog })));
const ChangeFeedDialog = lazy(() => import('./ChangeFeedDialog.tsx'));
const AddressDialog = lazy(() => import('./AddressDialog.tsx'));

/** One address: of what, how much it shows, who read it when, and what one can do with it. */
export function FeedCard(props: { feed: Feed }) {
  const t = useWords(calendarsWords);
  const format = useFormat();
  const { rotateFeed, revokeFeed } = useCalendarActs();
  const [open, setOpen] = createSignal<'change' | 'rotate' | 'revoke' | null>(null);
  const [url, setUrl] = createSignal<string | null>(null);
  const close = () => setOpen(null);
  const lastRead = () => {
    const { lastAccessAt, lastClient } = props.feed;
    return lastAccessAt ? t('lastRead', format.ago(lastAccessAt, Date.now()), lastClient ?? '?') : t('neverRead');
  };
  const rotate = async () => void setUrl((await rotateFeed(props.feed.id)).url);
  const revoke = async () => {
    const { name } = props.feed;
    await revokeFeed(props.feed.id);
    toast(() => t('revoked', name), { tone: 'good' });
  };
  return (
    <li class="rounded-lg border border-line bg-surface p-4 shadow-raised">
      <div class="flex flex-wrap items-start justify-between gap-3">
        <div class="min-w-0">
          <h3>{props.feed.name}</h3>
          <p class="text-sm text-muted">
            {t(`about.${props.feed.scope}`)} · {t(`details.${props.feed.detail}`)}
          </p>
          <p class="text-sm text-muted">
            {lastRead()}
            <Show when={props.feed.lastEvents !== null}>
              {' · '}
              {t('size', props.feed.lastEvents ?? 0, kilobytes(props.feed.lastSize ?? 0))}
            </Show>
          </p>
        </div>
        <div class="flex flex-wrap gap-1">
          <Button look="quiet" onClick={() => setOpen('change')}>
            {t('change')}
          </Button>
          <Button look="quiet" onClick={() => setOpen('rotate')}>
            {t('rotate')}
          </Button>
          <Button look="quiet" onClick={() => setOpen('revoke')}>
            {t('revoke')}
          </Button>
        </div>
      </div>
      <Show when={props.feed.isOver || props.feed.isLarge}>
        <Notice tone="waiting" class="mt-3">
          {props.feed.isOver ? t('over') : t('large')}
        </Notice>
      </Show>
      <Suspense>
        <Switch>
          <Match when={open() === 'change'}>
            <ChangeFeedDialog feed={props.feed} onClose={close} />
          </Match>
          <Match when={open() === 'rotate'}>
            <ConfirmDialog title={t('rotate')} confirm={t('rotate')} act={rotate} onClose={close}>
              <p>{t('rotateText')}</p>
            </ConfirmDialog>
          </Match>
          <Match when={open() === 'revoke'}>
            <ConfirmDialog danger title={t('revoke')} confirm={t('revoke')} act={revoke} onClose={close}>
              <p>{t('revokeText', props.feed.name)}</p>
            </ConfirmDialog>
          </Match>
        </Switch>
        <Show when={url()}>
          {address => <AddressDialog name={props.feed.name} url={address()} onClose={() => setUrl(null)} />}
        </Show>
      </Suspense>
    </li>
  );
}

/** ko in French and kB in English are the same thousand octets; the symbol kB is read in both. */
function kilobytes(octets: number): string {
  return `${Math.max(1, Math.round(octets / 1000))}\u00a0kB`;
}
