import { type RawBuilder, sql } from 'kysely';
import type { CataloguedResource } from '../catalogue/catalogue.ts';
import type { Db } from '../database/connect.ts';
import type { Target } from './targets.ts';

/** Whose turn it is to decide depends on the ties of everybody; their version stands under the nil UUID. */
const tiesOfEverybody = '00000000-0000-0000-0000-000000000000';

/**
 * The mark of what a calendar about these targets may show: it differs whenever a write that could change it has been
 * committed. Versions only rise, so that their sum over the targets tells the same as each of them.
 */
export async function readMark(db: Db, targetIds: string[]): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select ${markOf(sql`target_id = any (${targetIds}::uuid[])`)} as mark`.execute(db);
  return rows[0]?.mark ?? '';
}

/** As `readMark`, within another statement, of the versions that pass. */
export function markOf(passes: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`(
    select concat_ws('.', coalesce(sum(version), 0), extract(epoch from max(changed_at)))
    from calendar_version where ${passes})`;
}

/**
 * The targets whose versions tell of a feed about resources. A rival anywhere on what a resource draws on decides about who
 * may decide, so that a queue watches these too.
 */
export function watchedBy({ scope }: Pick<Target, 'scope'>, resources: CataloguedResource[]): string[] {
  if (scope !== 'queue') return resources.map(resource => resource.id);
  const drawn = resources.flatMap(resource => resource.draws.map(draw => draw.resourceId));
  return [tiesOfEverybody, ...new Set(drawn)];
}
