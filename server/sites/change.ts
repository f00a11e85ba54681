import type { SiteChange, SiteDetail } from '../../shared/site.ts';
import { isTimeZone } from '../../shared/time.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { resourcesAt } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import type { Patch } from '../database/tables.ts';
import { Problem } from '../errors.ts';
import { describeLines, upcomingLines } from '../resources/affected.ts';
import { changingSite } from './changing.ts';

/** Columns by the names that they have on the wire: only these can be changed, whatever a request holds. */
const columns = {
  name: 'name',
  address: 'address',
  postcode: 'postcode',
  commune: 'commune',
  latitude: 'latitude',
  longitude: 'longitude',
  schoolZone: 'school_zone',
  accessNotes: 'access_notes',
  timeZone: 'time_zone',
} as const satisfies Record<string, keyof Patch<'site'>>;

/**
 * Changes the facts of a site; its hours have a verb of their own. Its time zone only while nothing is promised there: what was
 * booked for nine o'clock would be for another hour by the clock on the wall.
 * @throws Problem `not_found`, `forbidden`, `stale`, `unknown_time_zone`, `bookings_affected` with all that is still to come
 */
export async function changeSite(
  tx: Tx,
  target: { id: string; version: number },
  change: SiteChange,
  context: Context,
): Promise<SiteDetail> {
  return changingSite(tx, target, context, async (site, catalogue) => {
    const { coordinates, ...rest } = change;
    const point = coordinates ?? { latitude: null, longitude: null };
    const wanted: Partial<Record<keyof typeof columns, string | number | null>> =
      coordinates === undefined ? rest : { ...rest, ...point };
    const names = (Object.keys(columns) as (keyof typeof columns)[]).filter(
      name => wanted[name] !== undefined && wanted[name] !== site[name],
    );
    if (names.length === 0) return null;
    if (names.includes('timeZone')) await requireFreeZone(tx, site.id, change.timeZone ?? '', catalogue, context.now);
    const patch = Object.fromEntries(names.map(name => [columns[name], wanted[name]]));
    await tx.updateTable('site').set(patch).where('id', '=', target.id).execute();
    const pick = (from: typeof wanted) => Object.fromEntries(names.map(name => [name, from[name]]));
    return { action: 'site.changed', before: pick(site), after: pick(wanted) };
  });
}

async function requireFreeZone(
  tx: Tx,
  siteId: string,
  timeZone: string,
  catalogue: Catalogue,
  now: Date,
): Promise<void> {
  if (!isTimeZone(timeZone)) throw new Problem('unknown_time_zone', { timeZone });
  const ids = resourcesAt(catalogue, siteId).map(resource => resource.id);
  const bookings = await describeLines(tx, await upcomingLines(tx, ids, now));
  if (bookings.length > 0) throw new Problem('bookings_affected', { count: bookings.length, bookings });
}
