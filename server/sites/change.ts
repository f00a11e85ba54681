import type { SiteChange, SiteDetail } from '../../shared/site.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import type { Patch } from '../database/tables.ts';
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
} as const satisfies Record<string, keyof Patch<'site'>>;

/** Changes the facts of a site; its hours have a verb of their own. @throws Problem `not_found`, `forbidden`, `stale` */
export async function changeSite(
  tx: Tx,
  target: { id: string; version: number },
  change: SiteChange,
  context: Context,
): Promise<SiteDetail> {
  return changingSite(tx, target, context, async site => {
    const { coordinates, ...rest } = change;
    const point = coordinates ?? { latitude: null, longitude: null };
    const wanted: Partial<Record<keyof typeof columns, string | number | null>> =
      coordinates === undefined ? rest : { ...rest, ...point };
    const names = (Object.keys(columns) as (keyof typeof columns)[]).filter(
      name => wanted[name] !== undefined && wanted[name] !== site[name],
    );
    if (names.length === 0) return null;
    const patch = Object.fromEntries(names.map(name => [columns[name], wanted[name]]));
    await tx.updateTable('site').set(patch).where('id', '=', target.id).execute();
    const pick = (from: typeof wanted) => Object.fromEntries(names.map(name => [name, from[name]]));
    return { action: 'site.changed', before: pick(site), after: pick(wanted) };
  });
}
