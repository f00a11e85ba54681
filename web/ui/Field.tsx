import { createUniqueId, type JSX, Show, splitProps } from 'solid-js';

export const inputClass =
  'w-full rounded-md border border-edge bg-surface text-ink px-3 min-h-11 pointer-fine:min-h-10 placeholder:text-muted ' +
  'aria-invalid:border-danger aria-invalid:border-2 disabled:bg-sunken disabled:text-muted';

export interface FieldProps {
  label: string;
  /** A line under the label that helps before anything is typed. */
  hint?: JSX.Element;
  /** What is wrong, in a sentence; it is read out with the field. */
  error?: string | undefined;
  /** For a field whose label only screen readers need. */
  labelHidden?: boolean;
  optional?: string;
  class?: string;
}

/** A label, its hint and its error around any control; the control gets the ids that tie them together. */
export function Field(
  props: FieldProps & {
    children: (ids: {
      id: string;
      'aria-describedby': string | undefined;
      'aria-invalid': true | undefined;
    }) => JSX.Element;
  },
) {
  const id = createUniqueId();
  const described = () =>
    [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div class={`flex flex-col gap-1 ${props.class ?? ''}`}>
      <label for={id} class={props.labelHidden ? 'sr-only' : 'text-sm font-semibold'}>
        {props.label}
        <Show when={props.optional}>
          <span class="font-normal text-muted"> ({props.optional})</span>
        </Show>
      </label>
      <Show when={props.hint}>
        <div id={`${id}-hint`} class="text-sm text-muted">
          {props.hint}
        </div>
      </Show>
      {props.children({
        id,
        get 'aria-describedby'() {
          return described();
        },
        get 'aria-invalid'() {
          return props.error ? (true as const) : undefined;
        },
      })}
      <Show when={props.error}>
        <p id={`${id}-error`} class="text-sm text-danger font-medium">
          {props.error}
        </p>
      </Show>
    </div>
  );
}

const fieldKeys = ['label', 'hint', 'error', 'labelHidden', 'optional', 'class'] as const;

export function TextField(props: FieldProps & JSX.InputHTMLAttributes<HTMLInputElement>) {
  const [field, rest] = splitProps(props, fieldKeys);
  return <Field {...field}>{ids => <input type="text" {...rest} {...ids} class={inputClass} />}</Field>;
}

export function TextArea(props: FieldProps & JSX.TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const [field, rest] = splitProps(props, fieldKeys);
  return <Field {...field}>{ids => <textarea rows={3} {...rest} {...ids} class={`${inputClass} py-2`} />}</Field>;
}

/** The platform's own list: it is the best on a phone, and light. `options` may be grouped by `group`. */
export function SelectField(
  props: FieldProps &
    Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & {
      value: string;
      options: { value: string; label: string; disabled?: boolean }[];
      onChange: (value: string) => void;
    },
) {
  const [field, own, rest] = splitProps(props, fieldKeys, ['options', 'value', 'onChange']);
  return (
    <Field {...field}>
      {ids => (
        <select
          {...rest}
          {...ids}
          class={`${inputClass} pr-9`}
          onChange={event => own.onChange(event.currentTarget.value)}
        >
          {own.options.map(one => (
            <option value={one.value} selected={one.value === own.value} disabled={one.disabled}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField(
  props: { label: JSX.Element; hint?: JSX.Element; class?: string } & Omit<
    JSX.InputHTMLAttributes<HTMLInputElement>,
    'type'
  >,
) {
  const [own, rest] = splitProps(props, ['label', 'hint', 'class']);
  return (
    <label class={`flex items-start gap-3 py-2 min-h-11 pointer-fine:min-h-9 ${own.class ?? ''}`}>
      <input type="checkbox" {...rest} class="mt-0.5 size-5 shrink-0 accent-primary" />
      <span>
        {own.label}
        <Show when={own.hint}>
          <span class="block text-sm text-muted">{own.hint}</span>
        </Show>
      </span>
    </label>
  );
}
