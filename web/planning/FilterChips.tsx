import { For, Show } from 'solid-js';
import IconX from '~icons/lucide/x';
import { useWords } from '../i18n/locale.tsx';
import { useAsked } from './asked.ts';
import type { Place } from './place.ts';
import type { PlaceInUrl } from './use-place.ts';
import { planningWords } from './words.ts';

/** What the planning is narrowed to, each to be taken back by a press; what the toolbar shows already is left out. */
export default function FilterChips(props: { place: Place; url: PlaceInUrl; zone: string; isPhone: boolean }) {
  const t = useWords(planningWords);
  const asked = useAsked(
    () => props.place.filter,
    () => props.zone,
  );
  const chips = () => (props.isPhone ? asked() : asked().filter(one => one.of !== 'kind' && one.of !== 'words'));
  return (
    <Show when={chips().length > 0}>
      <ul aria-label={t('asked')} class="flex gap-2 overflow-x-auto px-3 pb-2 sm:flex-wrap sm:px-5">
        <For each={chips()}>
          {one => (
            <li class="max-w-full shrink-0">
              <button
                type="button"
                class="inline-flex min-h-11 max-w-full items-center gap-1.5 rounded-full border border-edge bg-surface pl-3 pr-2 text-sm hover:bg-sunken pointer-fine:min-h-8 print:hidden"
                aria-label={t('drop', one.label)}
                onClick={() => props.url.setFilter(one.without)}
              >
                <span class="truncate">{one.label}</span>
                <IconX aria-hidden="true" class="size-4 shrink-0" />
              </button>
              <span class="hidden print:inline">{one.label}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
