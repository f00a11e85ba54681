import { createMemo, For, Show } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { useFeatures } from '../resources/vocabulary.ts';
import { CheckField, SelectField, TextField } from '../ui/Field.tsx';
import { useCatalogue } from './data.ts';
import type { ChangeNeeds } from './NeedsForm.tsx';
import type { Needs } from './needs.ts';
import { findWords } from './words.ts';

/**
 * The features that resources of the chosen kind really have: flags to tick, numbers to reach, choices to make. Texts are
 * looked for by words; seats have their own field.
 */
export function FeatureNeeds(props: { needs: Needs; onChange: ChangeNeeds }) {
  const t = useWords(findWords);
  const catalogue = useCatalogue();
  const features = useFeatures();
  const used = createMemo(() => {
    const ofKind = (catalogue.data ?? []).filter(one => !props.needs.kind || one.kind === props.needs.kind);
    return new Set(ofKind.flatMap(one => one.features.map(feature => feature.code)));
  });
  const offered = (...types: string[]) =>
    (features.data?.items ?? []).filter(
      one => types.includes(one.valueType) && one.code !== 'seats' && used().has(one.code),
    );
  const wantedOf = (code: string) =>
    props.needs.features.find(one => one.startsWith(`${code}:`))?.slice(code.length + 1) ?? '';
  const set = (code: string, wanted: string | null) => {
    const others = props.needs.features.filter(one => one !== code && !one.startsWith(`${code}:`));
    props.onChange({ features: wanted === null ? others : [...others, wanted] });
  };
  return (
    <>
      <Show when={offered('flag').length > 0}>
        <fieldset>
          <legend class="text-sm font-semibold">{t('features')}</legend>
          <For each={offered('flag')}>
            {feature => (
              <CheckField
                class="py-1.5"
                label={feature.name}
                checked={props.needs.features.includes(feature.code)}
                onChange={event => set(feature.code, event.currentTarget.checked ? feature.code : null)}
              />
            )}
          </For>
        </fieldset>
      </Show>
      <Show when={offered('number', 'choice').length > 0}>
        <details class="rounded-md border border-line bg-surface px-3 py-2">
          <summary class="min-h-8 content-center text-sm font-semibold">{t('moreFeatures')}</summary>
          <div class="flex flex-col gap-3 pb-2 pt-2">
            <For each={offered('choice')}>
              {feature => (
                <SelectField
                  label={feature.name}
                  value={wantedOf(feature.code)}
                  options={[
                    { value: '', label: t('any') },
                    ...(feature.choices ?? []).map(choice => ({ value: choice, label: choice })),
                  ]}
                  onChange={choice => set(feature.code, choice ? `${feature.code}:${choice}` : null)}
                />
              )}
            </For>
            <For each={offered('number')}>
              {feature => (
                <TextField
                  label={t('atLeast', feature.name, feature.unit ?? '')}
                  type="number"
                  inputmode="numeric"
                  min="0"
                  value={wantedOf(feature.code)}
                  onChange={event => {
                    const value = Number(event.currentTarget.value);
                    set(feature.code, value > 0 ? `${feature.code}:${value}` : null);
                  }}
                />
              )}
            </For>
          </div>
        </details>
      </Show>
    </>
  );
}
