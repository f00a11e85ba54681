import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { isConflict } from '../../shared/finding-codes.ts';
import { api, call } from '../api.ts';
import { resourceQuery } from '../bookings/form/model.ts';
import { organisationFor } from '../bookings/form/on-behalf.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice, Skeleton } from '../ui/states.tsx';
import { WaitButton } from '../waiting/WaitButton.tsx';
import { nearestFree, type Stretch } from './against.ts';
import { useBoard } from './board.ts';
import { CardFrame } from './CardFrame.tsx';
import type { Card, Choice } from './choice.ts';
import { useSentences } from './sentences.ts';
import { planningWords } from './words.ts';

/** Why a time cannot be booked: every reason that the server knows, the nearest time that is free, and the waiting list. */
export default function WhyCard(props: { card: Extract<Card, { kind: 'why' }>; choice: Choice; isPhone: boolean }) {
  const board = useBoard();
  const t = useWords(planningWords);
  const say = useSentences(() => board.scale().zone);
  const query = useQuery(() => {
    const { resourceId, from, to } = props.card.stretch;
    const asked = { resourceId: [resourceId], from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    return {
      queryKey: ['availability', 'why', asked],
      queryFn: () => call(api.availability.$get({ query: asked })),
    };
  });
  const answer = () => (query.isPending ? undefined : query.data?.items[0]);
  const wait = useWaitFor(
    () => props.card.stretch,
    () => isConflict(answer()?.reasons ?? []),
  );
  const nearest = () => nearestFree(props.card.row, props.card.stretch, board.now());
  const close = () => props.choice.closeCard();
  const take = (span: { from: number; to: number }) => {
    close();
    props.choice.choose({ resourceId: props.card.row.resourceId, ...span });
  };
  return (
    <CardFrame
      title={answer()?.free ? t('freeAfterAll') : t('whyNot')}
      anchor={props.card.anchor}
      isPhone={props.isPhone}
      onClose={close}
      returnFocus={props.choice.focusGrid}
    >
      <p class="text-sm text-muted">
        {props.card.row.name}, {say.time(props.card.stretch)}
      </p>
      <Show when={!query.error} fallback={<Notice tone="danger">{query.error?.message}</Notice>}>
        <Show when={answer()} fallback={<Skeleton rows={1} class="mt-2" />}>
          {one => (
            <ul class="mt-2 flex flex-col gap-1.5">
              <For each={one().reasons}>
                {reason => (
                  <li>
                    <Notice tone={reason.severity === 'block' ? 'danger' : 'waiting'}>{reason.message}</Notice>
                  </li>
                )}
              </For>
            </ul>
          )}
        </Show>
      </Show>
      <Show when={answer()?.free}>
        <Button look="primary" class="mt-3" onClick={() => take(props.card.stretch)}>
          {t('book')}
        </Button>
      </Show>
      <Show when={!answer()?.free && nearest()}>
        {span => (
          <div class="mt-3">
            <p class="text-sm font-semibold">{t('nearest')}</p>
            <Button look="primary" class="mt-1" onClick={() => take(span())}>
              {say.time(span())}
            </Button>
          </div>
        )}
      </Show>
      <Show when={wait()}>
        {wanted => (
          <div class="mt-3">
            <WaitButton wanted={wanted()} onMine={close} />
          </div>
        )}
      </Show>
    </CardFrame>
  );
}

/** What joining the waiting list from here asks for: one unit, for whom the form would book it, under their name. */
function useWaitFor(stretch: () => Stretch, isFull: () => boolean) {
  const { me } = useMe();
  const { locale } = useLanguage();
  const query = useQuery(() => ({ ...resourceQuery(stretch().resourceId, locale()), enabled: isFull() }));
  return () => {
    if (!isFull() || !query.isSuccess) return undefined;
    const { resourceId, from, to } = stretch();
    const organisationId = organisationFor(me().affiliations, [query.data]);
    const own = me().affiliations.find(one => one.organisationId === organisationId);
    if (!own) return undefined;
    const times = { startsAt: new Date(from).toISOString(), endsAt: new Date(to).toISOString() };
    return { organisationId, resourceId, quantity: 1, title: own.organisationName, ...times };
  };
}
