import { type QueryClient, useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import type { Booking } from '../../../shared/booking.ts';
import { ApiProblem, api, call } from '../../api.ts';
import { currentLocale } from '../../i18n/locale.tsx';
import { say } from '../../ui/LiveText.tsx';
import { toast } from '../../ui/toast.ts';
import { changeBooking } from '../acts.ts';
import { book, reopen } from '../book.ts';
import { openBookingForm } from '../form-state.tsx';
import type { FormModel } from './model.ts';
import { rememberOnBehalf } from './on-behalf.ts';
import { isBooked } from './RulesSection.tsx';
import { bodyOf, changeOf, draftOfState } from './state.ts';
import { formWords } from './words.ts';

type ReturnFocus = (() => HTMLElement | null) | undefined;

export interface Submission {
  /** Whether the person has tried already: what is missing is then said. */
  attempted: () => boolean;
  /** @param options.anyway what is known to stand against it is of before the last change: let the server judge */
  submit: (options?: { anyway?: boolean }) => void;
  /** Closes the form without sending it: what was wanted has been seen to in another way. */
  leave: () => void;
}

/** Sends the form: it closes at once, and opens again with everything in it when the server refuses. */
export function createSubmission(form: {
  model: () => FormModel | undefined;
  onClose: () => void;
  returnFocus: () => ReturnFocus;
}): Submission {
  const client = useQueryClient();
  const [attempted, setAttempted] = createSignal(false);
  return {
    attempted,
    leave: form.onClose,
    submit(options = {}) {
      const model = form.model();
      if (!model) return;
      setAttempted(true);
      if (!options.anyway && holdsBack(model)) return;
      rememberOnBehalf(model.state.organisationId);
      const returnFocus = form.returnFocus();
      const { changing } = model.draft;
      // Read before the form closes: it takes its questions to the server with it.
      const send = changing ? changer(client, model, changing, returnFocus) : booker(client, model, returnFocus);
      form.onClose();
      void send();
    },
  };
}

/** Whether something is missing, or is known to stand against it; it is said, and the focus goes there. */
function holdsBack(model: FormModel): boolean {
  const words = formWords[currentLocale()];
  if (model.state.lines.length === 0) {
    focusOn('[data-first]');
    return true;
  }
  if (model.isSeries()) {
    if (model.isChecked() && model.unsettled().length === 0 && !model.problem()) return false;
    return model.isChecked() || model.problem() !== null;
  }
  // What seems to be in the way may be this very booking: the server knows it by its key.
  if (model.refusal()?.code === 'offline' || !model.isChecked() || !model.isBlocked()) return false;
  const reason = model.occurrences()[0]?.reasons.find(one => one.severity === 'block');
  say(`${words.cannot} ${reason?.message ?? ''}`);
  return true;
}

function booker(client: QueryClient, model: FormModel, returnFocus: ReturnFocus): () => Promise<void> {
  const { state, draft } = model;
  const body = bodyOf(state, draft, model.organisationName());
  const dates = model.occurrences().filter(one => isBooked(model, one));
  const { startsAt, endsAt } = model.times();
  const once = [{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }];
  const wanted = {
    body,
    draft: draftOfState(state, draft),
    times: model.isSeries() ? dates.map(one => chosenTime(model, one)) : once,
    skipped: model.isSeries() ? model.occurrences().length - dates.length : 0,
    waits: model.decided().length > 0,
    organisationName: model.organisationName(),
    returnFocus,
  };
  return () => book(client, wanted);
}

function chosenTime(model: FormModel, date: { recurrenceId: string; startsAt: string; endsAt: string }) {
  const choice = model.choiceFor(date.recurrenceId);
  const { startsAt, endsAt } = choice?.action === 'move' ? choice : date;
  return { startsAt, endsAt };
}

function changer(
  client: QueryClient,
  model: FormModel,
  booking: Booking,
  returnFocus: ReturnFocus,
): () => Promise<void> {
  const change = changeOf(model.state, booking, model.draft);
  const draft = draftOfState(model.state, model.draft);
  const { scope } = model.state;
  return async () => {
    if (Object.keys(change).length === 0) return;
    try {
      await changeBooking(client, booking, change, { scope, quiet: true });
    } catch (error) {
      reopen(client, error, { ...draft, changing: await asItIsNow(error, booking) }, returnFocus);
    }
  };
}

/** Where somebody else was quicker, what they made of it, so that the next try is about that. */
async function asItIsNow(error: unknown, booking: Booking): Promise<Booking> {
  if (!(error instanceof ApiProblem) || error.status !== 412) return booking;
  const read = call(api.bookings[':id'].$get({ param: { id: booking.id } }));
  return read.then(answer => answer.booking).catch(() => booking);
}

/** Closed without being sent: what was typed can be had back for a while. */
export function offerToReopen(model: FormModel, returnFocus: ReturnFocus): void {
  if (!model.isTouched()) return;
  const draft = draftOfState(model.state, model.draft);
  toast(() => formWords[currentLocale()][model.draft.changing ? 'closedUnchanged' : 'closed'], {
    // Longer than an undo: here what was typed would be lost.
    lasts: 30_000,
    action: {
      label: () => formWords[currentLocale()].reopen,
      act: () => openBookingForm(draft, { returnFocus }),
    },
  });
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(`[role="dialog"] ${selector}`)?.focus();
}
