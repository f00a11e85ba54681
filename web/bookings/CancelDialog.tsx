import { createSignal } from 'solid-js';
import type { Booking } from '../../shared/booking.ts';
import type { ChangeScope } from '../../shared/words.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';
import { Loaded } from '../ui/states.tsx';
import { uiWords } from '../ui/words.ts';
import { actingWords } from './acting-words.ts';
import { useReach } from './reads.ts';
import { ScopeChoice } from './ScopeChoice.tsx';

/** What is asked before a booking is called off: of a series, how far it reaches; of another's booking, why. */
export default function CancelDialog(props: {
  booking: Booking;
  reasonOwed: boolean;
  onClose: () => void;
  onConfirm: (scope: ChangeScope, reason: string) => void;
}) {
  const t = useWords(actingWords);
  const ui = useWords(uiWords);
  const reach = useReach(() => ({ id: props.booking.id, act: 'cancel' }));
  const [scope, setScope] = createSignal<ChangeScope>('this');
  const [reason, setReason] = createSignal('');
  const [missing, setMissing] = createSignal(false);
  const dates = () => reach.data?.items.find(one => one.scope === scope())?.dates ?? 1;

  const confirm = () => {
    if (props.reasonOwed && !reason().trim()) return setMissing(true);
    props.onConfirm(scope(), reason().trim());
  };
  return (
    <Dialog
      open
      title={t('cancelTitle', props.booking.title)}
      onClose={() => props.onClose()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('close')}</Button>
          <Button look="danger" onClick={confirm} disabled={reach.data === undefined}>
            {t('doCancel', dates())}
          </Button>
        </>
      }
    >
      <Loaded query={reach}>
        {found => (
          <>
            <ScopeChoice act="cancel" reach={found().items} value={scope()} onChange={setScope} />
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
          </>
        )}
      </Loaded>
    </Dialog>
  );
}
