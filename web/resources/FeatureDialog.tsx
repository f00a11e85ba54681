import { createSignal } from 'solid-js';
import type { Feature } from '../../shared/resource.ts';
import { api, call, once } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { draftOfFeature, FeatureFields, factsOfFeature, useFeatureFaults } from './FeatureFields.tsx';
import { featureWords } from './feature-words.ts';

/** Renames a feature, or changes its unit, its choices, whether it is a hard need. */
export function FeatureDialog(props: { feature: Feature; onSaved: () => void; onClose: () => void }) {
  const t = useWords(featureWords);
  const ui = useWords(uiWords);
  const { busy, problem, run } = useAct();
  const [draft, setDraft] = createSignal(draftOfFeature(props.feature));
  const [checked, setChecked] = createSignal(false);
  const faults = useFeatureFaults(draft);
  const save = async () => {
    setChecked(true);
    if (Object.values(faults()).some(Boolean)) return;
    const target = { param: { code: props.feature.code }, json: factsOfFeature(draft()) };
    const done = await run(async () => void (await call(api.features[':code'].$patch(target, once()))));
    if (!done) return;
    toast(() => t('changed'), { tone: 'good' });
    props.onSaved();
  };
  return (
    <Dialog
      open
      wide
      title={t('changeTitle', props.feature.name)}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('cancel')}</Button>
          <Button look="primary" busy={busy()} onClick={() => void save()}>
            {ui('save')}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <FeatureFields
          draft={draft()}
          isChange
          faults={checked() ? faults() : {}}
          onChange={part => setDraft({ ...draft(), ...part })}
        />
        <ProblemNotice problem={problem()} />
      </div>
    </Dialog>
  );
}
