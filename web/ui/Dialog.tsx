import { Dialog as Ark } from '@ark-ui/solid/dialog';
import { type JSX, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import IconX from '~icons/lucide/x';
import { useWords } from '../i18n/locale.tsx';
import { IconButton } from './Button.tsx';
import { uiWords } from './words.ts';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: JSX.Element;
  /** The row of buttons at the bottom; it stays in sight while the rest scrolls. */
  footer?: JSX.Element;
  /** What gets the focus first; otherwise the first control. */
  initialFocus?: () => HTMLElement | null;
  /** Where the focus returns; otherwise to whatever had it. */
  returnFocus?: () => HTMLElement | null;
  wide?: boolean;
  children: JSX.Element;
}

/** A dialog in the middle of a desk, a sheet from the bottom of a phone. Import it lazily: it brings Ark UI. */
export function Dialog(props: DialogProps) {
  const t = useWords(uiWords);
  return (
    <Ark.Root
      open={props.open}
      onOpenChange={change => !change.open && props.onClose()}
      lazyMount
      unmountOnExit
      {...(props.initialFocus ? { initialFocusEl: props.initialFocus } : {})}
      {...(props.returnFocus ? { finalFocusEl: props.returnFocus } : {})}
    >
      <Portal>
        <Ark.Backdrop class="fixed inset-0 z-40 bg-black/45" />
        <Ark.Positioner class="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-4">
          <Ark.Content
            class={`flex max-h-[92dvh] w-full flex-col rounded-t-lg bg-surface shadow-over sm:rounded-lg ${props.wide ? 'sm:max-w-4xl' : 'sm:max-w-xl'}`}
          >
            <header class="flex items-start gap-3 border-b border-line px-4 py-3 sm:px-5">
              <div class="min-w-0 flex-1">
                <Ark.Title class="text-lg font-bold">{props.title}</Ark.Title>
                <Show when={props.description}>
                  <Ark.Description class="text-sm text-muted">{props.description}</Ark.Description>
                </Show>
              </div>
              <IconButton label={t('close')} onClick={() => props.onClose()}>
                <IconX aria-hidden="true" class="size-5" />
              </IconButton>
            </header>
            <div class="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-5" tabIndex={-1}>
              {props.children}
            </div>
            <Show when={props.footer}>
              <footer class="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5">
                {props.footer}
              </footer>
            </Show>
          </Ark.Content>
        </Ark.Positioner>
      </Portal>
    </Ark.Root>
  );
}
