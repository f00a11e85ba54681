import { Dynamic } from 'solid-js/web';
import IconCar from '~icons/lucide/car';
import IconRoom from '~icons/lucide/door-open';
import IconEquipment from '~icons/lucide/package';
import IconStaff from '~icons/lucide/user-round-cog';
import type { ResourceKind } from '../../shared/words.ts';

const icons = { room: IconRoom, vehicle: IconCar, equipment: IconEquipment, staff: IconStaff };

/** What kind of thing it is, for eyes; the name beside it says the rest. */
export function KindIcon(props: { kind: ResourceKind; class?: string }) {
  return (
    <Dynamic component={icons[props.kind]} aria-hidden="true" class={props.class ?? 'size-4 shrink-0 text-muted'} />
  );
}
