import { createEffect, createMemo, createSignal, on, Show } from 'solid-js';
import IconInbox from '~icons/lucide/inbox';
import type { Approval } from '../../shared/approval.ts';
import { useWords } from '../i18n/locale.tsx';
import { useNow } from '../live/now.ts';
import { usePageShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/Button.tsx';
import { Each } from '../ui/Each.tsx';
import { say } from '../ui/LiveText.tsx';
import { useMedia } from '../ui/media.ts';
import { EmptyState, Notice } from '../ui/states.tsx';
import { decidedHere } from './acts.ts';
import { BulkBar, BulkOutcome, type BulkResult } from './Bulk.tsx';
import { DecidePanel, type Deciding } from './DecidePanel.tsx';
import { RequestRow } from './RequestRow.tsx';
import { lastDecider } from './reads.ts';
import { requestWords } from './words.ts';

/** The list of what waits, the one in hand with all that its decision needs, and the keys that go with them. */
export function Inbox(props: { items: Approval[] }) {
  const t = useWords(requestWords);
  const now = useNow();
  // The one in hand is beside the list where there is room for both, under its row where there is not.
  const wide = useMedia('(width >= 64rem)');
  const inHand = useInHand(() => props.items, wide);
  const [selected, setSelected] = createSignal<string[]>([]);
  const [result, setResult] = createSignal<BulkResult | null>(null);
  const chosen = createMemo(() => props.items.filter(one => selected().includes(one.booking.id)));
  const toggle = (id: string) => setSelected(ids => (ids.includes(id) ? ids.filter(one => one !== id) : [...ids, id]));
  let deciding: Deciding | undefined;

  usePageShortcuts({
    j: () => inHand.step(1),
    k: () => inHand.step(-1),
    a: () => inHand.current() && deciding?.approve(),
    d: () => inHand.current() && deciding?.decline(),
    x: () => {
      const one = inHand.current();
      if (one) toggle(one.booking.id);
    },
  });
  const panel = () => (
    <Show when={inHand.current()?.booking.id} keyed>
      {_ => (
        <Show when={inHand.current()}>
          {approval => (
            <DecidePanel
              approval={approval()}
              now={now()}
              ref={acts => {
                deciding = acts;
              }}
            />
          )}
        </Show>
      )}
    </Show>
  );
  return (
    <>
      <Show when={inHand.gone()}>
        {sentence => (
          <Notice class="mb-4 flex flex-wrap items-center justify-between gap-2">
            <span>{sentence()}</span>
            <Button look="quiet" onClick={inHand.seen}>
              {t('dismiss')}
            </Button>
          </Notice>
        )}
      </Show>
      <Show when={result()}>{outcome => <BulkOutcome result={outcome()} onSeen={() => setResult(null)} />}</Show>
      <Show when={props.items.length > 0} fallback={<NothingToDecide />}>
        <BulkBar
          chosen={chosen()}
          all={props.items.length}
          onAll={() => setSelected(props.items.map(one => one.booking.id))}
          onNone={() => setSelected([])}
          onDone={outcome => {
            setSelected([]);
            setResult(outcome);
          }}
        />
        <div class="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <ul aria-label={t('list')} class="flex flex-col gap-2">
            <Each items={props.items} by={one => one.booking.id}>
              {approval => (
                <RequestRow
                  approval={approval()}
                  now={now()}
                  current={inHand.current()?.booking.id === approval().booking.id}
                  selected={selected().includes(approval().booking.id)}
                  onSelect={() => toggle(approval().booking.id)}
                  onOpen={() => inHand.take(approval().booking.id)}
                >
                  <Show when={!wide() && inHand.current()?.booking.id === approval().booking.id}>{panel()}</Show>
                </RequestRow>
              )}
            </Each>
          </ul>
          <Show when={wide() && inHand.current()}>
            {approval => (
              <section
                aria-label={approval().booking.title}
                class="sticky top-[calc(var(--bar-height)+1rem)] max-h-[calc(100dvh-var(--bar-height)-2rem)] overflow-y-auto rounded-lg border border-line bg-surface p-5 shadow-raised"
                tabIndex={-1}
              >
                <h2 class="mb-3">{approval().booking.title}</h2>
                {panel()}
              </section>
            )}
          </Show>
        </div>
      </Show>
    </>
  );
}

function NothingToDecide() {
  const t = useWords(requestWords);
  return (
    <EmptyState icon={<IconInbox aria-hidden="true" />} title={t('emptyTitle')}>
      {t('emptyText')}
    </EmptyState>
  );
}

/** Which request is in hand. On a desk one always is; when somebody else decides it, that is said, and the next one follows. */
function useInHand(items: () => Approval[], wide: () => boolean) {
  const t = useWords(requestWords);
  const [taken, setTaken] = createSignal<{ id: string; title: string; index: number } | null>(null);
  const [gone, setGone] = createSignal<string | null>(null);
  const current = createMemo(() => items().find(one => one.booking.id === taken()?.id));

  const take = (id: string, focus = false) => {
    const index = items().findIndex(one => one.booking.id === id);
    const one = items()[index];
    if (!one) return;
    setTaken(last => (!wide() && !focus && last?.id === id ? null : { id, title: one.booking.title, index }));
    if (focus) queueMicrotask(() => document.getElementById(`request-${id}`)?.focus());
  };
  const tellGone = async ({ id, title }: { id: string; title: string }) => {
    const who = await lastDecider(id);
    const sentence = who ? t('goneBy', title, who) : t('gone', title);
    setGone(sentence);
    say(sentence);
  };
  createEffect(
    on(items, list => {
      const last = taken();
      if (last && list.some(one => one.booking.id === last.id)) return;
      if (last && !decidedHere.has(last.id)) void tellGone(last);
      const next = list[Math.min(last?.index ?? 0, list.length - 1)];
      const hadFocus = last !== null && (document.activeElement === document.body || document.activeElement === null);
      setTaken(null);
      if (next && (wide() || last)) take(next.booking.id, hadFocus);
    }),
  );
  return {
    current,
    gone,
    seen: () => setGone(null),
    take: (id: string) => take(id),
    step(by: number) {
      const index = items().findIndex(one => one.booking.id === taken()?.id);
      const next = items()[Math.max(0, Math.min(items().length - 1, index + by))];
      if (next) take(next.booking.id, true);
    },
  };
}
