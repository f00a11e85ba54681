import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { record } from '../history/record.ts';
import { lockCalendar } from './care.ts';

/**
 * Forgets a calendar with its address and all that it said: the times that it took are free at once.
 * @throws Problem `not_found`
 */
export async function removeCalendar(tx: Tx, id: string, context: Context): Promise<{ id: string }> {
  const { stored, resource } = await lockCalendar(tx, id, context);
  await tx.deleteFrom('block').where('external_calendar_id', '=', id).execute();
  await tx.deleteFrom('external_calendar').where('id', '=', id).execute();
  await record(tx, context, [
    {
      action: 'external_calendar.removed',
      subjectType: 'resource',
      subjectId: resource.id,
      organisationId: resource.ownerId,
      before: { name: stored.name, detail: stored.detail },
    },
  ]);
  return { id };
}
