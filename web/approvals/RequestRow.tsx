import { type JSX, Show } from 'solid-js';
import type { Approval } from '../../shared/approval.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { requestWords } from './words.ts';

/** One request in the list: enough to choose which to look at, or to select it with others. */
export function RequestRow(props: {
  approval: Approval;
  now: number;
  current: boolean;
  selected: boolean;
  onSelect: () => void;
  onOpen: () => void;
  children?: JSX.Element;
}) {
  const t = useWords(requestWords);
  const format = useFormat();
  const booking = () => props.approval.booking;
  const wanted = () => props.approval.change?.after ?? booking();
  return (
    <li
      class={`rounded-lg border bg-surface shadow-raised ${props.current ? 'border-primary ring-1 ring-primary' : 'border-line'}`}
    >
      <div class="flex items-start">
        <label class="grid min-h-11 min-w-11 place-items-center pt-1">
          <input
            type="checkbox"
            class="size-5 accent-primary"
            aria-label={t('select', booking().title)}
            checked={props.selected}
            onChange={() => props.onSelect()}
          />
        </label>
        <button
          type="button"
          id={`request-${booking().id}`}
          aria-current={props.current ? 'true' : undefined}
          class="min-w-0 flex-1 rounded-lg py-2.5 pr-3 text-left"
          onClick={() => props.onOpen()}
        >
          <span class="block font-semibold">{booking().title}</span>
          <span class="block text-sm tabular-nums">
            {format.span(wanted().startsAt, wanted().endsAt, booking().timeZone)}
          </span>
          <span class="block text-sm">{format.list(props.approval.lines.map(line => line.resourceName))}</span>
          <span class="block text-sm text-muted">
            {booking().personName}, {booking().organisationName}
          </span>
          <span class="mt-1 flex flex-wrap gap-1.5 text-xs font-semibold">
            <Tag class="border-edge">{t('before', format.ago(props.approval.deadline, props.now))}</Tag>
            <Show when={props.approval.isChange}>
              <Tag class="border-primary bg-primary-soft text-on-primary-soft">{t('change')}</Tag>
            </Show>
            <Show when={props.approval.rivals.length > 0}>
              <Tag class="border-dashed border-waiting bg-waiting-soft text-on-waiting-soft">
                {t('rivals', props.approval.rivals.length)}
              </Tag>
            </Show>
            <Show when={props.approval.findings.length > 0}>
              <Tag class="border-danger bg-danger-soft text-on-danger-soft">{t('warnings')}</Tag>
            </Show>
          </span>
        </button>
      </div>
      <Show when={props.children}>
        <div class="border-t border-line p-4 empty:hidden">{props.children}</div>
      </Show>
    </li>
  );
}

function Tag(props: { class: string; children: JSX.Element }) {
  return <span class={`rounded-full border px-2 py-0.5 ${props.class}`}>{props.children}</span>;
}
