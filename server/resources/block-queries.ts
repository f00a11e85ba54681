import { sql } from 'kysely';
import type { Block, BlockListQuery } from '../../shared/resource.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { isApproverOf, mayManage, maySee } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { found } from '../errors.ts';
import { cursorPart, pageOf, readCursor } from '../http/page.ts';

/** The blocks in force of the resources that the reader may see, by their start. @throws Problem `invalid_cursor` */
export async function listBlocks(
  db: Db,
  query: BlockListQuery,
  context: Context,
): Promise<{ items: Block[]; nextCursor: string | null }> {
  const after = readCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
  const catalogue = await context.catalogue.current(db);
  const ids = [...catalogue.resources.values()]
    .filter(one => maySee(one, context.actor, context.now) && (query.resourceId ?? one.id) === one.id)
    .map(one => one.id);
  const rows = await db
    .selectFrom('block')
    .selectAll()
    .where('lifted_at', 'is', null)
    .where('resource_id', '=', sql<string>`any (${ids}::uuid[])`)
    .$if(query.from !== undefined, q => q.where('ends_at', '>', new Date(query.from ?? 0)))
    .$if(query.to !== undefined, q => q.where('starts_at', '<', new Date(query.to ?? 0)))
    .$if(after !== null, q =>
      q.where(sql<boolean>`(starts_at, id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('starts_at')
    .orderBy('id')
    .limit(query.limit + 1)
    .execute();
  const page = pageOf(rows, query.limit, row => [row.starts_at.toISOString(), row.id]);
  return { ...page, items: page.items.map(row => view(row, catalogue, context)) };
}

/** One block, as it is now. */
export async function blockView(db: Db, id: string, context: Context): Promise<Block> {
  const row = found(await db.selectFrom('block').selectAll().where('id', '=', id).executeTakeFirst());
  return view(row, await context.catalogue.current(db), context);
}

function view(row: Row<'block'>, catalogue: Catalogue, context: Context): Block {
  const resource = catalogue.resources.get(row.resource_id);
  return {
    id: row.id,
    resourceId: row.resource_id,
    resourceName: resource?.name ?? '',
    kind: row.kind,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    quantity: row.quantity,
    reason: row.reason,
    liftedAt: row.lifted_at?.toISOString() ?? null,
    version: row.version,
    // What an outside calendar says is changed there.
    mayChange: row.external_calendar_id === null && resource !== undefined && mayBlock(resource, context),
  };
}

/** Whether a person may take a resource out of use: who administers it, and who decides on its requests. */
export function mayBlock(resource: CataloguedResource, { actor, now }: Pick<Context, 'actor' | 'now'>): boolean {
  return mayManage(resource, actor) || isApproverOf(resource, actor.personId, now);
}
