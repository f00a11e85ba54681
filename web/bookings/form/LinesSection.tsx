import { createSignal, For, Show } from 'solid-js';
import IconPlus from '~icons/lucide/plus';
import IconX from '~icons/lucide/x';
import { useWords } from '../../i18n/locale.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { inputClass } from '../../ui/Field.tsx';
import { Findings } from './Findings.tsx';
import type { FormModel } from './model.ts';
import { ResourceSearch } from './ResourceSearch.tsx';
import { formWords } from './words.ts';

/** What is booked: the resources, how many of each, and what stands against each; more that are free then can be added. */
export function LinesSection(props: { model: FormModel; missing: boolean }) {
  const t = useWords(formWords);
  const [adding, setAdding] = createSignal(props.model.state.lines.length === 0);
  const add = (resourceId: string) => {
    props.model.set('lines', lines => [...lines, { resourceId, quantity: 1 }]);
    setAdding(false);
    button?.focus();
  };
  let button: HTMLButtonElement | undefined;
  let search: HTMLDivElement | undefined;
  const look = () => {
    setAdding(true);
    search?.querySelector('input')?.focus();
  };
  return (
    <section aria-label={t('resources')} class="flex flex-col gap-2">
      <Show when={props.model.state.lines.length > 0}>
        <ul class="divide-y divide-line rounded-md border border-line">
          <For each={props.model.state.lines}>{(_, index) => <LineRow model={props.model} index={index()} />}</For>
        </ul>
      </Show>
      <Show
        when={adding()}
        fallback={
          <Button
            look="quiet"
            class="-ml-3 self-start"
            icon={<IconPlus aria-hidden="true" class="size-4" />}
            onClick={look}
            ref={element => {
              button = element;
            }}
          >
            {t('addResource')}
          </Button>
        }
      >
        <div
          ref={element => {
            search = element;
          }}
        >
          <ResourceSearch model={props.model} onAdd={add} error={props.missing ? t('noResource') : undefined} />
        </div>
      </Show>
    </section>
  );
}

function LineRow(props: { model: FormModel; index: number }) {
  const t = useWords(formWords);
  const line = () => props.model.state.lines[props.index] ?? { resourceId: '', quantity: 1 };
  const resource = () => props.model.resource(line().resourceId);
  const name = () => resource()?.name ?? '…';
  const setQuantity = (quantity: number) => {
    if (Number.isInteger(quantity) && quantity > 0) props.model.set('lines', props.index, 'quantity', quantity);
  };
  const remove = () => props.model.set('lines', lines => lines.filter((_, index) => index !== props.index));
  return (
    <li class="flex flex-col gap-1.5 px-3 py-2">
      <div class="flex items-center gap-2">
        <div class="min-w-0 flex-1">
          <p class="font-semibold">{name()}</p>
          <p class="text-sm text-muted">
            {resource() && [resource()?.site.name, resource()?.site.commune].filter(Boolean).join(', ')}
          </p>
        </div>
        <Show when={(resource()?.capacity ?? 1) > 1}>
          <input
            type="number"
            inputMode="numeric"
            aria-label={t('quantity', name())}
            class={`${inputClass} w-24!`}
            min={1}
            max={resource()?.capacity}
            value={line().quantity}
            onInput={event => setQuantity(event.currentTarget.valueAsNumber)}
            onChange={event => {
              event.currentTarget.value = String(line().quantity);
            }}
          />
        </Show>
        <Show when={props.model.state.lines.length > 1}>
          <IconButton label={t('remove', name())} onClick={remove}>
            <IconX aria-hidden="true" class="size-4" />
          </IconButton>
        </Show>
      </div>
      <Findings findings={props.model.findings().resource(line().resourceId)} />
    </li>
  );
}
