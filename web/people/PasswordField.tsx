import { createSignal } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { CheckField, TextField } from '../ui/Field.tsx';
import { linkWords } from './words.ts';

/** A new password, which its owner may look at while typing: no second field to repeat it in. */
export function NewPasswordField(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
}) {
  const t = useWords(linkWords);
  const [shown, setShown] = createSignal(false);
  return (
    <div>
      <TextField
        label={props.label}
        hint={t('passwordHint')}
        type={shown() ? 'text' : 'password'}
        autocomplete="new-password"
        value={props.value}
        onInput={event => props.onInput(event.currentTarget.value)}
        error={props.error}
      />
      <CheckField
        label={t('showPassword')}
        checked={shown()}
        onChange={event => setShown(event.currentTarget.checked)}
      />
    </div>
  );
}

/** As `passwordSchema` in shared/people.ts asks; the rest (names, addresses) the server says. */
export const isLongEnough = (password: string) => password.length >= 12;
