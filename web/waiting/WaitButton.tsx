import { A } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import IconBell from '~icons/lucide/bell';
import type { NewWaiting, Waiting } from '../../shared/waiting.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice, ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { joinWaiting } from './data.ts';
import { waitingWords } from './words.ts';

/** Joins the waiting list with what is already typed, in one gesture; then says where one stands on it. */
export function WaitButton(props: { wanted: NewWaiting; onMine?: (() => void) | undefined }) {
  const t = useWords(waitingWords);
  const client = useQueryClient();
  const [joined, setJoined] = createSignal<Waiting | null>(null);
  const { busy, problem, run } = useAct();
  const join = () => run(async () => void setJoined(await joinWaiting(client, props.wanted)));
  return (
    <Show
      when={joined()}
      fallback={
        <div class="flex flex-col items-start gap-2">
          <Button busy={busy()} icon={<IconBell aria-hidden="true" class="size-4" />} onClick={() => void join()}>
            {t('join')}
          </Button>
          <ProblemNotice problem={problem()} />
        </div>
      }
    >
      {waiting => (
        // The button that had the focus is gone: what it did is read in its place.
        <div tabindex="-1" ref={element => queueMicrotask(() => element.focus())}>
          <Notice tone="good">
            <p class="font-semibold">
              {(waiting().position ?? 1) > 1 ? t('joined', waiting().position ?? 1) : t('first')}
            </p>
            <p>
              {t('whatNext')}{' '}
              <A class="underline underline-offset-2" href="/bookings" onClick={() => props.onMine?.()}>
                {t('mine')}
              </A>
            </p>
          </Notice>
        </div>
      )}
    </Show>
  );
}
