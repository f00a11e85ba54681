import { type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import IconStaff from '~icons/lucide/contact-round';
import IconRoom from '~icons/lucide/door-open';
import IconEquipment from '~icons/lucide/projector';
import IconVehicle from '~icons/lucide/van';
import type { ResourceKind } from '../../shared/words.ts';

const pictures: Record<ResourceKind, (props: JSX.SvgSVGAttributes<SVGSVGElement>) => JSX.Element> = {
  room: IconRoom,
  vehicle: IconVehicle,
  equipment: IconEquipment,
  staff: IconStaff,
};

/** The photo of a resource, or a calm drawing of its kind. Says nothing: the name stands beside it. */
export function ResourcePicture(props: { kind: ResourceKind; photo: string | null; class?: string }) {
  return (
    <Show
      when={props.photo}
      fallback={
        <div
          aria-hidden="true"
          class={`grid shrink-0 place-items-center rounded-md bg-primary-soft text-on-primary-soft ${props.class ?? ''}`}
        >
          <Dynamic component={pictures[props.kind]} class="size-[38%] max-h-16 max-w-16" stroke-width="1.5" />
        </div>
      }
    >
      {photo => (
        <img src={photo()} alt="" loading="lazy" class={`shrink-0 rounded-md object-cover ${props.class ?? ''}`} />
      )}
    </Show>
  );
}
