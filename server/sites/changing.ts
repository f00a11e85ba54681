import { sql } from 'kysely';
import type { SiteDetail } from '../../shared/site.ts';
import { type Catalogue, type CataloguedSite, readCatalogue } from '../catalogue/catalogue.ts';
import { mayManageSite } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { matchVersion } from '../http/version.ts';
import { readSite } from './queries.ts';

/** What a change did, for the history; null when all was as it was asked for. */
export type Done = { action: string; before: unknown; after: unknown } | null;

/**
 * The frame of every change of a site: locks the resources there (a booking that waits for them reads the hours as they are
 * then) and the site, holds rights and version, and if `change` did something raises the version and writes the history.
 * @throws Problem `not_found`, `forbidden`, `stale`, and what `change` throws
 */
export async function changingSite(
  tx: Tx,
  target: { id: string; version: number },
  context: Context,
  change: (site: CataloguedSite, catalogue: Catalogue) => Promise<Done>,
): Promise<SiteDetail> {
  const { id } = target;
  await sql`select id from resource where site_id = ${id}::uuid order by id for no key update`.execute(tx);
  await sql`select id from site where id = ${id}::uuid for no key update`.execute(tx);
  const catalogue = await context.catalogue.current(tx);
  const site = found(catalogue.sites.get(id));
  if (!mayManageSite(catalogue, id, context.actor)) throw new Problem('forbidden');
  matchVersion(target.version, site.version);
  const done = await change(site, catalogue);
  if (!done) return readSite(tx, id, context, { catalogue });
  await tx.updateTable('site').set({ version: sql`version + 1` }).where('id', '=', id).execute();
  await record(tx, context, [{ ...done, subjectType: 'site', subjectId: id }]);
  return readSite(tx, id, context, { catalogue: await readCatalogue(tx) });
}
