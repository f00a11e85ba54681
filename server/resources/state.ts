import type { AffectedBooking, ResourceDetail } from '../../shared/resource.ts';
import type { ResourceState } from '../../shared/words.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { describeLines, upcomingLines } from './affected.ts';
import { changing, type Target } from './changing.ts';

/**
 * Takes a resource off the catalogue. What is promised on it stays promised, and is listed so that somebody deals with it; a dry run only lists.
 * @throws Problem `not_found`, `forbidden`, `stale`
 */
export async function withdraw(
  tx: Tx,
  target: Target,
  { reason, dryRun }: { reason?: string | undefined; dryRun: boolean },
  context: Context,
): Promise<{ resource: ResourceDetail; affected: AffectedBooking[] }> {
  const resource = dryRun
    ? await changing(tx, target, context, async () => null)
    : await setState(tx, target, 'withdrawn', reason ?? null, context);
  const affected = await describeLines(tx, await upcomingLines(tx, [target.id], context.now));
  return { resource, affected };
}

/** Offers a withdrawn resource again. @throws Problem `not_found`, `forbidden`, `stale` */
export async function publishAgain(tx: Tx, target: Target, context: Context): Promise<ResourceDetail> {
  return setState(tx, target, 'published', null, context);
}

async function setState(
  tx: Tx,
  target: Target,
  state: ResourceState,
  reason: string | null,
  context: Context,
): Promise<ResourceDetail> {
  return changing(tx, target, context, async resource => {
    if (resource.state === state) return null;
    await tx.updateTable('resource').set({ state }).where('id', '=', target.id).execute();
    return { action: `resource.${state}`, before: { state: resource.state }, after: { state }, reason };
  });
}
