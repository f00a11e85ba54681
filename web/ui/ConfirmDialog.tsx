import type { JSX } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { uiWords } from './words.ts';

/** Asks before something that cannot be undone; what can be undone is done at once, with an undo. */
export function ConfirmDialog(props: {
  open: boolean;
  title: string;
  confirm: string;
  /** What not doing it is called, where “cancel” would be unclear. */
  cancel?: string;
  danger?: boolean;
  /** For a list in it. */
  wide?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: JSX.Element;
}) {
  const t = useWords(uiWords);
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      wide={props.wide ?? false}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{props.cancel ?? t('cancel')}</Button>
          <Button
            look={props.danger ? 'danger' : 'primary'}
            busy={props.busy ?? false}
            onClick={() => props.onConfirm()}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
