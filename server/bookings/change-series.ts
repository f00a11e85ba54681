import type { Booking, BookingChange } from '../../shared/booking.ts';
import { type Finding, finding, isAllowed } from '../../shared/findings.ts';
import { formatLocal, resolveWall, wallOf } from '../../shared/time.ts';
import type { ChangeScope } from '../../shared/words.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem, SeriesRefused } from '../errors.ts';
import { matchVersion } from '../http/version.ts';
import { requireActsFor } from './book.ts';
import { change, currentLines, requireChangeable, takesAnything } from './change.ts';
import { cutSeries, type Shift } from './cut-series.ts';
import { guard } from './guard.ts';
import { resolveTimes } from './moments.ts';
import { readBooking, visibleBooking } from './queries.ts';
import { isOfSeries, isReached, type Reached, reach } from './scope.ts';
import type { StoredBooking } from './view.ts';
import type { Want } from './want.ts';
import { writeChanges } from './write-change.ts';

/**
 * Changes an occurrence alone (it no longer follows its series then), or with the following or all that are still to come, in
 * terms of the clock on the wall. Occurrences that were changed alone stay as they are, what has begun is never touched.
 * @throws what `change` throws
 * @throws SeriesRefused with every date that cannot be had so; nothing has changed then
 */
export async function changeInScope(
  tx: Tx,
  request: { id: string; version: number; change: BookingChange; scope: ChangeScope },
  context: Context,
): Promise<Booking> {
  const seen = await visibleBooking(tx, request.id, context);
  if (!isOfSeries(seen, request.scope)) return change(tx, request, context);
  requireActsFor(context, seen.organisation_id);
  if (request.change.organisationId) requireActsFor(context, request.change.organisationId);
  const reached = await reach(
    tx,
    seen,
    request.scope,
    one => isReached('change', one, context.now),
    request.change.lines?.map(line => line.resourceId),
  );
  matchVersion(request.version, reached.acted.booking.version);
  if (reached.acted.booking.starts_at <= context.now) throw new Problem('wrong_status', { status: 'in_use' });
  for (const one of reached.occurrences) requireChangeable(one, context.now);

  const shift = await shiftOf(tx, reached, request.change, context);
  const after = reached.occurrences.map(stored => ({ stored, ...wantAfter(stored, request.change, shift, context) }));
  const wants = after.map(one => one.want);
  const moving = reached.occurrences.map(one => one.booking.id);
  const { catalogue, findings } = await guard(tx, wants, context, { together: true, moving });
  refuseUnlessAllowed(after, findings);
  const changes = after.map(({ stored, want }) => ({
    stored,
    want,
    words: {
      title: request.change.title ?? stored.booking.title,
      purpose: request.change.purpose === undefined ? stored.booking.purpose : request.change.purpose,
    },
    detached: stored.booking.detached,
  }));
  await writeChanges(tx, changes, catalogue, context);
  await cutSeries(tx, { ...reached, scope: request.scope, shift, change: request.change, catalogue }, context);
  return found(await readBooking(tx, request.id, context));
}

/** By how much the clock on the wall is moved, at the start and at the end: the same for every occurrence. */
async function shiftOf(tx: Tx, { series, acted }: Reached, change: BookingChange, context: Context): Promise<Shift> {
  const { starts_at, ends_at } = acted.booking;
  const times = await resolveTimes(
    tx,
    {
      startsAt: change.startsAt ?? starts_at.toISOString(),
      endsAt: change.endsAt ?? ends_at.toISOString(),
      lines: change.lines ?? currentLines(acted),
    },
    context,
  );
  const wall = (instant: Date) => wallOf(instant, series.time_zone);
  return {
    timeZone: series.time_zone,
    start: wall(times.startsAt) - wall(starts_at),
    end: wall(times.endsAt) - wall(ends_at),
  };
}

function wantAfter({ booking, lines }: StoredBooking, change: BookingChange, shift: Shift, context: Context) {
  const own: Finding[] = [];
  const moved = (instant: Date, by: number) => {
    if (by === 0) return instant;
    const wall = wallOf(instant, shift.timeZone) + by;
    const local = resolveWall(wall, shift.timeZone);
    const details = { local: formatLocal(wall).slice(11), timeZone: shift.timeZone };
    if (local.missing) own.push(finding('local_time_missing', 'block', context.locale, details));
    return local.instant;
  };
  const startsAt = moved(booking.starts_at, shift.start);
  const endsAt = moved(booking.ends_at, shift.end);
  const want: Want = {
    organisationId: change.organisationId ?? booking.organisation_id,
    startsAt,
    // Only beside a missing time can the two be out of order, and then nothing is written.
    endsAt: endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + 60_000),
    lines: change.lines ?? currentLines({ booking, lines }),
    bookingId: booking.id,
    keepsStart: shift.start === 0,
  };
  return { want, own };
}

function refuseUnlessAllowed(
  after: { stored: StoredBooking; want: Want; own: Finding[] }[],
  findings: Finding[][],
): void {
  const refused = after.flatMap(({ stored, want, own }, index) => {
    const reasons = [...own, ...(takesAnything(stored, want) ? (findings[index] ?? []) : [])];
    if (isAllowed(reasons)) return [];
    return [
      {
        recurrenceId: (stored.booking.recurrence_id ?? stored.booking.starts_at).toISOString(),
        startsAt: want.startsAt.toISOString(),
        endsAt: want.endsAt.toISOString(),
        reasons,
      },
    ];
  });
  if (refused.length > 0) throw new SeriesRefused(refused, after.length);
}
