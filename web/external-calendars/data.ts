import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import type {
  BusyClash,
  ExternalCalendar,
  ExternalCalendarChange,
  NewExternalCalendar,
} from '../../shared/external-calendar.ts';
import { api, call, ifUnchanged, once } from '../api.ts';
import type { ComboboxItem } from '../ui/Combobox.tsx';

// What a calendar takes is taken by blocks: the first word lets the live changes of blocks refresh it.
const key = ['blocks', 'external-calendars'] as const;

/** The calendar that is being removed: the live change of it may come before the answer, and must not ask for what is gone. */
const [going, setGoing] = createSignal<string | null>(null);

export function useCalendars(resourceId: () => string | undefined) {
  return useQuery(() => ({
    queryKey: [...key, 'list', resourceId()],
    queryFn: () => call(api['external-calendars'].$get({ query: { resourceId: resourceId() } })),
  }));
}

export function useCalendar(id: () => string) {
  return useQuery(() => ({
    queryKey: [...key, 'one', id()],
    queryFn: async () => (await call(api['external-calendars'][':id'].$get({ param: { id: id() } }))).calendar,
    enabled: going() !== id(),
  }));
}

export function useClashes(id: () => string) {
  return useQuery(() => ({
    queryKey: [...key, 'clashes', id()],
    queryFn: () => call(api['external-calendars'][':id'].clashes.$get({ param: { id: id() } })),
    enabled: going() !== id(),
    // A row that stays is not drawn anew, and keeps the focus.
    reconcile: 'id',
  }));
}

export function useResourceOf(id: () => string) {
  return useQuery(() => ({
    queryKey: ['resources', 'one', id()],
    queryFn: async () => (await call(api.resources[':id'].$get({ param: { id: id() } }))).resource,
  }));
}

/** What one can do to calendars; what is on screen follows. */
export function useCalendarActs() {
  const client = useQueryClient();
  const after = async <T>(act: Promise<T>): Promise<T> => {
    try {
      return await act;
    } finally {
      await client.invalidateQueries({ queryKey: key });
    }
  };
  const { acknowledgement } = api['external-calendars'][':id'].clashes[':clashId'];
  const param = (calendar: ExternalCalendar) => ({ param: { id: calendar.id } });
  return {
    add: (json: NewExternalCalendar) => after(call(api['external-calendars'].$post({ json }, once()))),
    change: (calendar: ExternalCalendar, json: ExternalCalendarChange) =>
      after(call(api['external-calendars'][':id'].$patch({ ...param(calendar), json }, ifUnchanged(calendar.version)))),
    accept: (calendar: ExternalCalendar, clash: BusyClash) =>
      after(call(acknowledgement.$post({ param: { id: calendar.id, clashId: clash.id } }, once()))),
    reopen: (calendar: ExternalCalendar, clash: BusyClash) =>
      after(call(acknowledgement.$delete({ param: { id: calendar.id, clashId: clash.id } }, once()))),
    check: (calendar: ExternalCalendar) =>
      after(call(api['external-calendars'][':id'].check.$post(param(calendar), once()))),
    /** What is gone is not asked for again: only the list follows, once the page of the calendar has been left. */
    async remove(calendar: ExternalCalendar, leave: () => void) {
      setGoing(calendar.id);
      try {
        await call(api['external-calendars'][':id'].$delete(param(calendar), once()));
      } catch (error) {
        setGoing(null);
        throw error;
      }
      leave();
      await client.invalidateQueries({ queryKey: [...key, 'list'] });
    },
  };
}

/** A resource that one may add a calendar to. */
export interface CaredFor extends ComboboxItem {
  isPerson: boolean;
}

/** Resources that one may take out of use, and one's own time, by name. */
export async function findCaredFor(text: string, personId: string): Promise<CaredFor[]> {
  const { items } = await call(api.resources.$get({ query: { ...(text ? { q: text } : {}), limit: '100' } }));
  return items.filter(one => one.mayBlock || one.staffPersonId === personId).map(caredFor);
}

export async function readCaredFor(id: string): Promise<CaredFor> {
  return caredFor((await call(api.resources[':id'].$get({ param: { id } }))).resource);
}

function caredFor(one: { id: string; name: string; kind: string; site: { name: string } }): CaredFor {
  return { value: one.id, label: one.name, detail: one.site.name, isPerson: one.kind === 'staff' };
}
