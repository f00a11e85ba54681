import { For, splitProps } from 'solid-js';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Field, type FieldProps, inputClass } from './Field.tsx';
import { clockOf, type EndOption, endOptions, timesOfDay } from './times.ts';
import { uiWords } from './words.ts';

/** One of what a list offers; what is chosen is in it. */
function Choice<T>(
  props: FieldProps & {
    value: string;
    options: T[];
    valueOf: (option: T) => string;
    textOf: (option: T) => string;
    onChange: (value: string) => void;
    disabled?: boolean;
  },
) {
  const [own, field] = splitProps(props, ['value', 'options', 'valueOf', 'textOf', 'onChange', 'disabled']);
  return (
    <Field {...field}>
      {ids => (
        <select
          {...ids}
          disabled={own.disabled}
          class={`${inputClass} pr-9 tabular-nums`}
          onChange={event => own.onChange(event.currentTarget.value)}
        >
          <For each={own.options}>
            {one => (
              <option value={own.valueOf(one)} selected={own.valueOf(one) === own.value}>
                {own.textOf(one)}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}

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
  const [own, rest] = splitProps(props, ['stepMinutes', 'from', 'to']);
  const times = () => timesOfDay(own.stepMinutes ?? 15, rest.value, own.from, own.to);
  return <Choice {...rest} options={times()} valueOf={time => time} textOf={time => time} />;
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
  const [own, rest] = splitProps(props, ['start', 'day', 'stepMinutes', 'lengthOf']);
  const t = useWords(uiWords);
  const format = useFormat();
  const options = () => endOptions({ ...own, value: rest.value, stepMinutes: own.stepMinutes ?? 15 });
  const text = (one: EndOption) => {
    const nextDay = own.day === undefined && one.daysLater > 0 ? ` ${t('nextDay')}` : '';
    return `${clockOf(one.end)}${nextDay} · ${format.length(one.minutes)}`;
  };
  return <Choice {...rest} options={options()} valueOf={one => one.end} textOf={text} />;
}
