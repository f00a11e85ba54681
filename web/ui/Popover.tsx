import { Popover as Ark } from '@ark-ui/solid/popover';
import type { JSX } from 'solid-js';
import { Portal } from 'solid-js/web';
import IconX from '~icons/lucide/x';
import { useWords } from '../i18n/locale.tsx';
import { IconButton } from './Button.tsx';
import { uiWords } from './words.ts';

/**
 * A small card beside something that is drawn, which need not be an element: `anchor` is where it was when the card opened. The
 * focus goes in, Escape or a press outside closes it. Import it lazily: it brings Ark UI.
 */
export function Popover(props: {
  title: string;
  anchor: () => { x: number; y: number; width: number; height: number };
  onClose: () => void;
  /** Where the focus goes when it closes. */
  returnFocus: () => HTMLElement | null;
  children: JSX.Element;
}) {
  const t = useWords(uiWords);
  return (
    <Ark.Root
      open
      onOpenChange={change => !change.open && props.onClose()}
      finalFocusEl={props.returnFocus}
      positioning={{ getAnchorRect: () => props.anchor(), placement: 'bottom-start', gutter: 6, overflowPadding: 12 }}
    >
      <Portal>
        <Ark.Positioner class="z-[45]!">
          <Ark.Content class="w-[min(24rem,calc(100vw-1.5rem))] rounded-lg border border-line bg-surface p-4 shadow-over">
            <div class="flex items-start gap-2">
              <Ark.Title class="min-w-0 flex-1 pt-1 text-base font-bold">{props.title}</Ark.Title>
              <IconButton label={t('close')} onClick={() => props.onClose()} class="-mr-2 -mt-1">
                <IconX aria-hidden="true" class="size-5" />
              </IconButton>
            </div>
            {props.children}
          </Ark.Content>
        </Ark.Positioner>
      </Portal>
    </Ark.Root>
  );
}
