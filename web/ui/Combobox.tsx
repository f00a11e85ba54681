import { Combobox as Ark, createListCollection } from '@ark-ui/solid/combobox';
import { createEffect, createMemo, createSignal, createUniqueId, For, type JSX, on, onCleanup, Show } from 'solid-js';
import IconCheck from '~icons/lucide/check';
import IconChevron from '~icons/lucide/chevrons-up-down';
import IconX from '~icons/lucide/x';
import { useWords } from '../i18n/locale.tsx';
import { inputClass } from './Field.tsx';
import { uiWords } from './words.ts';

export interface ComboboxItem {
  value: string;
  label: string;
  /** A second, quieter line: where, whose. */
  detail?: string | undefined;
}

interface ComboboxProps {
  label: string;
  labelHidden?: boolean;
  hint?: JSX.Element;
  error?: string | undefined;
  optional?: string;
  placeholder?: string;
  disabled?: boolean;
  /** What is chosen, with its words: the list need not hold it. One at most, unless `multiple`. */
  selected: ComboboxItem[];
  onChange: (selected: ComboboxItem[]) => void;
  multiple?: boolean;
  /** Asked while typing, and with '' when the list opens; an answer that comes late is dropped. */
  search: (text: string, signal: AbortSignal) => Promise<ComboboxItem[]>;
  /** Nothing is asked before so many letters. */
  minLetters?: number;
  class?: string;
}

const pauseMilliseconds = 150;

/**
 * A field that looks things up while one types. It works inside dialogs too: its list is fixed to the window rather than moved
 * out of the dialog, where it would be hidden from screen readers and from the focus. Import it lazily: it brings Ark UI.
 */
export function Combobox(props: ComboboxProps) {
  const t = useWords(uiWords);
  const id = createUniqueId();
  const lookup = createLookup(
    (text, signal) => props.search(text, signal),
    () => props.minLetters ?? 0,
  );
  const [isTyping, setTyping] = createSignal(false);

  // What is chosen heads the list until something is typed, so that it is seen, and so that its words are known.
  const items = createMemo(() => {
    if (isTyping()) return lookup.found();
    const chosen = new Set(props.selected.map(one => one.value));
    return [...props.selected, ...lookup.found().filter(one => !chosen.has(one.value))];
  });
  const collection = createMemo(() => createListCollection({ items: items() }));
  const described = () =>
    [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const choose = (values: string[]) => {
    const known = new Map([...props.selected, ...items()].map(one => [one.value, one]));
    setTyping(false);
    props.onChange(values.flatMap(value => known.get(value) ?? []));
  };

  return (
    <Ark.Root
      class={`flex flex-col gap-1 ${props.class ?? ''}`}
      collection={collection()}
      value={props.selected.map(one => one.value)}
      onValueChange={change => choose(change.value)}
      onInputValueChange={change => {
        if (change.reason !== 'input-change') return;
        setTyping(change.inputValue !== '');
        lookup.ask(change.inputValue);
      }}
      onOpenChange={change => {
        if (!change.open) setTyping(false);
        else if (change.reason !== 'input-change') lookup.ask('');
      }}
      multiple={props.multiple ?? false}
      invalid={Boolean(props.error)}
      disabled={props.disabled ?? false}
      inputBehavior="autohighlight"
      openOnClick
      positioning={{ strategy: 'fixed', placement: 'bottom-start', sameWidth: true }}
      translations={{ triggerLabel: t('openList'), clearTriggerLabel: t('clear') }}
    >
      <Ark.Label class={props.labelHidden ? 'sr-only' : 'text-sm font-semibold'}>
        {props.label}
        <Show when={props.optional}>
          <span class="font-normal text-muted"> ({props.optional})</span>
        </Show>
      </Ark.Label>
      <Show when={props.hint}>
        <div id={`${id}-hint`} class="text-sm text-muted">
          {props.hint}
        </div>
      </Show>
      <Show when={props.multiple && props.selected.length > 0}>
        <Chosen
          items={props.selected}
          disabled={props.disabled ?? false}
          onRemove={gone => props.onChange(props.selected.filter(one => one.value !== gone))}
        />
      </Show>
      <Ark.Control class="relative flex">
        <Ark.Input
          class={`${inputClass} pr-11`}
          placeholder={props.placeholder ?? t('searchHere')}
          aria-describedby={described()}
        />
        <Show when={!props.multiple && props.selected.length > 0 && !props.disabled}>
          <button
            type="button"
            aria-label={`${t('clear')} : ${props.label}`}
            title={t('clear')}
            class="absolute inset-y-0 right-9 my-auto grid size-9 place-items-center rounded-md text-muted hover:bg-sunken"
            onClick={() => props.onChange([])}
          >
            <IconX aria-hidden="true" class="size-4" />
          </button>
        </Show>
        <Ark.Trigger class="absolute inset-y-0 right-0 grid w-10 place-items-center text-muted" tabIndex={-1}>
          <IconChevron aria-hidden="true" class="size-4" />
        </Ark.Trigger>
      </Ark.Control>
      <Ark.Positioner class="z-[60]!">
        <Ark.Content class="max-h-72 overflow-y-auto rounded-md border border-line bg-surface py-1 shadow-over">
          <For each={items()}>{item => <Choice item={item} />}</For>
          <Show when={items().length === 0}>
            <p role="status" class="px-3 py-2.5 text-sm text-muted">
              {lookup.state() === 'short'
                ? t('letters', props.minLetters ?? 0)
                : lookup.state() === 'failed'
                  ? t('errorTitle')
                  : lookup.state() === 'asking'
                    ? t('loading')
                    : t('noResult')}
            </p>
          </Show>
        </Ark.Content>
      </Ark.Positioner>
      <Show when={props.error}>
        <p id={`${id}-error`} class="text-sm font-medium text-danger">
          {props.error}
        </p>
      </Show>
    </Ark.Root>
  );
}

function Choice(props: { item: ComboboxItem }) {
  return (
    <Ark.Item
      item={props.item}
      class="flex min-h-11 cursor-pointer items-center gap-2 px-3 py-1.5 text-sm data-highlighted:bg-primary-soft pointer-fine:min-h-9"
    >
      <Ark.ItemText class="min-w-0 flex-1">
        {props.item.label}
        <Show when={props.item.detail}>
          <span class="block text-xs text-muted">{props.item.detail}</span>
        </Show>
      </Ark.ItemText>
      <Ark.ItemIndicator>
        <IconCheck aria-hidden="true" class="size-4 text-primary" />
      </Ark.ItemIndicator>
    </Ark.Item>
  );
}

function Chosen(props: { items: ComboboxItem[]; disabled: boolean; onRemove: (value: string) => void }) {
  const t = useWords(uiWords);
  return (
    <ul class="flex flex-wrap gap-1.5">
      <For each={props.items}>
        {item => (
          <li class="flex items-center rounded-md bg-primary-soft pl-2.5 text-sm text-on-primary-soft">
            {item.label}
            <button
              type="button"
              disabled={props.disabled}
              aria-label={t('removeNamed', item.label)}
              class="grid size-11 place-items-center rounded-md hover:bg-surface pointer-fine:size-8"
              onClick={() => props.onRemove(item.value)}
            >
              <IconX aria-hidden="true" class="size-4" />
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}

type Asked = 'idle' | 'short' | 'asking' | 'failed' | 'answered';

/** Asks after a short pause, keeps only the answer to the last question. */
function createLookup(search: ComboboxProps['search'], minLetters: () => number) {
  const [asked, setAsked] = createSignal<{ text: string }>();
  const [state, setState] = createSignal<Asked>('idle');
  const [found, setFound] = createSignal<ComboboxItem[]>([]);
  createEffect(
    on(asked, question => {
      if (!question) return;
      const leaving = new AbortController();
      onCleanup(() => leaving.abort());
      if (question.text.trim().length < minLetters()) {
        setFound([]);
        setState('short');
        return;
      }
      setState('asking');
      const settle = (state: Asked, items: ComboboxItem[]) => {
        if (leaving.signal.aborted) return;
        setFound(items);
        setState(state);
      };
      const ask = () =>
        search(question.text.trim(), leaving.signal).then(
          items => settle('answered', items),
          () => settle('failed', []),
        );
      const timer = setTimeout(() => void ask(), question.text === '' ? 0 : pauseMilliseconds);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return { found, state, ask: (text: string) => setAsked({ text }) };
}
