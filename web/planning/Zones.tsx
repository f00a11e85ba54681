import { Show } from 'solid-js';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { planningWords } from './words.ts';

/** In whose time the page speaks; the reader's own beside it when it differs. */
export function Zones(props: { zone: string; now: number }) {
  const t = useWords(planningWords);
  const format = useFormat();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = () => new Date(props.now);
  const differs = () => format.time(at(), own) !== format.time(at(), props.zone);
  return (
    <p class="pl-zones">
      {t('zone', format.zone(props.zone, at()))}
      <Show when={differs()}>
        {' '}
        ({format.time(at(), props.zone)}) · {t('yourZone', format.zone(own, at()))} ({format.time(at(), own)})
      </Show>
    </p>
  );
}
