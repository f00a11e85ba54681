import { createSignal } from 'solid-js';
import type { Quota } from '../../shared/quota.ts';
import { quotaInWords } from '../../shared/quota-words.ts';
import { quotaUnits, resourceKinds } from '../../shared/words.ts';
import { api, call, once } from '../api.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { DecisionFields, isDecided } from './DecisionFields.tsx';
import { quotaWords } from './words.ts';

/** A new quota, or a new version of one. */
export function QuotaDialog(props: { former?: Quota; today: string; onSaved: () => void; onClose: () => void }) {
  const t = useWords(quotaWords);
  const ui = useWords(uiWords);
  const { locale } = useLanguage();
  const { busy, problem, run } = useAct();
  const [draft, setDraft] = createSignal(draftOf(props.former, props.today));
  const [checked, setChecked] = createSignal(false);
  const change = (part: Partial<Draft>) => setDraft({ ...draft(), ...part });
  const faults = () => ({
    from: draft().from === '' ? ui('required') : draft().from < props.today ? t('inPast') : undefined,
    until: draft().until !== '' && draft().until < draft().from ? t('outOfOrder') : undefined,
  });
  const save = async () => {
    setChecked(true);
    const { amount, windowDays, until, ...rule } = draft();
    if (amount === null || windowDays === null || !isDecided(rule) || Object.values(faults()).some(Boolean)) return;
    const replaces = props.former ? { replaces: props.former.id } : {};
    const json = { ...rule, amount, windowDays, until: until || null, ...replaces };
    const done = await run(async () => void (await call(api.quotas.$post({ json }, once()))));
    if (!done) return;
    toast(() => t('published'), { tone: 'good' });
    props.onSaved();
  };
  return (
    <Dialog
      open
      wide
      title={props.former ? t('replaceNamed', quotaInWords(props.former, locale())) : t('newTitle')}
      description={props.former ? t('versionText') : t('newText')}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('cancel')}</Button>
          <Button look="primary" busy={busy()} onClick={() => void save()}>
            {t('publish')}
          </Button>
        </>
      }
    >
      <div class="grid gap-4 sm:grid-cols-2">
        <RuleFields draft={draft()} faults={checked() ? faults() : {}} onChange={change} />
        <DecisionFields draft={draft()} checked={checked()} onChange={change} />
        <div class="sm:col-span-2">
          <ProblemNotice problem={problem()} />
        </div>
      </div>
    </Dialog>
  );
}

type Draft = ReturnType<typeof draftOf>;

function draftOf(former: Quota | undefined, today: string) {
  return {
    kind: former ? former.kind : ('room' as const),
    unit: former?.unit ?? ('hours' as const),
    amount: former ? former.amount : (null as number | null),
    windowDays: former ? former.windowDays : (30 as number | null),
    ...{ from: today, until: '', decidedBy: former?.decidedBy ?? '', decidedOn: today, reason: '' },
  };
}

function RuleFields(props: {
  draft: Draft;
  faults: { from?: string | undefined; until?: string | undefined };
  onChange: (part: Partial<Draft>) => void;
}) {
  const t = useWords(quotaWords);
  return (
    <>
      <SelectField
        label={t('kind')}
        value={props.draft.kind ?? ''}
        options={[
          ...resourceKinds.map(kind => ({ value: kind as string, label: t(`kinds.${kind}`) })),
          { value: '', label: t('allKinds') },
        ]}
        onChange={given => props.onChange({ kind: resourceKinds.find(kind => kind === given) ?? null })}
      />
      <SelectField
        label={t('unit')}
        value={props.draft.unit}
        options={quotaUnits.map(unit => ({ value: unit, label: t(`units.${unit}`) }))}
        onChange={given => props.onChange({ unit: quotaUnits.find(unit => unit === given) ?? 'hours' })}
      />
      <NumberField
        label={t('amount')}
        min={1}
        max={100_000}
        suffix={t(`unitSuffix.${props.draft.unit}`)}
        value={props.draft.amount}
        onChange={amount => props.onChange({ amount })}
      />
      <NumberField
        label={t('windowDays')}
        min={1}
        max={366}
        suffix={t('daysSuffix')}
        value={props.draft.windowDays}
        onChange={windowDays => props.onChange({ windowDays })}
      />
      <DateField
        label={t('from')}
        value={props.draft.from}
        error={props.faults.from}
        onChange={from => props.onChange({ from })}
      />
      <DateField
        label={t('until')}
        optional={t('optional')}
        value={props.draft.until}
        error={props.faults.until}
        onChange={until => props.onChange({ until })}
      />
    </>
  );
}
