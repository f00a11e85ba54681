import { lockResources } from '../bookings/guard.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { record } from '../history/record.ts';
import { offerNext } from './offer.ts';
import { ownWaiting, stateOf } from './queries.ts';

/**
 * Leaves a waiting list. Who has an offer declines it so: it goes to the next at once. A second time changes nothing.
 * @throws Problem `not_found` for another person's
 */
export async function leave(tx: Tx, id: string, context: Context & { publicUrl: string }): Promise<null> {
  const seen = await ownWaiting(tx, id, context);
  await lockResources(tx, [seen.resource_id]);
  const row = await ownWaiting(tx, id, context);
  if (!['waiting', 'offered', 'lapsed'].includes(row.state)) return null;
  await tx.updateTable('waiting').set({ state: 'left', ended_at: context.now }).where('id', '=', id).execute();
  await record(tx, context, [
    {
      action: stateOf(row, context.now) === 'offered' ? 'waiting.declined' : 'waiting.left',
      ...{ subjectType: 'waiting' as const, subjectId: id, organisationId: row.organisation_id },
    },
  ]);
  if (row.state === 'offered') await offerNext(tx, row.resource_id, context);
  return null;
}
