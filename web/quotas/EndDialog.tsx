import { createSignal } from 'solid-js';
import { api, call, once } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { quotaWords } from './words.ts';

/** Ends a quota, or one of its derogations. */
export function EndDialog(props: {
  quotaId: string;
  derogationId?: string | undefined;
  /** In words. */
  name: string;
  today: string;
  onSaved: () => void;
  onClose: () => void;
}) {
  const t = useWords(quotaWords);
  const ui = useWords(uiWords);
  const { busy, problem, run } = useAct();
  const [lastDay, setLastDay] = createSignal(props.today);
  const [reason, setReason] = createSignal('');
  const [checked, setChecked] = createSignal(false);
  const send = async () => {
    const json = { lastDay: lastDay(), reason: reason().trim() };
    const [id, derogationId] = [props.quotaId, props.derogationId];
    if (derogationId === undefined) await call(api.quotas[':id'].end.$post({ param: { id }, json }, once()));
    else
      await call(
        api.quotas[':id'].derogations[':derogationId'].end.$post({ param: { id, derogationId }, json }, once()),
      );
  };
  const save = async () => {
    setChecked(true);
    if (!lastDay() || !reason().trim() || !(await run(send))) return;
    toast(() => t('ended'), { tone: 'good' });
    props.onSaved();
  };
  return (
    <Dialog
      open
      title={t('endNamed', props.name)}
      description={t(props.derogationId ? 'endDerogationText' : 'endText')}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('cancel')}</Button>
          <Button look="danger" busy={busy()} onClick={() => void save()}>
            {t('end')}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <DateField
          label={t('lastDay')}
          value={lastDay()}
          error={checked() && !lastDay() ? ui('required') : undefined}
          onChange={setLastDay}
        />
        <TextArea
          label={t('reason')}
          maxLength={1000}
          value={reason()}
          error={checked() && !reason().trim() ? ui('required') : undefined}
          onInput={event => setReason(event.currentTarget.value)}
        />
        <ProblemNotice problem={problem()} />
      </div>
    </Dialog>
  );
}
