import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import { TextField } from './Field.tsx';

const pauseMilliseconds = 200;

/**
 * Words to look for, passed on when typing pauses. What is typed is never overwritten by an answer that comes late: only while
 * the field does not have the focus does it follow what it is given.
 */
export function SearchField(props: {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (text: string) => void;
  class?: string;
}) {
  const [text, setText] = createSignal(props.value);
  let input: HTMLInputElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(
      () => props.value,
      value => document.activeElement !== input && setText(value),
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(timer));
  const pass = () => {
    clearTimeout(timer);
    if (text() !== props.value) props.onChange(text());
  };
  return (
    <TextField
      class={props.class ?? ''}
      ref={element => {
        input = element;
      }}
      label={props.label}
      type="search"
      placeholder={props.placeholder}
      value={text()}
      onInput={event => {
        setText(event.currentTarget.value);
        clearTimeout(timer);
        timer = setTimeout(pass, pauseMilliseconds);
      }}
      onBlur={pass}
    />
  );
}
