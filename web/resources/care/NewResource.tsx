import { useNavigate } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { criteriaInput } from '../../../shared/resource.ts';
import { type ResourceKind, resourceKinds } from '../../../shared/words.ts';
import { api, call, once } from '../../api.ts';
import { formWords } from '../../care/form-words.ts';
import { useWords } from '../../i18n/locale.tsx';
import { findOrganisations } from '../../lookups.ts';
import { useMe } from '../../people/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../../ui/Combobox.tsx';
import { SelectField, TextArea } from '../../ui/Field.tsx';
import { useUnsaved } from '../../ui/LeaveGuard.tsx';
import { Section } from '../../ui/Page.tsx';
import { Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.ts';
import { useAct } from '../../ui/use-act.ts';
import { uiWords } from '../../ui/words.ts';
import { resourceWords } from '../words.ts';
import { type CriteriaDraft, CriteriaFields, checkedCriteria } from './CriteriaFields.tsx';
import { type Facts, FactsFields } from './FactsFields.tsx';
import { factsWords } from './facts-words.ts';
import { checkedTariff, type TariffDraft, TariffFields } from './OfferFields.tsx';
import { offerWords } from './offer-words.ts';

const noFacts: Facts = {
  ...{ name: '', description: '', site: null, staff: null },
  ...{ capacity: 1, setupMinutes: 0, turnaroundMinutes: 0 },
};

/** Offers a resource with all that members must know in advance; sharing, approval and pictures come after, with what they have by default. */
export function NewResource() {
  const t = useWords(factsWords);
  const offer = useWords(offerWords);
  const form = useWords(formWords);
  const ui = useWords(uiWords);
  const words = useWords(resourceWords);
  const navigate = useNavigate();
  const { busy, problem, run } = useAct();
  const [kind, setKind] = createSignal<ResourceKind>('room');
  const [owner, setOwner] = createSignal<ComboboxItem | null>(null);
  const [facts, setFacts] = createSignal(noFacts);
  const [criteria, setCriteria] = createSignal<CriteriaDraft>(criteriaInput.parse({}));
  const [body, setBody] = createSignal('');
  const [tariff, setTariff] = createSignal<TariffDraft>({ unit: 'free', amount: 0, note: '' });
  const [checked, setChecked] = createSignal(false);
  const [done, setDone] = createSignal(false);
  useUnsaved(() => !done() && (facts() !== noFacts || body() !== ''));

  const offered = () => {
    const { name, description, site, staff, capacity, setupMinutes, turnaroundMinutes } = facts();
    const [rules, price] = [checkedCriteria(criteria()), checkedTariff(tariff())];
    const ownerId = owner()?.value;
    if (!name.trim() || !site || !ownerId || !body().trim() || !rules || !price) return null;
    if (!capacity || setupMinutes === null || turnaroundMinutes === null) return null;
    return {
      ...{ kind: kind(), ownerId, name: name.trim(), description, siteId: site.value },
      ...{ capacity, setupMinutes, turnaroundMinutes },
      ...(kind() === 'staff' && staff ? { staffPersonId: staff.value } : {}),
      ...{ criteria: rules, terms: { body: body().trim() }, tariff: price },
    };
  };
  const create = () => {
    setChecked(true);
    const json = offered();
    if (!json) return;
    void run(async () => {
      const { resource } = await call(api.resources.$post({ json }, once()));
      setDone(true);
      toast(() => t('created'), { tone: 'good' });
      navigate(`/care/resources/${resource.id}`);
    });
  };

  return (
    <form
      noValidate
      class="flex max-w-3xl flex-col"
      onSubmit={event => {
        event.preventDefault();
        create();
      }}
    >
      <p class="mb-5 text-muted">{t('newLead')}</p>
      <Section title={t('facts')}>
        <div class="flex flex-col gap-4">
          <div class="grid gap-4 sm:grid-cols-2">
            <SelectField
              label={t('kind')}
              value={kind()}
              options={resourceKinds.map(one => ({ value: one, label: words(`kind.${one}`) }))}
              onChange={given => setKind(resourceKinds.find(one => one === given) ?? 'room')}
            />
            <Owner owner={owner()} onChange={setOwner} error={checked() && !owner() ? ui('required') : undefined} />
          </div>
          <FactsFields
            facts={facts()}
            isStaff={kind() === 'staff'}
            checked={checked()}
            onChange={part => setFacts({ ...facts(), ...part })}
          />
        </div>
      </Section>
      <Section title={t('criteria')}>
        <div class="flex flex-col gap-4">
          <CriteriaFields
            criteria={criteria()}
            capacity={facts().capacity}
            onChange={part => setCriteria({ ...criteria(), ...part })}
          />
        </div>
      </Section>
      <Section title={t('terms')}>
        <div class="flex flex-col gap-4">
          <TextArea
            label={offer('termsText')}
            rows={6}
            maxLength={50_000}
            value={body()}
            error={checked() && !body().trim() ? ui('required') : undefined}
            onInput={event => setBody(event.currentTarget.value)}
          />
          <TariffFields tariff={tariff()} onChange={part => setTariff({ ...tariff(), ...part })} />
        </div>
      </Section>
      <Show when={(checked() && !offered()) || problem()}>
        <div role="alert" class="mb-4">
          <Notice tone="danger">{problem()?.message ?? form('check')}</Notice>
        </div>
      </Show>
      <Button type="submit" look="primary" class="self-start" busy={busy()}>
        {t('create')}
      </Button>
    </form>
  );
}

/** The coordinator offers for any organisation; a referent for those they are referent of. */
function Owner(props: {
  owner: ComboboxItem | null;
  onChange: (owner: ComboboxItem | null) => void;
  error: string | undefined;
}) {
  const t = useWords(factsWords);
  const { me, isCoordinator } = useMe();
  const mine = () => me().affiliations.filter(one => one.role === 'referent');
  const own = useQuery(() => ({
    queryKey: ['organisations', 'mine', mine().map(one => one.organisationId)],
    queryFn: async () => {
      const read = mine().map(one => call(api.organisations[':id'].$get({ param: { id: one.organisationId } })));
      const items = (await Promise.all(read)).map(one => ({ value: one.id, label: one.name }));
      if (!isCoordinator() && items[0] && !props.owner) props.onChange(items[0]);
      return items;
    },
  }));
  return (
    <Combobox
      label={t('owner')}
      error={props.error}
      selected={props.owner ? [props.owner] : []}
      onChange={([one]) => props.onChange(one ?? null)}
      search={async text => {
        if (isCoordinator()) return findOrganisations(text);
        return (own.data ?? []).filter(one => one.label.toLowerCase().includes(text.toLowerCase()));
      }}
    />
  );
}
