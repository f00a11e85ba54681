import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal, Show } from 'solid-js';
import type { Block, ResourceDetail } from '../../../shared/resource.ts';
import { blockKinds } from '../../../shared/words.ts';
import { api, call, ifUnchanged, once } from '../../api.ts';
import { AffectedBookings } from '../../care/AffectedBookings.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Notice } from '../../ui/states.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { toast } from '../../ui/toast.ts';
import { useAct } from '../../ui/use-act.ts';
import { uiWords } from '../../ui/words.ts';
import { readBlocksAgain } from '../care-data.ts';
import { resourceWords } from '../words.ts';
import { BlockStrip } from './BlockStrip.tsx';
import { type BlockDraft, draftOf, newDraft, spanOf } from './block-draft.ts';
import { blockWords } from './block-words.ts';

/** Makes or changes a block: what is planned around it is drawn, and the bookings in its way are listed before it is saved. */
export default function BlockDialog(props: { resource: ResourceDetail; changing: Block | null; onClose: () => void }) {
  const client = useQueryClient();
  const t = useWords(blockWords);
  const ui = useWords(uiWords);
  const { busy, problem, run } = useAct();
  const zone = () => props.resource.site.timeZone;
  const [draft, setDraft] = createSignal<BlockDraft>(
    props.changing ? draftOf(props.changing, zone()) : newDraft(new Date(), zone()),
  );
  const [asked, setAsked] = createSignal(false);
  const change = (part: Partial<BlockDraft>) => setDraft(now => ({ ...now, ...part }));
  const span = createMemo(() => spanOf(draft(), zone(), new Date()));
  const when = () => {
    const found = span();
    return typeof found === 'string' ? null : found;
  };
  const input = () => {
    const { kind, quantity, reason } = draft();
    return { ...{ resourceId: props.resource.id, kind, reason }, ...(quantity ? { quantity } : {}) };
  };
  const preview = useQuery(() => ({
    queryKey: ['blocks', 'preview', props.resource.id, props.changing?.id, when(), draft().quantity],
    queryFn: () => {
      const time = when() ?? { startsAt: '', endsAt: '' };
      return props.changing
        ? call(api.blocks[':id'].preview.$post({ param: { id: props.changing.id }, json: time }))
        : call(api.blocks.preview.$post({ json: { ...input(), ...time } }));
    },
    enabled: when() !== null,
    retry: false,
  }));
  const inTheWay = () => preview.data?.affected ?? [];

  const save = async () => {
    setAsked(true);
    const time = when();
    const affected = inTheWay().length > 0 ? ('cancel' as const) : ('refuse' as const);
    if (!time || (affected === 'cancel' && !draft().reason.trim())) return;
    let cancelled = 0;
    const saved = await run(async () => {
      const { changing } = props;
      const sent = changing
        ? call(
            api.blocks[':id'].$patch(
              { param: { id: changing.id }, json: { ...time, reason: draft().reason, affected } },
              ifUnchanged(changing.version),
            ),
          )
        : call(api.blocks.$post({ json: { ...input(), ...time, affected } }, once()));
      cancelled = (await sent).cancelled.length;
    });
    if (!saved) return void preview.refetch();
    readBlocksAgain(client);
    toast(() => t('saved', cancelled), { tone: 'good' });
    props.onClose();
  };

  return (
    <Dialog
      open
      wide
      title={props.changing ? t('changeTitle') : t('add')}
      description={props.resource.name}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('cancel')}</Button>
          <Button
            look={inTheWay().length > 0 ? 'danger' : 'primary'}
            busy={busy()}
            disabled={preview.isFetching}
            onClick={() => void save()}
          >
            {inTheWay().length > 0
              ? t(props.changing ? 'changeCancel' : 'saveCancel', new Set(inTheWay().map(one => one.bookingId)).size)
              : t(props.changing ? 'saveChange' : 'save')}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <BlockFields
          draft={draft()}
          capacity={props.resource.capacity}
          zone={zone()}
          isChange={props.changing !== null}
          wrong={typeof span() === 'string' ? t(span() as 'missing') : undefined}
          reasonMissing={asked() && inTheWay().length > 0 && !draft().reason.trim()}
          onChange={change}
        />
        <Show when={when()}>
          {time => <BlockStrip resource={props.resource} startsAt={time().startsAt} endsAt={time().endsAt} />}
        </Show>
        <div aria-live="polite" class="flex flex-col gap-3">
          <Show
            when={inTheWay().length > 0}
            fallback={<Show when={preview.data}>{<Notice tone="good">{t('clear')}</Notice>}</Show>}
          >
            <Notice tone="waiting">
              <strong>{t('touched', new Set(inTheWay().map(one => one.bookingId)).size)}</strong> {t('touchedText')}
            </Notice>
            <AffectedBookings bookings={inTheWay()} timeZone={zone()} />
          </Show>
          <Show when={problem() ?? preview.error}>{error => <Notice tone="danger">{error().message}</Notice>}</Show>
        </div>
      </div>
    </Dialog>
  );
}

function BlockFields(props: {
  draft: BlockDraft;
  capacity: number;
  zone: string;
  isChange: boolean;
  wrong: string | undefined;
  reasonMissing: boolean;
  onChange: (part: Partial<BlockDraft>) => void;
}) {
  const t = useWords(blockWords);
  const words = useWords(resourceWords);
  const format = useFormat();
  return (
    <>
      <div class="grid gap-3 sm:grid-cols-[1fr_8rem_1fr_8rem]">
        <DateField
          label={t('startDay')}
          value={props.draft.startDay}
          onChange={startDay =>
            props.onChange({ startDay, ...(props.draft.endDay < startDay ? { endDay: startDay } : {}) })
          }
        />
        <TimeField
          label={t('startTime')}
          value={props.draft.startTime}
          onChange={startTime => props.onChange({ startTime })}
        />
        <DateField
          label={t('endDay')}
          value={props.draft.endDay}
          error={props.wrong}
          onChange={endDay => props.onChange({ endDay })}
        />
        <TimeField label={t('endTime')} value={props.draft.endTime} onChange={endTime => props.onChange({ endTime })} />
      </div>
      <p class="text-sm text-muted">
        {t('zone', format.zone(props.zone, `${props.draft.startDay || '2026-01-01'}T12:00:00Z`))}
      </p>
      <div class="grid gap-3 sm:grid-cols-2">
        <Show when={!props.isChange}>
          <SelectField
            label={t('kind')}
            value={props.draft.kind}
            options={blockKinds
              .filter(kind => kind !== 'busy')
              .map(kind => ({ value: kind, label: words(`block.${kind}`) }))}
            onChange={given => props.onChange({ kind: blockKinds.find(kind => kind === given) ?? 'maintenance' })}
          />
          <Show when={props.capacity > 1}>
            <NumberField
              label={t('quantity')}
              optional={t('quantityHint', props.capacity)}
              nullable
              min={1}
              max={props.capacity}
              value={props.draft.quantity}
              onChange={quantity => props.onChange({ quantity })}
            />
          </Show>
        </Show>
      </div>
      <TextField
        label={t('reason')}
        hint={t('reasonHint')}
        maxLength={1000}
        value={props.draft.reason}
        error={props.reasonMissing ? t('reasonNeeded') : undefined}
        onInput={event => props.onChange({ reason: event.currentTarget.value })}
      />
    </>
  );
}
