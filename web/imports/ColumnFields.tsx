import { For } from 'solid-js';
import { type ImportColumns, type ImportField, importFieldNames, importFields } from '../../shared/import.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { SelectField } from '../ui/Field.tsx';
import type { Columns, Mistake } from './columns.ts';
import { importWords } from './words.ts';

/** Which column of a table says what: guessed, and for people to mend. */
export function ColumnFields(props: {
  headings: ImportColumns['headings'];
  columns: Columns;
  mistakes: Partial<Record<ImportField, Mistake>>;
  onChange: (field: ImportField, heading: string | null) => void;
}) {
  const t = useWords(importWords);
  const { locale } = useLanguage();
  const nameOf = (field: ImportField) => importFields[field][locale()];
  const sampleOf = (field: ImportField) => {
    const { sample } = props.headings.find(one => one.name === props.columns[field]) ?? { sample: '' };
    return sample ? t('columnSample', sample) : undefined;
  };
  const errorOf = (field: ImportField) => {
    const mistake = props.mistakes[field];
    if (!mistake) return undefined;
    return mistake.code === 'twice' ? t('columnTwice', nameOf(mistake.with)) : t(mistake.code);
  };
  return (
    <fieldset class="rounded-md border border-line px-4 pb-4">
      <legend class="px-1 font-semibold">{t('columns')}</legend>
      <p class="mb-3 text-sm text-muted">{t('columnsHint')}</p>
      <div class="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <For each={importFieldNames}>
          {field => (
            <SelectField
              label={nameOf(field)}
              hint={sampleOf(field)}
              error={errorOf(field)}
              value={props.columns[field] ?? ''}
              options={[
                { value: '', label: t('noColumn') },
                ...props.headings.map(({ name }) => ({ value: name, label: name })),
              ]}
              onChange={heading => props.onChange(field, heading || null)}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}
