import { Show } from 'solid-js';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { uiWords } from './words.ts';

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** From when to when, in the zone of the site; the reader's own time beside it where their clock says another. */
export function SiteTime(props: { from: string; to: string; zone: string; class?: string }) {
  const format = useFormat();
  const t = useWords(uiWords);
  const there = () => format.span(props.from, props.to, props.zone);
  const here = () => format.span(props.from, props.to, ownZone);
  return (
    <span class={props.class}>
      {there()}
      <Show when={here() !== there()}>
        <span class="text-muted"> ({format.zone(props.zone, props.from)})</span>
        <span class="block text-sm text-muted">{t('yourTime', here())}</span>
      </Show>
    </span>
  );
}
