import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, lazy, Show } from 'solid-js';
import IconUserPlus from '~icons/lucide/user-plus';
import IconX from '~icons/lucide/x';
import type { Attendee, Attendees as AttendeeList, AttendeeState } from '../../shared/attendee.ts';
import type { Booking } from '../../shared/booking.ts';
import type { ChangeScope } from '../../shared/words.ts';
import { api, call, once } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { Badge, type BadgeTone } from '../ui/Badge.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Each } from '../ui/Each.tsx';
import { say } from '../ui/LiveText.tsx';
import { Section } from '../ui/Page.tsx';
import { Loaded, Skeleton } from '../ui/states.tsx';
import { attendeeWords } from './attendee-words.ts';
import { ScopeField } from './ScopeField.tsx';

const InviteDialog = lazy(() => import('./InviteDialog.tsx'));
const ConfirmDialog = lazy(() => import('../ui/ConfirmDialog.tsx').then(one => ({ default: one.ConfirmDialog })));

const tones: Record<AttendeeState, BadgeTone> = {
  needs_action: 'quiet',
  accepted: 'good',
  tentative: 'waiting',
  declined: 'danger',
};

/** Who is invited to a booking and what they answered; whoever may change it adds and removes people here. */
export default function Attendees(props: { booking: Booking }) {
  const t = useWords(attendeeWords);
  const client = useQueryClient();
  const key = () => ['bookings', 'attendees', props.booking.id];
  const query = useQuery(() => ({
    queryKey: key(),
    queryFn: () => call(api.bookings[':id'].attendees.$get({ param: { id: props.booking.id } })),
  }));
  const [inviting, setInviting] = createSignal(false);
  const [leaving, setLeaving] = createSignal<Attendee | null>(null);
  const show = (list: AttendeeList) => client.setQueryData(key(), list);
  return (
    <Section
      title={t('title')}
      actions={
        <Show when={query.data?.may.change}>
          <Button icon={<IconUserPlus aria-hidden="true" class="size-4" />} onClick={() => setInviting(true)}>
            {t('invite')}
          </Button>
        </Show>
      }
    >
      <Loaded query={query} skeleton={<Skeleton rows={2} />}>
        {list => (
          <Show when={list().items.length > 0} fallback={<p class="text-muted">{t('nobody')}</p>}>
            <ul class="divide-y divide-line">
              <Each items={list().items} by={one => one.id}>
                {one => (
                  <li class="flex items-center gap-3 py-2">
                    <span class="min-w-0 flex-1">
                      <span class="block font-semibold wrap-anywhere">{one().name}</span>
                      <Show when={one().email}>
                        <span class="block text-sm text-muted wrap-anywhere">{one().email}</span>
                      </Show>
                    </span>
                    <Badge tone={tones[one().state]}>{t(`states.${one().state}`)}</Badge>
                    <Show when={list().may.change}>
                      <IconButton label={t('remove', one().name)} onClick={() => setLeaving(one())}>
                        <IconX aria-hidden="true" class="size-4" />
                      </IconButton>
                    </Show>
                  </li>
                )}
              </Each>
            </ul>
          </Show>
        )}
      </Loaded>
      <Show when={inviting()}>
        <InviteDialog booking={props.booking} onInvited={show} onClose={() => setInviting(false)} />
      </Show>
      <Show when={leaving()}>
        {attendee => (
          <Removal booking={props.booking} attendee={attendee()} onRemoved={show} onClose={() => setLeaving(null)} />
        )}
      </Show>
    </Section>
  );
}

function Removal(props: {
  booking: Booking;
  attendee: Attendee;
  onRemoved: (list: AttendeeList) => void;
  onClose: () => void;
}) {
  const t = useWords(attendeeWords);
  const [scope, setScope] = createSignal<ChangeScope>('this');
  const remove = async () => {
    const param = { id: props.booking.id, attendeeId: props.attendee.id };
    const request = { param, query: { scope: scope() } };
    props.onRemoved(await call(api.bookings[':id'].attendees[':attendeeId'].$delete(request, once())));
    say(t('removed', props.attendee.name));
  };
  return (
    <ConfirmDialog
      danger
      title={t('removeTitle', props.attendee.name)}
      confirm={t('remove', props.attendee.name)}
      act={remove}
      onClose={() => props.onClose()}
    >
      <p>{t('removeText')}</p>
      <Show when={props.booking.seriesId}>
        <ScopeField value={scope()} onChange={setScope} />
      </Show>
    </ConfirmDialog>
  );
}
