import { Show } from 'solid-js';
import { isConflict } from '../../../shared/finding-codes.ts';
import type { NewWaiting } from '../../../shared/waiting.ts';
import { WaitButton } from '../../waiting/WaitButton.tsx';
import type { FormModel } from './model.ts';
import { bodyOf } from './state.ts';

/** The waiting list as a way out, where one resource at one time is full and nothing else forbids it. */
export function WaitHere(props: { model: FormModel; onLeave: () => void }) {
  const line = () => {
    const { state, draft } = props.model;
    const isOne = state.lines.length === 1 && !draft.changing && !props.model.isSeries();
    return isOne && isConflict(props.model.occurrences()[0]?.reasons ?? []) ? state.lines[0] : undefined;
  };
  const wanted = (): Omit<NewWaiting, 'resourceId' | 'quantity'> => {
    const { model } = props;
    const {
      lines: _,
      recurrence: __,
      choices: ___,
      ...body
    } = bodyOf(model.state, model.draft, model.organisationName());
    return body;
  };
  /** What one waits for: another one is another wait. Words make no difference. */
  const what = () => {
    const [one, { organisationId, startsAt, endsAt }] = [line(), wanted()];
    return one && [one.resourceId, one.quantity, organisationId, startsAt, endsAt].join();
  };
  return (
    <Show when={what()} keyed>
      <Show when={line()}>
        {one => (
          <WaitButton
            wanted={{ ...wanted(), resourceId: one().resourceId, quantity: one().quantity }}
            onMine={props.onLeave}
          />
        )}
      </Show>
    </Show>
  );
}
