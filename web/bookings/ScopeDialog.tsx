import { createSignal, For, Show } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import type { Reach } from '../../shared/reach.ts';
import type { ChangeScope } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';
import { Loaded } from '../ui/states.tsx';
import { uiWords } from '../ui/words.ts';
import { actingWords } from './acting-words.ts';
import { useReach } from './reads.ts';

const namesShown = 3;

/** Of a series, how far an act reaches: how many dates each choice takes, and who gets mail. Of another's booking, why. */
export default function ScopeDialog(props: {
  booking: Booking;
  act: 'cancel' | 'change';
  reasonOwed: boolean;
  onClose: () => void;
  onChosen: (scope: ChangeScope, reason: string) => void;
}) {
  const t = useWords(actingWords);
  const ui = useWords(uiWords);
  const reach = useReach(() => ({ id: props.booking.id, act: props.act }));
  const [scope, setScope] = createSignal<ChangeScope>('this');
  const [reason, setReason] = createSignal('');
  const [missing, setMissing] = createSignal(false);
  const chosen = () => reach.data?.items.find(one => one.scope === scope());

  const choose = () => {
    if (props.reasonOwed && !reason().trim()) return setMissing(true);
    props.onChosen(scope(), reason().trim());
  };
  return (
    <Dialog
      open
      title={props.act === 'cancel' ? t('cancelTitle', props.booking.title) : t('changeTitle', props.booking.title)}
      onClose={() => props.onClose()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('close')}</Button>
          <Button
            look={props.act === 'cancel' ? 'danger' : 'primary'}
            onClick={choose}
            disabled={reach.data === undefined}
          >
            {props.act === 'cancel' ? t('doCancel', chosen()?.dates ?? 1) : t('doChange')}
          </Button>
        </>
      }
    >
      <Loaded query={reach}>
        {found => (
          <>
            <Show when={found().items.length > 1} fallback={<Told reach={found().items[0]} />}>
              <fieldset class="flex flex-col gap-2">
                <legend class="mb-1 font-semibold">{t('scope')}</legend>
                <For each={found().items}>
                  {one => (
                    <label class="flex min-h-11 items-start gap-3 rounded-md border border-edge px-3 py-2.5 has-checked:border-primary has-checked:bg-primary-soft">
                      <input
                        type="radio"
                        name="scope"
                        class="mt-0.5 size-5 shrink-0 accent-primary"
                        checked={scope() === one.scope}
                        onChange={() => setScope(one.scope)}
                      />
                      <span class="min-w-0">
                        <span class="font-semibold">{t(`scopes.${one.scope}`)}</span>
                        <span class="text-muted"> · {t('dates', one.dates)}</span>
                        <Told reach={one} />
                      </span>
                    </label>
                  )}
                </For>
              </fieldset>
              <p class="mt-3 text-sm text-muted">{t(props.act === 'cancel' ? 'cancelAlone' : 'alone')}</p>
            </Show>
            <Show when={props.act === 'cancel'}>
              <TextArea
                class="mt-4"
                label={t('reason')}
                hint={t('reasonHint')}
                {...(props.reasonOwed ? {} : { optional: ui('optional') })}
                error={missing() && !reason().trim() ? t('reasonNeeded') : undefined}
                maxLength={1000}
                value={reason()}
                onInput={event => setReason(event.currentTarget.value)}
              />
            </Show>
          </>
        )}
      </Loaded>
    </Dialog>
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
    <span class="block text-sm text-muted">
      {sentence()}
      <Show when={names('decider').length > 0}>
        <span class="block">{t('mayDecide', format.list(names('decider').slice(0, namesShown)))}</span>
      </Show>
    </span>
  );
}
