import type { Booking } from '../../../shared/booking.ts';
import { useReach } from '../reads.ts';
import { ScopeChoice } from '../ScopeChoice.tsx';
import type { FormModel } from './model.ts';

/** Of an occurrence that is changed: it alone, with the following, or all that are to come. Asked here and nowhere before. */
export function ScopeSection(props: { model: FormModel; booking: Booking }) {
  const reach = useReach(() => ({ id: props.booking.id, act: 'change' }));
  return (
    <ScopeChoice
      act="change"
      reach={reach.isPending ? undefined : reach.data?.items}
      value={props.model.state.scope}
      onChange={scope => props.model.set('scope', scope)}
    />
  );
}
