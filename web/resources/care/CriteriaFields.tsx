import { createMemo, For, Show } from 'solid-js';
import { criteriaRules } from '../../../shared/criteria-words.ts';
import { type CriteriaInput, criteriaInput } from '../../../shared/resource.ts';
import { useLanguage, useWords } from '../../i18n/locale.tsx';
import { DurationField } from '../../ui/DurationField.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { uiWords } from '../../ui/words.ts';
import { offerWords } from './offer-words.ts';

/** The criteria while they are written: a number that is missing is null. */
export type CriteriaDraft = { [K in keyof CriteriaInput]: CriteriaInput[K] | null };

/** The criteria as they could be published; null while a number is missing or out of range. */
export function checkedCriteria(draft: CriteriaDraft): CriteriaInput | null {
  const result = criteriaInput.safeParse(draft);
  return result.success ? result.data : null;
}

/** The rules that are published in advance, and what they say in words while one writes the numbers. */
export function CriteriaFields(props: {
  criteria: CriteriaDraft;
  capacity: number | null;
  onChange: (part: Partial<CriteriaDraft>) => void;
}) {
  const t = useWords(offerWords);
  const ui = useWords(uiWords);
  const c = () => props.criteria;
  return (
    <>
      <div class="grid gap-4 sm:grid-cols-2">
        <DurationField
          label={t('field.minMinutes')}
          optional={ui('optional')}
          nullable
          min={1}
          value={c().minMinutes}
          onChange={minMinutes => props.onChange({ minMinutes })}
        />
        <DurationField
          label={t('field.maxMinutes')}
          optional={t('noLimit')}
          nullable
          min={c().minMinutes ?? 1}
          value={c().maxMinutes}
          onChange={maxMinutes => props.onChange({ maxMinutes })}
        />
        <DurationField
          label={t('field.incrementMinutes')}
          min={1}
          max={1440}
          upTo="hours"
          value={c().incrementMinutes}
          onChange={incrementMinutes => props.onChange({ incrementMinutes })}
        />
        <NumberField
          label={t('field.horizonDays')}
          min={1}
          max={1095}
          value={c().horizonDays}
          onChange={horizonDays => props.onChange({ horizonDays })}
        />
        <DurationField
          label={t('field.noticeMinutes')}
          max={527_040}
          value={c().noticeMinutes}
          onChange={noticeMinutes => props.onChange({ noticeMinutes })}
        />
        <DurationField
          label={t('field.cancelNoticeMinutes')}
          max={527_040}
          value={c().cancelNoticeMinutes}
          onChange={cancelNoticeMinutes => props.onChange({ cancelNoticeMinutes })}
        />
        <Show when={props.capacity !== 1}>
          <NumberField
            label={t('field.minQuantity')}
            min={1}
            value={c().minQuantity}
            onChange={minQuantity => props.onChange({ minQuantity })}
          />
          <NumberField
            label={t('field.maxQuantity')}
            optional={t('noLimit')}
            nullable
            min={c().minQuantity ?? 1}
            value={c().maxQuantity}
            onChange={maxQuantity => props.onChange({ maxQuantity })}
          />
        </Show>
      </div>
      <div>
        <CheckField
          label={t('field.withinOpeningHours')}
          checked={c().withinOpeningHours ?? false}
          onChange={event => props.onChange({ withinOpeningHours: event.currentTarget.checked })}
        />
        <CheckField
          label={t('field.noticeInOpenDays')}
          checked={c().noticeInOpenDays ?? false}
          onChange={event => props.onChange({ noticeInOpenDays: event.currentTarget.checked })}
        />
      </div>
      <InWords criteria={c()} />
    </>
  );
}

function InWords(props: { criteria: CriteriaDraft }) {
  const t = useWords(offerWords);
  const { locale } = useLanguage();
  // While a number is missing, the sentences of the last whole ones stay.
  const rules = createMemo<string[]>(last => {
    const whole = checkedCriteria(props.criteria);
    return whole ? criteriaRules({ ...whole, id: '' }, locale()).map(rule => rule.text) : last;
  }, []);
  return (
    <section aria-live="polite" class="rounded-lg border border-line bg-surface p-4">
      <h2 class="mb-2 text-base font-bold">{t('inWords')}</h2>
      <ul class="list-disc pl-5 text-sm">
        <For each={rules()}>{rule => <li>{rule}</li>}</For>
      </ul>
    </section>
  );
}
