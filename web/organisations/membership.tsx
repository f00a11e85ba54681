import type { JSX } from 'solid-js';
import type { OrganisationView } from '../../shared/organisation.ts';
import { dayOf } from '../../shared/time.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import { useMe } from '../people/session.tsx';
import { Badge } from '../ui/Badge.tsx';
import { organisationWords } from './words.ts';

/** Whether an organisation is a member today, in a badge. */
export function useMembership(): (organisation: Pick<OrganisationView, 'leftOn'>) => JSX.Element {
  const t = useWords(organisationWords);
  const format = useFormat();
  const { me } = useMe();
  const today = () => dayOf(new Date(), me().network.timeZone);
  return ({ leftOn }) => {
    if (leftOn === null) return <Badge tone="good">{t('current')}</Badge>;
    if (leftOn <= today()) return <Badge tone="quiet">{t('left')}</Badge>;
    return <Badge tone="waiting">{t('leaving', format.date(leftOn))}</Badge>;
  };
}
