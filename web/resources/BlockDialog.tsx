import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import type { AffectedBooking, ResourceDetail } from '../../shared/resource.ts';
import { dayOf, plusDays, resolveLocal } from '../../shared/time.ts';
import { type BlockKind, blockKinds } from '../../shared/words.ts';
import { ApiProblem, api, call, once } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/states.tsx';
import { TimeField } from '../ui/TimeField.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { blockWords } from './block-words.ts';
import { resourceWords } from './words.ts';

/** Takes a resource out of use for a time; what is in the way is shown before anything happens to it. */
export default function BlockDialog(props: { resource: ResourceDetail; onClose: () => void }) {
  const t = useWords(blockWords);
  const words = useWords(resourceWords);
  const client = useQueryClient();
  const zone = () => props.resource.site.timeZone;
  const tomorrow = plusDays(dayOf(new Date(), zone()), 1);
  const [form, setForm] = createSignal({
    kind: 'maintenance' as BlockKind,
    fromDay: tomorrow,
    fromTime: '08:00',
    toDay: tomorrow,
    toTime: '18:00',
    quantity: '',
    reason: '',
  });
  const change = (given: Partial<ReturnType<typeof form>>) => setForm({ ...form(), ...given });
  const [wrong, setWrong] = createSignal<'order' | 'missing' | 'reasonNeeded'>();
  const { busy, problem, run } = useAct();
  const inTheWay = () => affectedOf(problem());

  const save = (affected: 'refuse' | 'cancel') => {
    const { kind, fromDay, fromTime, toDay, toTime, quantity, reason } = form();
    const [from, to] = [resolveLocal(`${fromDay}T${fromTime}`, zone()), resolveLocal(`${toDay}T${toTime}`, zone())];
    const isMissing = from.missing || to.missing;
    const fault = isMissing
      ? 'missing'
      : from.instant >= to.instant
        ? 'order'
        : affected === 'cancel' && !reason.trim()
          ? 'reasonNeeded'
          : undefined;
    setWrong(fault);
    if (fault) return;
    void run(async () => {
      const json = {
        ...{ resourceId: props.resource.id, kind, reason: reason.trim(), affected },
        ...{ startsAt: from.instant.toISOString(), endsAt: to.instant.toISOString() },
        ...(quantity ? { quantity: Number(quantity) } : {}),
      };
      const { cancelled } = await call(api.blocks.$post({ json }, once()));
      toast(() => t('done', cancelled.length), { tone: 'good' });
      await client.invalidateQueries();
      props.onClose();
    });
  };

  return (
    <Dialog
      open
      title={t('title', props.resource.name)}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('cancel')}</Button>
          <Show when={inTheWay().length > 0}>
            <Button look="danger" busy={busy()} onClick={() => save('cancel')}>
              {t('cancelThem', inTheWay().length)}
            </Button>
          </Show>
          <Button look="primary" busy={busy()} onClick={() => save('refuse')}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <SelectField
          label={t('kind')}
          value={form().kind}
          options={blockKinds
            .filter(kind => kind !== 'busy')
            .map(kind => ({ value: kind, label: words(`block.${kind}`) }))}
          onChange={kind => change({ kind: blockKinds.find(one => one === kind) ?? 'maintenance' })}
        />
        <div class="grid grid-cols-[minmax(0,1fr)_8rem] gap-3">
          <DateField label={t('from')} value={form().fromDay} onChange={fromDay => change({ fromDay })} />
          <TimeField label={t('fromTime')} value={form().fromTime} onChange={fromTime => change({ fromTime })} />
          <DateField
            label={t('to')}
            value={form().toDay}
            onChange={toDay => change({ toDay })}
            error={wrong() === 'order' ? t('order') : wrong() === 'missing' ? t('missing') : undefined}
          />
          <TimeField label={t('toTime')} value={form().toTime} onChange={toTime => change({ toTime })} />
        </div>
        <Show when={props.resource.capacity > 1}>
          <TextField
            label={t('quantity')}
            hint={t('quantityHint', props.resource.capacity)}
            type="number"
            min="1"
            max={props.resource.capacity}
            value={form().quantity}
            onInput={event => change({ quantity: event.currentTarget.value })}
          />
        </Show>
        <TextField
          label={t('reason')}
          hint={t('reasonHint')}
          maxlength="1000"
          value={form().reason}
          onInput={event => change({ reason: event.currentTarget.value })}
          error={wrong() === 'reasonNeeded' ? t('reasonNeeded') : undefined}
        />
        <Show when={problem()}>
          {one => (
            <div role="alert">
              <Show when={inTheWay().length > 0} fallback={<Notice tone="danger">{one().message}</Notice>}>
                <InTheWay bookings={inTheWay()} zone={zone()} />
              </Show>
            </div>
          )}
        </Show>
      </div>
    </Dialog>
  );
}

function InTheWay(props: { bookings: AffectedBooking[]; zone: string }) {
  const t = useWords(blockWords);
  const format = useFormat();
  return (
    <Notice tone="waiting">
      <p class="font-semibold">{t('inTheWay', props.bookings.length)}</p>
      <ul class="mt-1">
        <For each={props.bookings}>
          {one => (
            <li>
              {format.span(one.startsAt, one.endsAt, props.zone)} · {one.title} · {one.organisationName}
            </li>
          )}
        </For>
      </ul>
    </Notice>
  );
}

function affectedOf(problem: Error | null): AffectedBooking[] {
  if (!(problem instanceof ApiProblem) || problem.code !== 'bookings_affected') return [];
  return Array.isArray(problem.body.bookings) ? (problem.body.bookings as AffectedBooking[]) : [];
}
