import type { Component, JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import IconLate from '~icons/lucide/alarm-clock';
import IconBan from '~icons/lucide/ban';
import IconCheck from '~icons/lucide/circle-check';
import IconRunning from '~icons/lucide/circle-play';
import IconDeclined from '~icons/lucide/circle-x';
import IconDone from '~icons/lucide/flag';
import IconHourglass from '~icons/lucide/hourglass';
import IconChange from '~icons/lucide/replace';
import IconExpired from '~icons/lucide/timer-off';
import IconNoShow from '~icons/lucide/user-x';
import { useWords } from '../i18n/locale.tsx';
import { type Standing, statusWords } from './status.ts';

const waiting = 'bg-waiting-soft text-on-waiting-soft border-waiting border-dashed';
const good = 'bg-good-soft text-on-good-soft border-good';
const danger = 'bg-danger-soft text-on-danger-soft border-danger';
const over = 'bg-sunken text-ink border-edge';

const looks: Record<Standing, { icon: Component<JSX.SvgSVGAttributes<SVGSVGElement>>; class: string }> = {
  pending: { icon: IconHourglass, class: waiting },
  change_pending: { icon: IconChange, class: waiting },
  confirmed: { icon: IconCheck, class: good },
  in_use: { icon: IconRunning, class: 'bg-primary-soft text-on-primary-soft border-primary' },
  late: { icon: IconLate, class: danger },
  declined: { icon: IconDeclined, class: danger },
  cancelled: { icon: IconBan, class: over },
  expired: { icon: IconExpired, class: over },
  completed: { icon: IconDone, class: over },
  no_show: { icon: IconNoShow, class: over },
};

/** How a booking stands: a picture, a word and a colour, so that none of them has to be seen alone. */
export function StatusBadge(props: { standing: Standing; class?: string }) {
  const t = useWords(statusWords);
  return (
    <span
      class={`inline-flex items-center gap-1.5 whitespace-nowrap rounded-full border px-2 py-0.5 text-xs font-semibold ${looks[props.standing].class} ${props.class ?? ''}`}
    >
      <Dynamic component={looks[props.standing].icon} aria-hidden="true" class="size-3.5 shrink-0" />
      {t(props.standing)}
    </span>
  );
}
