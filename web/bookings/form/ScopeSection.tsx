import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import type { Booking } from '../../../shared/booking.ts';
import type { ChangeScope } from '../../../shared/words.ts';
import { api, call } from '../../api.ts';
import { useWords } from '../../i18n/locale.tsx';
import type { FormModel } from './model.ts';
import { formWords } from './words.ts';

/** Of an occurrence that is changed: it alone, with the following, or all that are to come; and how many that is. */
export function ScopeSection(props: { model: FormModel; booking: Booking; seriesId: string }) {
  const t = useWords(formWords);
  const series = useQuery(() => ({
    queryKey: ['series', props.seriesId],
    queryFn: () => call(api.series[':id'].$get({ param: { id: props.seriesId } })),
  }));
  const count = (scope: ChangeScope) =>
    (series.isPending ? [] : (series.data?.bookings ?? [])).filter(one => isReached(one, props.booking, scope)).length;
  const options = (): { scope: ChangeScope; label: string }[] => [
    { scope: 'this', label: t('scopeThis') },
    { scope: 'following', label: t('scopeFollowing', count('following')) },
    { scope: 'all', label: t('scopeAll', count('all')) },
  ];
  return (
    <fieldset class="rounded-md bg-sunken px-3 py-2">
      <legend class="sr-only">{t('scope')}</legend>
      <For each={options()}>
        {option => (
          <label class="flex min-h-11 items-center gap-3 pointer-fine:min-h-8">
            <input
              type="radio"
              name="scope"
              class="size-5 accent-primary"
              checked={props.model.state.scope === option.scope}
              onChange={() => props.model.set('scope', option.scope)}
            />
            {option.label}
          </label>
        )}
      </For>
      <Show when={!props.booking.detached}>
        <p class="pt-1 text-sm text-muted">{t('scopeHint')}</p>
      </Show>
    </fieldset>
  );
}

/** As the server reaches them: still to come, not over, and never one that was changed alone, save the one acted on. */
function isReached(one: Booking, acted: Booking, scope: ChangeScope): boolean {
  if (one.id === acted.id) return true;
  if (one.detached || !['pending', 'confirmed'].includes(one.status) || Date.parse(one.startsAt) <= Date.now())
    return false;
  return scope === 'all' || (one.recurrenceId ?? one.startsAt) >= (acted.recurrenceId ?? acted.startsAt);
}
