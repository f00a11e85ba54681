import { type JSX, Show } from 'solid-js';
import { Dialog } from '../ui/Dialog.tsx';
import { Popover } from '../ui/Popover.tsx';

/** A card beside its bar on a desk, a sheet from the bottom on a phone. */
export function CardFrame(props: {
  title: string;
  anchor: DOMRect;
  isPhone: boolean;
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
  children: JSX.Element;
}) {
  return (
    <Show
      when={props.isPhone}
      fallback={
        <Popover
          title={props.title}
          anchor={() => props.anchor}
          onClose={props.onClose}
          returnFocus={props.returnFocus}
        >
          {props.children}
        </Popover>
      }
    >
      <Dialog open title={props.title} onClose={props.onClose} returnFocus={props.returnFocus}>
        {props.children}
      </Dialog>
    </Show>
  );
}
