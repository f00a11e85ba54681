import { For, Show } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage } from '../i18n/locale.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellAct } from './history-sentences.ts';
import { useBookingHistory } from './reads.ts';

/** Who did what, when, from what to what, and why: the latest first, in sentences. */
export default function HistoryList(props: { booking: Booking }) {
  const format = useFormat();
  const { locale } = useLanguage();
  const query = useBookingHistory(() => props.booking.id);
  return (
    <Loaded query={query}>
      {found => {
        const telling = () => ({ locale: locale(), format, zone: props.booking.timeZone, names: found().names });
        return (
          <ol class="flex flex-col gap-3 border-l-2 border-line pl-4">
            <For each={found().items.toReversed()}>
              {event => {
                const told = () => tellAct(event, telling());
                return (
                  <li class="text-sm">
                    <time class="block text-xs text-muted" dateTime={event.at}>
                      {format.dayTime(event.at, props.booking.timeZone)}
                    </time>
                    <p>{told().sentence}</p>
                    <For each={told().changes}>{change => <p class="text-muted">{change}</p>}</For>
                    <Show when={told().reason}>
                      {reason => <blockquote class="mt-0.5 italic">{reason()}</blockquote>}
                    </Show>
                  </li>
                );
              }}
            </For>
          </ol>
        );
      }}
    </Loaded>
  );
}
