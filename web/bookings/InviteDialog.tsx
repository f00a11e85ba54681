import { createSignal, Show } from 'solid-js';
import type { Attendees, NewAttendee } from '../../shared/attendee.ts';
import type { Booking } from '../../shared/booking.ts';
import type { ChangeScope } from '../../shared/words.ts';
import { api, call, once } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { Combobox, type ComboboxItem } from '../ui/Combobox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { say } from '../ui/LiveText.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { ProblemNotice } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.ts';
import { uiWords } from '../ui/words.ts';
import { attendeeWords } from './attendee-words.ts';
import { ScopeField } from './ScopeField.tsx';

const lettersNeeded = 3;

/** Invites one person: somebody of the network, or a name and an address from outside. */
export default function InviteDialog(props: {
  booking: Booking;
  onInvited: (list: Attendees) => void;
  onClose: () => void;
}) {
  const t = useWords(attendeeWords);
  const ui = useWords(uiWords);
  const { busy, problem, run } = useAct();
  const [from, setFrom] = createSignal<'inside' | 'outside'>('inside');
  const [person, setPerson] = createSignal<ComboboxItem[]>([]);
  const [name, setName] = createSignal('');
  const [email, setEmail] = createSignal('');
  const [scope, setScope] = createSignal<ChangeScope>('this');
  const [asked, setAsked] = createSignal(false);
  const hasEmail = () => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email().trim());

  const chosen = (): { label: string; attendee: NewAttendee } | null => {
    const [known] = person();
    if (from() === 'inside') return known ? { label: known.label, attendee: { personId: known.value } } : null;
    if (!name().trim() || !hasEmail()) return null;
    return { label: name().trim(), attendee: { name: name().trim(), email: email().trim() } };
  };
  const invite = async (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    const who = chosen();
    if (!who) return;
    const json = { attendees: [who.attendee], scope: scope() };
    const param = { id: props.booking.id };
    const done = await run(async () => {
      props.onInvited(await call(api.bookings[':id'].attendees.$post({ param, json }, once())));
    });
    if (!done) return;
    say(t('invited', who.label));
    props.onClose();
  };
  return (
    <Dialog
      open
      title={t('inviteTitle')}
      onClose={() => props.onClose()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{ui('cancel')}</Button>
          <Button type="submit" form="invite" look="primary" busy={busy()}>
            {t('send')}
          </Button>
        </>
      }
    >
      <form id="invite" class="flex flex-col gap-4" noValidate onSubmit={event => void invite(event)}>
        <p class="text-sm text-muted">{t('inviteHint')}</p>
        <Segmented
          class="self-start"
          label={t('from')}
          value={from()}
          options={[
            { value: 'inside', label: t('inside') },
            { value: 'outside', label: t('outside') },
          ]}
          onChange={setFrom}
        />
        <Show
          when={from() === 'outside'}
          fallback={
            <Combobox
              label={t('person')}
              hint={t('personHint')}
              minLetters={lettersNeeded}
              selected={person()}
              onChange={setPerson}
              search={findPeople}
              error={asked() && person().length === 0 ? t('personNeeded') : undefined}
            />
          }
        >
          <TextField
            label={t('name')}
            autocomplete="off"
            maxLength={120}
            value={name()}
            onInput={event => setName(event.currentTarget.value)}
            error={asked() && !name().trim() ? t('nameNeeded') : undefined}
          />
          <TextField
            label={t('email')}
            type="email"
            autocomplete="off"
            maxLength={254}
            value={email()}
            onInput={event => setEmail(event.currentTarget.value)}
            error={asked() && !hasEmail() ? t('emailNeeded') : undefined}
          />
        </Show>
        <Show when={props.booking.seriesId}>
          <ScopeField value={scope()} onChange={setScope} />
        </Show>
        <ProblemNotice problem={problem()} />
      </form>
    </Dialog>
  );
}

async function findPeople(text: string, signal: AbortSignal): Promise<ComboboxItem[]> {
  if (text.replace(/\s/g, '').length < lettersNeeded) return [];
  const found = await call(api.people.$get({ query: { q: text } }, { init: { signal } }));
  return found.items.map(one => ({
    value: one.id,
    label: one.name,
    detail: one.affiliations.map(place => place.organisationName).join(', '),
  }));
}
