import { type Context, isCoordinator } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { networkSubject, record } from '../history/record.ts';
import { lockFeature, requireUnused } from './features.ts';

/**
 * Takes a feature out of the vocabulary of the network, once no resource has it any more, withdrawn ones included.
 * @throws Problem `forbidden`, `not_found`, `feature_in_use`
 */
export async function removeFeature(tx: Tx, code: string, context: Context): Promise<void> {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
  const before = await lockFeature(tx, code, context);
  await requireUnused(tx, code);
  await tx.deleteFrom('feature').where('code', '=', code).execute();
  await record(tx, context, [
    { action: 'network.feature_removed', subjectType: 'network', subjectId: networkSubject, before },
  ]);
}
