import { DatePicker as Ark, type DateValue, parseDate } from '@ark-ui/solid/date-picker';
import { createSignal, For, splitProps } from 'solid-js';
import IconCalendar from '~icons/lucide/calendar';
import IconLeft from '~icons/lucide/chevron-left';
import IconRight from '~icons/lucide/chevron-right';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { Field, type FieldProps, inputClass } from './Field.tsx';
import { readTypedDay } from './typed-day.ts';
import { uiWords } from './words.ts';

interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (day: string) => void;
  /** The first and the last day that the calendar offers, `YYYY-MM-DD`. What is typed beyond them is the form's to judge. */
  min?: string;
  max?: string;
  disabled?: boolean;
}

/**
 * A day, typed or picked. Typing takes what people write (`12/11`, `12 nov`, `jeudi`, `demain`: see typed-day.ts); what is
 * understood replaces it when the field is left, with its weekday. Import it lazily: it brings Ark UI.
 */
export function DateField(props: DateFieldProps) {
  const [field, own] = splitProps(props, ['label', 'hint', 'error', 'labelHidden', 'optional', 'class']);
  const t = useWords(uiWords);
  const { locale } = useLanguage();
  const format = useFormat();
  const [misread, setMisread] = createSignal(false);
  const shown = () => (own.value ? format.date(own.value) : '');
  // The picker tells of a value that it was given as if somebody had picked it, and late: only what is picked while it is open counts.
  let isPicking = false;
  const read = (input: HTMLInputElement) => {
    const text = input.value.trim();
    const day = text === '' ? '' : text === shown() ? own.value : readTypedDay(text, todayHere());
    setMisread(day === undefined);
    if (day === undefined) return;
    if (day !== own.value) own.onChange(day);
    input.value = shown();
  };
  const limits = () => ({
    ...(own.min ? { min: parseDate(own.min) } : {}),
    ...(own.max ? { max: parseDate(own.max) } : {}),
  });

  return (
    <Field {...field} error={misread() ? t('dayMisread') : field.error}>
      {ids => (
        <Ark.Root
          locale={locale() === 'fr' ? 'fr-FR' : 'en-GB'}
          startOfWeek={1}
          maxView="day"
          positioning={{ strategy: 'fixed', placement: 'bottom-end' }}
          value={own.value ? [parseDate(own.value)] : []}
          onOpenChange={({ open }) => {
            if (open) isPicking = true;
            else
              setTimeout(() => {
                isPicking = false;
              });
          }}
          onValueChange={change => {
            if (!isPicking) return;
            const day = change.valueAsString.length > 0 && change.value[0]?.toString();
            if (day && day !== own.value) own.onChange(day);
            setMisread(false);
          }}
          translations={{
            trigger: () => t('openCalendar'),
            prevTrigger: () => t('previousMonth'),
            nextTrigger: () => t('nextMonth'),
            dayCell: cell => cell.valueText,
            content: t('calendar'),
          }}
          disabled={own.disabled ?? false}
          lazyMount
          unmountOnExit
          {...limits()}
        >
          <Ark.Control class="relative">
            <input
              {...ids}
              type="text"
              autocomplete="off"
              disabled={own.disabled}
              class={`${inputClass} pr-11`}
              value={shown()}
              placeholder={t('dayPlaceholder')}
              onFocus={event => event.currentTarget.select()}
              onChange={event => read(event.currentTarget)}
              onKeyDown={event => event.key === 'Enter' && read(event.currentTarget)}
            />
            <Ark.Trigger class="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-md text-muted hover:text-ink">
              <IconCalendar aria-hidden="true" class="size-5" />
            </Ark.Trigger>
          </Ark.Control>
          {/* In place and not in a portal: a dialog hides from assistive technology all that lies outside of it. */}
          <Ark.Positioner class="z-[60]!">
            <Month />
          </Ark.Positioner>
        </Ark.Root>
      )}
    </Field>
  );
}

const turn = 'grid size-11 pointer-fine:size-9 place-items-center rounded-md hover:bg-sunken disabled:opacity-55';

function Month() {
  return (
    <Ark.Content class="rounded-md border border-line bg-surface p-2 shadow-over">
      <Ark.View view="day">
        <Ark.Context>
          {picker => (
            <>
              <Ark.ViewControl class="flex items-center justify-between gap-2 pb-1">
                <Ark.PrevTrigger class={turn}>
                  <IconLeft aria-hidden="true" class="size-5" />
                </Ark.PrevTrigger>
                <Ark.RangeText class="font-semibold first-letter:uppercase" aria-live="polite" />
                <Ark.NextTrigger class={turn}>
                  <IconRight aria-hidden="true" class="size-5" />
                </Ark.NextTrigger>
              </Ark.ViewControl>
              <Ark.Table class="border-collapse text-center">
                <Ark.TableHead>
                  <Ark.TableRow>
                    <For each={picker().weekDays}>
                      {day => (
                        <Ark.TableHeader class="size-9 text-xs font-semibold text-muted" aria-label={day.long}>
                          {day.narrow}
                        </Ark.TableHeader>
                      )}
                    </For>
                  </Ark.TableRow>
                </Ark.TableHead>
                <Ark.TableBody>
                  <For each={picker().weeks}>
                    {week => (
                      <Ark.TableRow>
                        <For each={week}>{day => <Day value={day} />}</For>
                      </Ark.TableRow>
                    )}
                  </For>
                </Ark.TableBody>
              </Ark.Table>
            </>
          )}
        </Ark.Context>
      </Ark.View>
    </Ark.Content>
  );
}

function Day(props: { value: DateValue }) {
  return (
    <Ark.TableCell value={props.value} class="p-0">
      <Ark.TableCellTrigger class="grid size-11 pointer-fine:size-9 cursor-pointer place-items-center rounded-md tabular-nums hover:bg-primary-soft data-disabled:cursor-not-allowed data-disabled:text-muted data-disabled:line-through data-outside-range:invisible data-today:font-bold data-today:underline data-selected:bg-primary data-selected:text-on-primary">
        {props.value.day}
      </Ark.TableCellTrigger>
    </Ark.TableCell>
  );
}

/** The day that the reader's own clock shows: typed days are near it. */
function todayHere(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
