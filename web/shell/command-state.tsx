import { createSignal, lazy, Show, Suspense } from 'solid-js';

const CommandMenu = lazy(() => import('./CommandMenu.tsx'));
const ShortcutList = lazy(() => import('./ShortcutList.tsx'));

const [open, setOpen] = createSignal<'commands' | 'shortcuts' | null>(null);

export const openCommands = () => setOpen('commands');
export const openShortcuts = () => setOpen('shortcuts');

/** Where the command menu and the list of shortcuts appear; neither is loaded before it is asked for. */
export function CommandHost() {
  return (
    <Suspense>
      <Show when={open() === 'commands'}>
        <CommandMenu onClose={() => setOpen(null)} />
      </Show>
      <Show when={open() === 'shortcuts'}>
        <ShortcutList onClose={() => setOpen(null)} />
      </Show>
    </Suspense>
  );
}
