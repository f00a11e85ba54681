import { randomUUID } from 'node:crypto';
import type { Booking, OccurrenceChoice, Series } from '../../shared/booking.ts';
import { type Finding, isAllowed } from '../../shared/findings.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem, type RefusedOccurrence, SeriesRefused } from '../errors.ts';
import { record } from '../history/record.ts';
import { requireActsFor } from './book.ts';
import { guard } from './guard.ts';
import { insertAttendees } from './insert-attendees.ts';
import { requirePlausible } from './moments.ts';
import { newBooking } from './new-rows.ts';
import type { Occurrence, Recurrence } from './recurrence.ts';
import { type SeriesRow, seriesView } from './series.ts';
import { ownFindings, planSeries, type SeriesRequest } from './series-plan.ts';
import { bookingView } from './view.ts';
import type { Want } from './want.ts';
import { insertBookings } from './write-booking.ts';

/**
 * Books every date of a series, or none: where something stands against a date, the client chooses to leave it out, to move
 * it or to take other resources, and what it does not choose for is refused with all the reasons.
 * @throws Problem `not_affiliated`, and what a malformed recurrence meets
 * @throws SeriesRefused with every date that cannot be had; nothing is booked then
 */
export async function bookSeries(
  tx: Tx,
  request: SeriesRequest,
  context: Context,
): Promise<{ series: Series; bookings: Booking[] }> {
  requireActsFor(context, request.organisationId);
  const { recurrence, occurrences } = await planSeries(tx, request, context);
  const asked = askedOf(occurrences, request);
  const wanted = asked.filter(one => one.want !== null);
  if (wanted.length === 0) throw new Problem('recurrence_empty');

  const wants = wanted.flatMap(one => one.want ?? []);
  const { catalogue, findings } = await guard(tx, wants, context, { together: true });
  refuseUnlessAllowed(wanted, findings, recurrence.timeZone, context);

  const series = await insertSeries(tx, request, recurrence, asked, context);
  const stored = wanted.flatMap(({ occurrence, want, detached }) =>
    want === null
      ? []
      : newBooking(
          want,
          {
            personId: context.actor.personId,
            title: request.title,
            purpose: request.purpose ?? null,
            bundle: request.bundle,
            series: { id: series.id, recurrenceId: occurrence.recurrenceId, detached },
          },
          catalogue,
          context.now,
        ),
  );
  await insertBookings(tx, stored, context);
  const bookings = stored.map(one => one.booking);
  await insertAttendees(tx, bookings, request.attendees ?? [], context);
  await context.jobs.notify(tx, [
    {
      event: stored.some(one => one.booking.status === 'pending') ? 'requested' : 'confirmed',
      bookingIds: stored.map(one => one.booking.id),
      seriesId: series.id,
      version: 1,
      actorId: context.actor.personId,
    },
  ]);
  return {
    series: seriesView(series),
    bookings: stored.map(one => bookingView(one, context.actor.name, { ...context, catalogue })),
  };
}

/** What is asked for at one date; null where it is left out, by a choice or for a holiday. */
interface Asked {
  occurrence: Occurrence;
  want: Want | null;
  /** Chosen to be at another time or of other resources: it does not follow the series. */
  detached: boolean;
}

function askedOf(occurrences: Occurrence[], request: SeriesRequest): Asked[] {
  const choices = new Map((request.choices ?? []).map(one => [Date.parse(one.recurrenceId), one]));
  for (const at of choices.keys()) {
    if (!occurrences.some(one => one.recurrenceId.getTime() === at)) {
      throw new Problem('malformed', { what: `choices: ${new Date(at).toISOString()} is not a date of the series` });
    }
  }
  return occurrences.map(occurrence => {
    const choice = choices.get(occurrence.recurrenceId.getTime());
    if (choice) return chosen(occurrence, choice, request);
    const { organisationId, lines } = request;
    const { startsAt, endsAt, holiday } = occurrence;
    return { occurrence, detached: false, want: holiday ? null : { organisationId, startsAt, endsAt, lines } };
  });
}

function chosen(occurrence: Occurrence, choice: OccurrenceChoice, request: SeriesRequest): Asked {
  const { organisationId, lines } = request;
  const { recurrenceId, startsAt, endsAt } = occurrence;
  if (choice.action === 'skip') return { occurrence, detached: false, want: null };
  if (choice.action === 'swap') {
    return { occurrence, detached: true, want: { organisationId, startsAt, endsAt, lines: choice.lines } };
  }
  const times = { startsAt: new Date(choice.startsAt), endsAt: new Date(choice.endsAt) };
  if (times.endsAt <= times.startsAt)
    throw new Problem('malformed', { what: 'choices: endsAt must be after startsAt' });
  requirePlausible(times.startsAt, times.endsAt);
  return { occurrence: { recurrenceId, ...times }, detached: true, want: { organisationId, ...times, lines } };
}

function refuseUnlessAllowed(wanted: Asked[], findings: Finding[][], timeZone: string, context: Context): void {
  const refused = wanted.flatMap(({ occurrence, want }, index): RefusedOccurrence[] => {
    const reasons = [
      ...ownFindings({ ...occurrence, holiday: undefined }, timeZone, context),
      ...(findings[index] ?? []),
    ];
    if (want === null || isAllowed(reasons)) return [];
    return [
      {
        recurrenceId: occurrence.recurrenceId.toISOString(),
        startsAt: want.startsAt.toISOString(),
        endsAt: want.endsAt.toISOString(),
        reasons,
      },
    ];
  });
  if (refused.length > 0) throw new SeriesRefused(refused, wanted.length);
}

/** The series' own row. What was left out is kept as EXDATEs, so that the rule and the bookings say the same. */
async function insertSeries(
  tx: Tx,
  request: SeriesRequest,
  recurrence: Recurrence,
  asked: Asked[],
  context: Context,
): Promise<SeriesRow> {
  const leftOut = asked.filter(one => one.want === null).map(one => one.occurrence.recurrenceId);
  const series = await tx
    .insertInto('series')
    .values({
      id: randomUUID(),
      organisation_id: request.organisationId,
      person_id: context.actor.personId,
      title: request.title,
      rrule: recurrence.rrule,
      time_zone: recurrence.timeZone,
      starts_at: recurrence.startsAt,
      ends_at: recurrence.endsAt,
      exdates: [...recurrence.exdates, ...leftOut],
      rdates: recurrence.rdates,
      skip_public_holidays: recurrence.skipPublicHolidays,
      skip_school_holidays: recurrence.skipSchoolHolidays,
      created_at: context.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(tx, context, [
    {
      action: 'series.created',
      subjectType: 'series',
      subjectId: series.id,
      organisationId: request.organisationId,
      after: { rrule: recurrence.rrule, timeZone: recurrence.timeZone, dates: asked.length - leftOut.length },
    },
  ]);
  return series;
}
