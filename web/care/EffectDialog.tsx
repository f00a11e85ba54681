import { Show } from 'solid-js';
import type { AffectedBooking } from '../../shared/resource.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { AffectedBookings } from './AffectedBookings.tsx';
import { formWords } from './form-words.ts';

/** What a change would do to bookings: refused because of them, or they stay as they are. */
export interface Effect {
  outcome: 'refused' | 'stay';
  bookings: AffectedBooking[];
}

/** Shows what a change would do before anything is saved; where that is a choice, it is made here. */
export function EffectDialog(props: {
  effect: Effect | null;
  timeZone: string;
  busy: boolean;
  onAccept: () => void;
  onClose: () => void;
}) {
  const t = useWords(formWords);
  const count = () => props.effect?.bookings.length ?? 0;
  const isRefused = () => props.effect?.outcome !== 'stay';
  return (
    <Dialog
      open={props.effect !== null}
      wide
      title={isRefused() ? t('affectedRefused', count()) : t('affectedStay', count())}
      description={isRefused() ? t('affectedRefusedText') : t('affectedStayText')}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('understood')}</Button>
          <Show when={!isRefused()}>
            <Button look="primary" busy={props.busy} onClick={() => props.onAccept()}>
              {t('saveAnyway')}
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
