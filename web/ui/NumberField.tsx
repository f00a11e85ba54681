import { splitProps } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Field, type FieldProps, inputClass } from './Field.tsx';
import { uiWords } from './words.ts';

/** A number, or null where it may be left empty. Says what it takes when it is given something else, and passes that on. */
export function NumberField(
  props: FieldProps & {
    value: number | null;
    onChange: (value: number | null) => void;
    min?: number;
    max?: number;
    /** Decimals are taken; whole numbers only otherwise. */
    decimals?: boolean;
    nullable?: boolean;
    disabled?: boolean;
    suffix?: string;
  },
) {
  const [field, own] = splitProps(props, ['label', 'hint', 'error', 'labelHidden', 'optional', 'class']);
  const t = useWords(uiWords);
  const wrong = () => {
    const { value, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = own;
    if (value === null) return own.nullable ? undefined : t('required');
    if (!own.decimals && !Number.isInteger(value)) return t('whole');
    if (value < min) return t('atLeast', min);
    return value > max ? t('atMost', max) : undefined;
  };
  return (
    <Field {...field} error={field.error ?? wrong()}>
      {ids => (
        <div class="flex items-center gap-2">
          <input
            {...ids}
            type="number"
            inputMode={own.decimals ? 'decimal' : 'numeric'}
            min={own.min}
            max={own.max}
            step={own.decimals ? 'any' : 1}
            disabled={own.disabled}
            value={own.value ?? ''}
            class={`${inputClass} tabular-nums`}
            onInput={event => {
              const { value, valueAsNumber } = event.currentTarget;
              own.onChange(value === '' || Number.isNaN(valueAsNumber) ? null : valueAsNumber);
            }}
          />
          {own.suffix && <span class="shrink-0 text-sm text-muted">{own.suffix}</span>}
        </div>
      )}
    </Field>
  );
}
