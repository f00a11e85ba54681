import { useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { newOrganisation, type OrganisationView } from '../../shared/organisation.ts';
import { type OrganisationKind, organisationKinds } from '../../shared/words.ts';
import { api, call, once } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { readPeopleAgain } from './data.ts';
import { organisationWords } from './words.ts';

/** Takes an organisation into the network: its name and kind; the rest is filled in on its record. */
export default function NewOrganisationDialog(props: {
  onClose: () => void;
  onMade: (made: OrganisationView) => void;
}) {
  const t = useWords(organisationWords);
  const client = useQueryClient();
  const [name, setName] = createSignal('');
  const [kind, setKind] = createSignal<OrganisationKind>('association');
  const [joinedOn, setJoinedOn] = createSignal('');
  const [asked, setAsked] = createSignal(false);
  const { busy, problem, run } = useAct();
  const input = () => ({ name: name(), kind: kind(), ...(joinedOn() ? { joinedOn: joinedOn() } : {}) });
  const make = (event: Event) => {
    event.preventDefault();
    setAsked(true);
    const valid = newOrganisation.safeParse(input());
    if (!valid.success) return;
    void run(async () => {
      const made = await call(api.organisations.$post({ json: valid.data }, once()));
      await readPeopleAgain(client);
      toast(() => t('created', made.name), { tone: 'good' });
      props.onClose();
      props.onMade(made);
    });
  };
  return (
    <Dialog
      open
      title={t('add')}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('cancel')}</Button>
          <Button look="primary" busy={busy()} onClick={make}>
            {t('create')}
          </Button>
        </>
      }
    >
      <form class="flex flex-col gap-4" noValidate onSubmit={make}>
        <TextField
          label={t('name')}
          maxlength="160"
          value={name()}
          onInput={event => setName(event.currentTarget.value)}
          error={asked() && !name().trim() ? t('nameNeeded') : undefined}
        />
        <SelectField
          label={t('kindLabel')}
          value={kind()}
          options={organisationKinds.map(one => ({ value: one, label: t(`kind.${one}`) }))}
          onChange={value => setKind(organisationKinds.find(one => one === value) ?? 'association')}
        />
        <DateField label={t('joinedOn')} value={joinedOn()} onChange={setJoinedOn} />
        <ProblemNotice problem={problem()} />
      </form>
    </Dialog>
  );
}
