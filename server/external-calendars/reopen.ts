import type { BusyClash } from '../../shared/external-calendar.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { record } from '../history/record.ts';
import type { ClashAt } from './acknowledge.ts';
import { lockCalendar } from './care.ts';
import { readClash } from './queries.ts';

/** Takes an acknowledgement back: the clash counts again. @throws Problem `not_found` */
export async function reopenClash(tx: Tx, { id, clashId }: ClashAt, context: Context): Promise<BusyClash> {
  const { stored, resource } = await lockCalendar(tx, id, context);
  const before = await readClash(tx, { id, clashId }, context.now);
  if (!before.acknowledged) return before;
  await tx
    .updateTable('busy_clash')
    .set({ acknowledged_at: null, acknowledged_by: null, acknowledged_overlap: null })
    .where('id', '=', clashId)
    .execute();
  await record(tx, context, [
    {
      action: 'external_calendar.clash_reopened',
      subjectType: 'resource',
      subjectId: resource.id,
      organisationId: resource.ownerId,
      after: { name: stored.name, bookingId: before.booking.bookingId },
    },
  ]);
  return readClash(tx, { id, clashId }, context.now);
}
