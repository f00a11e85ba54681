import { createSignal, Show } from 'solid-js';
import type { AffectedBooking, ResourceDetail } from '../../../shared/resource.ts';
import { api, call, ifUnchanged } from '../../api.ts';
import { AffectedBookings } from '../../care/AffectedBookings.tsx';
import { useWords } from '../../i18n/locale.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { ProblemNotice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.ts';
import { useAct } from '../../ui/use-act.ts';
import { uiWords } from '../../ui/words.ts';
import { factsWords } from './facts-words.ts';
import { useKeep } from './keep.ts';

/** Takes a resource off the catalogue, after saying what is promised on it; or offers it again. */
export function StateActs(props: { resource: ResourceDetail }) {
  const t = useWords(factsWords);
  const ui = useWords(uiWords);
  const { keep } = useKeep();
  const { busy, problem, run } = useAct();
  const [promised, setPromised] = createSignal<AffectedBooking[] | null>(null);
  const [reason, setReason] = createSignal('');
  const send = (dryRun: boolean) => {
    const json = { dryRun, ...(reason().trim() ? { reason: reason().trim() } : {}) };
    const target = { param: { id: props.resource.id }, json };
    return call(api.resources[':id'].withdrawal.$post(target, ifUnchanged(props.resource.version)));
  };
  const look = () => run(async () => void setPromised((await send(true)).affected));
  const withdraw = async () => {
    keep((await send(false)).resource);
    toast(() => t('withdrawn'));
  };
  const publish = async () => {
    const done = await run(async () => {
      const target = { param: { id: props.resource.id } };
      keep((await call(api.resources[':id'].publication.$post(target, ifUnchanged(props.resource.version)))).resource);
    });
    if (done) toast(() => t('published'), { tone: 'good' });
  };
  return (
    <>
      <Show
        when={props.resource.state === 'published'}
        fallback={
          <Button look="primary" busy={busy()} onClick={() => void publish()}>
            {t('publish')}
          </Button>
        }
      >
        <Button busy={busy()} onClick={() => void look()}>
          {t('withdraw')}
        </Button>
      </Show>
      <ProblemNotice problem={problem()} />
      <Show when={promised()}>
        {bookings => (
          <ConfirmDialog
            wide
            danger
            title={t('withdrawTitle', props.resource.name)}
            confirm={t('withdraw')}
            act={withdraw}
            onClose={() => setPromised(null)}
          >
            <Show when={bookings().length > 0} fallback={<p>{t('withdrawNone')}</p>}>
              <p>{t('withdrawText')}</p>
              <AffectedBookings bookings={bookings()} timeZone={props.resource.site.timeZone} />
            </Show>
            <TextField
              label={t('withdrawReason')}
              optional={ui('optional')}
              maxLength={1000}
              value={reason()}
              onInput={event => setReason(event.currentTarget.value)}
            />
          </ConfirmDialog>
        )}
      </Show>
    </>
  );
}
