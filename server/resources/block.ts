import type { AffectedBooking, Block, NewBlock } from '../../shared/resource.ts';
import type { CataloguedResource } from '../catalogue/catalogue.ts';
import { maySee } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { blockView, mayBlock } from './block-queries.ts';
import { lockAround } from './changing.ts';
import { clearTheWay } from './clear-the-way.ts';

/** What was blocked, and the bookings that were cancelled for it. */
export interface Blocked {
  block: Block;
  cancelled: AffectedBooking[];
}

/**
 * Takes a resource, or some units of it, out of use for a time; of a divisible room the parts too, of a kit not the components.
 * Bookings in the way refuse it, or are cancelled with its reason when that is asked for. The past cannot be blocked: a start
 * that has gone by is now.
 * @throws Problem `not_found`, `forbidden`, `malformed`, `reason_required` to cancel, `bookings_affected`
 */
export async function block(tx: Tx, input: NewBlock, context: Context): Promise<Blocked> {
  const resource = await blockable(tx, input.resourceId, context);
  const { quantity = null, reason } = input;
  if (quantity !== null && quantity > resource.capacity) throw new Problem('malformed', { what: 'quantity' });
  const [starts_at, ends_at] = [later(new Date(input.startsAt), context.now), new Date(input.endsAt)];
  if (starts_at >= ends_at) throw new Problem('malformed', { what: 'endsAt: after startsAt, and not past' });

  let id = '';
  const cancelled = await clearTheWay(tx, context, {
    ...{ resourceId: resource.id, quantity, from: starts_at, to: ends_at, affected: input.affected, reason },
    async apply() {
      const row = { resource_id: resource.id, kind: input.kind, starts_at, ends_at, quantity, reason };
      const by = { created_by: context.actor.personId, created_at: context.now };
      const inserted = await tx
        .insertInto('block')
        .values({ ...row, ...by })
        .returning('id')
        .executeTakeFirstOrThrow();
      id = inserted.id;
    },
  });
  await record(tx, context, [
    {
      action: 'block.created',
      subjectType: 'block',
      subjectId: id,
      organisationId: resource.ownerId,
      after: { ...input, startsAt: starts_at.toISOString(), endsAt: ends_at.toISOString() },
      reason,
    },
  ]);
  return { block: await blockView(tx, id, context), cancelled };
}

/**
 * Locks a resource that the actor may take out of use: those who administer it may, and those who decide on its requests.
 * @throws Problem `not_found`, `forbidden`
 */
export async function blockable(tx: Tx, resourceId: string, context: Context): Promise<CataloguedResource> {
  await lockAround(tx, [resourceId], context.now);
  const resource = found((await context.catalogue.current(tx)).resources.get(resourceId));
  if (!maySee(resource, context.actor, context.now)) throw new Problem('not_found');
  if (!mayBlock(resource, context)) throw new Problem('forbidden');
  return resource;
}

export function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
