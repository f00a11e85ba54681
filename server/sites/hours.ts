import type { AffectedBooking } from '../../shared/resource.ts';
import type { SiteDetail, SiteHours } from '../../shared/site.ts';
import type { CataloguedSite } from '../catalogue/catalogue.ts';
import { isHolidayRegion } from '../catalogue/holidays.ts';
import { resourcesAt } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { fallingOutside } from '../resources/outside-hours.ts';
import { changingSite } from './changing.ts';

type Hours = Pick<CataloguedSite, 'openings' | 'closesOnPublicHolidays' | 'holidayRegion'> & {
  exceptions: Omit<CataloguedSite['exceptions'][number], 'id'>[];
};

/**
 * Changes when a site is open. The future bookings that would fall outside are told before anything is saved; saved all the
 * same, on the manager's word, they stay as they are, and the history names them.
 * @throws Problem `not_found`, `forbidden`, `stale`, `malformed`, `bookings_affected` unless they are accepted
 */
export async function changeHours(
  tx: Tx,
  target: { id: string; version: number },
  input: SiteHours,
  context: Context,
): Promise<{ site: SiteDetail; affected: AffectedBooking[] }> {
  if (input.holidayRegion && !isHolidayRegion(input.holidayRegion))
    throw new Problem('malformed', { what: 'holidayRegion' });
  let affected: AffectedBooking[] = [];
  const site = await changingSite(tx, target, context, async (before, catalogue) => {
    const wanted = wantedOf(before, input);
    if (JSON.stringify(wanted) === JSON.stringify(wantedOf(before, {}))) return null;
    const after = { timeZone: before.timeZone, ...wanted };
    affected = await fallingOutside(tx, resourcesAt(catalogue, before.id), { before, after }, context);
    if (input.dryRun) return null;
    if (affected.length > 0 && !input.acceptAffected) {
      throw new Problem('bookings_affected', { count: affected.length, bookings: affected });
    }
    await save(tx, before, wanted);
    const accepted = affected.length > 0 ? { acceptedBookings: affected.map(one => one.bookingId) } : {};
    return { action: 'site.hours_changed', before: wantedOf(before, {}), after: { ...wanted, ...accepted } };
  });
  return { site, affected };
}

export async function replaceOpenings(tx: Tx, siteId: string, openings: Hours['openings']): Promise<void> {
  await tx.deleteFrom('site_opening').where('site_id', '=', siteId).execute();
  if (openings.length === 0) return;
  const rows = openings.map(one => ({
    site_id: siteId,
    weekday: one.weekday,
    opens_minute: one.opensMinute,
    closes_minute: one.closesMinute,
  }));
  await tx.insertInto('site_opening').values(rows).execute();
}

/** The hours as they would be, in one order, so that two can be compared. */
function wantedOf(site: CataloguedSite, input: Partial<SiteHours>): Hours {
  const { openings = site.openings, exceptions = site.exceptions } = input;
  return {
    openings: openings
      .map(({ weekday, opensMinute, closesMinute }) => ({ weekday, opensMinute, closesMinute }))
      .sort((a, b) => a.weekday - b.weekday || a.opensMinute - b.opensMinute),
    exceptions: exceptions
      .map(({ firstDay, lastDay, opensMinute, closesMinute, reason }) => ({
        ...{ firstDay, lastDay, opensMinute, closesMinute, reason },
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    closesOnPublicHolidays: input.closesOnPublicHolidays ?? site.closesOnPublicHolidays,
    holidayRegion: input.holidayRegion ?? site.holidayRegion,
  };
}

async function save(tx: Tx, site: CataloguedSite, wanted: Hours): Promise<void> {
  await replaceOpenings(tx, site.id, wanted.openings);
  await tx.deleteFrom('site_exception').where('site_id', '=', site.id).execute();
  if (wanted.exceptions.length > 0) {
    const rows = wanted.exceptions.map(one => ({
      site_id: site.id,
      first_day: one.firstDay,
      last_day: one.lastDay,
      opens_minute: one.opensMinute,
      closes_minute: one.closesMinute,
      reason: one.reason,
    }));
    await tx.insertInto('site_exception').values(rows).execute();
  }
  await tx
    .updateTable('site')
    .set({ closes_on_public_holidays: wanted.closesOnPublicHolidays, holiday_region: wanted.holidayRegion })
    .where('id', '=', site.id)
    .execute();
}
