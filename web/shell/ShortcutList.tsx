import { For, Show } from 'solid-js';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { CheckField } from '../ui/Field.tsx';
import { shortcutTable } from './shortcut-table.ts';
import { setSingleKeys, singleKeys } from './shortcuts.ts';
import { commandWords } from './words.ts';

/** Every key that does something, and the switch for those that act alone. */
export default function ShortcutList(props: { onClose: () => void }) {
  const t = useWords(commandWords);
  const { locale } = useLanguage();
  return (
    <Dialog open onClose={props.onClose} title={t('shortcutsTitle')}>
      <For each={shortcutTable}>
        {group => (
          <section class="mb-5">
            <h3 class="mb-1">{t(group.where)}</h3>
            <dl>
              <For each={group.keys}>
                {one => (
                  <div class="flex min-h-9 items-center justify-between gap-4 border-b border-line py-1 last:border-b-0">
                    <dt>{one[locale()]}</dt>
                    <dd>
                      <Keys keys={one.keys} />
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
        )}
      </For>
      <Show when={!singleKeys()}>
        <p class="text-sm text-muted">{t('off')}</p>
      </Show>
      <CheckField
        label={t('turnOn')}
        checked={singleKeys()}
        onChange={event => setSingleKeys(event.currentTarget.checked)}
      />
    </Dialog>
  );
}

/** `g p` is g, then p; `Ctrl K` together. */
export function Keys(props: { keys: string }) {
  return (
    <span class="flex shrink-0 gap-1">
      <For each={props.keys.split(' ')}>
        {key => (
          <kbd class="grid min-w-6 place-items-center rounded-sm border border-edge bg-surface px-1.5 font-sans text-xs leading-5 text-ink">
            {key}
          </kbd>
        )}
      </For>
    </span>
  );
}
