import { limits } from '../../shared/limits.ts';
import { dayOfWall, formatLocal, isTimeZone, resolveWall, wallOf } from '../../shared/time.ts';
import type { Locale, SchoolZone } from '../../shared/words.ts';
import { publicHoliday, schoolHoliday } from '../catalogue/holidays.ts';
import { Problem } from '../errors.ts';
import { checkRule, invalid, type Rule, readUntil } from './recurrence-rule.ts';
import { eachStart } from './rule-engine.ts';

/** A recurrence as it is asked for and kept: wall-clock time of `timeZone`, from the first occurrence on. */
export interface Recurrence {
  /** RFC 5545 RRULE; null: the first occurrence and `rdates` only. */
  rrule: string | null;
  timeZone: string;
  /** The first occurrence. */
  startsAt: Date;
  endsAt: Date;
  exdates: Date[];
  rdates: Date[];
  skipPublicHolidays: boolean;
  skipSchoolHolidays: boolean;
  /** Where holidays are looked up: the site's. */
  holidayRegion: string;
  schoolZone: SchoolZone | null;
}

export interface Occurrence {
  /** The start that the rule gives (RFC 5545 RECURRENCE-ID). */
  recurrenceId: Date;
  startsAt: Date;
  endsAt: Date;
  /** The start or the end that clocks jump over, as local time: the occurrence cannot be booked as it is. */
  missing?: string;
  /** The holiday for which it is skipped, since the series was asked to. */
  holiday?: string;
}

const dayMs = 86_400_000;

/**
 * All occurrences in order, those that cannot be booked included, and flagged; EXDATEs are left out. Start and end keep their
 * wall-clock time across changes of the clock, and a repeated time is the first one.
 * COUNT counts what the rule gives, before EXDATE and skipped holidays (RFC 5545 3.3.10).
 * @throws Problem `recurrence_invalid`, `recurrence_too_long` (shared/limits.ts), `recurrence_empty`, `unknown_time_zone`.
 */
export function expand(recurrence: Recurrence, locale: Locale): Occurrence[] {
  const { timeZone, startsAt, endsAt } = recurrence;
  if (!isTimeZone(timeZone)) throw new Problem('unknown_time_zone', { timeZone });
  const start = wallOf(startsAt, timeZone);
  const length = wallLength(recurrence);
  const starts = recurrence.rrule === null ? [start] : startsOfRule(recurrence.rrule, start, timeZone, locale);
  const given = new Map(starts.map(wall => [wall, resolveWall(wall, timeZone)]));
  const byId = new Map<number, Occurrence>();
  for (const [wall, { instant }] of given) {
    const isFirst = wall === start;
    byId.set(
      isFirst ? startsAt.getTime() : instant.getTime(),
      isFirst
        ? // The first is as it was asked for, also in the second of two repeated hours.
          { recurrenceId: startsAt, startsAt, endsAt }
        : occurrenceAt(wall, length, timeZone),
    );
  }
  for (const rdate of explicitDates(recurrence, locale)) {
    byId.set(rdate.getTime(), {
      ...occurrenceAt(wallOf(rdate, timeZone), length, timeZone),
      recurrenceId: rdate,
      startsAt: rdate,
    });
  }
  for (const exdate of recurrence.exdates) byId.delete(exdate.getTime());
  if (byId.size > limits.occurrences) throw tooLong();
  if (byId.size === 0) throw new Problem('recurrence_empty');
  const occurrences = [...byId.values()].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  refuseOverlaps(occurrences, locale);
  return occurrences.map(occurrence => withHoliday(occurrence, recurrence, locale));
}

/**
 * The starts that a rule gives from the first one to `last`, whatever end it states itself: what a calendar that knows the
 * rule would show, were it told of no exception. A local time that occurs twice is the first of the two.
 */
export function ruledStarts(
  rrule: string,
  { startsAt, timeZone }: Pick<Recurrence, 'startsAt' | 'timeZone'>,
  last: Date,
): Date[] {
  const rule = { withoutUntil: withoutEnd(rrule), count: undefined, until: undefined };
  const end = wallOf(last, timeZone);
  const { starts } = iterate(rule, wallOf(startsAt, timeZone), end, end);
  return starts.map(wall => resolveWall(wall, timeZone).instant);
}

/** A rule without COUNT and UNTIL, for one who knows the last occurrence. */
export function withoutEnd(rrule: string): string {
  const parts = rrule
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';');
  return parts.filter(part => part && !/^(COUNT|UNTIL)=/.test(part)).join(';');
}

/** One occurrence by its local start; flagged when its start or its end does not exist. */
export function occurrenceAt(wall: number, length: number, timeZone: string): Occurrence {
  const [start, end] = [resolveWall(wall, timeZone), resolveWall(wall + length, timeZone)];
  const missing = start.missing ? wall : end.missing ? wall + length : undefined;
  return {
    recurrenceId: start.instant,
    startsAt: start.instant,
    endsAt: missing === undefined ? end.instant : new Date(start.instant.getTime() + length),
    ...(missing !== undefined && { missing: formatLocal(missing) }),
  };
}

/** The length by the clock on the wall. One that ends in the repeated hour in which it began has its true length. */
export function wallLength({
  startsAt,
  endsAt,
  timeZone,
}: Pick<Recurrence, 'startsAt' | 'endsAt' | 'timeZone'>): number {
  const length = wallOf(endsAt, timeZone) - wallOf(startsAt, timeZone);
  return length > 0 ? length : endsAt.getTime() - startsAt.getTime();
}

/** The wall-clock starts that a rule gives. The rule is expanded as if in UTC, where no hour is missing or repeated. */
function startsOfRule(rrule: string, start: number, timeZone: string, locale: Locale): number[] {
  const rule = checkRule(rrule, locale);
  const latest = latestStart(start);
  const until = rule.until === undefined ? undefined : readUntil(rule.until, timeZone);
  if (until !== undefined && until > latest) throw tooLong();
  if (rule.count !== undefined && rule.count > limits.occurrences) throw tooLong();
  const { starts, stopped } = iterate(rule, start, until, latest);
  if (stopped || (rule.count !== undefined && starts.length < rule.count)) {
    refuseOtherStart(starts, start, locale);
    throw tooLong();
  }
  if (starts.length === 0) throw new Problem('recurrence_empty');
  refuseOtherStart(starts, start, locale);
  return starts;
}

function iterate(rule: Rule, start: number, until: number | undefined, latest: number) {
  const starts: number[] = [];
  let stopped = false;
  // A rule that never comes true, such as 30 February, ends at these caps after a few milliseconds: what was found until then is
  // all there is within two years.
  const caps = { maxSteps: 1_500, maxCandidates: 30_000 };
  eachStart({ rule: rule.withoutUntil, start, until, ...caps }, wall => {
    stopped = wall > latest || starts.length === limits.occurrences;
    if (!stopped) starts.push(wall);
    return !stopped;
  });
  return { starts, stopped };
}

/** RFC 5545 3.8.5.3: a start that its own rule does not give is undefined behaviour, and calendars disagree about it. */
function refuseOtherStart(starts: number[], start: number, locale: Locale): void {
  const first = starts[0];
  if (first !== undefined && first !== start) throw invalid('otherStart', locale, dayOfWall(first));
}

function explicitDates({ rdates, startsAt, timeZone }: Recurrence, locale: Locale): Date[] {
  const latest = latestStart(wallOf(startsAt, timeZone));
  for (const rdate of rdates) {
    if (rdate < startsAt) throw invalid('beforeStart', locale);
    if (wallOf(rdate, timeZone) > latest) throw tooLong();
  }
  return rdates;
}

function latestStart(start: number): number {
  const latest = new Date(start);
  latest.setUTCFullYear(latest.getUTCFullYear() + limits.seriesYears);
  return latest.getTime();
}

function refuseOverlaps(occurrences: Occurrence[], locale: Locale): void {
  for (const [index, occurrence] of occurrences.entries()) {
    const next = occurrences[index + 1];
    if (next && occurrence.endsAt > next.startsAt) {
      throw invalid('overlap', locale, next.startsAt.toISOString().slice(0, 10));
    }
  }
}

function withHoliday(occurrence: Occurrence, recurrence: Recurrence, locale: Locale): Occurrence {
  const { timeZone, holidayRegion, schoolZone } = recurrence;
  const first = dayOfWall(wallOf(occurrence.startsAt, timeZone));
  const last = dayOfWall(wallOf(new Date(occurrence.endsAt.getTime() - 1), timeZone));
  for (let day = first; day <= last; day = dayOfWall(Date.parse(day) + dayMs)) {
    const holiday =
      (recurrence.skipPublicHolidays && publicHoliday(holidayRegion, day, locale)) ||
      (recurrence.skipSchoolHolidays && schoolZone && schoolHoliday(schoolZone, day, locale));
    if (holiday) return { ...occurrence, holiday };
  }
  return occurrence;
}

function tooLong(): Problem {
  return new Problem('recurrence_too_long', { maxOccurrences: limits.occurrences, maxYears: limits.seriesYears });
}
