import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import IconMore from '~icons/lucide/ellipsis-vertical';
import type { OrganisationPerson, OrganisationView } from '../../shared/organisation.ts';
import { affiliationRoles } from '../../shared/words.ts';
import { api, call, once } from '../api.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { findPeople } from '../lookups.ts';
import { useMe } from '../people/session.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../ui/Combobox.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Section } from '../ui/Page.tsx';
import { Loaded, Notice, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { readPeopleAgain, usePeopleOf } from './data.ts';
import { peopleWords } from './people-words.ts';
import { organisationWords } from './words.ts';

/** Who acts for an organisation, in which role, since when; and the acts of whoever runs it. */
export function OrganisationPeople(props: { organisation: OrganisationView; runs: boolean }) {
  const t = useWords(peopleWords);
  const { isCoordinator } = useMe();
  const client = useQueryClient();
  const query = usePeopleOf(() => props.organisation.id);
  const [ending, setEnding] = createSignal<OrganisationPerson | null>(null);
  const { problem, run } = useAct();
  const columns = useColumns(() => props.runs, { changeRole: person => void changeRole(person), end: setEnding });

  const changeRole = (person: OrganisationPerson) =>
    run(async () => {
      const role = person.role === 'referent' ? 'member' : 'referent';
      await call(api.affiliations[':id'].$patch({ param: { id: person.affiliationId }, json: { role } }, once()));
      await readPeopleAgain(client);
      toast(() => t('roleChanged', person.name, roles(`role.${role}`)), { tone: 'good' });
    });
  const roles = useWords(organisationWords);
  const end = async (person: OrganisationPerson) => {
    await call(api.affiliations[':id'].$delete({ param: { id: person.affiliationId } }, once()));
    await readPeopleAgain(client);
    toast(() => t('ended', person.name), { tone: 'good' });
  };

  return (
    <>
      <ProblemNotice problem={problem()} />
      <Loaded query={query}>
        {people => (
          <Show when={people().length > 0} fallback={<Notice>{t('nobodyHere')}</Notice>}>
            <DataTable caption={t('caption')} rows={people()} columns={columns()} />
          </Show>
        )}
      </Loaded>
      <Show when={isCoordinator()}>
        <Attach organisationId={props.organisation.id} />
      </Show>
      <Show when={ending()} keyed>
        {person => (
          <ConfirmDialog
            title={t('endTitle', person.name)}
            confirm={t('end')}
            danger
            act={() => end(person)}
            onClose={() => setEnding(null)}
          >
            <p>{t('endText', props.organisation.name)}</p>
          </ConfirmDialog>
        )}
      </Show>
    </>
  );
}

function useColumns(
  runs: () => boolean,
  acts: Record<'changeRole' | 'end', (person: OrganisationPerson) => void>,
): () => Column<OrganisationPerson>[] {
  const t = useWords(peopleWords);
  const roles = useWords(organisationWords);
  const format = useFormat();
  const day = (value: string | null) => (value ? format.date(value) : '');
  return () => [
    { key: 'name', header: t('person'), main: true, cell: one => one.name },
    {
      key: 'email',
      header: t('email'),
      cell: one => (
        <a href={`mailto:${one.email}`} class="inline-block py-0.5 text-primary">
          {one.email}
        </a>
      ),
    },
    { key: 'phone', header: t('phone'), cell: one => one.phone ?? '' },
    {
      key: 'role',
      header: t('role'),
      cell: one => <Badge tone={one.role === 'referent' ? 'plain' : 'quiet'}>{roles(`role.${one.role}`)}</Badge>,
    },
    { key: 'since', header: t('since'), cell: one => day(one.validFrom) },
    { key: 'until', header: t('until'), cell: one => day(one.validTo) },
    ...(runs()
      ? [
          {
            key: 'acts',
            header: t('acts'),
            headHidden: true,
            cell: (one: OrganisationPerson) => (
              <Menu
                label={t('actsAbout', one.name)}
                trigger={<IconMore aria-hidden="true" class="size-5" />}
                items={[
                  {
                    id: 'role',
                    label: t(one.role === 'referent' ? 'makeMember' : 'makeReferent'),
                    act: () => acts.changeRole(one),
                  },
                  { id: 'end', label: t('end'), danger: true, act: () => acts.end(one) },
                ]}
              />
            ),
          },
        ]
      : []),
  ];
}

/** Ties somebody who has an account to the organisation: the coordinator's to do unasked. */
function Attach(props: { organisationId: string }) {
  const t = useWords(peopleWords);
  const roles = useWords(organisationWords);
  const client = useQueryClient();
  const [chosen, setChosen] = createSignal<ComboboxItem[]>([]);
  const [role, setRole] = createSignal<'member' | 'referent'>('member');
  const [asked, setAsked] = createSignal(false);
  const { busy, problem, run } = useAct();
  const attach = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    const [person] = chosen();
    if (!person) return;
    void run(async () => {
      const json = { personId: person.value, organisationId: props.organisationId, role: role() };
      await call(api.affiliations.$post({ json }, once()));
      setChosen([]);
      setAsked(false);
      await readPeopleAgain(client);
      toast(() => t('attached', person.label), { tone: 'good' });
    });
  };
  return (
    <Section title={t('attach')} class="mt-8">
      <p class="mb-3 text-sm text-muted">{t('attachHint')}</p>
      <form class="grid max-w-3xl items-start gap-3 sm:grid-cols-[minmax(0,1fr)_10rem_auto]" onSubmit={attach}>
        <Combobox
          label={t('person')}
          selected={chosen()}
          onChange={setChosen}
          search={findPeople}
          error={asked() && chosen().length === 0 ? t('choosePerson') : undefined}
        />
        <SelectField
          label={t('role')}
          value={role()}
          options={affiliationRoles.map(one => ({ value: one, label: roles(`role.${one}`) }))}
          onChange={value => setRole(affiliationRoles.find(one => one === value) ?? 'member')}
        />
        <Button type="submit" class="sm:mt-6" busy={busy()}>
          {t('attachAct')}
        </Button>
      </form>
      <ProblemNotice problem={problem()} />
    </Section>
  );
}
