import { createSignal } from 'solid-js';

const [said, setSaid] = createSignal('');

/** Says a sentence to screen readers only; the same sentence twice is said twice. */
export function say(text: string): void {
  setSaid('');
  queueMicrotask(() => setSaid(text));
}

export function LiveText() {
  return (
    <p class="sr-only" role="status" aria-live="polite">
      {said()}
    </p>
  );
}
