import { Show } from 'solid-js';
import type { Feature } from '../../shared/resource.ts';
import { type FeatureValueType, featureValueTypes } from '../../shared/words.ts';
import { useWords } from '../i18n/locale.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../ui/Field.tsx';
import { uiWords } from '../ui/words.ts';
import { featureWords } from './feature-words.ts';

/** A feature while it is written; its choices one per line. */
export interface FeatureDraft {
  code: string;
  nameFr: string;
  nameEn: string;
  valueType: FeatureValueType;
  unit: string;
  choices: string;
  hardNeed: boolean;
}

export const newFeature: FeatureDraft = {
  ...{ code: '', nameFr: '', nameEn: '', valueType: 'flag' },
  ...{ unit: '', choices: '', hardNeed: false },
};

export function draftOfFeature({ unit, choices, name: _, ...facts }: Feature): FeatureDraft {
  return { ...facts, unit: unit ?? '', choices: (choices ?? []).join('\n') };
}

/** What of it can change, as the server takes it. */
export function factsOfFeature({ nameFr, nameEn, valueType, unit, choices, hardNeed }: FeatureDraft) {
  return {
    ...{ nameFr: nameFr.trim(), nameEn: nameEn.trim(), hardNeed },
    unit: valueType === 'number' && unit.trim() ? unit.trim() : null,
    choices: valueType === 'choice' ? listed(choices) : null,
  };
}

/** What keeps it from being sent, beside the field that it is about. */
export function useFeatureFaults(draft: () => FeatureDraft) {
  const t = useWords(featureWords);
  const ui = useWords(uiWords);
  return () => ({
    nameFr: draft().nameFr.trim() ? undefined : ui('required'),
    nameEn: draft().nameEn.trim() ? undefined : ui('required'),
    code: /^[a-z][a-z0-9_]{0,63}$/.test(draft().code) ? undefined : t('codeWrong'),
    choices: draft().valueType === 'choice' && listed(draft().choices).length === 0 ? t('choicesNeeded') : undefined,
  });
}

function listed(choices: string): string[] {
  const lines = choices.split('\n').map(one => one.trim());
  return [...new Set(lines.filter(Boolean))];
}

export function FeatureFields(props: {
  draft: FeatureDraft;
  /** Of one that is there: its code and its type do not change. */
  isChange?: boolean;
  faults: Partial<ReturnType<ReturnType<typeof useFeatureFaults>>>;
  onChange: (part: Partial<FeatureDraft>) => void;
}) {
  const t = useWords(featureWords);
  const ui = useWords(uiWords);
  return (
    <>
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('nameFr')}
          maxLength={100}
          value={props.draft.nameFr}
          error={props.faults.nameFr}
          onInput={event => props.onChange({ nameFr: event.currentTarget.value })}
        />
        <TextField
          label={t('nameEn')}
          maxLength={100}
          value={props.draft.nameEn}
          error={props.faults.nameEn}
          onInput={event => props.onChange({ nameEn: event.currentTarget.value })}
        />
        <Show when={!props.isChange}>
          <TextField
            label={t('code')}
            hint={t('codeHint')}
            maxLength={64}
            value={props.draft.code}
            error={props.faults.code}
            onInput={event => props.onChange({ code: event.currentTarget.value })}
          />
          <SelectField
            label={t('type')}
            value={props.draft.valueType}
            options={featureValueTypes.map(one => ({ value: one, label: t(`types.${one}`) }))}
            onChange={given => props.onChange({ valueType: featureValueTypes.find(one => one === given) ?? 'flag' })}
          />
        </Show>
        <Show when={props.draft.valueType === 'number'}>
          <TextField
            label={t('unit')}
            optional={ui('optional')}
            maxLength={20}
            value={props.draft.unit}
            onInput={event => props.onChange({ unit: event.currentTarget.value })}
          />
        </Show>
        <Show when={props.draft.valueType === 'choice'}>
          <TextArea
            label={t('choices')}
            hint={t('choicesHint')}
            value={props.draft.choices}
            error={props.faults.choices}
            onInput={event => props.onChange({ choices: event.currentTarget.value })}
          />
        </Show>
      </div>
      <CheckField
        label={t('hardNeed')}
        hint={t('hardNeedHint')}
        checked={props.draft.hardNeed}
        onChange={event => props.onChange({ hardNeed: event.currentTarget.checked })}
      />
    </>
  );
}
