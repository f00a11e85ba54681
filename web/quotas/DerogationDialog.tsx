import { createSignal } from 'solid-js';
import type { Quota } from '../../shared/quota.ts';
import { quotaInWords } from '../../shared/quota-words.ts';
import { api, call, once } from '../api.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { findOrganisations } from '../lookups.ts';
import { Button } from '../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../ui/Combobox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { DecisionFields, isDecided } from './DecisionFields.tsx';
import { quotaWords } from './words.ts';

/** Another amount for one organisation, for a time. */
export function DerogationDialog(props: { quota: Quota; today: string; onSaved: () => void; onClose: () => void }) {
  const t = useWords(quotaWords);
  const ui = useWords(uiWords);
  const { locale } = useLanguage();
  const { busy, problem, run } = useAct();
  const [organisation, setOrganisation] = createSignal<ComboboxItem[]>([]);
  const from = props.quota.from > props.today ? props.quota.from : props.today;
  const [draft, setDraft] = createSignal({
    amount: null as number | null,
    ...{ from, until: '', decidedBy: '', decidedOn: props.today, reason: '' },
  });
  const [checked, setChecked] = createSignal(false);
  const change = (part: Partial<ReturnType<typeof draft>>) => setDraft({ ...draft(), ...part });
  const untilFault = () =>
    draft().until === '' ? ui('required') : draft().until < draft().from ? t('outOfOrder') : undefined;
  const fromFault = () => (draft().from < props.today ? t('inPast') : undefined);
  const save = async () => {
    setChecked(true);
    const [one] = organisation();
    const { amount, ...rest } = draft();
    if (!one || amount === null || !isDecided(rest) || untilFault() || fromFault()) return;
    const target = { param: { id: props.quota.id }, json: { ...rest, amount, organisationId: one.value } };
    const done = await run(async () => void (await call(api.quotas[':id'].derogations.$post(target, once()))));
    if (!done) return;
    toast(() => t('granted', one.label), { tone: 'good' });
    props.onSaved();
  };
  return (
    <Dialog
      open
      wide
      title={t('derogate')}
      description={quotaInWords(props.quota, locale())}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('cancel')}</Button>
          <Button look="primary" busy={busy()} onClick={() => void save()}>
            {t('grant')}
          </Button>
        </>
      }
    >
      <div class="grid gap-4 sm:grid-cols-2">
        <Combobox
          label={t('organisation')}
          selected={organisation()}
          onChange={setOrganisation}
          search={findOrganisations}
          error={checked() && organisation().length === 0 ? t('choose') : undefined}
        />
        <NumberField
          label={t('amount')}
          min={0}
          max={100_000}
          suffix={t(`unitSuffix.${props.quota.unit}`)}
          value={draft().amount}
          onChange={amount => change({ amount })}
        />
        <DateField
          label={t('from')}
          value={draft().from}
          error={checked() ? fromFault() : undefined}
          onChange={day => change({ from: day })}
        />
        <DateField
          label={t('until')}
          value={draft().until}
          error={checked() ? untilFault() : undefined}
          onChange={until => change({ until })}
        />
        <DecisionFields draft={draft()} checked={checked()} onChange={change} />
        <div class="sm:col-span-2">
          <ProblemNotice problem={problem()} />
        </div>
      </div>
    </Dialog>
  );
}
