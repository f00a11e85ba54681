import { createEffect, type JSX, onCleanup, Show } from 'solid-js';

/** A page that reads from top to bottom: its one heading, its acts, its content. The title of the window follows. */
export function Page(props: {
  title: string;
  /** What the window is called, where that says more than the heading: how much waits. */
  windowTitle?: string;
  lead?: JSX.Element;
  actions?: JSX.Element;
  /** `wide` for tables, `full` for what needs every pixel. */
  width?: 'text' | 'wide' | 'full';
  children: JSX.Element;
}) {
  useTitle(() => props.windowTitle ?? props.title);
  const widths = { text: 'max-w-3xl', wide: 'max-w-6xl', full: '' };
  return (
    <div class={`mx-auto w-full px-4 py-5 sm:px-6 ${widths[props.width ?? 'text']}`}>
      <header class="mb-5 flex flex-wrap items-end justify-between gap-3">
        <div class="min-w-0">
          <h1>{props.title}</h1>
          <Show when={props.lead}>
            <div class="mt-1 text-muted">{props.lead}</div>
          </Show>
        </div>
        <Show when={props.actions}>
          <div class="flex flex-wrap gap-2">{props.actions}</div>
        </Show>
      </header>
      {props.children}
    </div>
  );
}

/** Names the window after what it shows; assistive technology reads it when the page changes. */
export function useTitle(title: () => string): void {
  createEffect(() => {
    document.title = title() ? `${title()} · Moyens` : 'Moyens';
  });
  onCleanup(() => {
    document.title = 'Moyens';
  });
}

/** A titled part of a page. */
export function Section(props: {
  title: string;
  /** Where an address can point to. */
  id?: string;
  actions?: JSX.Element;
  children: JSX.Element;
  class?: string;
}) {
  return (
    <section id={props.id} class={`mb-8 ${props.class ?? ''}`}>
      <div class="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2>{props.title}</h2>
        {props.actions}
      </div>
      {props.children}
    </section>
  );
}

export function Card(props: { children: JSX.Element; class?: string }) {
  return (
    <div class={`rounded-lg border border-line bg-surface p-4 shadow-raised ${props.class ?? ''}`}>
      {props.children}
    </div>
  );
}

/** Pairs of a name and its value, in two columns where there is room. */
export function Facts(props: { items: [label: string, value: JSX.Element][] }) {
  return (
    <dl class="grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-[minmax(8rem,max-content)_1fr]">
      {props.items.map(([label, value]) => (
        <>
          <dt class="text-sm text-muted sm:pt-0.5">{label}</dt>
          <dd class="min-w-0">{value}</dd>
        </>
      ))}
    </dl>
  );
}
