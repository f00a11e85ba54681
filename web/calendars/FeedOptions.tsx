import { Show } from 'solid-js';
import { type FeedDetail, feedDetails } from '../../shared/feed.ts';
import { useWords } from '../i18n/locale.tsx';
import { CheckField, SelectField, TextField } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { calendarsWords } from './calendars-words.ts';

export interface Options {
  name: string;
  detail: FeedDetail;
  daysBack: number;
  monthsAhead: number;
  keepCancelled: boolean;
}

/** What an address is called, and how much it shows. */
export function NameAndDetail(props: {
  options: Pick<Options, 'name' | 'detail'>;
  onChange: (change: Partial<Pick<Options, 'name' | 'detail'>>) => void;
  isBusyOnly?: boolean;
}) {
  const t = useWords(calendarsWords);
  return (
    <>
      <TextField
        label={t('name')}
        maxlength="100"
        required
        value={props.options.name}
        onInput={event => props.onChange({ name: event.currentTarget.value })}
      />
      <Show when={!props.isBusyOnly}>
        <SelectField
          label={t('detail')}
          hint={t('detailHint')}
          value={props.options.detail}
          options={feedDetails.map(one => ({ value: one, label: t(`details.${one}`) }))}
          onChange={value => props.onChange({ detail: feedDetails.find(one => one === value) ?? 'title' })}
        />
      </Show>
    </>
  );
}

/** The options that an address has from its making on. */
export function FeedOptions(props: {
  options: Options;
  onChange: (change: Partial<Options>) => void;
  isBusyOnly: boolean;
}) {
  const t = useWords(calendarsWords);
  return (
    <>
      <NameAndDetail options={props.options} onChange={props.onChange} isBusyOnly={props.isBusyOnly} />
      <div class="grid grid-cols-2 gap-3">
        <NumberField
          label={t('daysBack')}
          min={0}
          max={366}
          value={props.options.daysBack}
          onChange={daysBack => daysBack !== null && props.onChange({ daysBack })}
        />
        <NumberField
          label={t('monthsAhead')}
          min={1}
          max={24}
          value={props.options.monthsAhead}
          onChange={monthsAhead => monthsAhead !== null && props.onChange({ monthsAhead })}
        />
      </div>
      <CheckField
        label={t('keepCancelled')}
        checked={props.options.keepCancelled}
        onChange={event => props.onChange({ keepCancelled: event.currentTarget.checked })}
      />
    </>
  );
}
