import { type ChangeScope, changeScopes } from '../../shared/words.ts';
import { useWords } from '../i18n/locale.tsx';
import { SelectField } from '../ui/Field.tsx';
import { attendeeWords } from './attendee-words.ts';

/** To which dates of a series somebody is invited, or no longer. */
export function ScopeField(props: { value: ChangeScope; onChange: (scope: ChangeScope) => void }) {
  const t = useWords(attendeeWords);
  return (
    <SelectField
      label={t('scope')}
      value={props.value}
      options={changeScopes.map(value => ({ value, label: t(`scopes.${value}`) }))}
      onChange={chosen => props.onChange(changeScopes.find(one => one === chosen) ?? 'this')}
    />
  );
}
