import type { z } from '@hono/zod-openapi';
import type { publishedVersionsSchema } from '../../shared/resource.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { managed } from './changing.ts';
import { asUtc } from './view.ts';

/**
 * Every terms and tariff that was published of a resource, with their words, newest first; for those who administer it.
 * @throws Problem `not_found`, `forbidden`
 */
export async function readVersions(
  db: Db,
  id: string,
  { actor, now, catalogue }: Context,
): Promise<z.infer<typeof publishedVersionsSchema>> {
  const resource = managed(await catalogue.current(db), id, actor, now);
  const terms = await db
    .selectFrom('terms')
    .select(['id', 'version', 'body_sha256 as sha256', 'effective_from', 'body'])
    .where('resource_id', '=', id)
    .orderBy('effective_from', 'desc')
    .orderBy('version', 'desc')
    .execute();
  return {
    terms: terms.map(({ effective_from, ...one }) => ({ ...one, effectiveFrom: effective_from.toISOString() })),
    tariffs: resource.tariffs.flatMap(one => asUtc(one) ?? []),
  };
}
