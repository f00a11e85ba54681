import { For, splitProps } from 'solid-js';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Field, type FieldProps, inputClass } from './Field.tsx';
import { clockOf, type EndOption, endOptions, timesOfDay } from './times.ts';
import { uiWords } from './words.ts';

const select = `${inputClass} pr-9 tabular-nums`;

/** A time of the day, `HH:MM`, from the platform's own list: it is the best on a phone, and takes typing on a desk. */
export function TimeField(
  props: FieldProps & {
    value: string;
    onChange: (time: string) => void;
    stepMinutes?: number;
    /** The first and the last time offered; a value beyond them is offered too. */
    from?: string;
    to?: string;
    disabled?: boolean;
  },
) {
  const [field, own] = splitProps(props, ['label', 'hint', 'error', 'labelHidden', 'optional', 'class']);
  const times = () => timesOfDay(own.stepMinutes ?? 15, own.value, own.from, own.to);
  return (
    <Field {...field}>
      {ids => (
        <select
          {...ids}
          disabled={own.disabled}
          class={select}
          onChange={event => own.onChange(event.currentTarget.value)}
        >
          <For each={times()}>
            {time => (
              <option value={time} selected={time === own.value}>
                {time}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}

/**
 * An end for a start, both local times `YYYY-MM-DDTHH:MM`: each option says how long that would be. Without `day` it offers
 * what lies within a day of the start, the next day included; with `day` the times of that day.
 */
export function EndTimeField(
  props: FieldProps & {
    start: string;
    value: string;
    onChange: (end: string) => void;
    /** `YYYY-MM-DD`: only ends on this day. */
    day?: string | undefined;
    stepMinutes?: number;
    /** How long an end would make it, in minutes: the form knows when clocks change. Default: by the clock on the wall. */
    lengthOf?: ((end: string) => number) | undefined;
    disabled?: boolean;
  },
) {
  const [field, own] = splitProps(props, ['label', 'hint', 'error', 'labelHidden', 'optional', 'class']);
  const t = useWords(uiWords);
  const format = useFormat();
  const options = () => endOptions({ ...own, stepMinutes: own.stepMinutes ?? 15 });
  const text = (one: EndOption) => {
    const nextDay = own.day === undefined && one.daysLater > 0 ? ` ${t('nextDay')}` : '';
    return `${clockOf(one.end)}${nextDay} · ${format.length(one.minutes)}`;
  };
  return (
    <Field {...field}>
      {ids => (
        <select
          {...ids}
          disabled={own.disabled}
          class={select}
          onChange={event => own.onChange(event.currentTarget.value)}
        >
          <For each={options()}>
            {one => (
              <option value={one.end} selected={one.end === own.value}>
                {text(one)}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}
