import type { Site, SiteDetail } from '../../shared/site.ts';
import { fold } from '../../shared/text.ts';
import { plusDays } from '../../shared/time.ts';
import type { Locale } from '../../shared/words.ts';
import type { Catalogue, CataloguedSite } from '../catalogue/catalogue.ts';
import { publicHoliday } from '../catalogue/holidays.ts';
import { mayManageSite } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { found } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';

type Asker = Pick<Context, 'actor' | 'now' | 'locale' | 'catalogue'>;

interface SiteQuery {
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The sites of the network by name. @throws Problem `invalid_cursor` */
export async function listSites(
  db: Db,
  query: SiteQuery,
  asker: Asker,
): Promise<{ items: Site[]; nextCursor: string | null }> {
  const after = readCursor(query.cursor, [cursorPart.text, cursorPart.uuid]);
  const catalogue = await asker.catalogue.current(db);
  const words = fold(query.q ?? '').split(/\s+/);
  const listed = [...catalogue.sites.values()]
    .filter(site => words.every(word => fold(`${site.name}\n${site.commune}\n${site.address}`).includes(word)))
    .map(site => ({ site, key: [fold(site.name), site.id] }))
    .filter(one => !after || isBefore(after, one.key))
    .sort((a, b) => (isBefore(a.key, b.key) ? -1 : 1));
  const page = pageOf(listed.slice(0, query.limit + 1), query.limit, one => one.key);
  return { ...page, items: page.items.map(one => siteView(one.site, catalogue, asker)) };
}

/**
 * One site with its hours, and the public holidays of a year (of this one, if none is said).
 * @param catalogue given by a verb that has just changed it; the kept one otherwise
 * @throws Problem `not_found`
 */
export async function readSite(
  db: Db,
  id: string,
  asker: Asker,
  options: { catalogue?: Catalogue; year?: number } = {},
): Promise<SiteDetail> {
  const catalogue = options.catalogue ?? (await asker.catalogue.current(db));
  const site = found(catalogue.sites.get(id));
  return {
    ...siteView(site, catalogue, asker),
    openings: site.openings,
    exceptions: site.exceptions,
    publicHolidays: holidaysOf(site.holidayRegion, options.year ?? asker.now.getUTCFullYear(), asker.locale),
  };
}

function siteView(site: CataloguedSite, catalogue: Catalogue, asker: Asker): Site {
  const { id, name, address, postcode, commune, latitude, longitude, timeZone, holidayRegion, version } = site;
  return {
    ...{ id, name, address, postcode, commune, timeZone, holidayRegion, version },
    coordinates: latitude === null || longitude === null ? null : { latitude, longitude },
    closesOnPublicHolidays: site.closesOnPublicHolidays,
    schoolZone: site.schoolZone,
    accessNotes: site.accessNotes,
    mayManage: mayManageSite(catalogue, site.id, asker.actor),
  };
}

function holidaysOf(region: string, year: number, locale: Locale): SiteDetail['publicHolidays'] {
  const holidays: SiteDetail['publicHolidays'] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = plusDays(day, 1)) {
    const name = publicHoliday(region, day, locale);
    if (name !== undefined) holidays.push({ day, name });
  }
  return holidays;
}

function isBefore(a: string[], b: string[]): boolean {
  const different = a.findIndex((part, i) => part !== b[i]);
  return different >= 0 && (a[different] ?? '') < (b[different] ?? '');
}
