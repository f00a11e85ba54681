import { Tabs as Ark } from '@ark-ui/solid/tabs';
import { For, type JSX, Show } from 'solid-js';

export interface Tab {
  value: string;
  /** A function, so that it follows the language while the tabs stay, with what is typed in them. */
  label: () => string;
  /** A number or a sign beside the name; `note` says it in words. */
  mark?: JSX.Element;
  note?: string | undefined;
  content: () => JSX.Element;
}

/**
 * Parts of a page of which one shows. A part that was shown stays alive while another is, with what was typed in it. Arrows move
 * among the names, Enter shows. Import it lazily: it brings Ark UI.
 */
export function Tabs(props: { label: string; value: string; onChange: (value: string) => void; tabs: Tab[] }) {
  return (
    <Ark.Root
      value={props.value}
      onValueChange={change => props.onChange(change.value)}
      activationMode="manual"
      lazyMount
      class="flex flex-col"
    >
      <Ark.List
        aria-label={props.label}
        class="mb-5 flex gap-1 overflow-x-auto border-b border-line px-1 pt-1 [scrollbar-width:thin] print:hidden"
      >
        <For each={props.tabs}>
          {tab => (
            <Ark.Trigger
              value={tab.value}
              class="-mb-px flex min-h-11 shrink-0 items-center gap-1.5 whitespace-nowrap border-b-3 border-transparent px-3 text-sm font-semibold text-muted hover:text-ink aria-selected:border-primary aria-selected:text-primary pointer-fine:min-h-10"
            >
              {tab.label()}
              <Show when={tab.mark}>
                <span aria-hidden="true">{tab.mark}</span>
              </Show>
              <Show when={tab.note}>
                <span class="sr-only">({tab.note})</span>
              </Show>
            </Ark.Trigger>
          )}
        </For>
      </Ark.List>
      <For each={props.tabs}>
        {tab => (
          <Ark.Content value={tab.value} class="outline-offset-4">
            {tab.content()}
          </Ark.Content>
        )}
      </For>
    </Ark.Root>
  );
}
