import { useQueryClient } from '@tanstack/solid-query';
import { createEffect, createSignal, For, onCleanup, Show } from 'solid-js';
import type { Availability } from '../../shared/planning.ts';
import { fold } from '../../shared/text.ts';
import { book } from '../bookings/book.ts';
import { organisationFor } from '../bookings/form/on-behalf.ts';
import { openBookingForm } from '../bookings/form-state.tsx';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Button } from '../ui/Button.tsx';
import { BusyLine } from '../ui/states.tsx';
import { instantsOf, useFree, useUnderstanding } from './quick-data.ts';
import { quickWords } from './quick-words.ts';
import { UnderstoodFields } from './UnderstoodFields.tsx';
import type { Understood } from './understand.ts';

const shown = 5;
const quietMilliseconds = 200;

/**
 * Books by a sentence: shows how it is understood, each part to be corrected, and what is free then. Nothing is stored before
 * one of them is pressed. Import it lazily, and mount it under the field in which the sentence is typed.
 */
export default function QuickAdd(props: { query: string; onDone: () => void }) {
  const t = useWords(quickWords);
  const sentence = useQuiet(() => props.query);
  const understood = useUnderstanding(sentence);
  const [corrected, correct] = createSignal<Understood>();
  // A new sentence is understood anew; what was corrected belongs to the old one.
  createEffect(() => correct(understood()));
  const free = useFree(corrected);
  const items = () => {
    const words = corrected()?.words.split(' ').filter(Boolean) ?? [];
    const isNamed = (one: Availability) => words.length > 0 && words.every(word => fold(one.name).includes(word));
    const all = free.isPending || free.isError ? [] : free.data.items;
    return all.toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a))).slice(0, shown);
  };
  return (
    <Show when={corrected()} fallback={<BusyLine>{t('looking')}</BusyLine>}>
      {now => (
        <div class="flex flex-col gap-3">
          <UnderstoodFields understood={now()} onCorrect={change => correct(one => one && { ...one, ...change })} />
          <section aria-label={t('found')} aria-busy={free.isFetching}>
            <h3 class="mb-1 text-sm font-semibold">{t('found')}</h3>
            <Show when={items().length > 0} fallback={<Nothing busy={free.isFetching} />}>
              <ul class="divide-y divide-line rounded-md border border-line">
                <For each={items()}>{one => <FreeRow one={one} understood={now()} onDone={props.onDone} />}</For>
              </ul>
            </Show>
          </section>
        </div>
      )}
    </Show>
  );
}

function Nothing(props: { busy: boolean }) {
  const t = useWords(quickWords);
  return (
    <p role="status" class="text-sm text-muted">
      {props.busy ? t('looking') : t('nothing')}
    </p>
  );
}

/** One press books, another opens the form with all of it. */
function FreeRow(props: { one: Availability; understood: Understood; onDone: () => void }) {
  const t = useWords(quickWords);
  const client = useQueryClient();
  const { me } = useMe();
  const draft = () => {
    const { from, to } = instantsOf(props.understood);
    const lines = [{ resourceId: props.one.resourceId, quantity: props.understood.quantity }];
    return { startsAt: from, endsAt: to, lines };
  };
  const open = () => {
    props.onDone();
    openBookingForm(draft());
  };
  const bookNow = () => {
    const wanted = draft();
    const organisationId = organisationFor(me().affiliations, []);
    const organisationName =
      me().affiliations.find(one => one.organisationId === organisationId)?.organisationName ?? '';
    props.onDone();
    void book(client, {
      body: { ...wanted, organisationId, title: organisationName },
      draft: { ...wanted, organisationId },
      times: [{ startsAt: wanted.startsAt, endsAt: wanted.endsAt }],
      skipped: 0,
      waits: props.one.needsApproval,
      organisationName,
    });
  };
  return (
    <li class="flex flex-wrap items-center justify-end gap-2 py-1.5 pl-3 pr-1.5">
      <p class="min-w-40 flex-1 text-sm">
        <span class="font-semibold">{props.one.name}</span>
        <Show when={props.one.needsApproval}>
          <span class="text-muted"> · {t('onRequest')}</span>
        </Show>
      </p>
      <Button look="quiet" aria-label={t('moreOf', props.one.name)} onClick={open}>
        {t('more')}
      </Button>
      <Button aria-label={t(props.one.needsApproval ? 'askOf' : 'bookOf', props.one.name)} onClick={bookNow}>
        {t(props.one.needsApproval ? 'ask' : 'book')}
      </Button>
    </li>
  );
}

/** What is typed, once the fingers rest. */
function useQuiet(value: () => string): () => string {
  const [quiet, setQuiet] = createSignal(value());
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(() => {
    const next = value();
    clearTimeout(timer);
    timer = setTimeout(() => setQuiet(next), quietMilliseconds);
  });
  onCleanup(() => clearTimeout(timer));
  return quiet;
}
