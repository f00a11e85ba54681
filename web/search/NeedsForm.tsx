import { For, Show } from 'solid-js';
import { resourceKinds } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { resourceWords } from '../resources/words.ts';
import { DateField } from '../ui/DateField.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { TimeField } from '../ui/TimeField.tsx';
import { useCatalogue } from './data.ts';
import { FeatureNeeds } from './FeatureNeeds.tsx';
import { type Needs, soonest } from './needs.ts';
import { PlaceNeed } from './PlaceNeed.tsx';
import { findWords } from './words.ts';

export type ChangeNeeds = (change: Partial<Needs>) => void;

const lengths = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 600, 1440, 2880, 4320, 7200, 10_080];

/** All that can be asked for: beside the results on a desk, in a sheet on a phone. */
export function NeedsForm(props: { needs: Needs; onChange: ChangeNeeds; today: string }) {
  const t = useWords(findWords);
  const words = useWords(resourceWords);
  const count = (text: string) => (/^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined);
  const isThing = () => props.needs.kind === 'equipment' || props.needs.kind === undefined;
  return (
    <div class="flex flex-col gap-4">
      <WhenNeed {...props} />
      <SelectField
        label={t('kind')}
        value={props.needs.kind ?? ''}
        options={[
          { value: '', label: t('anyKind') },
          ...resourceKinds.map(kind => ({ value: kind, label: words(`kinds.${kind}`) })),
        ]}
        onChange={kind => props.onChange({ kind: resourceKinds.find(one => one === kind), features: [] })}
      />
      <div class="grid grid-cols-2 gap-3">
        <Show when={props.needs.kind !== 'equipment' && props.needs.kind !== 'staff'}>
          <TextField
            label={t('seats')}
            type="number"
            inputmode="numeric"
            min="1"
            value={props.needs.seats ?? ''}
            onChange={event => props.onChange({ seats: count(event.currentTarget.value) })}
          />
        </Show>
        <Show when={isThing()}>
          <TextField
            label={t('quantity')}
            type="number"
            inputmode="numeric"
            min="1"
            value={props.needs.quantity ?? ''}
            onChange={event => props.onChange({ quantity: count(event.currentTarget.value) })}
          />
        </Show>
      </div>
      <PlaceNeed needs={props.needs} onChange={props.onChange} />
      <OwnerNeed {...props} />
      <FeatureNeeds needs={props.needs} onChange={props.onChange} />
      <BeneficiaryNeed {...props} />
    </div>
  );
}

function WhenNeed(props: { needs: Needs; onChange: ChangeNeeds; today: string }) {
  const t = useWords(findWords);
  const format = useFormat();
  const { me } = useMe();
  const zone = () => me().network.timeZone;
  const choose = (when: 'any' | 'at' | 'first') => {
    if (when === 'any') props.onChange({ when: undefined });
    else if (props.needs.when) props.onChange({ when });
    else props.onChange({ when, ...soonest(new Date(), props.today, zone()) });
  };
  const lengthOptions = () =>
    [...new Set([...lengths, props.needs.minutes])]
      .sort((a, b) => a - b)
      .map(minutes => ({ value: String(minutes), label: format.length(minutes) }));
  return (
    <div class="flex flex-col gap-3">
      <Segmented
        label={t('when')}
        class="max-w-full [&_label]:flex-1 [&_label]:justify-center [&_label]:px-2 [&_label]:text-center"
        value={props.needs.when ?? 'any'}
        options={[
          { value: 'any', label: t('anyTime') },
          { value: 'at', label: t('atTime') },
          { value: 'first', label: t('firstFree') },
        ]}
        onChange={choose}
      />
      <Show when={props.needs.when}>
        <div class="grid grid-cols-2 gap-3">
          <DateField
            class="col-span-2"
            label={props.needs.when === 'first' ? t('fromDate') : t('date')}
            value={props.needs.date}
            min={props.today}
            onChange={date => date && props.onChange({ date })}
          />
          <Show when={props.needs.when === 'at'}>
            <TimeField label={t('time')} value={props.needs.time} onChange={time => props.onChange({ time })} />
          </Show>
          <SelectField
            label={t('length')}
            value={String(props.needs.minutes)}
            options={lengthOptions()}
            onChange={minutes => props.onChange({ minutes: Number(minutes) })}
          />
        </div>
        <Show when={zone() !== Intl.DateTimeFormat().resolvedOptions().timeZone}>
          <p class="text-sm text-muted">{t('zoneNote', format.zone(zone(), new Date()))}</p>
        </Show>
      </Show>
    </div>
  );
}

function OwnerNeed(props: { needs: Needs; onChange: ChangeNeeds }) {
  const t = useWords(findWords);
  const catalogue = useCatalogue();
  const owners = () =>
    [...new Map((catalogue.data ?? []).map(one => [one.owner.id, one.owner.name])).entries()].sort((a, b) =>
      a[1].localeCompare(b[1], 'fr'),
    );
  return (
    <SelectField
      label={t('owner')}
      value={props.needs.ownerId ?? ''}
      options={[{ value: '', label: t('anyone') }, ...owners().map(([value, label]) => ({ value, label }))]}
      onChange={id => props.onChange({ ownerId: id || undefined })}
    />
  );
}

/** Only for those who act for more than one organisation. */
function BeneficiaryNeed(props: { needs: Needs; onChange: ChangeNeeds }) {
  const t = useWords(findWords);
  const { me } = useMe();
  return (
    <Show when={me().affiliations.length > 1}>
      <SelectField
        label={t('onBehalf')}
        value={props.needs.beneficiaryId ?? ''}
        options={[
          { value: '', label: t('any') },
          ...me().affiliations.map(one => ({ value: one.organisationId, label: one.organisationName })),
        ]}
        onChange={id => props.onChange({ beneficiaryId: id || undefined })}
      />
    </Show>
  );
}

/** What is asked for, in words that can be taken back one by one. */
export function NeedChips(props: {
  needs: { key: string; label: string; without: Needs }[];
  onChange: ChangeNeeds;
  onClear: () => void;
}) {
  const t = useWords(findWords);
  return (
    <Show when={props.needs.length > 0}>
      <div class="mb-3 flex flex-wrap items-center gap-2">
        <ul aria-label={t('needs')} class="contents">
          <For each={props.needs}>
            {need => (
              <li>
                <button
                  type="button"
                  aria-label={t('remove', need.label)}
                  onClick={() => props.onChange(need.without)}
                  class="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-edge bg-surface px-3 text-sm hover:bg-sunken pointer-fine:min-h-8"
                >
                  {need.label}
                  <span aria-hidden="true">×</span>
                </button>
              </li>
            )}
          </For>
        </ul>
        <button
          type="button"
          onClick={() => props.onClear()}
          class="min-h-11 rounded-md px-2 text-sm font-semibold text-primary underline pointer-fine:min-h-8"
        >
          {t('clear')}
        </button>
      </div>
    </Show>
  );
}
