import { createSignal } from 'solid-js';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const kept = 'moyens.theme';
const [theme, show] = createSignal<Theme>(readTheme());

export { theme };

/** Light, dark, or as the system has it; kept on this device. `public/early.js` applies it before the first paint. */
export function setTheme(chosen: Theme): void {
  show(chosen);
  if (chosen === 'system') {
    localStorage.removeItem(kept);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(kept, chosen);
    document.documentElement.dataset.theme = chosen;
  }
}

function readTheme(): Theme {
  const stored = localStorage.getItem(kept);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}
