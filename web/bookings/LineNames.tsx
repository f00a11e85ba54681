import { For, Show } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { bookingWords } from './booking-words.ts';

/** What is booked, in short: each resource, and how many of it where that is more than one. */
export function LineNames(props: { lines: { resourceName: string; quantity: number }[]; class?: string }) {
  const t = useWords(bookingWords);
  return (
    <ul class={`mt-1 ${props.class ?? ''}`}>
      <For each={props.lines}>
        {line => (
          <li>
            {line.resourceName}
            <Show when={line.quantity > 1}> {t('times', line.quantity)}</Show>
          </li>
        )}
      </For>
    </ul>
  );
}
