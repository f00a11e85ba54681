import { sql } from 'kysely';
import type { BusyClash } from '../../shared/external-calendar.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { record } from '../history/record.ts';
import { lockCalendar } from './care.ts';
import { readClash } from './queries.ts';

/**
 * Lets a booking and the busy time that it meets stand side by side: the clash is listed as accepted and counts no more, as long
 * as the two meet at no other time than now. Or takes that back.
 * @throws Problem `not_found`, also when the two meet no more
 */
export async function acknowledgeClash(
  tx: Tx,
  at: { id: string; clashId: string },
  isAccepted: boolean,
  context: Context,
): Promise<BusyClash> {
  const { stored, resource } = await lockCalendar(tx, at.id, context);
  const before = await readClash(tx, at, context.now);
  if ((before.acknowledged !== null) === isAccepted) return before;
  const accepted = {
    acknowledged_at: context.now,
    acknowledged_by: context.actor.personId,
    acknowledged_overlap: sql<string>`busy_clash_overlap(block_id, line_id)`,
  };
  const open = { acknowledged_at: null, acknowledged_by: null, acknowledged_overlap: null };
  await tx
    .updateTable('busy_clash')
    .set(isAccepted ? accepted : open)
    .where('id', '=', at.clashId)
    .execute();
  await record(tx, context, [
    {
      action: isAccepted ? 'external_calendar.clash_acknowledged' : 'external_calendar.clash_reopened',
      subjectType: 'resource',
      subjectId: resource.id,
      organisationId: resource.ownerId,
      after: { name: stored.name, bookingId: before.booking.bookingId },
    },
  ]);
  return readClash(tx, at, context.now);
}
