import { Show } from 'solid-js';
import { useWords } from '../../i18n/locale.tsx';
import { findPeople, findSites } from '../../lookups.ts';
import { Combobox, type ComboboxItem } from '../../ui/Combobox.tsx';
import { DurationField } from '../../ui/DurationField.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { uiWords } from '../../ui/words.ts';
import { factsWords } from './facts-words.ts';

export interface Facts {
  name: string;
  description: string;
  site: ComboboxItem | null;
  capacity: number | null;
  setupMinutes: number | null;
  turnaroundMinutes: number | null;
  staff: ComboboxItem | null;
}

/** What a resource is, where and how many. */
export function FactsFields(props: {
  facts: Facts;
  isStaff: boolean;
  /** Whether fields left empty are to be marked. */
  checked: boolean;
  onChange: (part: Partial<Facts>) => void;
}) {
  const t = useWords(factsWords);
  const ui = useWords(uiWords);
  // Of whom was named before, only the id is known.
  const staff = () => {
    const { staff: one } = props.facts;
    return one ? [{ ...one, label: one.label || t('staffNamed') }] : [];
  };
  const needed = (value: unknown) => (props.checked && !value ? ui('required') : undefined);
  return (
    <>
      <TextField
        label={t('field.name')}
        value={props.facts.name}
        maxLength={200}
        error={needed(props.facts.name.trim())}
        onInput={event => props.onChange({ name: event.currentTarget.value })}
      />
      <TextArea
        label={t('field.description')}
        rows={4}
        optional={ui('optional')}
        maxLength={10_000}
        value={props.facts.description}
        onInput={event => props.onChange({ description: event.currentTarget.value })}
      />
      <Combobox
        label={t('field.site')}
        selected={props.facts.site ? [props.facts.site] : []}
        error={needed(props.facts.site)}
        onChange={([site]) => props.onChange({ site: site ?? null })}
        search={findSites}
      />
      <Show when={props.isStaff}>
        <Combobox
          label={t('field.staff')}
          hint={t('staffHint')}
          optional={ui('optional')}
          selected={staff()}
          onChange={([staff]) => props.onChange({ staff: staff ?? null })}
          search={findPeople}
          minLetters={3}
        />
      </Show>
      <div class="grid gap-4 sm:grid-cols-3">
        <NumberField
          label={t('field.capacity')}
          min={1}
          max={100_000}
          value={props.facts.capacity}
          onChange={capacity => props.onChange({ capacity })}
        />
        <DurationField
          label={t('field.setupMinutes')}
          max={10_080}
          value={props.facts.setupMinutes}
          onChange={setupMinutes => props.onChange({ setupMinutes })}
        />
        <DurationField
          label={t('field.turnaroundMinutes')}
          max={10_080}
          value={props.facts.turnaroundMinutes}
          onChange={turnaroundMinutes => props.onChange({ turnaroundMinutes })}
        />
      </div>
      <p class="text-sm text-muted">
        {t('capacityHint')} {t('bufferHint')}
      </p>
    </>
  );
}
