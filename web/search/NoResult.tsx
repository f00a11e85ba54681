import { createMemo, For, Show } from 'solid-js';
import IconSearch from '~icons/lucide/search-x';
import { useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState, Skeleton } from '../ui/states.tsx';
import { useWithoutEach } from './data.ts';
import type { ChangeNeeds } from './NeedsForm.tsx';
import { type Need, type Needs, needsIn } from './needs.ts';
import { findWords } from './words.ts';

/** Nothing matches: which need keeps most away, and what there would be without it, one click each. */
export function NoResult(props: {
  needs: Needs;
  labelOf: (need: Need) => string;
  onChange: ChangeNeeds;
  onClear: () => void;
}) {
  const t = useWords(findWords);
  const without = useWithoutEach(() => needsIn(props.needs));
  const waysOut = createMemo(() =>
    without
      .flatMap(one => (one.data && one.data.count > 0 ? [one.data] : []))
      .sort((a, b) => b.count - a.count)
      .slice(0, 4),
  );
  const isAsking = () => without.some(one => one.isPending);
  return (
    <Show when={!isAsking()} fallback={<Skeleton rows={2} />}>
      <EmptyState
        title={t('none')}
        icon={<IconSearch aria-hidden="true" />}
        actions={
          <>
            <For each={waysOut()}>
              {(way, index) => (
                <Button look={index() === 0 ? 'primary' : 'plain'} onClick={() => props.onChange(way.need.without)}>
                  {t('drop', props.labelOf(way.need))} · {t('would', way.count)}
                </Button>
              )}
            </For>
            <Button look="quiet" onClick={() => props.onClear()}>
              {t('clear')}
            </Button>
          </>
        }
      >
        {waysOut().length > 0 ? t('noneText') : t('noneAnyway')}
      </EmptyState>
    </Show>
  );
}
