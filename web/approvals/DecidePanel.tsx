import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, lazy, Show, Suspense } from 'solid-js';
import IconApprove from '~icons/lucide/check';
import IconWarn from '~icons/lucide/triangle-alert';
import IconDecline from '~icons/lucide/x';
import type { Approval } from '../../shared/approval.ts';
import { LineNames } from '../bookings/LineNames.tsx';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { CheckField } from '../ui/Field.tsx';
import { SiteTime } from '../ui/SiteTime.tsx';
import { Notice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { decideOn } from './acts.ts';
import { DayStrip } from './DayStrip.tsx';
import { Rivals } from './Rivals.tsx';
import { decideWords } from './words.ts';

const DeclineDialog = lazy(() => import('./DeclineDialog.tsx'));

/** What a page needs to decide from the keyboard. */
export interface Deciding {
  approve: () => void;
  decline: () => void;
}

/** All that a decision needs, and its two buttons. `ref` gives the acts to the page's keys. */
export function DecidePanel(props: { approval: Approval; now: number; ref?: (deciding: Deciding) => void }) {
  const t = useWords(decideWords);
  const format = useFormat();
  const client = useQueryClient();
  const [declining, setDeclining] = createSignal(false);
  const [left, setLeft] = createSignal<string[]>([]);
  const booking = () => props.approval.booking;
  const choosesLines = () => booking().bundle === 'keep_approved' && props.approval.lines.length > 1;
  const lineIds = () => props.approval.lines.map(line => line.id).filter(id => !left().includes(id));

  const decide = async (outcome: 'approved' | 'declined', reason?: string) => {
    setDeclining(false);
    const { title } = booking();
    try {
      await decideOn(client, props.approval, {
        outcome,
        ...(reason ? { reason } : {}),
        ...(choosesLines() ? { lineIds: lineIds() } : {}),
      });
      toast(() => t(outcome, title), { tone: 'good' });
    } catch (error) {
      toast(() => (error instanceof Error ? error.message : String(error)), { tone: 'danger', lasts: 10_000 });
    }
  };
  const approve = () => void decide('approved');
  props.ref?.({ approve, decline: () => setDeclining(true) });

  return (
    <div class="flex flex-col gap-4">
      <Request approval={props.approval} now={props.now} />
      <Show when={props.approval.findings.length > 0}>
        <Notice tone="waiting">
          <h3 class="flex items-center gap-2 text-sm font-semibold">
            <IconWarn aria-hidden="true" class="size-4" />
            {t('findings')}
          </h3>
          <ul class="mt-1 list-disc pl-5">
            <For each={props.approval.findings}>{one => <li>{one.message}</li>}</For>
          </ul>
        </Notice>
      </Show>
      <For each={props.approval.lines}>{line => <DayStrip approval={props.approval} line={line} />}</For>
      <Show when={props.approval.rivals.length > 0}>
        <Rivals approval={props.approval} />
      </Show>
      <p class="text-sm text-muted">
        {t('use', booking().organisationName, props.approval.use.bookings, format.length(props.approval.use.minutes))}
      </p>
      <Show when={choosesLines()}>
        <fieldset>
          <legend class="text-sm font-semibold">{t('whichLines')}</legend>
          <For each={props.approval.lines}>
            {line => (
              <CheckField
                label={line.resourceName}
                checked={!left().includes(line.id)}
                onChange={event =>
                  setLeft(ids => (event.currentTarget.checked ? ids.filter(id => id !== line.id) : [...ids, line.id]))
                }
              />
            )}
          </For>
        </fieldset>
      </Show>
      <div class="flex flex-wrap gap-2">
        <Button
          look="primary"
          icon={<IconApprove aria-hidden="true" class="size-4" />}
          disabled={lineIds().length === 0}
          onClick={approve}
        >
          {t('approve')}
        </Button>
        <Button
          icon={<IconDecline aria-hidden="true" class="size-4" />}
          disabled={lineIds().length === 0}
          onClick={() => setDeclining(true)}
        >
          {t('decline')}
        </Button>
      </div>
      <Suspense>
        <Show when={declining()}>
          <DeclineDialog
            approval={props.approval}
            onClose={() => setDeclining(false)}
            onDecline={reason => void decide('declined', reason)}
          />
        </Show>
      </Suspense>
    </div>
  );
}

/** Who asks for what, when, for whom and what for; of a change, what is held beside what is wanted. */
function Request(props: { approval: Approval; now: number }) {
  const t = useWords(decideWords);
  const format = useFormat();
  const booking = () => props.approval.booking;
  const zone = () => booking().timeZone;
  const wanted = () => props.approval.change?.after ?? booking();
  const capacity = () => props.approval.lines[0]?.capacity ?? 'approver';
  return (
    <div>
      <p>{t(props.approval.isChange ? 'asksChange' : 'asks', booking().personName, booking().organisationName)}</p>
      <LineNames lines={props.approval.lines} class="font-semibold" />
      <Show
        when={props.approval.change}
        fallback={<SiteTime class="font-semibold" from={wanted().startsAt} to={wanted().endsAt} zone={zone()} />}
      >
        {change => (
          <dl class="mt-2 grid gap-2 sm:grid-cols-2">
            <div class="rounded-md border border-line px-3 py-2">
              <dt class="text-sm text-muted">{t('held')}</dt>
              <dd>{format.span(change().before.startsAt, change().before.endsAt, zone())}</dd>
            </div>
            <div class="rounded-md border border-dashed border-waiting bg-waiting-soft px-3 py-2 text-on-waiting-soft">
              <dt class="text-sm">{t('wanted')}</dt>
              <dd class="font-semibold">{format.span(change().after.startsAt, change().after.endsAt, zone())}</dd>
            </div>
          </dl>
        )}
      </Show>
      <Show when={booking().purpose}>{purpose => <p class="mt-2">{t('purpose', purpose())}</p>}</Show>
      <p class="mt-2 text-sm text-muted">
        {t('deadline', format.dayTime(props.approval.deadline, zone()), format.ago(props.approval.deadline, props.now))}{' '}
        {t(props.approval.lines.every(line => line.holds) ? 'holds' : 'competes')}
      </p>
      <Show when={t(`capacities.${capacity()}`)}>{text => <p class="mt-1 text-sm font-medium">{text()}</p>}</Show>
    </div>
  );
}
