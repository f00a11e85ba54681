import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { calendarsWords } from './calendars-words.ts';
import { FeedAddress } from './FeedAddress.tsx';

/** The one time that an address is shown. */
export default function AddressDialog(props: { name: string; url: string; onClose: () => void }) {
  const t = useWords(calendarsWords);
  return (
    <Dialog
      open
      title={props.name}
      onClose={props.onClose}
      footer={
        <Button look="primary" onClick={() => props.onClose()}>
          {t('done')}
        </Button>
      }
    >
      <FeedAddress name={props.name} url={props.url} />
    </Dialog>
  );
}
