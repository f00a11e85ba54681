import { useSearchParams } from '@solidjs/router';
import { type Accessor, createMemo, createSignal } from 'solid-js';
import { everything, type Filter, filterParams, readPlace } from './place.ts';
import type { Grouping } from './rows.ts';
import type { View } from './span.ts';

/** The place in the address, and how to go to another: a new day or view can be gone back from, a filter replaces. */
export function usePlace(otherwise: Accessor<{ view: View; date: string }>) {
  const [params, setParams] = useSearchParams();
  const place = createMemo(() => readPlace(params, otherwise()));
  const [arrivals, setArrivals] = createSignal(0);
  return {
    place,
    /** How often one went somewhere: whoever asks for today while today is there wants to see it. */
    arrivals,
    go(next: { view?: View; date?: string }) {
      setParams(next, { scroll: false });
      setArrivals(count => count + 1);
    },
    setGroup: (group: Grouping) =>
      setParams({ group: group === 'kind' ? undefined : group }, { replace: true, scroll: false }),
    setAllHours: (all: boolean) => setParams({ hours: all ? 'all' : undefined }, { replace: true, scroll: false }),
    setFilter(change: Partial<Filter>) {
      setParams(filterParams({ ...place().filter, ...change }), { replace: true, scroll: false });
    },
    clearFilter() {
      setParams(filterParams(everything), { replace: true, scroll: false });
    },
  };
}

export type PlaceInUrl = ReturnType<typeof usePlace>;
