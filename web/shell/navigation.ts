import { createMemo, type JSX } from 'solid-js';
import IconBookings from '~icons/lucide/calendar-check';
import IconPlanning from '~icons/lucide/chart-gantt';
import IconRequests from '~icons/lucide/inbox';
import IconFind from '~icons/lucide/search';
import IconCare from '~icons/lucide/wrench';
import { useWaitingCount } from '../approvals/reads.ts';
import { useMe } from '../people/session.tsx';

export interface Place {
  href: string;
  word: 'planning' | 'find' | 'bookings' | 'requests' | 'care';
  icon: (props: JSX.SvgSVGAttributes<SVGSVGElement>) => JSX.Element;
  count?: () => number | undefined;
}

/** The places of the app that this person has something to do in. */
export function useNavigation(): () => Place[] {
  const { isCoordinator, isReferent } = useMe();
  const waiting = useWaitingCount();
  return createMemo(() => {
    const places: Place[] = [
      { href: '/', word: 'planning', icon: IconPlanning },
      { href: '/find', word: 'find', icon: IconFind },
      { href: '/bookings', word: 'bookings', icon: IconBookings },
      { href: '/requests', word: 'requests', icon: IconRequests, count: waiting },
    ];
    if (isCoordinator() || isReferent()) places.push({ href: '/care', word: 'care', icon: IconCare });
    return places;
  });
}
