import { sql } from 'kysely';
import type { AffectedBooking, ResourceChange, ResourceDetail } from '../../shared/resource.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import type { Patch } from '../database/tables.ts';
import { Problem } from '../errors.ts';
import { inSavepoint, type Squeeze, squeeze } from './affected.ts';
import { changing, type Done, type Target } from './changing.ts';
import { fallingOutside } from './outside-hours.ts';

type Facts = Omit<ResourceChange, 'acceptAffected' | 'dryRun'>;

/** Columns by the names that they have on the wire: only these can be changed, whatever a request holds. */
const columns = {
  name: 'name',
  description: 'description',
  siteId: 'site_id',
  photo: 'photo',
  staffPersonId: 'staff_person_id',
  capacity: 'capacity',
  setupMinutes: 'setup_minutes',
  turnaroundMinutes: 'turnaround_minutes',
  visibleTo: 'visible_to',
  bookableBy: 'bookable_by',
  approval: 'approval',
  pendingRequests: 'pending_requests',
  decisionHours: 'decision_hours',
} as const satisfies Record<keyof Facts, keyof Patch<'resource'>>;

/**
 * Changes the facts of a resource. A capacity, setup or turnaround for which the bookings promised leave no room is refused
 * with these bookings; the claims of the others are recomputed in the same transaction. When it moves to another site, the
 * bookings to come that fall outside the hours there are told first; on the manager's word they stay as they are.
 * @throws Problem `not_found`, `forbidden`, `stale`, `malformed`, `bookings_affected`
 */
export async function changeResource(
  tx: Tx,
  target: Target,
  { acceptAffected, dryRun, ...change }: ResourceChange,
  context: Context,
): Promise<{ resource: ResourceDetail; affected: AffectedBooking[] }> {
  let affected: AffectedBooking[] = [];
  const resource = await changing(tx, target, context, async (before, catalogue): Promise<Done> => {
    const names = changedNames(before, change);
    if (names.length === 0) return null;
    await requireSensible(tx, before, catalogue, change);
    affected = await outsideNewHours(tx, before, change, catalogue, context);
    if (affected.length > 0 && !acceptAffected && !dryRun) {
      throw new Problem('bookings_affected', { count: affected.length, bookings: affected });
    }
    const patch = Object.fromEntries(names.map(name => [columns[name], change[name]])) as Patch<'resource'>;
    await inSavepoint(tx, async () => {
      await squeeze(tx, context, squeezeOf(tx, before.id, patch));
      return dryRun ? 'undo' : 'keep';
    });
    if (dryRun) return null;
    if (names.includes('photo')) await tx.deleteFrom('resource_photo').where('resource_id', '=', before.id).execute();
    const accepted = affected.length > 0 ? { acceptedBookings: affected.map(one => one.bookingId) } : {};
    const pick = (from: Record<keyof Facts, unknown> | Facts) =>
      Object.fromEntries(names.map(name => [name, from[name]]));
    return { action: actionFor(names), before: pick(before), after: { ...pick(change), ...accepted } };
  });
  return { resource, affected };
}

function squeezeOf(tx: Tx, id: string, patch: Patch<'resource'>): Squeeze {
  return {
    apply: () => update(tx, id, patch),
    applyUncapped: () => update(tx, id, { ...patch, capacity: 100_000 }),
    resourceIds: () => drawnBy(tx, [id]),
    ...(patch.capacity === undefined ? {} : { capacities: { [id]: patch.capacity } }),
  };
}

async function outsideNewHours(
  tx: Tx,
  resource: CataloguedResource,
  { siteId }: Facts,
  catalogue: Catalogue,
  context: Context,
): Promise<AffectedBooking[]> {
  const [before, after] = [catalogue.sites.get(resource.siteId), catalogue.sites.get(siteId ?? resource.siteId)];
  return before && after && before !== after ? fallingOutside(tx, [resource], { before, after }, context) : [];
}

/** All that resources take time of, and all that take time of them with what these take in turn. */
export async function drawnBy(tx: Tx, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct below.drawn_id as id
    from resource_draw above join resource_draw below on below.resource_id = above.resource_id
    where above.drawn_id = any (${ids}::uuid[])`.execute(tx);
  return rows.map(row => row.id);
}

/** @throws Problem `malformed` when a site or a person is named that is not there, or a person for what is not staff */
export async function requireSensible(
  tx: Tx,
  resource: { kind: CataloguedResource['kind'] },
  catalogue: Catalogue,
  given: Pick<Facts, 'siteId' | 'staffPersonId'>,
): Promise<void> {
  if (given.siteId && !catalogue.sites.has(given.siteId)) throw new Problem('malformed', { what: 'siteId' });
  if (!given.staffPersonId) return;
  const person = await tx
    .selectFrom('person')
    .select('id')
    .where('id', '=', given.staffPersonId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (resource.kind !== 'staff' || !person) throw new Problem('malformed', { what: 'staffPersonId' });
}

function changedNames(resource: CataloguedResource, change: Facts): (keyof Facts)[] {
  const names = Object.keys(columns) as (keyof Facts)[];
  return names.filter(name => change[name] !== undefined && change[name] !== resource[name]);
}

function actionFor(names: (keyof Facts)[]): string {
  return names.length === 1 && names[0] === 'capacity' ? 'resource.capacity_changed' : 'resource.changed';
}

async function update(tx: Tx, id: string, patch: Patch<'resource'>): Promise<void> {
  await tx.updateTable('resource').set(patch).where('id', '=', id).execute();
}
