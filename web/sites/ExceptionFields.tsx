import { Index, Show } from 'solid-js';
import IconX from '~icons/lucide/x';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { TextField } from '../ui/Field.tsx';
import { TimeField } from '../ui/TimeField.tsx';
import { clockOf, type Exception, minuteOf } from './site-draft.ts';
import { siteWords } from './words.ts';

/** Closures and exceptional openings, a row each; those that are over are folded away. */
export function ExceptionFields(props: {
  exceptions: Exception[];
  today: string;
  onChange: (exceptions: Exception[]) => void;
}) {
  const t = useWords(siteWords);
  const isPast = (one: Exception) => one.lastDay !== '' && one.lastDay < props.today;
  const change = (at: number, part: Partial<Exception>) =>
    props.onChange(props.exceptions.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const remove = (at: number) => props.onChange(props.exceptions.filter((_, i) => i !== at));
  const add = (hours: Pick<Exception, 'opensMinute' | 'closesMinute'>) =>
    props.onChange([...props.exceptions, { firstDay: '', lastDay: '', reason: '', ...hours }]);
  const rows = (past: boolean) => (
    <Index each={props.exceptions}>
      {(one, at) => (
        <Show when={isPast(one()) === past}>
          <Row exception={one()} onChange={part => change(at, part)} onRemove={() => remove(at)} />
        </Show>
      )}
    </Index>
  );
  return (
    <>
      <Show when={!props.exceptions.every(isPast)} fallback={<p class="text-muted">{t('noExceptions')}</p>}>
        <ul class="flex flex-col gap-3">{rows(false)}</ul>
      </Show>
      <Show when={props.exceptions.some(isPast)}>
        <details class="mt-3">
          <summary class="min-h-9 text-sm font-semibold">
            {t('past')} ({props.exceptions.filter(isPast).length})
          </summary>
          <ul class="flex flex-col gap-3">{rows(true)}</ul>
        </details>
      </Show>
      <div class="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => add({ opensMinute: null, closesMinute: null })}>{t('addClosure')}</Button>
        <Button onClick={() => add({ opensMinute: 480, closesMinute: 1080 })}>{t('addOpening')}</Button>
      </div>
    </>
  );
}

function Row(props: { exception: Exception; onChange: (part: Partial<Exception>) => void; onRemove: () => void }) {
  const t = useWords(siteWords);
  const format = useFormat();
  const isClosure = () => props.exception.opensMinute === null;
  const name = () =>
    [t(isClosure() ? 'closure' : 'opening'), props.exception.firstDay && format.date(props.exception.firstDay)]
      .filter(Boolean)
      .join(' ');
  return (
    <li class="rounded-lg border border-line bg-surface p-3">
      <fieldset class="grid items-end gap-3 sm:grid-cols-[12rem_12rem_1fr_auto]">
        <legend class="sr-only">{name()}</legend>
        <DateField
          label={t('firstDay')}
          value={props.exception.firstDay}
          onChange={firstDay =>
            props.onChange({ firstDay, ...(props.exception.lastDay < firstDay ? { lastDay: firstDay } : {}) })
          }
        />
        <DateField
          label={t('lastDay')}
          value={props.exception.lastDay}
          onChange={lastDay => props.onChange({ lastDay })}
        />
        <TextField
          label={`${t(isClosure() ? 'closure' : 'opening')} : ${t('reason').toLowerCase()}`}
          maxLength={500}
          value={props.exception.reason}
          onInput={event => props.onChange({ reason: event.currentTarget.value })}
        />
        <IconButton label={t('removeException', name())} onClick={() => props.onRemove()}>
          <IconX aria-hidden="true" class="size-4" />
        </IconButton>
        <Show when={!isClosure()}>
          <TimeField
            label={t('opensAt')}
            value={clockOf(props.exception.opensMinute ?? 0)}
            onChange={clock => props.onChange({ opensMinute: minuteOf(clock) })}
          />
          <TimeField
            label={t('closesAt')}
            from="00:15"
            to="24:00"
            value={clockOf(props.exception.closesMinute ?? 0)}
            onChange={clock => props.onChange({ closesMinute: minuteOf(clock) })}
          />
        </Show>
      </fieldset>
    </li>
  );
}
