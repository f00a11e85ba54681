import { sql } from 'kysely';
import type { Approver, NewApprover } from '../../shared/resource.ts';
import type { CataloguedResource } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { managed } from './changing.ts';

/** The scopes that reach a resource and have not ended: its own, its site's and its owner's. For those who administer it. */
export async function listApprovers(db: Db, resourceId: string, context: Context): Promise<Approver[]> {
  const resource = managed(await context.catalogue.current(db), resourceId, context.actor, context.now);
  return readApprovers(db, resource, context.now);
}

/**
 * Gives a person a scope on one resource.
 * @throws Problem `not_found`, `forbidden`, `malformed` for a person who is not there or no longer active
 */
export async function addApprover(
  tx: Tx,
  resourceId: string,
  input: NewApprover,
  context: Context,
): Promise<Approver[]> {
  const resource = managed(await context.catalogue.current(tx), resourceId, context.actor, context.now);
  const person = await tx
    .selectFrom('person')
    .select('name')
    .where('id', '=', input.personId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!person) throw new Problem('malformed', { what: 'personId' });
  if (input.validTo !== null && input.validFrom !== undefined && input.validTo < input.validFrom) {
    throw new Problem('malformed', { what: 'validTo: not before validFrom' });
  }
  await tx
    .insertInto('approver_scope')
    .values({
      person_id: input.personId,
      resource_id: resourceId,
      rank: input.rank,
      valid_from: input.validFrom ?? networkDay(context.now),
      valid_to: input.validTo,
    })
    .execute();
  await record(tx, context, [event('approver_added', resource, { ...input, personName: person.name })]);
  return readApprovers(tx, resource, context.now);
}

/**
 * Ends a scope on one resource; those of a site or of an organisation are not given up from here. One that has begun ends with
 * yesterday, one that has not is taken away.
 * @throws Problem `not_found`, `forbidden`
 */
export async function endApprover(tx: Tx, resourceId: string, scopeId: string, context: Context): Promise<Approver[]> {
  const resource = managed(await context.catalogue.current(tx), resourceId, context.actor, context.now);
  const yesterday = sql<string>`(network_day(${context.now.toISOString()}::timestamptz) - 1)`;
  const scope = tx
    .selectFrom('approver_scope')
    .selectAll()
    .where('id', '=', scopeId)
    .where('resource_id', '=', resourceId);
  const before = await scope.forUpdate().executeTakeFirst();
  if (!before) throw new Problem('not_found');
  await tx.deleteFrom('approver_scope').where('id', '=', scopeId).where('valid_from', '>', yesterday).execute();
  await tx.updateTable('approver_scope').set({ valid_to: yesterday }).where('id', '=', scopeId).execute();
  await record(tx, context, [event('approver_ended', resource, { personId: before.person_id, rank: before.rank })]);
  return readApprovers(tx, resource, context.now);
}

async function readApprovers(db: Db, resource: CataloguedResource, now: Date): Promise<Approver[]> {
  const rows = await db
    .selectFrom('approver_scope as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['s.id', 's.person_id', 'p.name', 's.rank', 's.resource_id', 's.site_id', 's.valid_from', 's.valid_to'])
    .where(eb =>
      eb.or([
        eb('s.resource_id', '=', resource.id),
        eb('s.site_id', '=', resource.siteId),
        eb('s.organisation_id', '=', resource.ownerId),
      ]),
    )
    .where(eb => eb.or([eb('s.valid_to', 'is', null), eb('s.valid_to', '>=', networkDay(now))]))
    .where('p.deactivated_at', 'is', null)
    .orderBy('s.rank')
    .orderBy('p.name')
    .execute();
  return rows.map(row => ({
    id: row.id,
    personId: row.person_id,
    personName: row.name,
    rank: row.rank,
    scope: row.resource_id ? 'resource' : row.site_id ? 'site' : 'organisation',
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}

function networkDay(now: Date) {
  return sql<string>`network_day(${now.toISOString()}::timestamptz)`;
}

function event(what: string, resource: CataloguedResource, after: unknown) {
  return {
    action: `resource.${what}`,
    subjectType: 'resource' as const,
    subjectId: resource.id,
    organisationId: resource.ownerId,
    after,
  };
}
