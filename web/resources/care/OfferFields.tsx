import { Show } from 'solid-js';
import { type TariffInput, tariffInput } from '../../../shared/resource.ts';
import { type TariffUnit, tariffUnits } from '../../../shared/words.ts';
import { useWords } from '../../i18n/locale.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { uiWords } from '../../ui/words.ts';
import { resourceWords } from '../words.ts';
import { offerWords } from './offer-words.ts';

export interface TariffDraft {
  unit: TariffUnit;
  /** Euros. */
  amount: number | null;
  note: string;
}

/** The tariff as it could be published; null while the amount is missing. */
export function checkedTariff({ unit, amount, note }: TariffDraft): TariffInput | null {
  const amountCents = unit === 'free' ? 0 : amount === null ? null : Math.round(amount * 100);
  const result = tariffInput.safeParse({ unit, amountCents, note });
  return result.success ? result.data : null;
}

/** What it costs, for what. */
export function TariffFields(props: { tariff: TariffDraft; onChange: (part: Partial<TariffDraft>) => void }) {
  const t = useWords(offerWords);
  const words = useWords(resourceWords);
  const ui = useWords(uiWords);
  return (
    <div class="grid gap-4 sm:grid-cols-3">
      <SelectField
        label={t('unit')}
        value={props.tariff.unit}
        options={tariffUnits.map(unit => ({ value: unit, label: words(`unit.${unit}`) }))}
        onChange={unit => props.onChange({ unit: tariffUnits.find(one => one === unit) ?? 'free' })}
      />
      <Show when={props.tariff.unit !== 'free'}>
        <NumberField
          label={t('amount')}
          decimals
          min={0}
          max={1_000_000}
          suffix="€"
          value={props.tariff.amount}
          onChange={amount => props.onChange({ amount })}
        />
      </Show>
      <TextField
        label={t('note')}
        optional={ui('optional')}
        placeholder={t('noteHint')}
        maxLength={2000}
        value={props.tariff.note}
        onInput={event => props.onChange({ note: event.currentTarget.value })}
      />
    </div>
  );
}
