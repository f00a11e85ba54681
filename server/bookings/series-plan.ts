import type { NewBooking, RecurrenceInput } from '../../shared/booking.ts';
import { type Finding, finding } from '../../shared/findings.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { resolveTimes } from './moments.ts';
import { expand, type Occurrence, type Recurrence } from './recurrence.ts';
import { siteOf } from './want.ts';

/** What a request for a series comes to, before anything is looked up against it. */
export interface SeriesPlan {
  recurrence: Recurrence;
  occurrences: Occurrence[];
}

export type SeriesRequest = NewBooking & { recurrence: RecurrenceInput };

/**
 * The dates of a series that is asked for; holidays are those of the first resource's site.
 * @throws what `expand` and `resolveTimes` throw
 */
export async function planSeries(db: Db, request: SeriesRequest, context: Context): Promise<SeriesPlan> {
  const times = await resolveTimes(db, request, context);
  const { rrule, timeZone, exdates, rdates, skipPublicHolidays, skipSchoolHolidays } = request.recurrence;
  const recurrence: Recurrence = {
    ...times,
    rrule: rrule ?? null,
    timeZone,
    exdates: exdates.map(date => new Date(date)),
    rdates: rdates.map(date => new Date(date)),
    skipPublicHolidays,
    skipSchoolHolidays,
    ...holidaysAt(request.lines, await context.catalogue.current(db)),
  };
  return { recurrence, occurrences: expand(recurrence, context.locale) };
}

/** @throws Problem `not_found` when the first resource is none that is published */
export function holidaysAt(lines: { resourceId: string }[], catalogue: Catalogue) {
  const resource = catalogue.resources.get(lines[0]?.resourceId ?? '');
  if (!resource) throw new Problem('not_found');
  const { holidayRegion, schoolZone } = siteOf(resource, catalogue);
  return { holidayRegion, schoolZone };
}

/** The finding that an occurrence carries by itself: a time that clocks jump over, or a holiday that is left out. */
export function ownFindings(occurrence: Occurrence, timeZone: string, { locale }: Pick<Context, 'locale'>): Finding[] {
  const { missing, holiday } = occurrence;
  if (missing !== undefined) {
    return [finding('local_time_missing', 'block', locale, { local: missing.slice(11), timeZone })];
  }
  return holiday === undefined ? [] : [finding('holiday', 'warn', locale, { reason: holiday })];
}
