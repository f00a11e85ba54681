import { type Care, type CareCode, type CareNotice, careCodes, careDays } from '../../shared/care.ts';
import { closedWithin } from '../../shared/opening-hours.ts';
import { dayOf, plusDays, startOfDay } from '../../shared/time.ts';
import { type Catalogue, type CataloguedResource, inForce } from '../catalogue/catalogue.ts';
import { publicHolidaysIn } from '../catalogue/holidays.ts';
import { isApproverOf, mayManage, mayManageSite } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { describeLines, upcomingLines } from './affected.ts';

type Asked = Pick<Context, 'now' | 'locale'>;

/**
 * What is wrong with the resources that the reader administers, or is worth knowing in the days to come: gravest first, then
 * soonest. Everything but blocks and bookings is read from memory.
 */
export async function readCare(db: Db, context: Context): Promise<Care> {
  const catalogue = await context.catalogue.current(db);
  const mine = [...catalogue.resources.values()].filter(one => mayManage(one, context.actor));
  const notices = [
    ...mine.flatMap(one => offerNotices(one, catalogue, context.now)),
    ...(await bookingNotices(db, mine, catalogue, context)),
    ...(await blockNotices(db, mine, catalogue, context.now)),
    ...closureNotices(mine, catalogue, context.now),
  ];
  const rank = (one: CareNotice) => careCodes.indexOf(one.code);
  return {
    counts: {
      published: mine.filter(one => one.state === 'published').length,
      withdrawn: mine.filter(one => one.state === 'withdrawn').length,
      sites: [...catalogue.sites.keys()].filter(id => mayManageSite(catalogue, id, context.actor)).length,
    },
    notices: notices.sort(
      (a, b) =>
        rank(a) - rank(b) ||
        (a.from ?? '').localeCompare(b.from ?? '') ||
        a.name.localeCompare(b.name, context.locale) ||
        a.id.localeCompare(b.id),
    ),
  };
}

function about(code: CareCode, resource: CataloguedResource, catalogue: Catalogue, more: Partial<CareNotice> = {}) {
  const timeZone = catalogue.sites.get(resource.siteId)?.timeZone ?? 'UTC';
  const subject = { subject: 'resource' as const, id: resource.id, name: resource.name, timeZone };
  return { code, ...subject, bookings: null, from: null, to: null, reason: '', ...more };
}

/** What is lacking in an offer that members see. */
function offerNotices(resource: CataloguedResource, catalogue: Catalogue, now: Date): CareNotice[] {
  if (resource.state === 'withdrawn') return [];
  const decides = resource.approvers.some(one => isApproverOf({ ...resource, approvers: [one] }, one.personId, now));
  return [
    ...(resource.approval !== 'automatic' && !decides ? [about('nobody_decides', resource, catalogue)] : []),
    ...(inForce(resource.terms, now) ? [] : [about('terms_missing', resource, catalogue)]),
    ...(inForce(resource.tariffs, now) ? [] : [about('tariff_missing', resource, catalogue)]),
  ];
}

/** Bookings to come that are promised on what is withdrawn, or that lie outside opening hours that have changed since. */
async function bookingNotices(
  db: Db,
  mine: CataloguedResource[],
  catalogue: Catalogue,
  { now, locale }: Asked,
): Promise<CareNotice[]> {
  const watched = mine.filter(one => one.state === 'withdrawn' || one.criteria?.withinOpeningHours);
  const lines = await upcomingLines(
    db,
    watched.map(one => one.id),
    now,
  );
  const bookings = Map.groupBy(await describeLines(db, lines), one => one.resourceId);
  const holidays = publicHolidaysIn(locale);
  return watched.flatMap(resource => {
    const promised = bookings.get(resource.id) ?? [];
    const told = (code: CareCode, some: typeof promised) =>
      about(code, resource, catalogue, { bookings: some.length || null, from: some[0]?.startsAt ?? null });
    if (resource.state === 'withdrawn')
      return [told(promised.length > 0 ? 'withdrawn_promised' : 'withdrawn', promised)];
    const site = catalogue.sites.get(resource.siteId);
    const outside = promised.filter(
      one =>
        site && closedWithin(site, { from: new Date(one.startsAt), to: new Date(one.endsAt) }, holidays).length > 0,
    );
    return outside.length > 0 ? [told('outside_hours', outside)] : [];
  });
}

async function blockNotices(
  db: Db,
  mine: CataloguedResource[],
  catalogue: Catalogue,
  now: Date,
): Promise<CareNotice[]> {
  if (mine.length === 0) return [];
  const blocks = await db
    .selectFrom('block')
    .select(['resource_id', 'starts_at', 'ends_at', 'reason'])
    .where(
      'resource_id',
      'in',
      mine.map(one => one.id),
    )
    .where('lifted_at', 'is', null)
    .where('ends_at', '>', now)
    .where('starts_at', '<', new Date(now.getTime() + careDays * 86_400_000))
    .execute();
  return blocks.flatMap(one => {
    const resource = catalogue.resources.get(one.resource_id);
    const when = { from: one.starts_at.toISOString(), to: one.ends_at.toISOString() };
    return resource ? [about('blocked', resource, catalogue, { ...when, reason: one.reason })] : [];
  });
}

/** The closures to come of the sites where one's resources are. */
function closureNotices(mine: CataloguedResource[], catalogue: Catalogue, now: Date): CareNotice[] {
  return [...new Set(mine.map(one => one.siteId))].flatMap(id => {
    const site = catalogue.sites.get(id);
    if (!site) return [];
    const today = dayOf(now, site.timeZone);
    const last = plusDays(today, careDays);
    return site.exceptions
      .filter(one => one.opensMinute === null && one.lastDay >= today && one.firstDay <= last)
      .map(one => ({
        ...{ code: 'site_closes' as const, subject: 'site' as const, id, name: site.name, timeZone: site.timeZone },
        ...{ bookings: null, reason: one.reason },
        from: startOfDay(one.firstDay, site.timeZone).toISOString(),
        to: startOfDay(plusDays(one.lastDay, 1), site.timeZone).toISOString(),
      }));
  });
}
