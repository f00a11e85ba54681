import { finding } from '../../shared/findings.ts';
import { limits } from '../../shared/limits.ts';
import { resolveLocal } from '../../shared/time.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { Problem, Refused } from '../errors.ts';
import { minutesAfter, siteOf } from './want.ts';

type Asker = Pick<Context, 'catalogue' | 'locale'>;

/**
 * The instants that a request means, in order and of a length that a booking can have.
 * @throws Problem `malformed` for an end that is not after the start, or another age; `longer_than_any`
 */
export async function resolveTimes(
  db: Db,
  request: { startsAt: string; endsAt: string; lines: { resourceId: string }[] },
  asker: Asker,
): Promise<{ startsAt: Date; endsAt: Date }> {
  const startsAt = await resolveMoment(db, request.startsAt, request.lines, asker);
  const endsAt = await resolveMoment(db, request.endsAt, request.lines, asker);
  if (endsAt <= startsAt) throw new Problem('malformed', { what: 'endsAt: must be after startsAt' });
  requirePlausible(startsAt, endsAt);
  return { startsAt, endsAt };
}

/**
 * Keeps out what no booking can be, before anything is reckoned with it: buffers around the first and the last years that a
 * date can be written in fall outside of what the database knows.
 * @throws Problem `malformed` for another age; `longer_than_any` beyond what any criterion allows
 */
export function requirePlausible(startsAt: Date, endsAt: Date): void {
  if (startsAt.getUTCFullYear() < 2000 || startsAt.getUTCFullYear() > 2200) {
    throw new Problem('malformed', { what: 'startsAt: a year from 2000 to 2200' });
  }
  if (endsAt > minutesAfter(startsAt, limits.bookingDays * 1440)) {
    throw new Problem('longer_than_any', { days: limits.bookingDays });
  }
}

/**
 * A moment with an offset is an instant; one without is wall-clock time of the first resource's site, and of two that are
 * called the same in autumn the first.
 * @throws Refused `local_time_missing` for a wall-clock time that the clocks skip in spring
 */
export async function resolveMoment(
  db: Db,
  moment: string,
  lines: { resourceId: string }[],
  asker: Asker,
): Promise<Date> {
  if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(moment)) return new Date(moment);
  const catalogue = await asker.catalogue.current(db);
  const resource = catalogue.resources.get(lines[0]?.resourceId ?? '');
  if (!resource) throw new Problem('not_found');
  const { timeZone } = siteOf(resource, catalogue);
  const local = resolveLocal(moment, timeZone);
  if (local.missing) {
    throw new Refused([
      finding('local_time_missing', 'block', asker.locale, { local: moment.slice(11, 16), timeZone }),
    ]);
  }
  return local.instant;
}
