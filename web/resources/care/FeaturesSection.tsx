import { createMemo, For, Match, Switch } from 'solid-js';
import type { FeaturesInput, ResourceDetail } from '../../../shared/resource.ts';
import { api, call, ifUnchanged } from '../../api.ts';
import { formWords } from '../../care/form-words.ts';
import { SectionForm } from '../../care/SectionForm.tsx';
import { useSave } from '../../care/save.ts';
import { createSection } from '../../care/section.ts';
import { useWords } from '../../i18n/locale.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useFeatures } from '../vocabulary.ts';
import { factsWords } from './facts-words.ts';
import { useKeep } from './keep.ts';

type Draft = Record<string, true | number | string | null>;

/** What members filter on: each feature of the network's vocabulary, by its type. */
export function FeaturesSection(props: { resource: ResourceDetail }) {
  const t = useWords(factsWords);
  const form = useWords(formWords);
  const { keep, refresh } = useKeep();
  const vocabulary = useFeatures();
  const value = createMemo<Draft>(() =>
    Object.fromEntries(props.resource.features.map(one => [one.code, one.value]).sort()),
  );
  const section = createSection<Draft>(value, () => props.resource.version);
  const saving = useSave({ refresh: () => refresh(props.resource.id), section, saved: () => t('saved') });
  const change = (code: string, given: Draft[string]) => {
    // In one order, so that what was given and taken away again is no change.
    const { [code]: _, ...rest } = section.draft();
    const next: Draft = Object.fromEntries(
      [...Object.entries(rest), ...(given === null || given === '' ? [] : [[code, given] as const])].sort(),
    );
    section.replace(next);
  };
  const save = () =>
    void saving.save(async () => {
      const target = { param: { id: props.resource.id }, json: section.draft() as FeaturesInput };
      keep((await call(api.resources[':id'].features.$put(target, ifUnchanged(section.version())))).resource);
      return undefined;
    });
  const nameOf = (code: string) => vocabulary.data?.items.find(one => one.code === code)?.name ?? code;

  return (
    <SectionForm
      section={section}
      say={(code, one) => ({
        label: nameOf(code),
        value: one[code] === true ? form('yes') : (one[code] ?? form('nothing')),
      })}
      busy={saving.busy()}
      problem={saving.problem()}
      onSave={save}
    >
      <p class="text-muted">{t('featuresLead')}</p>
      <Loaded query={vocabulary}>
        {data => (
          <div class="grid items-end gap-4 sm:grid-cols-2">
            <For each={data().items} fallback={<p>{t('featuresNone')}</p>}>
              {feature => (
                <Switch>
                  <Match when={feature.valueType === 'flag'}>
                    <CheckField
                      label={feature.name}
                      checked={section.draft()[feature.code] === true}
                      onChange={event => change(feature.code, event.currentTarget.checked || null)}
                    />
                  </Match>
                  <Match when={feature.valueType === 'number'}>
                    <NumberField
                      label={feature.name}
                      nullable
                      decimals
                      {...(feature.unit ? { suffix: feature.unit } : {})}
                      value={Number(section.draft()[feature.code] ?? Number.NaN) || null}
                      onChange={number => change(feature.code, number)}
                    />
                  </Match>
                  <Match when={feature.valueType === 'choice'}>
                    <SelectField
                      label={feature.name}
                      value={String(section.draft()[feature.code] ?? '')}
                      options={[
                        { value: '', label: t('notGiven') },
                        ...(feature.choices ?? []).map(one => ({ value: one, label: one })),
                      ]}
                      onChange={choice => change(feature.code, choice || null)}
                    />
                  </Match>
                  <Match when={feature.valueType === 'text'}>
                    <TextField
                      label={feature.name}
                      maxLength={500}
                      value={String(section.draft()[feature.code] ?? '')}
                      onInput={event => change(feature.code, event.currentTarget.value)}
                    />
                  </Match>
                </Switch>
              )}
            </For>
          </div>
        )}
      </Loaded>
    </SectionForm>
  );
}
