import { useWords } from '../i18n/locale.tsx';
import { DateField } from '../ui/DateField.tsx';
import { TextArea, TextField } from '../ui/Field.tsx';
import { uiWords } from '../ui/words.ts';
import { quotaWords } from './words.ts';

/** Who decided a rule, when and why: all can read it. */
export interface DecisionDraft {
  decidedBy: string;
  decidedOn: string;
  reason: string;
}

export function isDecided({ decidedBy, decidedOn, reason }: DecisionDraft): boolean {
  return Boolean(decidedBy.trim() && decidedOn && reason.trim());
}

export function DecisionFields(props: {
  draft: DecisionDraft;
  /** Whether what is missing is said. */
  checked: boolean;
  onChange: (part: Partial<DecisionDraft>) => void;
}) {
  const t = useWords(quotaWords);
  const ui = useWords(uiWords);
  const missing = (value: string) => (props.checked && !value.trim() ? ui('required') : undefined);
  return (
    <>
      <TextField
        label={t('body')}
        maxLength={120}
        value={props.draft.decidedBy}
        error={missing(props.draft.decidedBy)}
        onInput={event => props.onChange({ decidedBy: event.currentTarget.value })}
      />
      <DateField
        label={t('decidedOn')}
        value={props.draft.decidedOn}
        error={missing(props.draft.decidedOn)}
        onChange={decidedOn => props.onChange({ decidedOn })}
      />
      <TextArea
        class="sm:col-span-2"
        label={t('reason')}
        maxLength={1000}
        value={props.draft.reason}
        error={missing(props.draft.reason)}
        onInput={event => props.onChange({ reason: event.currentTarget.value })}
      />
    </>
  );
}
