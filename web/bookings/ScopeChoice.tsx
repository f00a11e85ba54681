import { For, Show } from 'solid-js';
import type { Reach } from '../../shared/reach.ts';
import { type ChangeScope, changeScopes } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { actingWords } from './acting-words.ts';

const namesShown = 3;

/**
 * Of a series, how far an act reaches: how many dates each choice takes and, of the chosen one, who gets mail. For a booking
 * that stands alone only the mail. While it is read the choices are there, without their counts.
 */
export function ScopeChoice(props: {
  act: 'cancel' | 'change';
  reach: Reach[] | undefined;
  value: ChangeScope;
  onChange: (scope: ChangeScope) => void;
}) {
  const t = useWords(actingWords);
  const of = (scope: ChangeScope) => props.reach?.find(one => one.scope === scope);
  const hint = () => {
    if (props.act === 'cancel') return t('cancelAlone');
    return props.value === 'this' ? t('detaches') : t('alone');
  };
  return (
    <Show when={props.reach?.length !== 1} fallback={<Told reach={props.reach?.[0]} />}>
      <fieldset class="flex flex-col gap-2">
        <legend class="mb-1 font-semibold">{t('scope')}</legend>
        <div class="divide-y divide-line rounded-md border border-edge">
          <For each={changeScopes}>
            {scope => (
              <label class="flex min-h-11 items-center gap-3 px-3 py-1.5 has-checked:bg-primary-soft has-checked:text-on-primary-soft">
                <input
                  type="radio"
                  name="scope"
                  class="size-5 shrink-0 accent-primary"
                  checked={props.value === scope}
                  onChange={() => props.onChange(scope)}
                />
                <span>
                  <span class="font-semibold">{t(`scopes.${scope}`)}</span>
                  <Show when={of(scope)}>{one => <span class="text-sm"> · {t('dates', one().dates)}</span>}</Show>
                </span>
              </label>
            )}
          </For>
        </div>
        <div aria-live="polite" class="text-sm text-muted">
          <Show when={of(props.value)}>{one => <Told reach={one()} />}</Show>
          <p>{hint()}</p>
        </div>
      </fieldset>
    </Show>
  );
}

/** Who gets mail, by name as far as a line holds them. */
function Told(props: { reach: Reach | undefined }) {
  const t = useWords(actingWords);
  const format = useFormat();
  const names = (part: 'told' | 'decider') =>
    (props.reach?.told ?? []).filter(one => (one.part === 'decider') === (part === 'decider')).map(one => one.name);
  const sentence = () => {
    const all = names('told');
    if (all.length === 0) return t('toldNobody');
    const shown = format.list(all.slice(0, namesShown));
    return all.length > namesShown
      ? t('toldMore', all.slice(0, namesShown).join(', '), all.length - namesShown)
      : t('told', shown);
  };
  return (
    <p class="text-sm text-muted">
      {sentence()}
      <Show when={names('decider').length > 0}>
        <span class="block">{t('mayDecide', format.list(names('decider').slice(0, namesShown)))}</span>
      </Show>
    </p>
  );
}
