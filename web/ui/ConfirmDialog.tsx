import type { JSX } from 'solid-js';
import { useWords } from '../i18n/locale.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { ProblemNotice } from './states.tsx';
import { useAct } from './use-act.ts';
import { uiWords } from './words.ts';

/**
 * Asks before something that cannot be undone, does it, and closes; what the server says against it is said here. What can be
 * undone is done at once, with an undo. Mount it while it asks.
 */
export function ConfirmDialog(props: {
  title: string;
  confirm: string;
  /** What not doing it is called, where “cancel” would be unclear. */
  cancel?: string;
  danger?: boolean;
  /** For a list in it. */
  wide?: boolean;
  act: () => void | Promise<void>;
  onClose: () => void;
  /** A way on from what the server says against it. */
  whenRefused?: JSX.Element;
  children: JSX.Element;
}) {
  const t = useWords(uiWords);
  const { busy, problem, run } = useAct();
  const confirm = async () => {
    if (await run(async () => props.act())) props.onClose();
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      wide={props.wide ?? false}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{props.cancel ?? t('cancel')}</Button>
          <Button look={props.danger ? 'danger' : 'primary'} busy={busy()} onClick={() => void confirm()}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        {props.children}
        <ProblemNotice problem={problem()} />
        {problem() && props.whenRefused}
      </div>
    </Dialog>
  );
}
