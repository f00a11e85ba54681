import type { NewResource, ResourceDetail } from '../../shared/resource.ts';
import { readCatalogue } from '../catalogue/catalogue.ts';
import { mayManage } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { requireSensible } from './change.ts';
import { lockAround } from './changing.ts';
import { replaceComposition } from './compose.ts';
import { replaceFeatures, replaceSharing } from './describe.ts';
import { insertCriteria, insertTariff, insertTerms } from './publish.ts';
import { readResource } from './queries.ts';

/**
 * Puts a resource in the catalogue with all that must be stated in advance: criteria, terms and tariff; all of it or nothing.
 * @throws Problem `forbidden` to whom is neither referent of its owner nor coordinator, `malformed` for a site, person,
 * organisation or feature that is not there
 */
export async function createResource(tx: Tx, input: NewResource, context: Context): Promise<ResourceDetail> {
  if (!mayManage(input, context.actor)) throw new Problem('forbidden');
  const components = input.composition.components.map(one => one.resourceId);
  await lockAround(tx, [...input.composition.parts, ...components], context.now);
  const catalogue = await context.catalogue.current(tx);
  await requireOwner(tx, input.ownerId);
  await requireSensible(tx, input, catalogue, input);

  const id = await insertFacts(tx, input, context.now);
  await insertCriteria(tx, id, input.criteria, context.now);
  await insertTerms(tx, id, input.terms, context);
  await insertTariff(tx, id, input.tariff, context);
  await replaceFeatures(tx, id, input.features, catalogue);
  await replaceSharing(tx, id, input.sharing);
  await replaceComposition(tx, id, input.composition, catalogue, context);
  await record(tx, context, [
    { action: 'resource.created', subjectType: 'resource', subjectId: id, organisationId: input.ownerId, after: input },
  ]);
  return readResource(tx, id, context, await readCatalogue(tx));
}

async function requireOwner(tx: Tx, ownerId: string): Promise<void> {
  const owner = await tx.selectFrom('organisation').select('id').where('id', '=', ownerId).executeTakeFirst();
  if (!owner) throw new Problem('malformed', { what: 'ownerId' });
}

async function insertFacts(tx: Tx, input: NewResource, now: Date): Promise<string> {
  const { id } = await tx
    .insertInto('resource')
    .values({
      kind: input.kind,
      name: input.name,
      description: input.description,
      owner_id: input.ownerId,
      site_id: input.siteId,
      capacity: input.capacity,
      staff_person_id: input.staffPersonId,
      photo: input.photo,
      setup_minutes: input.setupMinutes,
      turnaround_minutes: input.turnaroundMinutes,
      visible_to: input.visibleTo,
      bookable_by: input.bookableBy,
      approval: input.approval,
      pending_requests: input.pendingRequests,
      decision_hours: input.decisionHours,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
