import { sql } from 'kysely';
import type { BusyClash } from '../../shared/external-calendar.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { record } from '../history/record.ts';
import { lockCalendar } from './care.ts';
import { readClash } from './queries.ts';

/** One clash of one calendar. */
export interface ClashAt {
  id: string;
  clashId: string;
}

/**
 * Lets a booking and the busy time that it meets stand side by side: the clash is listed as accepted and counts no more, as long
 * as the two meet at no other time than now.
 * @throws Problem `not_found`, also when the two meet no more
 */
export async function acknowledgeClash(tx: Tx, { id, clashId }: ClashAt, context: Context): Promise<BusyClash> {
  const { stored, resource } = await lockCalendar(tx, id, context);
  const before = await readClash(tx, { id, clashId }, context.now);
  if (before.acknowledged) return before;
  await tx
    .updateTable('busy_clash')
    .set({
      acknowledged_at: context.now,
      acknowledged_by: context.actor.personId,
      acknowledged_overlap: sql<string>`busy_clash_overlap(block_id, line_id)`,
    })
    .where('id', '=', clashId)
    .execute();
  await record(tx, context, [
    {
      action: 'external_calendar.clash_acknowledged',
      subjectType: 'resource',
      subjectId: resource.id,
      organisationId: resource.ownerId,
      after: { name: stored.name, bookingId: before.booking.bookingId },
    },
  ]);
  return readClash(tx, { id, clashId }, context.now);
}
