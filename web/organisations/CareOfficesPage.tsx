import { A } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import type { NetworkRoleView } from '../../shared/organisation.ts';
import { type NetworkRole, networkRoles } from '../../shared/words.ts';
import { api, call, once } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { findPeople } from '../lookups.ts';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../ui/Combobox.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DateField } from '../ui/DateField.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Card, Page, Section } from '../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { readPeopleAgain } from './data.ts';
import { officeWords } from './office-words.ts';

/** Who holds which office in the network; the coordinator gives and ends them. */
export default function CareOfficesPage() {
  const t = useWords(officeWords);
  const { isCoordinator } = useMe();
  const client = useQueryClient();
  const query = useQuery(() => ({
    queryKey: ['offices'],
    queryFn: async () => (await call(api['network-roles'].$get())).items,
  }));
  const [ending, setEnding] = createSignal<NetworkRoleView | null>(null);
  const end = async (office: NetworkRoleView) => {
    await call(api['network-roles'][':id'].$delete({ param: { id: office.id } }, once()));
    await readPeopleAgain(client);
    toast(() => t('ended', office.personName), { tone: 'good' });
  };
  const columns = useColumns(isCoordinator, setEnding);
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Loaded query={query}>
        {offices => (
          <Show when={offices().length > 0} fallback={<p class="mb-6 text-muted">{t('none')}</p>}>
            <div class="mb-8">
              <DataTable caption={t('caption')} rows={offices()} columns={columns()} />
            </div>
          </Show>
        )}
      </Loaded>
      <Show when={isCoordinator()}>
        <Give />
      </Show>
      <p class="mb-8 text-sm text-muted">
        {t('ownTies')}{' '}
        <A href="/profile#interests" class="text-primary underline">
          {t('toProfile')}
        </A>
      </p>
      <Show when={ending()} keyed>
        {office => (
          <ConfirmDialog
            title={t('endTitle', office.personName)}
            confirm={t('end')}
            danger
            act={() => end(office)}
            onClose={() => setEnding(null)}
          >
            <p>{t('endText')}</p>
          </ConfirmDialog>
        )}
      </Show>
    </Page>
  );
}

function useColumns(may: () => boolean, end: (office: NetworkRoleView) => void): () => Column<NetworkRoleView>[] {
  const t = useWords(officeWords);
  const format = useFormat();
  const day = (value: string | null) => (value ? format.date(value) : '');
  return () => [
    { key: 'person', header: t('person'), main: true, cell: one => one.personName },
    { key: 'office', header: t('office'), cell: one => t(`role.${one.role}`) },
    { key: 'body', header: t('body'), cell: one => one.body ?? '' },
    { key: 'since', header: t('since'), cell: one => day(one.validFrom) },
    { key: 'until', header: t('until'), cell: one => day(one.validTo) },
    ...(may()
      ? [
          {
            key: 'acts',
            header: t('acts'),
            headHidden: true,
            cell: (one: NetworkRoleView) => (
              <Button look="quiet" aria-label={t('endFor', one.personName)} onClick={() => end(one)}>
                {t('end')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

function Give() {
  const t = useWords(officeWords);
  const client = useQueryClient();
  const [person, setPerson] = createSignal<ComboboxItem[]>([]);
  const [role, setRole] = createSignal<NetworkRole>('elected');
  const [body, setBody] = createSignal('');
  const [validTo, setValidTo] = createSignal('');
  const [asked, setAsked] = createSignal(false);
  const { busy, problem, run } = useAct();
  const give = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    const [one] = person();
    if (!one || (role() === 'elected' && !body().trim())) return;
    void run(async () => {
      const json = {
        ...{ personId: one.value, role: role() },
        ...(role() === 'elected' ? { body: body().trim() } : {}),
        ...(validTo() ? { validTo: validTo() } : {}),
      };
      await call(api['network-roles'].$post({ json }, once()));
      setPerson([]);
      setBody('');
      setValidTo('');
      setAsked(false);
      await readPeopleAgain(client);
      toast(() => t('given', one.label), { tone: 'good' });
    });
  };
  return (
    <Section title={t('give')}>
      <Card class="max-w-3xl">
        <form class="grid items-start gap-3 sm:grid-cols-2" noValidate onSubmit={give}>
          <Combobox
            label={t('person')}
            selected={person()}
            onChange={setPerson}
            search={findPeople}
            error={asked() && person().length === 0 ? t('choosePerson') : undefined}
          />
          <SelectField
            label={t('office')}
            value={role()}
            options={networkRoles.map(one => ({ value: one, label: t(`role.${one}`) }))}
            onChange={value => setRole(networkRoles.find(one => one === value) ?? 'elected')}
          />
          <Show when={role() === 'elected'}>
            <TextField
              label={t('body')}
              hint={t('bodyHint')}
              maxlength="120"
              value={body()}
              onInput={event => setBody(event.currentTarget.value)}
              error={asked() && !body().trim() ? t('nameBody') : undefined}
            />
          </Show>
          <DateField label={t('until')} hint={t('untilHint')} value={validTo()} onChange={setValidTo} />
          <div class="sm:col-span-2">
            <ProblemNotice problem={problem()} />
            <Button type="submit" look="primary" busy={busy()}>
              {t('giveAct')}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}
