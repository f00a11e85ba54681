import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/solid-query';
import { createEffect, createSignal, onCleanup } from 'solid-js';
import { createStore, type SetStoreFunction } from 'solid-js/store';
import type { Alternative, OccurrenceChoice, OccurrencePreview } from '../../../shared/booking.ts';
import type { Finding } from '../../../shared/findings.ts';
import type { ResourceDetail } from '../../../shared/resource.ts';
import { type ApiProblem, api, call } from '../../api.ts';
import { useLanguage } from '../../i18n/locale.tsx';
import { useMe } from '../../people/session.tsx';
import { previewKey } from '../book.ts';
import type { BookingDraft } from '../form-state.tsx';
import { bodyOf, draftOfState, exceeds, type FormState, findingsBeside, isFree, timesOf } from './state.ts';

const quietMilliseconds = 250;

/** The read of one resource, as every part of the form asks for it. */
export function resourceQuery(id: string, locale: string) {
  return {
    queryKey: ['resources', id, locale],
    queryFn: async () => (await call(api.resources[':id'].$get({ param: { id } }))).resource,
    staleTime: 60_000,
  };
}

export interface FormModel {
  draft: BookingDraft;
  state: FormState;
  set: SetStoreFunction<FormState>;
  resource: (id: string) => ResourceDetail | undefined;
  organisationName: () => string;
  times: () => ReturnType<typeof timesOf>;
  isSeries: () => boolean;
  /** What the server says of it as it stands; of what was typed a moment before while it thinks. */
  occurrences: () => OccurrencePreview[];
  alternatives: () => Alternative[];
  /** Why the server refused what the form came back with, until something else is asked for. */
  refusal: () => ApiProblem | undefined;
  /** What kept the server from judging it at all: an end before the start, a rule without dates. */
  problem: () => Error | null;
  /** Whether that is about what is in the form now. */
  isChecked: () => boolean;
  findings: () => ReturnType<typeof findingsBeside>;
  /** Whether something forbids the one time. */
  isBlocked: () => boolean;
  /** The dates of a series against which something stands and for which nothing is chosen. */
  unsettled: () => OccurrencePreview[];
  choiceFor: (recurrenceId: string) => OccurrenceChoice | undefined;
  /** Whether anything was changed since it opened. */
  isTouched: () => boolean;
  /** The resources on which somebody would decide. */
  decided: () => ResourceDetail[];
}

/**
 * The form's state, and what the server knows about it while one types.
 * @param refused why the server refused the booking that the form begins with
 */
export function createFormModel(draft: BookingDraft, beginning: FormState, refused?: ApiProblem): FormModel {
  const [state, set] = createStore<FormState>(beginning);
  const { me } = useMe();
  const resource = useResources(() => state.lines.map(line => line.resourceId));
  const organisationName = () =>
    me().affiliations.find(one => one.organisationId === state.organisationId)?.organisationName ??
    draft.changing?.organisationName ??
    '';
  const preview = usePreview(draft, state, organisationName);
  const isSeries = () => state.repeat.kind !== 'none';
  const occurrences = () => preview.data()?.occurrences ?? [];
  const single = (): Finding[] => (isSeries() ? [] : (occurrences()[0]?.reasons ?? []));
  const choiceFor = (recurrenceId: string) =>
    state.choices.find(one => Date.parse(one.recurrenceId) === Date.parse(recurrenceId));
  const asOpened = JSON.stringify(draftOfState(state, draft));
  const refusal = () => (refused && preview.wanted() === preview.asOpened ? refused : undefined);
  const ways = () => (preview.isChecked() ? preview.data()?.alternatives : refusal()?.alternatives) ?? [];
  const asksMore = () => (draft.changing ? exceeds(state, draft.changing, draft) : state.lines);
  return {
    draft,
    state,
    set,
    resource,
    organisationName,
    times: () => timesOf(state, draft),
    isSeries,
    occurrences,
    alternatives: () => (isSeries() ? [] : ways()),
    refusal,
    problem: preview.problem,
    isChecked: preview.isChecked,
    findings: () => findingsBeside(single()),
    isBlocked: () => !isFree(single()),
    unsettled: () =>
      isSeries() ? occurrences().filter(one => !isFree(one.reasons) && !choiceFor(one.recurrenceId)) : [],
    choiceFor,
    isTouched: () => JSON.stringify(draftOfState(state, draft)) !== asOpened,
    decided: () => [...new Set(asksMore().flatMap(line => decidedBy(resource(line.resourceId), state) ?? []))],
  };
}

function decidedBy(resource: ResourceDetail | undefined, { organisationId }: FormState): ResourceDetail | undefined {
  const own = resource?.forMyOrganisations.find(one => one.organisationId === organisationId);
  return own?.needsApproval ? resource : undefined;
}

function useResources(ids: () => string[]) {
  const { locale } = useLanguage();
  const queries = useQueries(() => ({ queries: [...new Set(ids())].map(id => resourceQuery(id, locale())) }));
  const client = useQueryClient();
  return (id: string): ResourceDetail | undefined => {
    const found = queries.find(one => !one.isPending && one.data?.id === id)?.data;
    // In the other language until this one has come: nothing disappears while the language is switched.
    return found ?? keptResource(client.getQueriesData<ResourceDetail>({ queryKey: ['resources', id] }));
  };
}

function keptResource(kept: [unknown, ResourceDetail | undefined][]): ResourceDetail | undefined {
  return kept.map(([, data]) => data).find(data => data !== undefined && 'managers' in data);
}

function usePreview(draft: BookingDraft, state: FormState, organisationName: () => string) {
  const { locale } = useLanguage();
  // Words change nothing about what stands against it.
  const wanted = () => {
    const {
      purpose: _,
      choices: __,
      ...body
    } = bodyOf({ ...state, title: '', choices: [] }, draft, organisationName() || '…');
    return JSON.stringify(body);
  };
  const asOpened = wanted();
  const [asked, setAsked] = createSignal(asOpened);
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(() => {
    const next = wanted();
    clearTimeout(timer);
    if (next !== asked()) timer = setTimeout(() => setAsked(next), quietMilliseconds);
  });
  onCleanup(() => clearTimeout(timer));
  const query = useQuery(() => ({
    queryKey: [...previewKey, asked(), draft.changing?.id, locale()],
    queryFn: () => readPreview(asked(), draft.changing?.id),
    enabled: JSON.parse(asked()).lines.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 5_000,
  }));
  return {
    wanted,
    asOpened,
    data: () => (query.isPending || query.isError ? undefined : query.data),
    problem: () => query.error,
    isChecked: () => asked() === wanted() && !query.isPending && !query.isPlaceholderData,
  };
}

/** What booking that would meet, with ways out where room is lacking. */
export function readPreview(body: string, changes?: string) {
  return call(
    api.bookings.preview.$post({
      json: JSON.parse(body),
      query: { alternatives: 'true', ...(changes ? { changes } : {}) },
    }),
  );
}
