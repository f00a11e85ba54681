import { For, Show } from 'solid-js';
import IconX from '~icons/lucide/x';
import { resourceKinds } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { useFeatures } from '../resources/vocabulary.ts';
import { IconButton } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { SelectField } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { EndTimeField, TimeField } from '../ui/TimeField.tsx';
import { clockOf, dayPart, plusMinutes, wallMinutes } from '../ui/times.ts';
import { instantsOf } from './quick-data.ts';
import { quickWords } from './quick-words.ts';
import type { Understood } from './understand.ts';

/** How a sentence was understood, each part to be corrected. Times are those of the site, whose zone is named where it is not the reader's. */
export function UnderstoodFields(props: { understood: Understood; onCorrect: (change: Partial<Understood>) => void }) {
  const t = useWords(quickWords);
  const format = useFormat();
  const now = () => props.understood;
  const isReadersTime = () => {
    const { from } = instantsOf(now());
    return (
      format.dayTime(from, now().timeZone) === format.dayTime(from, Intl.DateTimeFormat().resolvedOptions().timeZone)
    );
  };
  const begin = (from: string) =>
    props.onCorrect({ from, to: plusMinutes(from, wallMinutes(now().from, now().to)), missing: false });
  const kinds = () => [
    { value: '', label: t('anyKind') },
    ...resourceKinds.map(kind => ({ value: kind, label: t(`kinds.${kind}`) })),
  ];
  const setKind = (value: string) => {
    const kind = resourceKinds.find(one => one === value);
    props.onCorrect(kind ? { kind } : { kind: undefined });
  };
  return (
    <section aria-label={t('understood')} class="flex flex-col gap-2 rounded-md bg-sunken p-3">
      <h3 class="text-sm font-semibold">{t('understood')}</h3>
      <div class="grid grid-cols-2 gap-2 sm:grid-cols-3">
        <DateField
          label={t('day')}
          value={dayPart(now().from)}
          onChange={day => day && begin(`${day}T${clockOf(now().from)}`)}
        />
        <TimeField
          label={t('start')}
          value={clockOf(now().from)}
          onChange={time => begin(`${dayPart(now().from)}T${time}`)}
        />
        <EndTimeField
          label={t('end')}
          start={now().from}
          value={now().to}
          day={wallMinutes(now().from, now().to) > 1440 ? dayPart(now().to) : undefined}
          onChange={to => props.onCorrect({ to, missing: false })}
        />
        <SelectField label={t('kind')} value={now().kind ?? ''} options={kinds()} onChange={setKind} />
        <NumberField
          label={t('quantity')}
          min={1}
          value={now().quantity}
          onChange={value => value !== null && value >= 1 && props.onCorrect({ quantity: Math.trunc(value) })}
        />
        <NumberField
          label={t('seats')}
          min={1}
          nullable
          value={now().seats ?? null}
          onChange={value => props.onCorrect({ seats: value !== null && value >= 1 ? Math.trunc(value) : undefined })}
        />
      </div>
      <Chips understood={now()} onCorrect={props.onCorrect} />
      <Show when={!isReadersTime()}>
        <p class="text-sm text-muted">{t('zone', format.zone(now().timeZone, instantsOf(now()).from))}</p>
      </Show>
      <Show when={now().missing}>
        <p class="text-sm font-medium text-danger">{t('missing')}</p>
      </Show>
      <Show when={now().dayGuessed || now().timeGuessed}>
        <p class="text-sm text-muted">{t(now().timeGuessed ? 'guessedTime' : 'guessedDay')}</p>
      </Show>
    </section>
  );
}

/** What it must have, and the words that are looked for: each can be dropped. */
function Chips(props: { understood: Understood; onCorrect: (change: Partial<Understood>) => void }) {
  const t = useWords(quickWords);
  const { locale } = useLanguage();
  const features = useFeatures();
  const nameOf = (code: string) => {
    const feature = features.isSuccess ? features.data.items.find(one => one.code === code) : undefined;
    return (locale() === 'fr' ? feature?.nameFr : feature?.nameEn) ?? code;
  };
  const words = () => props.understood.words.split(' ').filter(Boolean);
  const chips = () => [
    ...props.understood.features.map(code => ({
      label: nameOf(code),
      drop: () => props.onCorrect({ features: props.understood.features.filter(one => one !== code) }),
    })),
    ...words().map(word => ({
      label: `« ${word} »`,
      drop: () =>
        props.onCorrect({
          words: words()
            .filter(one => one !== word)
            .join(' '),
        }),
    })),
  ];
  return (
    <Show when={chips().length > 0}>
      <ul class="flex flex-wrap gap-2">
        <For each={chips()}>
          {chip => (
            <li class="flex items-center rounded-md bg-primary-soft pl-3 text-sm text-on-primary-soft">
              {chip.label}
              <IconButton label={t('without', chip.label)} onClick={chip.drop}>
                <IconX aria-hidden="true" class="size-4" />
              </IconButton>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
