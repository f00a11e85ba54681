import { sql } from 'kysely';
import { limits } from '../../shared/limits.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { lockOrganisations } from '../organisations/lock.ts';

/**
 * Keeps an organisation from hoarding time by requests: to be called after new ones have been written, in the transaction that
 * wrote them. A series is one request. Requests at once meet on the organisation's row, which is locked after the resources',
 * so that together they do not pass the limit; bookings that need no decision never come here.
 * @throws Problem `too_many_pending`
 */
export async function boundPending(tx: Tx, organisationId: string, context: Pick<Context, 'now'>): Promise<void> {
  await lockOrganisations(tx, [organisationId]);
  const { count } = await tx
    .selectFrom('booking_line as line')
    .innerJoin('booking', 'booking.id', 'line.booking_id')
    .select(sql<number>`count(distinct coalesce(booking.series_id, booking.id))`.as('count'))
    .where('line.status', '=', 'pending')
    .where('line.phase', 'in', ['current', 'proposed'])
    .where('line.hold_until', '>', context.now)
    .where('booking.organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const max = limits.pendingPerOrganisation;
  if (count > max) throw new Problem('too_many_pending', { max });
}
