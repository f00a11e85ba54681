import { A } from '@solidjs/router';
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import IconX from '~icons/lucide/x';
import { useWords } from '../i18n/locale.tsx';
import { dismiss, type Toast, toasts } from './toast.ts';
import { uiWords } from './words.ts';

/** Where toasts appear: above the tabs of a phone, in the corner of a desk. */
export function Toaster() {
  return (
    <div
      role="status"
      aria-live="polite"
      class="pointer-events-none fixed inset-x-3 bottom-[calc(var(--tabs-height)+0.75rem)] z-[70] flex flex-col items-center gap-2 sm:left-auto sm:right-4 sm:w-md sm:items-stretch print:hidden"
    >
      <For each={toasts()}>{one => <ToastCard toast={one} />}</For>
    </div>
  );
}

const tones = { plain: 'border-l-primary', good: 'border-l-good', danger: 'border-l-danger' };

function ToastCard(props: { toast: Toast }) {
  const t = useWords(uiWords);
  const [busy, setBusy] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => dismiss(props.toast.id), props.toast.lasts);
  };
  const hold = () => clearTimeout(timer);
  onMount(wait);
  onCleanup(hold);
  const act = async () => {
    setBusy(true);
    dismiss(props.toast.id);
    await props.toast.action?.act();
  };
  return (
    <div
      class={`pointer-events-auto flex w-full items-center gap-2 rounded-md border border-line border-l-4 bg-surface py-1.5 pl-3 pr-1.5 text-sm shadow-over ${tones[props.toast.tone]}`}
      onPointerEnter={hold}
      onPointerLeave={wait}
      onFocusIn={hold}
      onFocusOut={wait}
    >
      <p class="flex-1 py-1.5">{props.toast.text()}</p>
      <Show when={props.toast.link}>
        {link => (
          <A
            href={link().href}
            onClick={() => dismiss(props.toast.id)}
            class="grid min-h-11 pointer-fine:min-h-9 items-center rounded-md px-3 font-bold text-primary no-underline hover:bg-primary-soft"
          >
            {link().label()}
          </A>
        )}
      </Show>
      <Show when={props.toast.action}>
        {action => (
          <button
            type="button"
            disabled={busy()}
            onClick={() => void act()}
            class="min-h-11 pointer-fine:min-h-9 rounded-md px-3 font-bold text-primary hover:bg-primary-soft"
          >
            {action().label()}
          </button>
        )}
      </Show>
      <button
        type="button"
        aria-label={t('close')}
        onClick={() => dismiss(props.toast.id)}
        class="grid size-11 pointer-fine:size-9 place-items-center rounded-md hover:bg-sunken"
      >
        <IconX aria-hidden="true" class="size-4" />
      </button>
    </div>
  );
}
