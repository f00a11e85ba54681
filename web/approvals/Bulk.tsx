import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, onMount, Show } from 'solid-js';
import type { Approval } from '../../shared/approval.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/states.tsx';
import { decideOn } from './acts.ts';
import { requestWords } from './words.ts';

export interface BulkResult {
  approved: number;
  /** Those that were not, with the server's sentence: somebody was faster, or the time is taken. */
  lost: { title: string; why: string }[];
}

/** What is selected, and approving all of it: one after the other, the most urgent first, since one may take the time of the next. */
export function BulkBar(props: {
  chosen: Approval[];
  all: number;
  onAll: () => void;
  onNone: () => void;
  onDone: (result: BulkResult) => void;
}) {
  const t = useWords(requestWords);
  const client = useQueryClient();
  const [busy, setBusy] = createSignal(false);
  const approveAll = async () => {
    setBusy(true);
    const result: BulkResult = { approved: 0, lost: [] };
    for (const approval of props.chosen) {
      try {
        await decideOn(client, approval, { outcome: 'approved' });
        result.approved += 1;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        result.lost.push({ title: approval.booking.title, why });
      }
    }
    setBusy(false);
    props.onDone(result);
  };
  return (
    <div class="mb-3 flex min-h-11 flex-wrap items-center gap-2">
      <Show
        when={props.chosen.length > 0}
        fallback={
          <Button look="quiet" onClick={() => props.onAll()}>
            {t('selectAll')}
          </Button>
        }
      >
        <span role="status" class="font-semibold">
          {t('selected', props.chosen.length)}
        </span>
        <Button look="primary" busy={busy()} onClick={() => void approveAll()}>
          {t('approveSelected', props.chosen.length)}
        </Button>
        <Show when={props.chosen.length < props.all}>
          <Button look="quiet" onClick={() => props.onAll()}>
            {t('selectAll')}
          </Button>
        </Show>
        <Button look="quiet" onClick={() => props.onNone()}>
          {t('selectNone')}
        </Button>
      </Show>
    </div>
  );
}

/** What came of it: how many were approved, and which lost the race. It takes the focus, since the button is gone. */
export function BulkOutcome(props: { result: BulkResult; onSeen: () => void }) {
  const t = useWords(requestWords);
  let box: HTMLDivElement | undefined;
  onMount(() => box?.focus());
  return (
    <div ref={box} tabIndex={-1} role="status" class="mb-4">
      <Notice tone={props.result.lost.length > 0 ? 'waiting' : 'good'}>
        <p class="font-semibold">{t('bulkDone', props.result.approved)}</p>
        <Show when={props.result.lost.length > 0}>
          <p class="mt-1">{t('bulkLost')}</p>
          <ul class="list-disc pl-5">
            <For each={props.result.lost}>{one => <li>{t('lostOne', one.title, one.why)}</li>}</For>
          </ul>
        </Show>
        <Button look="quiet" class="mt-1" onClick={() => props.onSeen()}>
          {t('dismiss')}
        </Button>
      </Notice>
    </div>
  );
}
