import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import IconCopy from '~icons/lucide/copy';
import IconOpen from '~icons/lucide/external-link';
import IconMove from '~icons/lucide/move';
import IconChange from '~icons/lucide/pencil';
import IconCancel from '~icons/lucide/trash-2';
import type { Booking } from '../../shared/booking.ts';
import { api, call } from '../api.ts';
import { changeInForm, useActing } from '../bookings/acting.tsx';
import { StatusBadge } from '../bookings/StatusBadge.tsx';
import { standingOf } from '../bookings/status.ts';
import { useWords } from '../i18n/locale.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { useBoard } from './board.ts';
import { CardFrame } from './CardFrame.tsx';
import type { Card, Choice } from './choice.ts';
import { isMovable } from './press.ts';
import { useSentences } from './sentences.ts';
import { planningWords } from './words.ts';

/** Who, what and when, as much as one may see of it, and what one may do. */
export default function BookingCard(props: {
  card: Extract<Card, { kind: 'booking' }>;
  choice: Choice;
  isPhone: boolean;
  onTake: (how: 'move' | 'copy') => void;
}) {
  const board = useBoard();
  const t = useWords(planningWords);
  const say = useSentences(() => board.scale().zone);
  const bar = () => props.card.bar;
  const id = () => bar().claim?.bookingId;
  const query = useQuery(() => ({
    queryKey: ['bookings', 'one', id()],
    queryFn: () => call(api.bookings[':id'].$get({ param: { id: id() ?? '' } })),
    enabled: id() !== undefined,
  }));
  const booking = () => (query.isPending ? undefined : query.data?.booking);
  const close = () => props.choice.closeCard();
  const title = () => {
    const { claim, block, more } = bar();
    if (block) return block.reason || t(`block.${block.kind}`);
    return claim ? (claim.title ?? t('taken')) : t('moreHere', more ?? 0);
  };
  return (
    <CardFrame
      title={title()}
      anchor={props.card.anchor}
      isPhone={props.isPhone}
      onClose={close}
      returnFocus={props.choice.focusGrid}
    >
      <p class="font-semibold">{say.time(bar())}</p>
      <p class="text-sm text-muted">{props.card.row.name}</p>
      <Show when={bar().claim}>
        {claim => (
          <div class="mt-2 flex flex-wrap items-center gap-2 text-sm">
            <StatusBadge standing={standingOf(booking() ?? claim(), board.now())} />
            <Show when={claim().quantity > 1}>
              <span>{t('units', claim().quantity)}</span>
            </Show>
            <span>{claim().organisationName ?? t('notForYou')}</span>
          </div>
        )}
      </Show>
      <Show when={booking()}>
        {one => (
          <>
            <p class="mt-1 text-sm text-muted">{one().personName}</p>
            <Show when={one().purpose}>
              <p class="mt-2 text-sm">{one().purpose}</p>
            </Show>
            <Show when={one().lines.length > 1}>
              <ul class="mt-2 list-disc pl-5 text-sm">
                <For each={one().lines}>{line => <li>{line.resourceName}</li>}</For>
              </ul>
            </Show>
          </>
        )}
      </Show>
      <Show when={id()}>
        <div class="mt-3 flex flex-wrap gap-2">
          <LinkButton href={`/bookings/${id()}`} icon={<IconOpen aria-hidden="true" class="size-4" />}>
            {t('open')}
          </LinkButton>
          <Show when={isMovable(bar(), props.card.row)}>
            <Button icon={<IconMove aria-hidden="true" class="size-4" />} onClick={() => props.onTake('move')}>
              {t('move')}
            </Button>
            <Button icon={<IconCopy aria-hidden="true" class="size-4" />} onClick={() => props.onTake('copy')}>
              {t('copy')}
            </Button>
          </Show>
          <Show when={booking()}>{one => <Changes booking={one()} choice={props.choice} />}</Show>
        </div>
      </Show>
    </CardFrame>
  );
}

function Changes(props: { booking: Booking; choice: Choice }) {
  const t = useWords(planningWords);
  const acting = useActing(() => props.booking);
  const change = () => {
    props.choice.setCard(null);
    changeInForm(props.booking, props.choice.focusGrid);
  };
  const cancel = () => {
    // What is asked first is asked over the card.
    if (!acting.asksBeforeCancel()) props.choice.closeCard();
    acting.cancel();
  };
  return (
    <>
      <Show when={props.booking.may.change}>
        <Button icon={<IconChange aria-hidden="true" class="size-4" />} onClick={change}>
          {t('change')}
        </Button>
      </Show>
      <Show when={props.booking.may.cancel}>
        <Button icon={<IconCancel aria-hidden="true" class="size-4" />} onClick={cancel}>
          {t('cancel')}
        </Button>
      </Show>
      <acting.Dialogs />
    </>
  );
}
