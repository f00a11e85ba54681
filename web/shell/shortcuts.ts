import { useNavigate } from '@solidjs/router';
import { createSignal, onCleanup, onMount } from 'solid-js';
import { openBookingForm } from '../bookings/form-state.tsx';
import { openCommands, openShortcuts } from './command-state.tsx';
import { hrefOf } from './shortcut-table.ts';

const kept = 'moyens.single-keys';
const [singleKeys, show] = createSignal(localStorage.getItem(kept) !== 'off');

/** Whether one key alone acts: some speak to their computer, and a word would set off many (WCAG 2.1.4). */
export { singleKeys };

export function setSingleKeys(on: boolean): void {
  show(on);
  if (on) localStorage.removeItem(kept);
  else localStorage.setItem(kept, 'off');
}

type Act = (event: KeyboardEvent) => void;

const pageActs = new Map<string, Act>();

/** Single keys that a page adds while it is shown, such as `t` for today on the planning. */
export function usePageShortcuts(acts: Record<string, Act>): void {
  onMount(() => {
    for (const [key, act] of Object.entries(acts)) pageActs.set(key, act);
  });
  onCleanup(() => {
    for (const key of Object.keys(acts)) pageActs.delete(key);
  });
}

/** The keys that act everywhere: Ctrl+K, and while single keys are on `?`, `/`, `c`, and `g` then a letter. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  let goingUntil = 0;
  const everywhere: Record<string, Act> = {
    '?': openShortcuts,
    '/': openCommands,
    c: () => openBookingForm({}),
    g: event => {
      goingUntil = event.timeStamp + 1500;
    },
  };
  const onKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      return openCommands();
    }
    if (!singleKeys() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const place = event.timeStamp < goingUntil ? hrefOf(event.key) : undefined;
    goingUntil = 0;
    const act = place ? () => navigate(place) : (pageActs.get(event.key) ?? everywhere[event.key]);
    if (!act) return;
    event.preventDefault();
    act(event);
  };
  onMount(() => addEventListener('keydown', onKey));
  onCleanup(() => removeEventListener('keydown', onKey));
}

/** A key in a field is text; in an open dialog or menu it is the dialog's. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null;
}
