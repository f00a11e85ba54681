import type { Booking } from '../../shared/booking.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { actingWords } from './acting-words.ts';

/** Asks before a running booking is ended: what others take of its time is not coming back. */
export default function FinishDialog(props: { booking: Booking; onClose: () => void; onConfirm: () => void }) {
  const t = useWords(actingWords);
  const format = useFormat();
  return (
    <ConfirmDialog
      title={t('finishTitle')}
      confirm={t('finish')}
      act={() => props.onConfirm()}
      onClose={() => props.onClose()}
    >
      <p>{t('finishText', format.time(props.booking.endsAt, props.booking.timeZone))}</p>
    </ConfirmDialog>
  );
}
