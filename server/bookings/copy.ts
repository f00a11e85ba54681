import type { Booking, Copy } from '../../shared/booking.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { book } from './book.ts';
import { resolveMoment, resolveTimes } from './moments.ts';
import { visibleBooking } from './queries.ts';

/**
 * Books the same lines at another time, as a booking of one's own: by the rules of now, with its own approval.
 * @throws what `book` throws
 */
export async function copy(tx: Tx, request: { id: string; copy: Copy }, context: Context): Promise<Booking> {
  const original = await visibleBooking(tx, request.id, context);
  const lines = await tx
    .selectFrom('booking_line')
    .select(['resource_id as resourceId', 'quantity'])
    .where('booking_id', '=', original.id)
    .where('phase', '=', 'current')
    .orderBy('position')
    .execute();
  if (lines.length === 0) throw new Problem('wrong_status', { status: original.status });

  const length = original.ends_at.getTime() - original.starts_at.getTime();
  const endsAt = request.copy.endsAt ?? request.copy.startsAt;
  const times = request.copy.endsAt
    ? await resolveTimes(tx, { startsAt: request.copy.startsAt, endsAt, lines }, context)
    : await sameLength(tx, request.copy.startsAt, length, lines, context);
  return book(
    tx,
    {
      organisationId: request.copy.organisationId ?? original.organisation_id,
      title: original.title,
      ...(original.purpose ? { purpose: original.purpose } : {}),
      startsAt: times.startsAt.toISOString(),
      endsAt: times.endsAt.toISOString(),
      lines,
      bundle: original.bundle,
    },
    context,
  );
}

async function sameLength(tx: Tx, startsAt: string, length: number, lines: { resourceId: string }[], context: Context) {
  const start = await resolveMoment(tx, startsAt, lines, context);
  return { startsAt: start, endsAt: new Date(start.getTime() + length) };
}
