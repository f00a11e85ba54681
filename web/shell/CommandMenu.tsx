import { createEffect, createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { inputClass } from '../ui/Field.tsx';
import { takeEarly } from './command-state.tsx';
import { matching, useCommands } from './commands.ts';
import { Keys } from './ShortcutList.tsx';
import { commandWords } from './words.ts';

const QuickAdd = lazy(() => import('../search/QuickAdd.tsx'));

/** Shorter, it is the beginning of a command's name. */
const sentenceLength = 4;

/** One field for everything: a page, an act, or a sentence that books. Arrows choose, Enter does. */
export default function CommandMenu(props: { onClose: () => void }) {
  const t = useWords(commandWords);
  const commands = useCommands();
  const [typed, setTyped] = createSignal('');
  const [chosen, setChosen] = createSignal(0);
  let input: HTMLInputElement | undefined;
  const found = createMemo(() => matching(commands(), typed()));
  createEffect(() => {
    typed();
    setChosen(0);
  });
  const isSentence = () => typed().trim().length >= sentenceLength;
  const act = (index: number) => {
    const command = found()[index];
    if (!command) return;
    props.onClose();
    command.act();
  };
  // The dialog selects what is in the field that it gives the focus to: what was typed early comes after that, to be gone on with.
  const continueEarly = () => queueMicrotask(() => setTyped(text => text + takeEarly()));
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen(index => (index + step + found().length) % Math.max(1, found().length));
    else if (event.key === 'Enter' && found().length > 0) act(chosen());
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open onClose={props.onClose} title={t('title')} initialFocus={() => input ?? null}>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="commands"
        aria-activedescendant={found().length > 0 ? `command-${chosen()}` : undefined}
        aria-label={t('search')}
        placeholder={t('placeholder')}
        autocomplete="off"
        class={inputClass}
        value={typed()}
        onFocus={continueEarly}
        onInput={event => setTyped(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <p class="mt-2 text-sm text-muted">{t('hint')}</p>
      <div id="commands" role="listbox" aria-label={t('title')} class="mt-3 flex flex-col">
        <For each={found()}>
          {(command, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's, which keeps the focus.
            <div
              id={`command-${index()}`}
              role="option"
              tabIndex={-1}
              aria-selected={index() === chosen()}
              class="flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-md px-3 pointer-fine:min-h-9 aria-selected:bg-primary-soft aria-selected:text-on-primary-soft"
              onPointerMove={() => setChosen(index())}
              onClick={() => act(index())}
            >
              {command.label}
              <Show when={command.keys}>{keys => <Keys keys={keys()} />}</Show>
            </div>
          )}
        </For>
      </div>
      <Show when={isSentence()}>
        <div class="mt-3 border-t border-line pt-3">
          <Suspense>
            <QuickAdd query={typed()} onDone={props.onClose} />
          </Suspense>
        </div>
      </Show>
      <Show when={found().length === 0 && !isSentence()}>
        <p role="status" class="py-3 text-muted">
          {t('nothing')}
        </p>
      </Show>
    </Dialog>
  );
}
