import type { CataloguedResource } from '../catalogue/catalogue.ts';
import { maySee } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { found, Problem } from '../errors.ts';
import { mayBlock } from '../resources/block-queries.ts';
import { lockAround } from '../resources/changing.ts';

type Asker = Pick<Context, 'actor' | 'now'>;

/** Whose outside calendars count for a resource: theirs who may take it out of use, and the person whose time it is. */
export function mayCareFor(resource: CataloguedResource, asker: Asker): boolean {
  return mayBlock(resource, asker) || resource.staffPersonId === asker.actor.personId;
}

/** @throws Problem `not_found` for a resource that the actor may not know of, `forbidden` for one that is not theirs to care for */
export async function caredFor(db: Db, resourceId: string, context: Context): Promise<CataloguedResource> {
  const resource = found((await context.catalogue.current(db)).resources.get(resourceId));
  const mine = mayCareFor(resource, context);
  if (!mine && !maySee(resource, context.actor, context.now)) throw new Problem('not_found');
  if (!mine) throw new Problem('forbidden');
  return resource;
}

/**
 * A calendar for a change: its resource is locked first, as for every change of what is promised on it, then its row. Who does not
 * care for the resource does not know that the calendar exists.
 * @throws Problem `not_found`
 */
export async function lockCalendar(
  tx: Tx,
  id: string,
  context: Context,
): Promise<{ stored: Row<'external_calendar'>; resource: CataloguedResource }> {
  const known = await tx.selectFrom('external_calendar').select('resource_id').where('id', '=', id).executeTakeFirst();
  const resource = await knownCare(tx, found(known).resource_id, context);
  await lockAround(tx, [resource.id], context.now);
  const stored = await tx
    .selectFrom('external_calendar')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return { stored: found(stored), resource };
}

/** @throws Problem `not_found` */
export async function knownCare(db: Db, resourceId: string, context: Context): Promise<CataloguedResource> {
  const resource = found((await context.catalogue.current(db)).resources.get(resourceId));
  if (!mayCareFor(resource, context)) throw new Problem('not_found');
  return resource;
}
