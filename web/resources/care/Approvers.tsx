import { A } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import type { Approver } from '../../../shared/resource.ts';
import { type ApproverRank, approverRanks } from '../../../shared/words.ts';
import { api, call, once } from '../../api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/locale.tsx';
import { findPeople } from '../../lookups.ts';
import { Button } from '../../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../../ui/Combobox.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Section } from '../../ui/Page.tsx';
import { Loaded, Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.ts';
import { useAct } from '../../ui/use-act.ts';
import { uiWords } from '../../ui/words.ts';
import { resourceWords } from '../words.ts';
import { accessWords } from './access-words.ts';

/** What people decide over: one resource, all that is at a site, or all that an organisation owns. */
interface Reach {
  over: Approver['scope'];
  id: string;
}

const approversOver = {
  resource: api.resources[':id'].approvers,
  site: api.sites[':id'].approvers,
  organisation: api.organisations[':id'].approvers,
};

/**
 * Who decides on requests, given and ended where the scope is. Of a resource those are listed too who decide by its site or its
 * owner.
 * @param props.elsewhere of a resource, the pages where these are given
 */
export function Approvers(props: Reach & { elsewhere?: Record<'site' | 'organisation', string> }) {
  const t = useWords(accessWords);
  const words = useWords(resourceWords);
  const format = useFormat();
  const client = useQueryClient();
  const { busy, problem, run } = useAct();
  const key = () => ['resources', 'approvers', props.over, props.id];
  const query = useQuery(() => ({
    queryKey: key(),
    queryFn: () => call(approversOver[props.over].$get({ param: { id: props.id } })),
  }));
  const show = (answer: { items: Approver[] }) => {
    client.setQueryData(key(), answer);
    void client.invalidateQueries({ predicate: ({ queryKey: [first] }) => first === 'resources' || first === 'care' });
  };
  const end = async (one: Approver) => {
    const param = { id: props.id, scopeId: one.id };
    const done = await run(async () =>
      show(await call(approversOver[props.over][':scopeId'].$delete({ param }, once()))),
    );
    if (done) toast(() => t('ended', one.personName));
  };
  const scopeOf = ({ scope }: Approver) => (
    <Show when={scope !== 'resource' && props.elsewhere?.[scope]} fallback={t(`scopes.${scope}`)}>
      {href => (
        <A href={href()} class="text-primary underline">
          {t(`scopes.${scope}`)}
        </A>
      )}
    </Show>
  );
  const columns = (): Column<Approver>[] => [
    { key: 'person', header: t('person'), main: true, cell: one => one.personName },
    { key: 'rank', header: t('rank'), cell: one => words(`rank.${one.rank}`) },
    ...(props.over === 'resource' ? [{ key: 'scope', header: t('scope'), cell: scopeOf }] : []),
    { key: 'from', header: t('from'), cell: one => format.date(one.validFrom) },
    { key: 'to', header: t('to'), cell: one => (one.validTo ? format.date(one.validTo) : t('noEnd')) },
    {
      key: 'end',
      header: t('end'),
      headHidden: true,
      cell: one => (
        <Show when={one.scope === props.over}>
          <Button
            look="quiet"
            aria-label={t('endApprover', one.personName)}
            disabled={busy()}
            onClick={() => void end(one)}
          >
            {t('end')}
          </Button>
        </Show>
      ),
    },
  ];
  return (
    <Section title={t('approvers')} class="mt-8">
      <p class="mb-3 text-muted">
        {props.over === 'resource' ? '' : t(`over.${props.over}`)} {t('approversLead')}
      </p>
      <Loaded query={query}>
        {data => (
          <Show
            when={data().items.length > 0}
            fallback={
              <Notice tone={props.over === 'resource' ? 'waiting' : 'plain'}>
                {t(props.over === 'resource' ? 'nobody' : 'nobodyOver')}
              </Notice>
            }
          >
            <DataTable caption={t('approversCaption')} rows={data().items} columns={columns()} />
          </Show>
        )}
      </Loaded>
      <Show when={problem()}>{error => <Notice tone="danger">{error().message}</Notice>}</Show>
      <AddApprover over={props.over} id={props.id} onAdded={show} />
    </Section>
  );
}

function AddApprover(props: Reach & { onAdded: (answer: { items: Approver[] }) => void }) {
  const t = useWords(accessWords);
  const ui = useWords(uiWords);
  const words = useWords(resourceWords);
  const { busy, problem, run } = useAct();
  const [person, setPerson] = createSignal<ComboboxItem | null>(null);
  const [rank, setRank] = createSignal<ApproverRank>('approver');
  const [days, setDays] = createSignal({ from: '', to: '' });
  const [missing, setMissing] = createSignal(false);
  const add = async () => {
    const chosen = person();
    setMissing(chosen === null);
    if (!chosen) return;
    const json = {
      ...{ personId: chosen.value, rank: rank(), validTo: days().to || null },
      ...(days().from ? { validFrom: days().from } : {}),
    };
    const done = await run(async () =>
      props.onAdded(await call(approversOver[props.over].$post({ param: { id: props.id }, json }, once()))),
    );
    if (!done) return;
    toast(() => t('approverAdded', chosen.label), { tone: 'good' });
    setPerson(null);
    setDays({ from: '', to: '' });
  };
  return (
    <form
      noValidate
      class="mt-4 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr_auto]"
      aria-label={t('addApprover')}
      onSubmit={event => {
        event.preventDefault();
        void add();
      }}
    >
      <Combobox
        label={t('person')}
        minLetters={3}
        selected={person() ? [person() as ComboboxItem] : []}
        error={missing() && !person() ? t('pickPerson') : undefined}
        onChange={([one]) => setPerson(one ?? null)}
        search={findPeople}
      />
      <SelectField
        label={t('rank')}
        value={rank()}
        options={approverRanks.map(one => ({ value: one, label: words(`rank.${one}`) }))}
        onChange={given => setRank(approverRanks.find(one => one === given) ?? 'approver')}
      />
      <DateField
        label={t('from')}
        optional={ui('optional')}
        value={days().from}
        onChange={from => setDays({ ...days(), from })}
      />
      <DateField
        label={t('to')}
        optional={ui('optional')}
        value={days().to}
        onChange={to => setDays({ ...days(), to })}
      />
      <Button type="submit" look="primary" busy={busy()}>
        {ui('add')}
      </Button>
      <Show when={problem()}>
        {error => (
          <div role="alert" class="col-span-full">
            <Notice tone="danger">{error().message}</Notice>
          </div>
        )}
      </Show>
    </form>
  );
}
