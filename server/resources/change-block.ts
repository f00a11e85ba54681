import { sql } from 'kysely';
import type { Block, BlockChange } from '../../shared/resource.ts';
import type { CataloguedResource } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import type { Row } from '../database/tables.ts';
import { found, Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { matchVersion } from '../http/version.ts';
import { type Blocked, blockable, later } from './block.ts';
import { blockView } from './block-queries.ts';
import { clearTheWay } from './clear-the-way.ts';

/**
 * Changes the time or the reason of a block; a later end meets the bookings as a new block does.
 * @throws Problem `not_found`, `forbidden`, `stale`, `malformed`, `wrong_status` for one that was lifted or is over,
 * `kept_elsewhere` for the busy time of an outside calendar, `reason_required` to cancel, `bookings_affected`
 */
export async function changeBlock(
  tx: Tx,
  target: { id: string; version: number | null },
  input: BlockChange,
  context: Context,
): Promise<Blocked> {
  const { stored, resource } = await lockBlock(tx, target.id, context);
  matchVersion(target.version, stored.version);
  if (stored.lifted_at) throw new Problem('wrong_status', { status: 'lifted' });
  if (stored.ends_at <= context.now) throw new Problem('wrong_status', { status: 'over' });
  const wanted = wantedOf(stored, input, context.now);
  if (JSON.stringify(wanted) === JSON.stringify(whenOf(stored))) {
    return { block: await blockView(tx, target.id, context), cancelled: [] };
  }
  const cancelled = await clearTheWay(tx, context, {
    ...{ resourceId: resource.id, quantity: stored.quantity, from: wanted.starts_at, to: wanted.ends_at },
    ...{ affected: input.affected, reason: wanted.reason },
    withoutIt: () => update(tx, stored.id, { lifted_at: context.now }),
    apply: () => update(tx, stored.id, wanted),
  });
  await record(tx, context, [event('block.changed', stored, resource, wanted)]);
  return { block: await blockView(tx, stored.id, context), cancelled };
}

/**
 * Ends a block now, or takes it back before it begins; the time is free at once. A second time changes nothing.
 * @throws Problem `not_found`, `forbidden`, `stale`, `kept_elsewhere` for the busy time of an outside calendar
 */
export async function liftBlock(
  tx: Tx,
  target: { id: string; version: number | null },
  context: Context,
): Promise<Block> {
  const { stored, resource } = await lockBlock(tx, target.id, context);
  matchVersion(target.version, stored.version);
  if (!stored.lifted_at) {
    await update(tx, stored.id, { lifted_at: context.now });
    await record(tx, context, [event('block.lifted', stored, resource)]);
  }
  return blockView(tx, target.id, context);
}

type When = Pick<Row<'block'>, 'starts_at' | 'ends_at' | 'reason'>;

async function lockBlock(
  tx: Tx,
  id: string,
  context: Context,
): Promise<{ stored: Row<'block'>; resource: CataloguedResource }> {
  const known = found(await tx.selectFrom('block').select('resource_id').where('id', '=', id).executeTakeFirst());
  const resource = await blockable(tx, known.resource_id, context);
  const stored = await tx.selectFrom('block').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (stored?.external_calendar_id) throw new Problem('kept_elsewhere');
  return { stored: found(stored), resource };
}

/** A start that has gone by is now, unless it was so before. */
function wantedOf(stored: When, input: BlockChange, now: Date): When {
  const start = input.startsAt === undefined ? stored.starts_at : new Date(input.startsAt);
  const wanted = {
    starts_at: +start === +stored.starts_at ? start : later(start, now),
    ends_at: input.endsAt === undefined ? stored.ends_at : new Date(input.endsAt),
    reason: input.reason ?? stored.reason,
  };
  if (wanted.starts_at >= wanted.ends_at) throw new Problem('malformed', { what: 'endsAt: after startsAt' });
  return wanted;
}

function whenOf({ starts_at, ends_at, reason }: When): When {
  return { starts_at, ends_at, reason };
}

async function update(tx: Tx, id: string, patch: Partial<Row<'block'>>): Promise<void> {
  await tx
    .updateTable('block')
    .set({ ...patch, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

function event(action: string, stored: Row<'block'>, resource: CataloguedResource, after?: When) {
  const told = ({ starts_at, ends_at, reason }: When) => ({ startsAt: starts_at, endsAt: ends_at, reason });
  return {
    action,
    subjectType: 'block' as const,
    subjectId: stored.id,
    organisationId: resource.ownerId,
    before: told(stored),
    ...(after ? { after: told(after) } : {}),
    reason: after?.reason ?? null,
  };
}
