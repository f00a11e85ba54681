import { sql } from 'kysely';
import type { Booking, NewOccurrence } from '../../shared/booking.ts';
import { isAllowed } from '../../shared/findings.ts';
import { wallOf } from '../../shared/time.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem, Refused } from '../errors.ts';
import { alternativesTo } from './alternatives.ts';
import { requireActsFor } from './book.ts';
import { guard, lockResources } from './guard.ts';
import { inheritAttendees } from './insert-attendees.ts';
import { requirePlausible } from './moments.ts';
import { newBooking } from './new-rows.ts';
import { lockBookings, readBooking } from './queries.ts';
import { occurrenceAt, wallLength } from './recurrence.ts';
import { restoreBookings } from './restore.ts';
import { includeDates, lockSeries, type SeriesRow, visibleSeries } from './series.ts';
import { ownFindings } from './series-plan.ts';
import type { BookingRow, LineRow } from './view.ts';
import { insertBookings } from './write-booking.ts';

/**
 * Books a date of a series that was left out, or one more: what the nearest occurrence takes, through the guard. One that was
 * cancelled is restored.
 * @throws Problem `not_found`, `not_affiliated`, `already_exists`, `malformed`
 * @throws Refused with every finding
 */
export async function addOccurrence(
  tx: Tx,
  request: { id: string } & NewOccurrence,
  context: Context,
): Promise<Booking> {
  const seen = await visibleSeries(tx, request.id, context);
  requireActsFor(context, seen.organisation_id);
  const at = new Date(request.recurrenceId);
  requirePlausible(at, at);
  const model = await nearest(tx, seen.id, at);
  await lockResources(
    tx,
    model.lines.map(line => line.resource_id),
  );
  const series = await lockSeries(tx, seen.id);
  const existing = await bookingAt(tx, series.id, at);
  if (existing) {
    if (existing.status !== 'cancelled') throw new Problem('already_exists', { what: request.recurrenceId });
    await restoreBookings(tx, await lockBookings(tx, [existing.id]), context);
    return found(await readBooking(tx, existing.id, context));
  }
  const id = await bookAt(tx, series, model, at, context);
  return found(await readBooking(tx, id, context));
}

type Model = { booking: BookingRow; lines: LineRow[] };

async function bookAt(tx: Tx, series: SeriesRow, model: Model, at: Date, context: Context): Promise<string> {
  const { time_zone: timeZone, starts_at: startsAt, ends_at: endsAt } = series;
  const occurrence = occurrenceAt(wallOf(at, timeZone), wallLength({ startsAt, endsAt, timeZone }), timeZone);
  const want = {
    organisationId: series.organisation_id,
    startsAt: at,
    endsAt: occurrence.endsAt,
    lines: model.lines.map(line => ({ resourceId: line.resource_id, quantity: line.quantity })),
  };
  const { catalogue, findings } = await guard(tx, [want], context);
  const reasons = [...ownFindings(occurrence, timeZone, context), ...(findings[0] ?? [])];
  if (!isAllowed(reasons)) throw new Refused(reasons, db => alternativesTo(db, want, context));
  const { title, purpose, bundle } = model.booking;
  const naming = {
    personId: context.actor.personId,
    title,
    purpose,
    bundle,
    series: { id: series.id, recurrenceId: at },
  };
  const stored = newBooking(want, naming, catalogue, context.now);
  await insertBookings(tx, [stored], context);
  await inheritAttendees(tx, model.booking.id, stored.booking.id, context);
  if (series.exdates.some(date => date.getTime() === at.getTime())) {
    await includeDates(tx, [{ series_id: series.id, recurrence_id: at }]);
  } else {
    const rdates = sql<Date[]>`rdates || ${at.toISOString()}::timestamptz`;
    await tx.updateTable('series').set({ rdates, version: sql`version + 1` }).where('id', '=', series.id).execute();
  }
  const event = stored.booking.status === 'pending' ? 'requested' : 'confirmed';
  const job = { bookingIds: [stored.booking.id], seriesId: series.id, version: 1, actorId: context.actor.personId };
  await context.jobs.notify(tx, [{ event, ...job }]);
  return stored.booking.id;
}

function bookingAt(tx: Tx, seriesId: string, at: Date): Promise<BookingRow | undefined> {
  const ofSeries = tx.selectFrom('booking').selectAll().where('series_id', '=', seriesId);
  return ofSeries.where('recurrence_id', '=', at).executeTakeFirst();
}

/** The occurrence whose lines another takes over: the one nearest in time that was not changed alone, if there is one. */
async function nearest(tx: Tx, seriesId: string, at: Date): Promise<Model> {
  const booking = await tx
    .selectFrom('booking')
    .selectAll()
    .where('series_id', '=', seriesId)
    .orderBy('detached')
    .orderBy(sql`abs(extract(epoch from starts_at - ${at.toISOString()}::timestamptz))`)
    .executeTakeFirstOrThrow();
  const lines = await tx
    .selectFrom('booking_line')
    .selectAll()
    .where('booking_id', '=', booking.id)
    .where('phase', '=', 'current')
    .orderBy('position')
    .execute();
  return { booking, lines };
}
