import { createSignal, lazy, onCleanup, Show, Suspense } from 'solid-js';

const CommandMenu = lazy(() => import('./CommandMenu.tsx'));
const ShortcutList = lazy(() => import('./ShortcutList.tsx'));

const [open, setOpen] = createSignal<'commands' | 'shortcuts' | null>(null);

let typedEarly = '';

export function openCommands(): void {
  if (open() === 'commands') return;
  addEventListener('keydown', keepEarly, true);
  setOpen('commands');
}

/** Whoever types on while the menu is being fetched has begun their sentence: nothing of it is lost, nor taken for a shortcut. */
function keepEarly(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Backspace') typedEarly = typedEarly.slice(0, -1);
  else if (event.key.length === 1) typedEarly += event.key;
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** What was typed before the menu's field had the focus; from here on the field takes the keys itself. */
export function takeEarly(): string {
  removeEventListener('keydown', keepEarly, true);
  const text = typedEarly;
  typedEarly = '';
  return text;
}

export const openShortcuts = () => setOpen('shortcuts');

/** Where the command menu and the list of shortcuts appear; neither is loaded before it is asked for. */
export function CommandHost() {
  const close = () => {
    takeEarly();
    setOpen(null);
  };
  onCleanup(takeEarly);
  return (
    <Suspense>
      <Show when={open() === 'commands'}>
        <CommandMenu onClose={close} />
      </Show>
      <Show when={open() === 'shortcuts'}>
        <ShortcutList onClose={close} />
      </Show>
    </Suspense>
  );
}
