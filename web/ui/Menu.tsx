import { Menu as Ark } from '@ark-ui/solid/menu';
import { For, type JSX } from 'solid-js';
import { Portal } from 'solid-js/web';

export interface MenuItem {
  id: string;
  label: string;
  icon?: JSX.Element;
  danger?: boolean;
  disabled?: boolean;
  act: () => void;
}

/** A button that opens a list of acts. `trigger` is its content; `label` names it when that is a picture. */
export function Menu(props: {
  label: string;
  trigger: JSX.Element;
  items: MenuItem[];
  /** Open from the beginning: for a menu that is loaded by the press that asks for it. */
  startsOpen?: boolean;
  class?: string;
}) {
  return (
    <Ark.Root
      defaultOpen={props.startsOpen ?? false}
      onSelect={choice => props.items.find(item => item.id === choice.value)?.act()}
      positioning={{ placement: 'bottom-end' }}
      lazyMount
      unmountOnExit
    >
      <Ark.Trigger
        aria-label={props.label}
        class={`inline-flex items-center justify-center gap-2 rounded-md border border-transparent min-w-11 min-h-11 pointer-fine:min-w-9 pointer-fine:min-h-9 px-2 hover:bg-sunken ${props.class ?? ''}`}
      >
        {props.trigger}
      </Ark.Trigger>
      <Portal>
        <Ark.Positioner class="z-[60]!">
          <Ark.Content class="min-w-52 rounded-md border border-line bg-surface py-1 shadow-over outline-none">
            <For each={props.items}>
              {item => (
                <Ark.Item
                  value={item.id}
                  disabled={item.disabled ?? false}
                  class={`flex cursor-pointer items-center gap-2.5 px-3 min-h-11 pointer-fine:min-h-9 text-sm data-highlighted:bg-primary-soft data-disabled:opacity-55 ${item.danger ? 'text-danger' : ''}`}
                >
                  {item.icon}
                  {item.label}
                </Ark.Item>
              )}
            </For>
          </Ark.Content>
        </Ark.Positioner>
      </Portal>
    </Ark.Root>
  );
}
