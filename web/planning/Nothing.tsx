import { useQueries } from '@tanstack/solid-query';
import { createMemo, For, type JSX, Match, Show, Switch } from 'solid-js';
import IconEmpty from '~icons/lucide/calendar-off';
import { api, call } from '../api.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Button, LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type Asked, useAsked } from './asked.ts';
import { filterQuery } from './data.ts';
import { NothingFree } from './NothingFree.tsx';
import { countAsked, type Place } from './place.ts';
import type { PlaceInUrl } from './use-place.ts';
import { planningWords } from './words.ts';

interface NothingProps {
  place: Place;
  url: PlaceInUrl;
  zone: string;
  /** How many resources there would be at other times. */
  countOfAll: number;
}

/** No row: because none is free then, because nothing is that is asked for, or because nothing is at all. Each with a way on. */
export default function Nothing(props: NothingProps) {
  const isAsking = () => countAsked(props.place.filter) > 0 || props.place.filter.q !== '';
  return (
    <Switch fallback={<NetworkIsEmpty />}>
      <Match when={props.countOfAll > 0 && props.place.filter.free}>
        {free => (
          <NothingFree filter={props.place.filter} free={free()} zone={props.zone} count={props.countOfAll}>
            <ClearFilters {...props} />
          </NothingFree>
        )}
      </Match>
      <Match when={isAsking()}>
        <NothingMatches {...props} />
      </Match>
    </Switch>
  );
}

function NetworkIsEmpty() {
  const t = useWords(planningWords);
  const { isCoordinator, isReferent } = useMe();
  return (
    <EmptyState
      title={t('emptyTitle')}
      icon={<IconEmpty aria-hidden="true" />}
      actions={
        <Show when={isCoordinator() || isReferent()}>
          <LinkButton href="/care/resources" look="primary">
            {t('addResource')}
          </LinkButton>
        </Show>
      }
    >
      {t('emptyText')}
    </EmptyState>
  );
}

/** How many there would be without each of the needs, most first. */
function NothingMatches(props: NothingProps) {
  const t = useWords(planningWords);
  const asked = useAsked(
    () => props.place.filter,
    () => props.zone,
  );
  const worthTrying = createMemo(() =>
    asked().filter(one => one.of !== 'free' && one.without.resourceIds.length === 0),
  );
  const counts = useQueries(() => ({
    queries: worthTrying().map(one => ({
      queryKey: ['resources', 'without', filterQuery(one.without)],
      queryFn: () => countOf(one),
    })),
  }));
  const ways = () =>
    worthTrying()
      .map((one, index) => ({ ...one, count: counts[index]?.data ?? 0 }))
      .filter(one => one.count > 0)
      .toSorted((one, other) => other.count - one.count)
      .slice(0, 4);
  return (
    <EmptyState
      title={t('noneTitle')}
      icon={<IconEmpty aria-hidden="true" />}
      actions={
        <>
          <For each={ways()}>
            {one => (
              <Button onClick={() => props.url.setFilter(one.without)}>{t('without', one.label, one.count)}</Button>
            )}
          </For>
          <ClearFilters {...props} />
        </>
      }
    >
      {t(ways().length > 0 ? 'noneWithout' : 'noneText')}
    </EmptyState>
  );
}

async function countOf({ without }: Asked): Promise<number> {
  const { resourceId: _, ...query } = filterQuery(without);
  return (await call(api.resources.$get({ query: { ...query, limit: '200' } }))).items.length;
}

function ClearFilters(props: NothingProps): JSX.Element {
  const t = useWords(planningWords);
  return (
    <Button look="primary" onClick={() => props.url.clearFilter()}>
      {t('clearFilters')}
    </Button>
  );
}
