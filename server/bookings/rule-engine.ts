import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

/**
 * The one place that knows the library of recurrences. Rules are expanded as if in UTC, where no hour is missing or repeated:
 * starts go in and come out as wall-clock numbers (shared/time.ts), and whoever asks turns them into instants of a zone.
 */

/** A rule without its UNTIL, which the expander is told apart. */
export interface Expansion {
  rule: string;
  /** The first start. */
  start: number;
  /** The last start that may be, included. */
  until?: number | undefined;
  maxSteps: number;
  maxCandidates: number;
}

/**
 * Hands the starts of a rule over one after the other, until `take` has enough.
 * @returns which cap the library reached, if any: what it gave until then is all that is known
 */
export function eachStart(expansion: Expansion, take: (wall: number) => boolean): 'all' | 'steps' | 'candidates' {
  try {
    engine(expansion).all(date => {
      const wall = date.epochMilliseconds;
      return expansion.until !== undefined && wall > expansion.until ? false : take(wall);
    });
    return 'all';
  } catch (error) {
    return error instanceof Error && error.message.startsWith('Maximum iterations') ? 'steps' : 'candidates';
  }
}

export interface Window {
  /** Included. */
  from: number;
  /** Excluded. */
  to: number;
  /** The most starts to be given. */
  limit: number;
}

/** So much is asked for at once of a rule that comes several times a day, so that it cannot fill the memory before it is counted. */
const chunkMs = 30 * 86_400_000;
const severalADay = /HOURLY|BY(HOUR|MINUTE|SECOND)/;
const foreign = { maxSteps: 30_000, maxCandidates: 200_000 };

/**
 * The starts of a foreign rule in a window, in order: unlike ours it may be endless, and may come every hour.
 * @returns at most `limit`, and whether these are all
 * @throws RangeError for a rule that cannot be expanded: not understood, finer than an hour, too long to count
 */
export function startsWithin(
  rule: string,
  start: number,
  { from, to, limit }: Window,
  until = Number.POSITIVE_INFINITY,
): { starts: number[]; complete: boolean } {
  if (/FREQ=(SECONDLY|MINUTELY)/.test(rule)) throw new RangeError('finer than an hour');
  const starts: number[] = [];
  const end = Math.min(to, until + 1);
  const take = (wall: number) => {
    if (wall >= end || starts.length > limit) return false;
    if (wall >= from) starts.push(wall);
    return true;
  };
  const expansion = { rule, start, ...foreign };
  if (/COUNT=/.test(rule)) {
    const seen = eachStart(expansion, take);
    // So many days, weeks, months end decades from now: the rule does not come true any more. So many hours do not.
    if (seen === 'candidates' || (seen === 'steps' && rule.includes('HOURLY'))) throw new RangeError('too long');
  } else {
    const library = engine(expansion);
    const step = severalADay.test(rule) ? chunkMs : Number.POSITIVE_INFINITY;
    for (let at = Math.max(from, start); at < end && starts.length <= limit; at += step) {
      const last = Math.min(at + step, end) - 1;
      for (const date of library.between(zoned(at), zoned(last), true)) take(date.epochMilliseconds);
    }
  }
  return { starts: starts.slice(0, limit), complete: starts.length <= limit };
}

function engine({ rule, start, maxSteps, maxCandidates }: Expansion) {
  return new RRuleTemporal({
    rruleString: rule,
    dtstart: zoned(start),
    temporal: Temporal,
    cache: false,
    maxIterations: maxSteps,
    maxCandidateEvaluations: maxCandidates,
  });
}

function zoned(wall: number): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.from(`${new Date(wall).toISOString().replace('Z', '+00:00')}[UTC]`);
}
