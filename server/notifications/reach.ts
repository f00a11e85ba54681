import type { Reach } from '../../shared/reach.ts';
import { type ChangeScope, changeScopes } from '../../shared/words.ts';
import { visibleBooking } from '../bookings/queries.ts';
import { datesInScope, isOfSeries, isReached } from '../bookings/scope.ts';
import type { BookingRow } from '../bookings/view.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { type Occasion, readOccasion } from './occasion.ts';
import { recipientsOf } from './recipients.ts';

type Intent = 'cancel' | 'change';

/**
 * What cancelling or changing a booking would touch, by scope: how many dates, and who would get mail. Of a change those who
 * decide are named too; they are asked only if it exceeds what was approved.
 * @throws Problem `not_found`
 */
export async function readReach(
  db: Db,
  { id, act }: { id: string; act: Intent },
  context: Context,
): Promise<{ items: Reach[] }> {
  const seen = await visibleBooking(db, id, context);
  const items: Reach[] = [];
  for (const scope of seen.series_id ? changeScopes : (['this'] as const)) {
    const bookings = await datesReached(db, seen, { act, scope }, context.now);
    items.push({ scope, dates: bookings.length, told: await told(db, bookings, act, context) });
  }
  return { items };
}

async function datesReached(
  db: Db,
  seen: BookingRow,
  { act, scope }: { act: Intent; scope: ChangeScope },
  now: Date,
): Promise<BookingRow[]> {
  if (!isOfSeries(seen, scope)) return [seen];
  const dates = await datesInScope(db, seen, scope);
  return dates.filter(one => one.id === seen.id || isReached(act, one, now));
}

async function told(db: Db, bookings: BookingRow[], act: Intent, { actor, now }: Context): Promise<Reach['told']> {
  const job = {
    event: act === 'cancel' ? ('cancelled' as const) : ('changed' as const),
    bookingIds: bookings.map(one => one.id),
    version: 0,
    actorId: actor.personId,
  };
  const occasion = await readOccasion(db, job, now);
  if (!occasion) return [];
  const recipients = await recipientsOf(db, occasion, now);
  const deciders = act === 'change' ? await recipientsOf(db, asRequest(occasion), now) : [];
  const known = new Set(recipients.map(one => one.personId));
  return [...recipients, ...deciders.filter(one => one.part === 'decider' && !known.has(one.personId))].map(
    ({ name, part }) => ({ name, part }),
  );
}

/** The occasion as it would be if every line that an owner decides on had to be decided again. */
function asRequest(occasion: Occasion): Occasion {
  const bookings = occasion.bookings.map(booking => ({
    ...booking,
    lines: booking.lines.map(line => (line.approvalRequired ? { ...line, status: 'pending' as const } : line)),
  }));
  return { ...occasion, job: { ...occasion.job, event: 'change_requested' }, bookings };
}
