import { createSignal } from 'solid-js';

export interface Toast {
  id: number;
  /** A function, so that a switch of language changes what is on screen too. */
  text: () => string;
  tone: 'good' | 'danger' | 'plain';
  action?: { label: () => string; act: () => void | Promise<void> };
  /** Where to look at what it speaks of. */
  link?: { label: () => string; href: string };
  /** Milliseconds on screen; time stops while the pointer or the focus is on it. */
  lasts: number;
}

const [toasts, setToasts] = createSignal<Toast[]>([]);

export { toasts };

let last = 0;

/** Says in a corner what has just happened; with an undo it stays for ten seconds. It is read out, and takes no focus. */
export function toast(text: () => string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): () => void {
  const id = ++last;
  const lasts = options.lasts ?? (options.action ? 10_000 : 5_000);
  setToasts(list => [...list.slice(-3), { tone: 'plain', ...options, id, text, lasts }]);
  return () => dismiss(id);
}

export function dismiss(id: number): void {
  setToasts(list => list.filter(one => one.id !== id));
}
