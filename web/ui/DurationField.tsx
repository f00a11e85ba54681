import { createSignal, For, splitProps } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Field, type FieldProps, inputClass } from './Field.tsx';
import { uiWords } from './words.ts';

const units = { minutes: 1, hours: 60, days: 1440 } as const;
type Unit = keyof typeof units;

/** A length in whole minutes, written as so many minutes, hours or days. Null where there may be none. */
export function DurationField(
  props: FieldProps & {
    value: number | null;
    onChange: (minutes: number | null) => void;
    min?: number;
    max?: number;
    nullable?: boolean;
    /** The largest unit that makes sense here. */
    upTo?: Unit;
  },
) {
  const [field, own] = splitProps(props, ['label', 'hint', 'error', 'labelHidden', 'optional', 'class']);
  const t = useWords(uiWords);
  const [unit, setUnit] = createSignal<Unit>(fittingUnit(own.value, own.upTo ?? 'days'));
  const shown = () => (own.value === null ? '' : Math.round((own.value / units[unit()]) * 100) / 100);
  const wrong = () => {
    if (own.value === null) return own.nullable ? undefined : t('required');
    if (own.min !== undefined && own.value < own.min) return t('lengthTooShort');
    return own.max !== undefined && own.value > own.max ? t('lengthTooLong') : undefined;
  };
  const offered = () =>
    own.upTo === 'hours' ? (['minutes', 'hours'] as const) : (['minutes', 'hours', 'days'] as const);
  return (
    <Field {...field} error={field.error ?? wrong()}>
      {ids => (
        <div class="flex gap-2">
          <input
            {...ids}
            type="number"
            inputMode="decimal"
            min="0"
            step="any"
            value={shown()}
            class={`${inputClass} tabular-nums`}
            onChange={event => {
              const { value, valueAsNumber } = event.currentTarget;
              const given = value !== '' && Number.isFinite(valueAsNumber);
              own.onChange(given ? Math.max(0, Math.round(valueAsNumber * units[unit()])) : null);
            }}
          />
          <select
            aria-label={t('unitOf', field.label)}
            class={`${inputClass} max-w-32`}
            onChange={event => {
              const next = offered().find(one => one === event.currentTarget.value) ?? 'minutes';
              const number = own.value === null ? null : own.value / units[unit()];
              setUnit(next);
              if (number !== null) own.onChange(Math.round(number * units[next]));
            }}
          >
            <For each={offered()}>
              {one => (
                <option value={one} selected={one === unit()}>
                  {t(one)}
                </option>
              )}
            </For>
          </select>
        </div>
      )}
    </Field>
  );
}

/** The largest unit of which it is a whole number. */
function fittingUnit(minutes: number | null, upTo: Unit): Unit {
  if (!minutes) return 'minutes';
  if (upTo === 'days' && minutes % units.days === 0) return 'days';
  return minutes % units.hours === 0 ? 'hours' : 'minutes';
}
