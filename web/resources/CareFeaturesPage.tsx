import { A } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import type { Feature } from '../../shared/resource.ts';
import { api, call, once } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import NotAllowedPage from '../shell/NotAllowedPage.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { LeaveGuard, useUnsaved } from '../ui/LeaveGuard.tsx';
import { Page, Section } from '../ui/Page.tsx';
import { EmptyState, Loaded, ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { FeatureDialog } from './FeatureDialog.tsx';
import { type FeatureDraft, FeatureFields, factsOfFeature, newFeature, useFeatureFaults } from './FeatureFields.tsx';
import { featureWords } from './feature-words.ts';
import { useFeatures } from './vocabulary.ts';

/** The vocabulary of features, which the coordination keeps for all. */
export default function CareFeaturesPage() {
  const t = useWords(featureWords);
  const { isCoordinator } = useMe();
  const query = useFeatures();
  const client = useQueryClient();
  const readAgain = () => void client.invalidateQueries({ queryKey: ['resources'] });
  return (
    <Show when={isCoordinator()} fallback={<NotAllowedPage />}>
      <LeaveGuard>
        <Page title={t('title')} lead={t('lead')} width="wide">
          <Loaded query={query}>
            {data => (
              <Show when={data().items.length > 0} fallback={<EmptyState title={t('none')} />}>
                <Vocabulary features={data().items} readAgain={readAgain} />
              </Show>
            )}
          </Loaded>
          <AddFeature readAgain={readAgain} />
        </Page>
      </LeaveGuard>
    </Show>
  );
}

function Vocabulary(props: { features: Feature[]; readAgain: () => void }) {
  const t = useWords(featureWords);
  const [asking, ask] = createSignal<{ act: 'change' | 'remove'; feature: Feature } | null>(null);
  const about = (act: 'change' | 'remove') => (asking()?.act === act ? asking()?.feature : undefined);
  const done = () => {
    ask(null);
    props.readAgain();
  };
  const columns = (): Column<Feature>[] => [
    { key: 'name', header: t('name'), main: true, cell: one => one.name },
    { key: 'code', header: t('code'), deskOnly: true, cell: one => <code>{one.code}</code> },
    { key: 'type', header: t('type'), cell: one => <Kind feature={one} /> },
    { key: 'hard', header: t('hardNeed'), cell: one => t(one.hardNeed ? 'yes' : 'no') },
    {
      key: 'acts',
      header: t('acts'),
      headHidden: true,
      cell: feature => (
        <span class="flex gap-1 sm:-my-1.5 sm:justify-end">
          <Button
            look="quiet"
            aria-label={t('changeNamed', feature.name)}
            onClick={() => ask({ act: 'change', feature })}
          >
            {t('change')}
          </Button>
          <Button
            look="quiet"
            aria-label={t('removeNamed', feature.name)}
            onClick={() => ask({ act: 'remove', feature })}
          >
            {t('remove')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <>
      <DataTable caption={t('caption')} rows={props.features} columns={columns()} />
      <Show when={about('change')} keyed>
        {feature => <FeatureDialog feature={feature} onSaved={done} onClose={() => ask(null)} />}
      </Show>
      <Show when={about('remove')} keyed>
        {feature => <RemoveFeature feature={feature} onRemoved={done} onClose={() => ask(null)} />}
      </Show>
    </>
  );
}

/** What it takes: for a number the unit, for a choice which ones. */
function Kind(props: { feature: Feature }) {
  const t = useWords(featureWords);
  const more = () => props.feature.unit ?? props.feature.choices?.join(', ');
  return (
    <>
      {t(`types.${props.feature.valueType}`)}
      <Show when={more()}>{text => <span class="text-muted"> · {text()}</span>}</Show>
    </>
  );
}

/** The server refuses it while resources have it: then they are one link away. */
function RemoveFeature(props: { feature: Feature; onRemoved: () => void; onClose: () => void }) {
  const t = useWords(featureWords);
  const { code, name } = props.feature;
  const remove = async () => {
    await call(api.features[':code'].$delete({ param: { code } }, once()));
    toast(() => t('removed', name), { tone: 'good' });
    props.onRemoved();
  };
  const whoHasIt = () => (
    <A href={`/find?feature=${code}`} class="py-1 text-primary underline">
      {t('whoHasIt')}
    </A>
  );
  return (
    <ConfirmDialog
      danger
      title={t('removeTitle', name)}
      confirm={t('remove')}
      act={remove}
      whenRefused={whoHasIt()}
      onClose={props.onClose}
    >
      <p>{t('removeText')}</p>
    </ConfirmDialog>
  );
}

function AddFeature(props: { readAgain: () => void }) {
  const t = useWords(featureWords);
  const ui = useWords(uiWords);
  const { busy, problem, run } = useAct();
  const [draft, setDraft] = createSignal<FeatureDraft>(newFeature);
  const [checked, setChecked] = createSignal(false);
  useUnsaved(() => draft() !== newFeature);
  const faults = useFeatureFaults(draft);
  const add = async () => {
    setChecked(true);
    if (Object.values(faults()).some(Boolean)) return;
    const { code, valueType } = draft();
    const json = { code, valueType, ...factsOfFeature(draft()) };
    const done = await run(async () => void (await call(api.features.$post({ json }, once()))));
    if (!done) return;
    setDraft(newFeature);
    setChecked(false);
    toast(() => t('added'), { tone: 'good' });
    props.readAgain();
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
        <FeatureFields
          draft={draft()}
          faults={checked() ? faults() : {}}
          onChange={part => setDraft({ ...draft(), ...part })}
        />
        <ProblemNotice problem={problem()} />
        <Button type="submit" look="primary" class="self-start" busy={busy()}>
          {ui('add')}
        </Button>
      </form>
    </Section>
  );
}
