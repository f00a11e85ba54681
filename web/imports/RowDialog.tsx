import { createSignal } from 'solid-js';
import type { ImportRow } from '../../shared/import.ts';
import { formatLocal, wallOf } from '../../shared/time.ts';
import { useWords } from '../i18n/locale.tsx';
import { findResources } from '../lookups.ts';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../ui/Combobox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { uiWords } from '../ui/words.ts';
import type { RowChoice } from './choices.ts';
import { importWords } from './words.ts';

/** Another resource, or another time, for one row. */
export function RowDialog(props: {
  row: ImportRow;
  choice: RowChoice | undefined;
  onDone: (choice: RowChoice) => void;
  onClose: () => void;
}) {
  const [t, ui] = [useWords(importWords), useWords(uiWords)];
  const { me } = useMe();
  const given = (): ComboboxItem[] =>
    props.row.resourceId ? [{ value: props.row.resourceId, label: props.row.resourceName ?? '' }] : [];
  const local = (instant: string | null) =>
    instant ? formatLocal(wallOf(new Date(instant), props.row.timeZone ?? me().network.timeZone)) : '';
  const [resource, setResource] = createSignal(props.choice?.resource ? [props.choice.resource] : given());
  const [start, setStart] = createSignal(props.choice?.startsAt ?? local(props.row.startsAt));
  const [end, setEnd] = createSignal(props.choice?.endsAt ?? local(props.row.endsAt));
  const done = () => {
    const [chosen] = resource();
    const moved = start() !== local(props.row.startsAt) || end() !== local(props.row.endsAt);
    props.onDone({
      isLeftOut: false,
      resource: chosen && chosen.value !== props.row.resourceId ? chosen : undefined,
      startsAt: moved ? start() : undefined,
      endsAt: moved ? end() : undefined,
    });
  };
  return (
    <Dialog
      open
      title={t('editTitle', props.row.position)}
      description={props.row.said}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('cancel')}</Button>
          <Button look="primary" type="submit" form="row-form">
            {ui('save')}
          </Button>
        </>
      }
    >
      <form
        id="row-form"
        class="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault();
          done();
        }}
      >
        <Combobox label={t('where')} selected={resource()} onChange={setResource} search={findResources} />
        <div class="grid gap-4 sm:grid-cols-2">
          <TextField
            label={t('start')}
            hint={t('localHint')}
            type="datetime-local"
            required
            value={start()}
            onInput={event => setStart(event.currentTarget.value)}
          />
          <TextField
            label={t('end')}
            hint={t('localHint')}
            type="datetime-local"
            required
            min={start()}
            value={end()}
            onInput={event => setEnd(event.currentTarget.value)}
          />
        </div>
      </form>
    </Dialog>
  );
}
