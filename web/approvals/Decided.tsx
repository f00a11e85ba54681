import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import IconApproved from '~icons/lucide/circle-check';
import IconDeclined from '~icons/lucide/circle-x';
import type { Decision } from '../../shared/approval.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { NextPage } from '../ui/DataTable.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useDecisions } from './reads.ts';
import { requestWords } from './words.ts';

/** Who decided what, and why, on all that concerns the reader; the latest first. */
export default function Decided() {
  const t = useWords(requestWords);
  const query = useDecisions();
  const items = () => (query.data?.pages ?? []).flatMap(page => page.items);
  return (
    <Loaded query={query}>
      {() => (
        <Show
          when={items().length > 0}
          fallback={<EmptyState title={t('decidedEmpty')}>{t('decidedEmptyText')}</EmptyState>}
        >
          <ul class="divide-y divide-line rounded-lg border border-line bg-surface">
            <For each={items()}>{decision => <DecisionRow decision={decision} />}</For>
          </ul>
          <NextPage pages={query} />
        </Show>
      )}
    </Loaded>
  );
}

function DecisionRow(props: { decision: Decision }) {
  const t = useWords(requestWords);
  const format = useFormat();
  const isApproved = () => props.decision.outcome === 'approved';
  return (
    <li class="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div class="min-w-0">
        <p>
          <A class="font-semibold underline underline-offset-2" href={`/bookings/${props.decision.bookingId}`}>
            {props.decision.title}
          </A>
          <span class="text-muted">, {props.decision.organisationName}</span>
        </p>
        <p class="text-sm">
          {props.decision.resourceName},{' '}
          <span class="tabular-nums">
            {format.span(props.decision.startsAt, props.decision.endsAt, props.decision.timeZone)}
          </span>
        </p>
      </div>
      <div class="min-w-0 text-sm">
        <p class="flex items-center gap-1.5 font-semibold">
          <Show when={isApproved()} fallback={<IconDeclined aria-hidden="true" class="size-4 shrink-0 text-danger" />}>
            <IconApproved aria-hidden="true" class="size-4 shrink-0 text-good" />
          </Show>
          {t(isApproved() ? 'approvedBy' : 'declinedBy', props.decision.person.name)}
        </p>
        <p class="text-muted">{format.dayTime(props.decision.decidedAt, props.decision.timeZone)}</p>
        <Show when={props.decision.reason}>{reason => <p class="mt-0.5 italic">{reason()}</p>}</Show>
      </div>
    </li>
  );
}
