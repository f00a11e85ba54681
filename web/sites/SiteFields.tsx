import { For } from 'solid-js';
import { schoolZones } from '../../shared/words.ts';
import { useWords } from '../i18n/locale.tsx';
import { SelectField, TextArea, TextField } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { uiWords } from '../ui/words.ts';
import type { SiteFacts } from './site-draft.ts';
import { siteWords } from './words.ts';

/** Every zone that this browser knows; typing another is the server's to judge. */
const zones = Intl.supportedValuesOf('timeZone');

/** Where a site is, in which zone, and how one gets in. */
export function SiteFields(props: {
  facts: SiteFacts;
  checked: boolean;
  onChange: (part: Partial<SiteFacts>) => void;
}) {
  const t = useWords(siteWords);
  const ui = useWords(uiWords);
  const needed = (value: string) => (props.checked && !value.trim() ? ui('required') : undefined);
  const text = (field: 'name' | 'address' | 'postcode' | 'commune', maxLength: number, isNeeded: boolean) => (
    <TextField
      label={t(`field.${field}`)}
      {...(isNeeded ? {} : { optional: ui('optional') })}
      value={props.facts[field]}
      maxLength={maxLength}
      error={isNeeded ? needed(props.facts[field]) : undefined}
      onInput={event => props.onChange({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {text('name', 200, true)}
      {text('address', 500, false)}
      <div class="grid gap-4 sm:grid-cols-[10rem_1fr]">
        {text('postcode', 20, false)}
        {text('commune', 200, true)}
      </div>
      <TextField
        label={t('field.timeZone')}
        hint={t('zoneHint')}
        list="site-zones"
        value={props.facts.timeZone}
        error={needed(props.facts.timeZone)}
        onInput={event => props.onChange({ timeZone: event.currentTarget.value })}
      />
      <datalist id="site-zones">
        <For each={zones}>{zone => <option value={zone} />}</For>
      </datalist>
      <div class="grid gap-4 sm:grid-cols-3">
        <NumberField
          label={t('field.latitude')}
          optional={ui('optional')}
          nullable
          decimals
          min={-90}
          max={90}
          value={props.facts.latitude}
          onChange={latitude => props.onChange({ latitude })}
        />
        <NumberField
          label={t('field.longitude')}
          optional={ui('optional')}
          nullable
          decimals
          min={-180}
          max={180}
          value={props.facts.longitude}
          onChange={longitude => props.onChange({ longitude })}
        />
        <SelectField
          label={t('field.schoolZone')}
          value={props.facts.schoolZone ?? ''}
          options={[
            { value: '', label: t('noSchoolZone') },
            ...schoolZones.map(zone => ({ value: zone, label: zone })),
          ]}
          onChange={given => props.onChange({ schoolZone: schoolZones.find(zone => zone === given) ?? null })}
        />
      </div>
      <p class="text-sm text-muted">{t('coordinatesHint')}</p>
      <TextArea
        label={t('field.accessNotes')}
        hint={t('accessHint')}
        optional={ui('optional')}
        maxLength={5000}
        value={props.facts.accessNotes}
        onInput={event => props.onChange({ accessNotes: event.currentTarget.value })}
      />
    </>
  );
}
