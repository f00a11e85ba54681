import type { Alternative, NewBooking, OccurrencePreview, PreviewQuery } from '../../shared/booking.ts';
import { isConflict } from '../../shared/finding-codes.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { alternativesTo } from './alternatives.ts';
import { requireActsFor } from './book.ts';
import { assess, requireKnown } from './guard.ts';
import { resolveTimes } from './moments.ts';
import { visibleBooking } from './queries.ts';
import type { Occurrence } from './recurrence.ts';
import { ownFindings, planSeries } from './series-plan.ts';
import type { Want } from './want.ts';

/**
 * What booking this would meet, for the one time or for every date of the series, whatever stands against it; past times too.
 * Stores nothing and takes nothing. Ways out are looked for on request, for one time at which room is lacking.
 * @throws Problem `not_affiliated`, `not_found`, and what a malformed recurrence meets
 */
export async function preview(
  db: Db,
  request: NewBooking,
  query: PreviewQuery,
  context: Context,
): Promise<{ occurrences: OccurrencePreview[]; alternatives: Alternative[] }> {
  requireActsFor(context, request.organisationId);
  const changed = query.changes === undefined ? undefined : await visibleBooking(db, query.changes, context);
  if (changed) requireActsFor(context, changed.organisation_id);
  const { occurrences, timeZone } = await occurrencesOf(db, request, context);
  const { organisationId, lines } = request;
  const wants = occurrences.filter(isReal).map(({ startsAt, endsAt }): Want => {
    const own = changed && { bookingId: changed.id, keepsStart: startsAt.getTime() === changed.starts_at.getTime() };
    return { organisationId, startsAt, endsAt, lines, ...own };
  });
  const { catalogue, findings } = await assess(db, wants, context, { together: true });
  requireKnown([{ organisationId, lines, startsAt: context.now, endsAt: context.now }], catalogue, context);
  const [only, ...others] = wants;
  const lacksRoom = query.alternatives && only && others.length === 0 && isConflict(findings[0] ?? []);
  const inOrder = findings[Symbol.iterator]();
  return {
    occurrences: occurrences.map(occurrence => ({
      recurrenceId: occurrence.recurrenceId.toISOString(),
      startsAt: occurrence.startsAt.toISOString(),
      endsAt: occurrence.endsAt.toISOString(),
      reasons: [
        ...ownFindings(occurrence, timeZone, context),
        ...(isReal(occurrence) ? (inOrder.next().value ?? []) : []),
      ],
    })),
    alternatives: lacksRoom ? await alternativesTo(db, only, context) : [],
  };
}

/** An occurrence that would be booked: neither at a time that is missing, nor left out for a holiday. */
function isReal({ missing, holiday }: Occurrence): boolean {
  return missing === undefined && holiday === undefined;
}

async function occurrencesOf(db: Db, { recurrence, ...request }: NewBooking, context: Context) {
  if (recurrence) {
    const plan = await planSeries(db, { ...request, recurrence }, context);
    return { occurrences: plan.occurrences, timeZone: recurrence.timeZone };
  }
  const times = await resolveTimes(db, request, context);
  const only: Occurrence = { recurrenceId: times.startsAt, ...times };
  return { occurrences: [only], timeZone: '' };
}
