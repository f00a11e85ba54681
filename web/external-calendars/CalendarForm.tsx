import { createSignal, Show } from 'solid-js';
import type { ExternalCalendar } from '../../shared/external-calendar.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { CheckField, TextField } from '../ui/Field.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { type CaredFor, findCaredFor, useCalendarActs } from './data.ts';
import { externalWords } from './words.ts';

const anAddress = /^(?:https?|webcals?):\/\/\S+$/i;

/** Adds a calendar, or changes one: its name, its address, and whether titles are kept. */
export function CalendarForm(props: {
  calendar?: ExternalCalendar;
  /** The resource that it is for, where that is known. */
  resource?: CaredFor | undefined;
  onDone: (calendar: ExternalCalendar) => void;
  onClose: () => void;
}) {
  const [t, ui] = [useWords(externalWords), useWords(uiWords)];
  const { me } = useMe();
  const acts = useCalendarActs();
  const { busy, problem, run } = useAct();
  const [resource, setResource] = createSignal<CaredFor | undefined>(props.resource);
  const [name, setName] = createSignal(props.calendar?.name ?? '');
  const [address, setAddress] = createSignal('');
  const [withTitles, setWithTitles] = createSignal(props.calendar?.detail === 'title');
  const [tried, setTried] = createSignal(false);

  const nameError = () => (tried() && name().trim() === '' ? ui('required') : undefined);
  const resourceError = () => (tried() && !props.calendar && !resource() ? ui('required') : undefined);
  const addressError = () => {
    const isKept = props.calendar !== undefined && address().trim() === '';
    return tried() && !isKept && !anAddress.test(address().trim()) ? t('addressWrong') : undefined;
  };
  const isWhole = () => !nameError() && !resourceError() && !addressError();

  const save = async () => {
    setTried(true);
    if (!isWhole()) return;
    await run(async () => {
      const detail = withTitles() && !resource()?.isPerson ? ('title' as const) : ('busy' as const);
      const asked = { name: name().trim(), detail };
      const given = address().trim();
      const done = props.calendar
        ? await acts.change(props.calendar, { ...asked, ...(given ? { address: given } : {}) })
        : await acts.add({ ...asked, address: given, resourceId: resource()?.value ?? '' });
      props.onDone(done.calendar);
    });
  };

  return (
    <Dialog
      open
      title={props.calendar ? t('change') : t('add')}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('cancel')}</Button>
          <Button look="primary" type="submit" form="calendar-form" busy={busy()}>
            {props.calendar ? ui('save') : ui('add')}
          </Button>
        </>
      }
    >
      <form
        id="calendar-form"
        class="flex flex-col gap-4"
        novalidate
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        <Show when={!props.calendar}>
          <Combobox
            label={t('resource')}
            hint={t('resourceHint')}
            error={resourceError()}
            selected={[resource()].filter(one => one !== undefined)}
            onChange={([one]) => setResource(one as CaredFor | undefined)}
            search={text => findCaredFor(text, me().person.id)}
          />
        </Show>
        <TextField
          label={t('name')}
          hint={t('nameHint')}
          error={nameError()}
          maxLength={100}
          value={name()}
          onInput={event => setName(event.currentTarget.value)}
        />
        <TextField
          label={t('address')}
          hint={props.calendar ? t('newAddressHint', props.calendar.addressHint) : t('addressHint')}
          error={addressError()}
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          maxLength={2000}
          placeholder="https://…/basic.ics"
          value={address()}
          onInput={event => setAddress(event.currentTarget.value)}
        />
        <Show when={!resource()?.isPerson} fallback={<p class="text-sm text-muted">{t('peopleHint')}</p>}>
          <CheckField
            label={t('keepTitles')}
            hint={t('keepTitlesHint')}
            checked={withTitles()}
            onChange={event => setWithTitles(event.currentTarget.checked)}
          />
        </Show>
        <ProblemNotice problem={problem()} />
      </form>
    </Dialog>
  );
}
