import { createUniqueId, For, type JSX } from 'solid-js';

/** One choice of a few, side by side; native radio buttons, so arrows move among them. */
export function Segmented<T extends string>(props: {
  label: string;
  value: T;
  options: { value: T; label: string; icon?: JSX.Element }[];
  onChange: (value: T) => void;
  class?: string;
}) {
  const name = createUniqueId();
  return (
    <fieldset class={`inline-flex rounded-md border border-edge bg-surface p-0.5 ${props.class ?? ''}`}>
      <legend class="sr-only">{props.label}</legend>
      <For each={props.options}>
        {option => (
          <label class="flex min-h-10 pointer-fine:min-h-8 items-center gap-1.5 rounded-sm px-3 text-sm has-checked:bg-primary has-checked:font-semibold has-checked:text-on-primary has-focus-visible:outline-3 has-focus-visible:outline-focus">
            <input
              type="radio"
              class="sr-only"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.icon}
            {option.label}
          </label>
        )}
      </For>
    </fieldset>
  );
}
