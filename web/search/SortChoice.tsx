import { useWords } from '../i18n/locale.tsx';
import { SelectField } from '../ui/Field.tsx';
import type { ChangeNeeds } from './NeedsForm.tsx';
import type { Needs } from './needs.ts';
import { findWords } from './words.ts';

const sorts = ['fit', 'distance', 'name'] as const;

/** The order of the results; by distance only once it is known from where. */
export function SortChoice(props: { needs: Needs; onChange: ChangeNeeds }) {
  const t = useWords(findWords);
  const label = {
    fit: () => t(props.needs.when === 'first' ? 'bySoonest' : 'byFit'),
    distance: () => t('byDistance'),
    name: () => t('byName'),
  };
  return (
    <SelectField
      class="min-w-44"
      label={t('sort')}
      labelHidden
      value={props.needs.sort}
      options={sorts
        .filter(sort => sort !== 'distance' || props.needs.near)
        .map(sort => ({ value: sort, label: label[sort]() }))}
      onChange={sort => props.onChange({ sort: sorts.find(one => one === sort) ?? 'fit' })}
    />
  );
}
