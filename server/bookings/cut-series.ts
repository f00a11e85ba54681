import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { BookingChange } from '../../shared/booking.ts';
import { resolveWall, wallOf } from '../../shared/time.ts';
import type { ChangeScope } from '../../shared/words.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { record } from '../history/record.ts';
import { currentLines } from './change.ts';
import { expand, type Recurrence, wallLength } from './recurrence.ts';
import type { Reached } from './scope.ts';
import type { SeriesRow } from './series.ts';
import { holidaysAt } from './series-plan.ts';
import type { BookingRow } from './view.ts';

/** By how many wall-clock milliseconds starts and ends move. */
export interface Shift {
  timeZone: string;
  start: number;
  end: number;
}

type Cut = Reached & { scope: ChangeScope; shift: Shift; change: BookingChange; catalogue: Catalogue };

/**
 * Makes the series say what its occurrences now are. From the first one reached on, it is a series of its own that continues
 * the old one, which ends before; where none comes before, or only words have changed for all, it stays one. Occurrences keep
 * their ids and get the RECURRENCE-ID that the new rule gives them, those that were changed alone too.
 */
export async function cutSeries(tx: Tx, cut: Cut, context: Context): Promise<void> {
  const { series, occurrences, shift, change } = cut;
  const pivot = occurrences[0]?.booking.recurrence_id ?? series.starts_at;
  const isMoved = shift.start !== 0 || shift.end !== 0;
  const bookings = await tx.selectFrom('booking').selectAll().where('series_id', '=', series.id).execute();
  const [before, from] = [bookings.filter(one => idOf(one) < pivot), bookings.filter(one => idOf(one) >= pivot)];
  const named = {
    title: change.title ?? series.title,
    organisation_id: change.organisationId ?? series.organisation_id,
  };
  if (!isMoved && (cut.scope === 'all' || before.length === 0)) {
    await tx
      .updateTable('series')
      .set({ ...named, version: sql`version + 1` })
      .where('id', '=', series.id)
      .execute();
    return;
  }
  const parts = partsOf(cut, pivot, from);
  const target = before.length === 0 ? series.id : await continueSeries(tx, series, parts.earlier, context);
  await tx
    .updateTable('series')
    .set({ ...parts.later, ...named, version: sql`version + 1` })
    .where('id', '=', target)
    .execute();
  await reattach(tx, from, target, shift);
  await record(tx, context, [
    {
      action: target === series.id ? 'series.changed' : 'series.cut',
      subjectType: 'series',
      subjectId: series.id,
      organisationId: named.organisation_id,
      before: { rrule: series.rrule, startsAt: series.starts_at },
      after: { ...parts.later, continuedBy: target === series.id ? null : target },
    },
  ]);
}

function idOf(booking: BookingRow): Date {
  return booking.recurrence_id ?? booking.starts_at;
}

type Dates = Pick<SeriesRow, 'rrule' | 'starts_at' | 'ends_at' | 'exdates' | 'rdates'>;

/** What the two parts of a series say: the one that ends before the pivot, and the one that begins with it, moved. */
function partsOf(
  { series, acted, shift, catalogue }: Cut,
  pivot: Date,
  from: BookingRow[],
): { earlier: Dates; later: Dates } {
  const { starts_at, ends_at, exdates, rdates } = series;
  const recurrence = recurrenceOf(series, holidaysAt(currentLines(acted), catalogue));
  const given = expand({ ...recurrence, exdates: [], rdates: [] }, 'en').map(one => one.recurrenceId);
  const [isBefore, isFrom] = [(date: Date) => date < pivot, (date: Date) => date >= pivot];
  const earlier = {
    rrule: series.rrule && `${ruleWithoutEnd(series.rrule)};UNTIL=${compact(new Date(pivot.getTime() - 1000))}`,
    starts_at,
    ends_at,
    exdates: exdates.filter(isBefore),
    rdates: rdates.filter(isBefore),
  };
  const wanted = from.map(one => shifted(idOf(one), shift.start, shift.timeZone));
  const remaining = given.filter(isFrom);
  const startsAt = shifted(remaining[0] ?? pivot, shift.start, shift.timeZone);
  const length =
    wallLength({ startsAt: starts_at, endsAt: ends_at, timeZone: shift.timeZone }) + shift.end - shift.start;
  const later = {
    rrule:
      series.rrule &&
      `${ruleShifted(series.rrule, startsAt, remaining[0] ?? pivot, shift.timeZone)};COUNT=${remaining.length}`,
    starts_at: startsAt,
    ends_at: shifted(startsAt, length, shift.timeZone),
    exdates: exdates.filter(isFrom).map(date => shifted(date, shift.start, shift.timeZone)),
    rdates: rdates.filter(isFrom).map(date => shifted(date, shift.start, shift.timeZone)),
  };
  return { earlier, later: saysTheSame(later, wanted, recurrence) ? later : explicit(later, wanted) };
}

export function recurrenceOf(
  series: SeriesRow,
  holidays: Pick<Recurrence, 'holidayRegion' | 'schoolZone'>,
): Recurrence {
  return {
    rrule: series.rrule,
    timeZone: series.time_zone,
    startsAt: series.starts_at,
    endsAt: series.ends_at,
    exdates: series.exdates,
    rdates: series.rdates,
    skipPublicHolidays: false,
    skipSchoolHolidays: false,
    ...holidays,
  };
}

/** Whether the later part gives every date that there is: not every rule can be moved to another day as it stands. */
function saysTheSame(later: Dates, wanted: Date[], recurrence: Recurrence): boolean {
  try {
    const { rrule, starts_at: startsAt, ends_at: endsAt, rdates } = later;
    const given = expand({ ...recurrence, rrule, startsAt, endsAt, rdates, exdates: [] }, 'en');
    const dates = new Set(given.map(one => one.recurrenceId.getTime()));
    const excluded = new Set(later.exdates.map(date => date.getTime()));
    const left = [...dates].filter(date => !excluded.has(date) || wanted.some(one => one.getTime() === date));
    return wanted.every(date => dates.has(date.getTime())) && left.length === new Set(wanted.map(Number)).size;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** The dates themselves, where no rule says them. */
function explicit(later: Dates, wanted: Date[]): Dates {
  const [first, ...rest] = wanted.toSorted((a, b) => a.getTime() - b.getTime());
  const startsAt = first ?? later.starts_at;
  const length = later.ends_at.getTime() - later.starts_at.getTime();
  return { ...later, rrule: null, rdates: rest, starts_at: startsAt, ends_at: new Date(startsAt.getTime() + length) };
}

function shifted(instant: Date, by: number, timeZone: string): Date {
  return by === 0 ? instant : resolveWall(wallOf(instant, timeZone) + by, timeZone).instant;
}

function ruleWithoutEnd(rrule: string): string {
  const parts = rrule
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';');
  return parts.filter(part => !/^(COUNT|UNTIL)=/.test(part)).join(';');
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The rule for a start on another day: a weekly one turns its weekdays; the others are checked, and spelled out if need be. */
function ruleShifted(rrule: string, to: Date, from: Date, timeZone: string): string {
  const day = (instant: Date) => Math.floor(wallOf(instant, timeZone) / 86_400_000);
  const days = (((day(to) - day(from)) % 7) + 7) % 7;
  const rule = ruleWithoutEnd(rrule);
  if (days === 0 || !rule.includes('FREQ=WEEKLY')) return rule;
  return rule.replace(/BYDAY=([^;]*)/, part =>
    part.replace(/MO|TU|WE|TH|FR|SA|SU/g, weekday => weekdays[(weekdays.indexOf(weekday) + days) % 7] ?? weekday),
  );
}

function compact(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Ends the old series and makes the one that continues it. */
async function continueSeries(tx: Tx, series: SeriesRow, earlier: Dates, context: Context): Promise<string> {
  const id = randomUUID();
  await tx
    .updateTable('series')
    .set({ ...earlier, version: sql`version + 1` })
    .where('id', '=', series.id)
    .execute();
  await tx
    .insertInto('series')
    .values({ ...series, id, continues_id: series.id, version: 1, created_at: context.now })
    .execute();
  return id;
}

/** Gives occurrences their place in the series as it is now; through NULL, for two dates may change places with each other. */
async function reattach(tx: Tx, bookings: BookingRow[], seriesId: string, shift: Shift): Promise<void> {
  const rows = bookings.map(one => ({ id: one.id, at: shifted(idOf(one), shift.start, shift.timeZone).toISOString() }));
  const ids = rows.map(row => row.id);
  await sql`update booking set series_id = null, recurrence_id = null where id = any (${ids}::uuid[])`.execute(tx);
  await sql`
    update booking b set series_id = ${seriesId}::uuid, recurrence_id = r.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, at timestamptz)
    where b.id = r.id`.execute(tx);
}
