import { sql } from 'kysely';
import type { Approver, NewApprover } from '../../shared/resource.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { mayManage, mayManageSite } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { type Event, record } from '../history/record.ts';
import { managed } from './changing.ts';

/** What a scope is given over: one resource, all that is at a site, or all that an organisation owns. */
export interface Reach {
  over: Approver['scope'];
  id: string;
}

const columnOf = { resource: 'resource_id', site: 'site_id', organisation: 'organisation_id' } as const;

/**
 * The scopes that have not ended: over a site or an organisation its own, over a resource all that reach it. For those who
 * administer it.
 * @throws Problem `not_found`, `forbidden`
 */
export async function listApprovers(db: Db, reach: Reach, context: Context): Promise<Approver[]> {
  const catalogue = await context.catalogue.current(db);
  requireRight(catalogue, reach, context);
  return readApprovers(db, reachesOf(catalogue, reach), context.now);
}

/**
 * Gives a person a scope, from today unless said; requests that wait already are theirs to decide as well.
 * @throws Problem `not_found`, `forbidden`, `malformed` for a person who is not there or no longer active, or days out of order
 */
export async function addApprover(tx: Tx, reach: Reach, input: NewApprover, context: Context): Promise<Approver[]> {
  const catalogue = await context.catalogue.current(tx);
  requireRight(catalogue, reach, context);
  const person = await tx
    .selectFrom('person')
    .select(['name', networkDay(context.now).as('today')])
    .where('id', '=', input.personId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!person) throw new Problem('malformed', { what: 'personId' });
  const validFrom = input.validFrom ?? person.today;
  if (input.validTo !== null && input.validTo < validFrom) {
    throw new Problem('malformed', { what: 'validTo: not before validFrom' });
  }
  await tx
    .insertInto('approver_scope')
    .values({
      person_id: input.personId,
      [columnOf[reach.over]]: reach.id,
      rank: input.rank,
      valid_from: validFrom,
      valid_to: input.validTo,
    })
    .execute();
  const after = { ...input, validFrom, personName: person.name };
  await record(tx, context, [event('approver_added', reach, catalogue, { after })]);
  return readApprovers(tx, reachesOf(catalogue, reach), context.now);
}

/**
 * Ends a scope over exactly this; those that reach a resource from its site or its owner are not given up from the resource.
 * One that began before today ends with yesterday, another is taken away.
 * @throws Problem `not_found`, also for a scope that has ended, `forbidden`
 */
export async function endApprover(tx: Tx, reach: Reach, scopeId: string, context: Context): Promise<Approver[]> {
  const catalogue = await context.catalogue.current(tx);
  requireRight(catalogue, reach, context);
  const today = networkDay(context.now);
  const before = await tx
    .selectFrom('approver_scope')
    .selectAll()
    .where('id', '=', scopeId)
    .where(columnOf[reach.over], '=', reach.id)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw new Problem('not_found');
  await tx.deleteFrom('approver_scope').where('id', '=', scopeId).where('valid_from', '>=', today).execute();
  const yesterday = sql<string>`${today} - 1`;
  await tx.updateTable('approver_scope').set({ valid_to: yesterday }).where('id', '=', scopeId).execute();
  const { person_id: personId, rank, valid_from: validFrom, valid_to: validTo } = before;
  await record(tx, context, [
    event('approver_ended', reach, catalogue, { before: { personId, rank, validFrom, validTo } }),
  ]);
  return readApprovers(tx, reachesOf(catalogue, reach), context.now);
}

/** Who administers a thing says who decides on requests for it. @throws Problem `not_found`, `forbidden` */
function requireRight(catalogue: Catalogue, { over, id }: Reach, { actor, now }: Context): void {
  if (over === 'resource') {
    managed(catalogue, id, actor, now);
  } else if (over === 'site') {
    found(catalogue.sites.get(id));
    if (!mayManageSite(catalogue, id, actor)) throw new Problem('forbidden');
  } else {
    found(catalogue.organisations.get(id));
    if (!mayManage({ ownerId: id }, actor)) throw new Problem('forbidden');
  }
}

function reachesOf(catalogue: Catalogue, reach: Reach): Reach[] {
  const resource = reach.over === 'resource' ? catalogue.resources.get(reach.id) : undefined;
  if (!resource) return [reach];
  return [reach, { over: 'site', id: resource.siteId }, { over: 'organisation', id: resource.ownerId }];
}

async function readApprovers(db: Db, reaches: Reach[], now: Date): Promise<Approver[]> {
  const rows = await db
    .selectFrom('approver_scope as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['s.id', 's.person_id', 'p.name', 's.rank', 's.resource_id', 's.site_id', 's.valid_from', 's.valid_to'])
    .where(eb => eb.or(reaches.map(({ over, id }) => eb(`s.${columnOf[over]}`, '=', id))))
    .where(eb => eb.or([eb('s.valid_to', 'is', null), eb('s.valid_to', '>=', networkDay(now))]))
    .where('p.deactivated_at', 'is', null)
    .orderBy('s.rank')
    .orderBy('p.name')
    .orderBy('s.id')
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

function event(what: string, reach: Reach, catalogue: Catalogue, told: Pick<Event, 'before' | 'after'>): Event {
  const { over, id } = reach;
  const organisationId = over === 'organisation' ? id : (catalogue.resources.get(id)?.ownerId ?? null);
  return { action: `${over}.${what}`, subjectType: over, subjectId: id, organisationId, ...told };
}
