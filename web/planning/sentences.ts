import type { PlanningRow } from '../../shared/planning.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/locale.tsx';
import type { Against, Stretch } from './against.ts';
import { planningWords } from './words.ts';

/** What is said of a time: on a ghost, by the keyboard’s cursor, in a card. Instants in milliseconds, in the zone of the scale. */
export function useSentences(zone: () => string) {
  const t = useWords(planningWords);
  const format = useFormat();
  const during = (one: Against) => ({
    from: format.time(new Date(one.from ?? 0), zone()),
    to: format.time(new Date(one.to ?? 0), zone()),
  });

  const why = (one: Against): string => {
    switch (one.code) {
      case 'taken': {
        const { from, to } = during(one);
        return t('against.taken', from, to, one.claim?.organisationName ?? '');
      }
      case 'buffer':
        return t('against.buffer');
      case 'blocked':
        return one.reason ? t('against.blockedBy', one.reason) : t('against.blocked');
      case 'closed':
        return one.reason ? t('against.closedBy', one.reason) : t('against.closed');
      case 'too_short':
      case 'too_long':
      case 'too_soon':
        return t(`against.${one.code}`, format.length(one.minutes ?? 0));
      case 'too_far':
        return t('against.too_far', one.days ?? 0);
      case 'over_capacity':
        return t('against.over_capacity', one.free ?? 0);
      default:
        return t(`against.${one.code}`);
    }
  };
  const time = ({ from, to }: Pick<Stretch, 'from' | 'to'>) => format.span(new Date(from), new Date(to), zone());
  const length = ({ from, to }: Pick<Stretch, 'from' | 'to'>) => format.length(Math.round((to - from) / 60_000));
  return {
    why,
    time,
    length,
    /** “Salle du Bief, mardi 24 nov., 14:00 – 15:00, libre”. */
    whole: (row: PlanningRow, stretch: Stretch, found: Against[]) =>
      [row.name, time(stretch), found.length > 0 ? found.map(why).join(' ; ') : t('free')].join(', '),
  };
}
