import { useQueries } from '@tanstack/solid-query';
import { createMemo, Show, untrack } from 'solid-js';
import type { ApiProblem } from '../api.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorState, Skeleton } from '../ui/states.tsx';
import { FormBody } from './form/FormBody.tsx';
import { createFormModel, type FormModel, resourceQuery } from './form/model.ts';
import { organisationFor } from './form/on-behalf.ts';
import { SubmitButton } from './form/SubmitButton.tsx';
import { stateOf } from './form/state.ts';
import { createSubmission, offerToReopen } from './form/submit.ts';
import { formWords } from './form/words.ts';
import type { BookingDraft } from './form-state.tsx';

/**
 * Books, or changes a booking: opened by `openBookingForm`. What is booked is read first, for its zone and its rules; the form
 * then holds everything, and the server is asked what stands against it while one types.
 */
export default function BookingForm(props: {
  draft: BookingDraft;
  refusal?: ApiProblem | undefined;
  returnFocus: (() => HTMLElement | null) | undefined;
  onClose: () => void;
}) {
  const t = useWords(formWords);
  const beginning = useBeginning(props.draft);
  const model = createMemo(() =>
    beginning.isReady() ? untrack(() => createFormModel(props.draft, beginning.state(), props.refusal)) : undefined,
  );
  const submission = createSubmission({ model, onClose: () => props.onClose(), returnFocus: () => props.returnFocus });
  let submitButton: HTMLButtonElement | undefined;
  let body: HTMLElement | undefined;
  // All is known: one key books. Otherwise the first thing that is asked for.
  const firstFocus = () => body?.querySelector<HTMLElement>('[data-first]') ?? submitButton ?? null;
  const close = () => {
    const now = model();
    if (now) offerToReopen(now, props.returnFocus);
    props.onClose();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={titleOf(t, props.draft, model())}
      initialFocus={firstFocus}
      {...(props.returnFocus ? { returnFocus: props.returnFocus } : {})}
      footer={
        <Show when={model()}>
          {now => (
            <SubmitButton
              model={now()}
              onSubmit={submission.submit}
              ref={button => {
                submitButton = button;
              }}
            />
          )}
        </Show>
      }
    >
      <Show when={model()} fallback={<Waiting error={beginning.error()} retry={beginning.retry} />}>
        {now => (
          <div
            ref={element => {
              body = element;
            }}
          >
            <FormBody model={now()} submission={submission} onReady={() => firstFocus()?.focus()} />
          </div>
        )}
      </Show>
    </Dialog>
  );
}

function Waiting(props: { error: unknown; retry: () => void }) {
  return (
    <Show when={props.error} fallback={<Skeleton rows={5} />}>
      <ErrorState error={props.error} retry={props.retry} />
    </Show>
  );
}

function titleOf(
  t: ReturnType<typeof useWords<(typeof formWords)['fr']>>,
  draft: BookingDraft,
  model?: FormModel,
): string {
  if (draft.changing) return t('change', draft.changing.title);
  const names = model?.state.lines.map(line => model.resource(line.resourceId)?.name ?? '').filter(Boolean) ?? [];
  return names.length > 0 ? t('newOf', names.join(', ')) : t('new');
}

/** What the form begins with, once the resources of the draft are read. That they are stays so, whatever is read again. */
function useBeginning(draft: BookingDraft) {
  const { locale } = useLanguage();
  const { me } = useMe();
  const ids = [...new Set((draft.lines ?? []).map(line => line.resourceId))];
  const reads = useQueries(() => ({ queries: ids.map(id => resourceQuery(id, locale())) }));
  const isReady = createMemo<boolean>(was => was || reads.every(one => one.isSuccess), false);
  const state = () => {
    const resources = reads.flatMap(one => (one.isSuccess ? one.data : []));
    return stateOf({
      draft,
      zone: draft.changing?.timeZone ?? resources[0]?.site.timeZone ?? me().network.timeZone,
      organisationId: organisationFor(me().affiliations, resources),
      now: Date.now(),
      minutes: Math.max(60, ...resources.map(one => one.criteria?.minMinutes ?? 0)),
    });
  };
  return {
    isReady,
    state,
    error: () => reads.find(one => one.isError)?.error,
    retry: () => {
      for (const one of reads) void one.refetch();
    },
  };
}
