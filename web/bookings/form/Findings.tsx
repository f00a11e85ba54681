import { For, Show } from 'solid-js';
import IconX from '~icons/lucide/circle-x';
import IconInfo from '~icons/lucide/info';
import type { Finding } from '../../../shared/findings.ts';

/** The reasons that stand beside what causes them: each a sentence, with whose booking is in the way where one may know. */
export function Findings(props: { findings: Finding[] }) {
  return (
    <Show when={props.findings.length > 0}>
      <ul class="flex flex-col gap-1 text-sm">
        <For each={props.findings}>
          {one => (
            <li
              class={`flex items-start gap-1.5 ${one.severity === 'block' ? 'font-medium text-danger' : 'text-muted'}`}
            >
              <Show
                when={one.severity === 'block'}
                fallback={<IconInfo aria-hidden="true" class="mt-0.5 size-4 shrink-0" />}
              >
                <IconX aria-hidden="true" class="mt-0.5 size-4 shrink-0" />
              </Show>
              <span>
                {one.message}
                <Show when={inTheWay(one)}>{names => <span class="font-normal"> ({names()})</span>}</Show>
              </span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function inTheWay({ details }: Finding): string {
  const named = (details.with ?? []).flatMap(one => [one.title, one.organisationName].filter(Boolean).join(', ') || []);
  return [...new Set(named)].join(' ; ');
}
