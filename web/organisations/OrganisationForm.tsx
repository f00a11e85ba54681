import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, type JSX, Show } from 'solid-js';
import { type OrganisationView, organisationChange } from '../../shared/organisation.ts';
import { organisationKinds } from '../../shared/words.ts';
import { ApiProblem, api, call, ifUnchanged } from '../api.ts';
import { SectionForm } from '../care/SectionForm.tsx';
import { createSection, differing } from '../care/section.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { DateField } from '../ui/DateField.tsx';
import { SelectField, TextArea, TextField } from '../ui/Field.tsx';
import { Facts } from '../ui/Page.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { readPeopleAgain } from './data.ts';
import { organisationWords } from './words.ts';

/** The fields of a record as they are typed: what is absent is an empty text. */
function fieldsOf(one: OrganisationView) {
  return {
    name: one.name,
    kind: one.kind,
    description: one.description,
    commune: one.commune ?? '',
    postcode: one.postcode ?? '',
    website: one.website ?? '',
    email: one.email ?? '',
    phone: one.phone ?? '',
    joinedOn: one.joinedOn,
    leftOn: one.leftOn ?? '',
  };
}
type Draft = ReturnType<typeof fieldsOf>;

const ofTheCoordinator: readonly (keyof Draft)[] = ['name', 'kind', 'joinedOn', 'leftOn'];
const neverEmpty: readonly (keyof Draft)[] = ['name', 'kind', 'joinedOn', 'description'];

/** The record of an organisation: all of it for the coordinator, how it is reached for its referents, to read for others. */
export function OrganisationForm(props: { organisation: OrganisationView; runs: boolean }) {
  const t = useWords(organisationWords);
  const { isCoordinator } = useMe();
  const say = useSay();
  const shown = () => {
    const draft = fieldsOf(props.organisation);
    return (Object.keys(draft) as (keyof Draft)[]).filter(field => draft[field] !== '' && field !== 'name');
  };
  return (
    <Show
      when={props.runs}
      fallback={
        <Facts
          items={shown().map((field): [string, JSX.Element] => {
            const { label, value } = say(field, fieldsOf(props.organisation));
            return [label, value];
          })}
        />
      }
    >
      <Show when={!isCoordinator()}>
        <p class="mb-4 text-sm text-muted">{t('readOnly')}</p>
      </Show>
      <Editor organisation={props.organisation} />
    </Show>
  );
}

function Editor(props: { organisation: OrganisationView }) {
  const t = useWords(organisationWords);
  const { isCoordinator } = useMe();
  const client = useQueryClient();
  const say = useSay();
  const section = createSection(
    () => fieldsOf(props.organisation),
    () => props.organisation.version,
  );
  const [wrong, setWrong] = createSignal<ReadonlySet<string>>(new Set());
  const { busy, problem, run } = useAct();
  const again = () => readPeopleAgain(client);
  const save = () => {
    const draft = section.draft();
    const changed = differing(section.base(), draft).map(field => [
      field,
      draft[field] === '' && !neverEmpty.includes(field) ? null : draft[field],
    ]);
    const valid = organisationChange.safeParse(Object.fromEntries(changed));
    const order = draft.leftOn && draft.leftOn < draft.joinedOn ? ['leftOn'] : [];
    setWrong(new Set([...(valid.error?.issues.map(issue => String(issue.path[0])) ?? []), ...order]));
    if (!valid.success || order.length > 0) return;
    void run(async () => {
      try {
        const param = { id: props.organisation.id };
        await call(api.organisations[':id'].$patch({ param, json: valid.data }, ifUnchanged(section.version())));
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'stale') await again();
        throw error;
      }
      await again();
      section.takeTheirs();
      toast(() => t('saved'), { tone: 'good' });
    });
  };
  const text = (field: keyof Draft, error?: string) => ({
    label: say(field, section.draft()).label,
    value: section.draft()[field],
    onInput: (event: { currentTarget: { value: string } }) => section.change({ [field]: event.currentTarget.value }),
    error: wrong().has(field) ? error : undefined,
  });
  const locked = (field: keyof Draft) => !isCoordinator() && ofTheCoordinator.includes(field);
  return (
    <SectionForm section={section} say={say} busy={busy()} problem={problem()?.message} onSave={save}>
      <TextField {...text('name', t('nameNeeded'))} maxlength="160" disabled={locked('name')} />
      <SelectField
        label={t('kindLabel')}
        value={section.draft().kind}
        disabled={locked('kind')}
        options={organisationKinds.map(kind => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={kind => section.change({ kind: organisationKinds.find(one => one === kind) ?? 'association' })}
      />
      <TextArea {...text('description')} maxlength="2000" />
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField {...text('commune')} maxlength="120" />
        <TextField {...text('postcode')} maxlength="10" />
        <TextField {...text('email', t('badEmail'))} type="email" />
        <TextField {...text('phone', t('badPhone'))} type="tel" maxlength="30" />
      </div>
      <TextField {...text('website', t('badWebsite'))} hint={t('websiteHint')} type="url" />
      <div class="grid gap-4 sm:grid-cols-2">
        <DateField
          label={t('joinedOn')}
          value={section.draft().joinedOn}
          disabled={locked('joinedOn')}
          onChange={joinedOn => joinedOn && section.change({ joinedOn })}
        />
        <DateField
          label={t('leftOn')}
          hint={t('leftOnHint')}
          value={section.draft().leftOn}
          disabled={locked('leftOn')}
          onChange={leftOn => section.change({ leftOn })}
          error={wrong().has('leftOn') ? t('badOrder') : undefined}
        />
      </div>
    </SectionForm>
  );
}

/** A field of a record with its value in words. */
function useSay(): (field: keyof Draft, value: Draft) => { label: string; value: string } {
  const t = useWords(organisationWords);
  const format = useFormat();
  const day = (value: string) => (value ? format.date(value) : t('nothing'));
  return (field, draft) => {
    if (field === 'kind') return { label: t('kindLabel'), value: t(`kind.${draft.kind}`) };
    if (field === 'joinedOn' || field === 'leftOn') return { label: t(field), value: day(draft[field]) };
    return { label: t(field), value: draft[field] || t('nothing') };
  };
}
