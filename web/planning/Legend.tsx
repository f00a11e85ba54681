import { For } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Popover } from '../ui/Popover.tsx';
import { planningWords } from './words.ts';

const samples = [
  ['open', 'pl-sample-open'],
  ['closed', 'pl-closed'],
  ['closure', 'pl-closed pl-closure'],
  ['taken', 'pl-bar pl-taken'],
  ['unknown', 'pl-bar pl-unknown'],
  ['mine', 'pl-bar pl-taken pl-mine'],
  ['pending', 'pl-bar pl-pending'],
  ['running', 'pl-bar pl-running'],
  ['late', 'pl-bar pl-late'],
  ['block', 'pl-bar pl-block'],
  ['buffer', 'pl-buffer'],
  ['count', 'pl-count'],
] as const;

/** What each pattern means. */
export default function Legend(props: { anchor: DOMRect; onClose: () => void; returnFocus: () => HTMLElement | null }) {
  const t = useWords(planningWords);
  return (
    <Popover title={t('legend')} anchor={() => props.anchor} onClose={props.onClose} returnFocus={props.returnFocus}>
      <ul class="mt-1 flex flex-col gap-1.5 text-sm">
        <For each={samples}>
          {([word, look]) => (
            <li class="flex items-center gap-3">
              <span class="pl-sample" aria-hidden="true">
                <span class={look}>{word === 'count' ? '12/20' : ''}</span>
              </span>
              {t(`legendWords.${word}`)}
            </li>
          )}
        </For>
      </ul>
    </Popover>
  );
}
