import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { type FeatureValueType, featureValueTypes } from '../../shared/words.ts';
import { api, call, once } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../ui/Field.tsx';
import { LeaveGuard, useUnsaved } from '../ui/LeaveGuard.tsx';
import { Page, Section } from '../ui/Page.tsx';
import { EmptyState, Loaded, Notice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { useFeatures } from './care/FeaturesSection.tsx';
import { featureWords } from './feature-words.ts';

/** The vocabulary of features, which the coordination keeps for all. */
export default function CareFeaturesPage() {
  const t = useWords(featureWords);
  const { isCoordinator } = useMe();
  const query = useFeatures();
  return (
    <Show when={isCoordinator()} fallback={<NotAllowedPage />}>
      <LeaveGuard>
        <Page title={t('title')} lead={t('lead')} width="wide">
          <Loaded query={query}>
            {data => (
              <Show when={data().items.length > 0} fallback={<EmptyState title={t('none')} />}>
                <DataTable
                  caption={t('caption')}
                  rows={data().items}
                  columns={[
                    { key: 'name', header: t('name'), main: true, cell: one => one.name },
                    { key: 'code', header: t('code'), deskOnly: true, cell: one => <code>{one.code}</code> },
                    { key: 'type', header: t('type'), cell: one => t(`types.${one.valueType}`) },
                    { key: 'unit', header: t('unit'), cell: one => one.unit ?? '' },
                    { key: 'choices', header: t('choices'), cell: one => (one.choices ?? []).join(', ') },
                    { key: 'hard', header: t('hardNeed'), cell: one => (one.hardNeed ? t('yes') : '') },
                  ]}
                />
              </Show>
            )}
          </Loaded>
          <AddFeature />
        </Page>
      </LeaveGuard>
    </Show>
  );
}

const nothing = {
  code: '',
  nameFr: '',
  nameEn: '',
  valueType: 'flag' as FeatureValueType,
  unit: '',
  choices: '',
  hardNeed: false,
};

function AddFeature() {
  const t = useWords(featureWords);
  const ui = useWords(uiWords);
  const client = useQueryClient();
  const { busy, problem, run } = useAct();
  const [draft, setDraft] = createSignal(nothing);
  const [checked, setChecked] = createSignal(false);
  useUnsaved(() => draft() !== nothing);
  const change = (part: Partial<typeof nothing>) => setDraft({ ...draft(), ...part });
  const choices = () =>
    draft()
      .choices.split('\n')
      .map(one => one.trim())
      .filter(Boolean);
  const wrong = () => ({
    nameFr: draft().nameFr.trim() ? undefined : ui('required'),
    nameEn: draft().nameEn.trim() ? undefined : ui('required'),
    code: /^[a-z][a-z0-9_]{0,63}$/.test(draft().code) ? undefined : t('codeWrong'),
    choices: draft().valueType === 'choice' && choices().length === 0 ? t('choicesNeeded') : undefined,
  });
  const marked = (field: keyof ReturnType<typeof wrong>) => (checked() ? wrong()[field] : undefined);
  const add = async () => {
    setChecked(true);
    if (Object.values(wrong()).some(Boolean)) return;
    const { code, nameFr, nameEn, valueType, unit, hardNeed } = draft();
    const json = {
      ...{ code, valueType, hardNeed, nameFr: nameFr.trim(), nameEn: nameEn.trim() },
      unit: valueType === 'number' && unit.trim() ? unit.trim() : null,
      choices: valueType === 'choice' ? choices() : null,
    };
    const done = await run(async () => void (await call(api.features.$post({ json }, once()))));
    if (!done) return;
    setDraft(nothing);
    setChecked(false);
    toast(() => t('added'), { tone: 'good' });
    await client.invalidateQueries({ queryKey: ['resources', 'features'] });
  };
  return (
    <Section title={t('add')} class="mt-8 max-w-3xl">
      <form
        noValidate
        class="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault();
          void add();
        }}
      >
        <div class="grid gap-4 sm:grid-cols-2">
          <TextField
            label={t('nameFr')}
            maxLength={100}
            value={draft().nameFr}
            error={marked('nameFr')}
            onInput={event => change({ nameFr: event.currentTarget.value })}
          />
          <TextField
            label={t('nameEn')}
            maxLength={100}
            value={draft().nameEn}
            error={marked('nameEn')}
            onInput={event => change({ nameEn: event.currentTarget.value })}
          />
          <TextField
            label={t('code')}
            hint={t('codeHint')}
            maxLength={64}
            value={draft().code}
            error={marked('code')}
            onInput={event => change({ code: event.currentTarget.value })}
          />
          <SelectField
            label={t('type')}
            value={draft().valueType}
            options={featureValueTypes.map(one => ({ value: one, label: t(`types.${one}`) }))}
            onChange={given => change({ valueType: featureValueTypes.find(one => one === given) ?? 'flag' })}
          />
          <Show when={draft().valueType === 'number'}>
            <TextField
              label={t('unit')}
              optional={ui('optional')}
              maxLength={20}
              value={draft().unit}
              onInput={event => change({ unit: event.currentTarget.value })}
            />
          </Show>
          <Show when={draft().valueType === 'choice'}>
            <TextArea
              label={t('choices')}
              hint={t('choicesHint')}
              value={draft().choices}
              error={marked('choices')}
              onInput={event => change({ choices: event.currentTarget.value })}
            />
          </Show>
        </div>
        <CheckField
          label={t('hardNeed')}
          hint={t('hardNeedHint')}
          checked={draft().hardNeed}
          onChange={event => change({ hardNeed: event.currentTarget.checked })}
        />
        <Show when={problem()}>
          {error => (
            <div role="alert">
              <Notice tone="danger">{error().message}</Notice>
            </div>
          )}
        </Show>
        <Button type="submit" look="primary" class="self-start" busy={busy()}>
          {ui('add')}
        </Button>
      </form>
    </Section>
  );
}
