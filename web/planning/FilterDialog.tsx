import { createSignal, For, Show } from 'solid-js';
import { resourceKinds } from '../../shared/words.ts';
import { useWords } from '../i18n/locale.tsx';
import { useFeatures } from '../resources/vocabulary.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { CheckField, SelectField, TextField } from '../ui/Field.tsx';
import { useNames } from './names.ts';
import type { Filter, Place } from './place.ts';
import type { PlaceInUrl } from './use-place.ts';
import { planningWords } from './words.ts';

/** All that can be asked of a resource, each answer at once in the planning behind; a sheet on a phone. */
export default function FilterDialog(props: { place: Place; url: PlaceInUrl; onClose: () => void }) {
  const t = useWords(planningWords);
  const filter = () => props.place.filter;
  const set = (change: Partial<Filter>) => props.url.setFilter(change);
  const names = useNames();
  const choices = (list: { id: string; name: string }[]) => [
    { value: '', label: t('any') },
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Dialog
      open
      title={t('filters')}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.url.clearFilter()}>{t('clearFilters')}</Button>
          <Button look="primary" onClick={() => props.onClose()}>
            {t('apply')}
          </Button>
        </>
      }
    >
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          class="sm:col-span-2"
          label={t('words')}
          type="search"
          value={filter().q}
          onInput={event => set({ q: event.currentTarget.value })}
        />
        <SelectField
          label={t('kind')}
          value={filter().kind ?? ''}
          options={[
            { value: '', label: t('any') },
            ...resourceKinds.map(kind => ({ value: kind, label: t(`kinds.${kind}`) })),
          ]}
          onChange={value => set({ kind: resourceKinds.find(kind => kind === value) })}
        />
        <TextField
          label={t('seats')}
          type="number"
          min="1"
          inputmode="numeric"
          value={filter().seats ?? ''}
          onChange={event => set({ seats: Number(event.currentTarget.value) || undefined })}
        />
        <SelectField
          label={t('site')}
          value={filter().siteId ?? ''}
          options={choices(names.sites())}
          onChange={value => set({ siteId: value || undefined })}
        />
        <SelectField
          label={t('organisation')}
          value={filter().organisationId ?? ''}
          options={choices(names.organisations())}
          onChange={value => set({ organisationId: value || undefined })}
        />
        <Features place={props.place} set={set} />
        <FreeAt place={props.place} set={set} />
      </div>
    </Dialog>
  );
}

function Features(props: { place: Place; set: (change: Partial<Filter>) => void }) {
  const t = useWords(planningWords);
  const features = useFeatures();
  const flags = () =>
    features.isSuccess ? features.data.items.filter(one => one.valueType === 'flag' && one.code !== 'seats') : [];
  const has = (code: string) => props.place.filter.feature.includes(code);
  const turn = (code: string) => {
    const { feature } = props.place.filter;
    props.set({ feature: has(code) ? feature.filter(one => one !== code) : [...feature, code] });
  };
  return (
    <Show when={flags().length > 0}>
      <fieldset class="sm:col-span-2">
        <legend class="text-sm font-semibold">{t('features')}</legend>
        <div class="grid gap-x-4 sm:grid-cols-2">
          <For each={flags()}>
            {one => <CheckField label={one.name} checked={has(one.code)} onChange={() => turn(one.code)} />}
          </For>
        </div>
      </fieldset>
    </Show>
  );
}

/** Free all of a stretch of one day. */
function FreeAt(props: { place: Place; set: (change: Partial<Filter>) => void }) {
  const t = useWords(planningWords);
  const known = props.place.filter.free;
  const [day, setDay] = createSignal(known?.from.slice(0, 10) ?? '');
  const [from, setFrom] = createSignal(known?.from.slice(11) ?? '09:00');
  const [to, setTo] = createSignal(known?.to.slice(11) ?? '12:00');
  const settle = () => {
    const isWhole = day() !== '' && from() < to();
    props.set({ free: isWhole ? { from: `${day()}T${from()}`, to: `${day()}T${to()}` } : undefined });
  };
  const times = Array.from({ length: 48 }, (_, index) => {
    const time = `${String(index >> 1).padStart(2, '0')}:${index % 2 ? '30' : '00'}`;
    return { value: time, label: time };
  });
  return (
    <fieldset class="sm:col-span-2">
      <legend class="mb-1 text-sm font-semibold">{t('freeAt')}</legend>
      <div class="grid grid-cols-2 gap-3 sm:grid-cols-[2fr_1fr_1fr]">
        <DateField
          class="col-span-2 sm:col-span-1"
          label={t('freeDay')}
          value={day()}
          onChange={value => {
            setDay(value);
            settle();
          }}
        />
        <SelectField
          label={t('freeFrom')}
          value={from()}
          options={times}
          onChange={value => {
            setFrom(value);
            settle();
          }}
        />
        <SelectField
          label={t('freeTo')}
          value={to()}
          options={times}
          onChange={value => {
            setTo(value);
            settle();
          }}
        />
      </div>
    </fieldset>
  );
}
