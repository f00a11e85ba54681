import { createMemo, For, type JSX } from 'solid-js';

/**
 * As `For`, but what was drawn for an item stays while its id does: a fresh answer of the server renews what it shows, and
 * takes away neither the focus nor a dialog that is open in it.
 */
export function Each<T>(props: {
  items: T[];
  by: (item: T) => string;
  children: (item: () => T, index: () => number) => JSX.Element;
}) {
  const byId = createMemo(() => new Map(props.items.map(item => [props.by(item), item])));
  const ids = createMemo(() => [...byId().keys()]);
  return (
    <For each={ids()}>
      {(id, index) => {
        // On its way out, an item is still read once: then it is as it was last.
        const item = createMemo<T | undefined>(last => byId().get(id) ?? last);
        return props.children(() => item() as T, index);
      }}
    </For>
  );
}
