import { For, Show } from 'solid-js';
import IconX from '~icons/lucide/x';
import { useWords } from '../i18n/locale.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { useBoard } from './board.ts';
import type { Choice } from './choice.ts';
import { useSentences } from './sentences.ts';
import { planningWords } from './words.ts';

/** What has been chosen: the time, the resources, and the way to the form. */
export function BasketBar(props: { choice: Choice; nameOf: (resourceId: string) => string }) {
  const board = useBoard();
  const t = useWords(planningWords);
  const say = useSentences(() => board.scale().zone);
  const empty = () => {
    props.choice.setChosen(null);
    props.choice.focusGrid()?.focus({ preventScroll: true });
  };
  return (
    <Show when={props.choice.chosen()}>
      {chosen => (
        <section class="pl-basket" aria-label={t('basket')}>
          <p class="pl-basket-time">
            {say.time(chosen())}
            <span class="text-muted"> · {say.length(chosen())}</span>
          </p>
          <ul class="pl-basket-lines">
            <For each={chosen().resourceIds}>
              {id => (
                <li class="pl-basket-line">
                  {props.nameOf(id)}
                  <button
                    type="button"
                    class="pl-basket-out"
                    aria-label={t('takeOut', props.nameOf(id))}
                    onClick={() => props.choice.toggle(id)}
                  >
                    <IconX aria-hidden="true" class="size-4" />
                  </button>
                </li>
              )}
            </For>
          </ul>
          <span class="hidden text-xs text-muted lg:inline">{t('basketHint')}</span>
          <div class="ml-auto flex items-center gap-1">
            <Button look="primary" onClick={() => props.choice.book()}>
              {t('book')}
            </Button>
            <IconButton label={t('emptyBasket')} onClick={empty}>
              <IconX aria-hidden="true" class="size-5" />
            </IconButton>
          </div>
        </section>
      )}
    </Show>
  );
}
