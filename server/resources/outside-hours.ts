import { closedWithin, type OpeningHours } from '../../shared/opening-hours.ts';
import type { AffectedBooking } from '../../shared/resource.ts';
import type { CataloguedResource } from '../catalogue/catalogue.ts';
import { publicHolidaysIn } from '../catalogue/holidays.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { describeLines, upcomingLines } from './affected.ts';

/**
 * The bookings to come, of those resources that are booked within opening hours only, of which more would lie outside the hours
 * after a change than does now. The caller holds the locks of the resources.
 */
export async function fallingOutside(
  tx: Tx,
  resources: CataloguedResource[],
  hours: { before: OpeningHours; after: OpeningHours },
  { now, locale }: Pick<Context, 'now' | 'locale'>,
): Promise<AffectedBooking[]> {
  const bound = resources.filter(resource => resource.criteria?.withinOpeningHours).map(resource => resource.id);
  const bookings = await describeLines(tx, await upcomingLines(tx, bound, now));
  const holidays = publicHolidaysIn(locale);
  const closed = (site: OpeningHours, { startsAt, endsAt }: AffectedBooking) =>
    closedWithin(site, { from: new Date(startsAt), to: new Date(endsAt) }, holidays).reduce(
      (sum, gap) => sum + (gap.to.getTime() - gap.from.getTime()),
      0,
    );
  return bookings.filter(one => closed(hours.after, one) > closed(hours.before, one));
}
