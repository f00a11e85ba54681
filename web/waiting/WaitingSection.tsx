import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, lazy, Show, Suspense } from 'solid-js';
import type { Waiting } from '../../shared/waiting.ts';
import { useFormat } from '../i18n/format.ts';
import { currentLocale, useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Each } from '../ui/Each.tsx';
import { Section } from '../ui/Page.tsx';
import { SiteTime } from '../ui/SiteTime.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { acceptOffer, leaveWaiting, useWaiting } from './data.ts';
import { waitingWords } from './words.ts';

const ConfirmDialog = lazy(() => import('../ui/ConfirmDialog.tsx').then(one => ({ default: one.ConfirmDialog })));

/** What one waits for, and what has come free and is held; offers first. Nothing while one waits for nothing. */
export function WaitingSection(props: { now: number }) {
  const t = useWords(waitingWords);
  const query = useWaiting();
  const items = () => {
    const all = query.data?.items ?? [];
    return [...all.filter(isOffer), ...all.filter(one => !isOffer(one))];
  };
  return (
    <Show when={items().length > 0}>
      <Section title={t('title')} id="waiting">
        <ul class="flex flex-col gap-2.5">
          <Each items={items()} by={one => one.id}>
            {one => <Row waiting={one()} now={props.now} />}
          </Each>
        </ul>
      </Section>
    </Show>
  );
}

const isOffer = (one: Waiting) => one.state === 'offered';

function Row(props: { waiting: Waiting; now: number }) {
  const t = useWords(waitingWords);
  const acting = useAct();
  return (
    <li
      class={`rounded-lg border bg-surface px-4 py-3 shadow-raised ${isOffer(props.waiting) ? 'border-primary' : 'border-line'}`}
    >
      <article class="flex flex-wrap items-start gap-x-4 gap-y-2" aria-label={props.waiting.title}>
        <div class="min-w-0 flex-1 basis-60">
          <h3 class="font-semibold">{props.waiting.title}</h3>
          <SiteTime
            class="mt-0.5 block tabular-nums"
            from={props.waiting.startsAt}
            to={props.waiting.endsAt}
            zone={props.waiting.timeZone}
          />
          <p class="text-sm">
            {props.waiting.resourceName}
            <Show when={props.waiting.quantity > 1}> {t('times', props.waiting.quantity)}</Show>
            <span class="text-muted">, {t('for', props.waiting.organisationName)}</span>
          </p>
          <Standing waiting={props.waiting} now={props.now} />
        </div>
        <Acts waiting={props.waiting} acting={acting} />
        <div class="basis-full empty:hidden">
          <ProblemNotice problem={acting.problem()} />
        </div>
      </article>
    </li>
  );
}

function Standing(props: { waiting: Waiting; now: number }) {
  const t = useWords(waitingWords);
  const format = useFormat();
  const place = () => {
    const { position } = props.waiting;
    if (position === null) return t('lapsed');
    return position > 1 ? t('position', position) : t('head');
  };
  return (
    <Show when={props.waiting.offerUntil} fallback={<p class="mt-1 text-sm text-muted">{place()}</p>}>
      {until => (
        <p class="mt-1 text-sm font-medium text-on-waiting-soft">
          {t('offeredUntil', format.dayTime(until(), props.waiting.timeZone), format.ago(until(), props.now))}
          <Show when={props.waiting.needsApproval}> {t('onRequest')}</Show>
        </p>
      )}
    </Show>
  );
}

function Acts(props: { waiting: Waiting; acting: ReturnType<typeof useAct> }) {
  const t = useWords(waitingWords);
  const client = useQueryClient();
  const [asking, setAsking] = createSignal(false);
  const take = async () => {
    const booking = await acceptOffer(client, props.waiting.id);
    const said = booking.status === 'pending' ? 'requested' : 'booked';
    toast(() => waitingWords[currentLocale()][said](booking.title), {
      tone: 'good',
      link: { label: () => waitingWords[currentLocale()].open, href: `/bookings/${booking.id}` },
    });
  };
  const leave = () => leaveWaiting(client, props.waiting.id);
  const act = () => (isOffer(props.waiting) ? 'decline' : props.waiting.state === 'lapsed' ? 'remove' : 'leave');
  return (
    <div class="flex flex-wrap gap-2">
      <Show when={isOffer(props.waiting)}>
        <Button
          look="primary"
          busy={props.acting.busy()}
          aria-label={t('takeOf', props.waiting.title)}
          onClick={() => void props.acting.run(take)}
        >
          {t('take')}
        </Button>
      </Show>
      <Button
        disabled={props.acting.busy()}
        aria-label={t(`${act()}Of`, props.waiting.title)}
        onClick={() => (act() === 'remove' ? void props.acting.run(leave) : setAsking(true))}
      >
        {t(act())}
      </Button>
      <Show when={asking()}>
        <Suspense>
          <ConfirmDialog
            danger
            title={t(isOffer(props.waiting) ? 'declineAsk' : 'leaveAsk')}
            confirm={t(act())}
            cancel={t('keep')}
            act={leave}
            onClose={() => setAsking(false)}
          >
            <p>{t(isOffer(props.waiting) ? 'declineWhy' : 'leaveWhy')}</p>
          </ConfirmDialog>
        </Suspense>
      </Show>
    </div>
  );
}
