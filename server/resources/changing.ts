import { sql } from 'kysely';
import type { ResourceDetail } from '../../shared/resource.ts';
import { type Catalogue, type CataloguedResource, readCatalogue } from '../catalogue/catalogue.ts';
import { mayManage, maySee } from '../catalogue/visibility.ts';
import type { Actor, Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { matchVersion } from '../http/version.ts';
import { readResource } from './queries.ts';

/** What a change did, for the history; null when all was as it was asked for. */
export type Done = { action: string; before: unknown; after: unknown; reason?: string | null } | null;

export interface Target {
  id: string;
  /** The edition that the client has read. */
  version: number;
  /** Other resources whose bookings or composition the change may touch. */
  alsoLock?: string[];
}

/**
 * The frame of every change of a resource: locks it (a booking that waits for the lock reads the rules as they are then), holds
 * rights and version, lets `change` work, and if that did something raises the edition and writes the history.
 * @throws Problem `not_found`, `forbidden`, `stale`, and what `change` throws
 */
export async function changing(
  tx: Tx,
  target: Target,
  context: Context,
  change: (resource: CataloguedResource, catalogue: Catalogue) => Promise<Done>,
): Promise<ResourceDetail> {
  const { id } = target;
  await lockAround(tx, [id, ...(target.alsoLock ?? [])], context.now);
  const catalogue = await context.catalogue.current(tx);
  const resource = managed(catalogue, id, context.actor, context.now);
  matchVersion(target.version, resource.edition);
  const done = await change(resource, catalogue);
  if (!done) return readResource(tx, id, context, catalogue);
  await tx.updateTable('resource').set({ edition: sql`edition + 1` }).where('id', '=', id).execute();
  await record(tx, context, [{ ...done, subjectType: 'resource', subjectId: id, organisationId: resource.ownerId }]);
  return readResource(tx, id, context, await readCatalogue(tx));
}

/** @throws Problem `not_found` for what the actor may not know of, `forbidden` for what they do not administer */
export function managed(catalogue: Catalogue, id: string, actor: Actor, now: Date): CataloguedResource {
  const resource = found(catalogue.resources.get(id));
  if (!maySee(resource, actor, now)) throw new Problem('not_found');
  if (!mayManage(resource, actor)) throw new Problem('forbidden');
  return resource;
}

/**
 * Locks, in the order of their ids, the resources, those made of them or that they are made of, and those that are booked
 * together with them: all whose claims a change of buffers or of composition derives again.
 */
export async function lockAround(tx: Tx, ids: string[], now: Date): Promise<void> {
  await sql`
    with wanted as (
      select unnest(${ids}::uuid[]) as id union select resource_id from resource_draw where drawn_id = any (${ids}::uuid[])
    ), drawn as (
      select d.drawn_id as id from resource_draw d join wanted w on w.id = d.resource_id
    ), together as (
      select other.resource_id as id
      from claim mine join claim other on other.booking_id = mine.booking_id
      where mine.resource_id in (select id from drawn) and upper(mine.occupied) > ${now.toISOString()}::timestamptz
    )
    select r.id from resource r
    where r.id in (select id from wanted union select id from drawn union select id from together)
    order by r.id for no key update`.execute(tx);
}
