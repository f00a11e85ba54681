import { Show } from 'solid-js';
import type { AffectedBooking } from '../../shared/resource.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { AffectedBookings } from './AffectedBookings.tsx';
import { formWords } from './form-words.ts';

/** What a change would do to bookings: refused because of them, or they stay as they are, outside hours or unlike new criteria. */
export interface Effect {
  outcome: 'refused' | 'stay' | 'unfit';
  bookings: AffectedBooking[];
}

/** Shows what a change would do before anything is saved; where that is a choice, it is made here. */
export function EffectDialog(props: {
  effect: Effect | null;
  timeZone: string;
  busy: boolean;
  /** What going on is called here, where it is more than saving. */
  acceptLabel?: string;
  onAccept: () => void;
  onClose: () => void;
}) {
  const t = useWords(formWords);
  const count = () => props.effect?.bookings.length ?? 0;
  const isRefused = () => outcome() === 'refused';
  const outcome = () => props.effect?.outcome ?? 'refused';
  return (
    <Dialog
      open={props.effect !== null}
      wide
      title={t(`affected.${outcome()}`, count())}
      description={t(`affectedText.${outcome()}`)}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('understood')}</Button>
          <Show when={!isRefused()}>
            <Button look="primary" busy={props.busy} onClick={() => props.onAccept()}>
              {props.acceptLabel ?? t('saveAnyway')}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={props.effect}>
        {effect => <AffectedBookings bookings={effect().bookings} timeZone={props.timeZone} />}
      </Show>
    </Dialog>
  );
}
