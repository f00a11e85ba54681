import fc from 'fast-check';
import rrule from 'rrule';
import { describe, expect, test } from 'vitest';
import { startsWithin } from '../../server/bookings/rule-engine.ts';

const day = 86_400_000;
const from = Date.UTC(2026, 10, 2);
const to = Date.UTC(2027, 11, 1);
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const some = <T>(values: T[], maxLength = 3) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength });
const maybe = <T>(part: fc.Arbitrary<T>) => fc.option(part, { nil: undefined, freq: 3 });
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

/** Rules of every kind that calendars write, endless or ended either way, begun up to ten years before the window. */
const rules = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY'),
    interval: fc.constantFrom(1, 1, 2, 3, 5),
    byDay: maybe(some(weekdays)),
    rank: fc.constantFrom('', '', '1', '2', '-1'),
    byMonth: maybe(some(range(1, 12))),
    byMonthDay: maybe(some([...range(1, 31), -1, -2])),
    // The other library takes the hours in the order in which they are written.
    byHour: maybe(some(range(0, 23)).map(hours => hours.toSorted((a, b) => a - b))),
    bySetPos: maybe(fc.constantFrom(1, 2, -1)),
    weekStart: maybe(fc.constantFrom('MO', 'SU')),
    end: fc.constantFrom('none', 'none', 'until', 'count'),
    count: fc.integer({ min: 1, max: 3000 }),
    until: fc.integer({ min: from, max: to }),
    start: fc.integer({ min: Date.UTC(2017, 0, 1), max: to }).map(at => at - (at % 60_000)),
  })
  .map(one => {
    const coarse = one.freq === 'MONTHLY' || one.freq === 'YEARLY';
    const parts = [
      `FREQ=${one.freq}`,
      one.interval > 1 && `INTERVAL=${one.interval}`,
      one.byDay && `BYDAY=${one.byDay.map(name => (coarse && !one.byMonthDay ? one.rank : '') + name)}`,
      one.byMonth && `BYMONTH=${one.byMonth}`,
      one.byMonthDay && one.freq !== 'WEEKLY' && `BYMONTHDAY=${one.byMonthDay}`,
      one.byHour && one.freq !== 'HOURLY' && `BYHOUR=${one.byHour}`,
      one.bySetPos && coarse && one.byDay && `BYSETPOS=${one.bySetPos}`,
      one.weekStart && `WKST=${one.weekStart}`,
      one.end === 'count' && `COUNT=${one.count}`,
    ];
    return {
      rule: parts.filter(Boolean).join(';'),
      start: one.start,
      until: one.end === 'until' ? one.until : undefined,
    };
  });

/** The same by another library. */
function byAnother(rule: string, start: number, until: number | undefined): number[] {
  const options = { ...rrule.RRule.parseString(rule), dtstart: new Date(start) };
  const ended = until === undefined ? options : { ...options, until: new Date(until) };
  return new rrule.RRule(ended).between(new Date(from), new Date(to - 1), true).map(one => one.getTime());
}

describe('a rule of the outside', () => {
  test('gives in a window the starts that another library gives', () => {
    fc.assert(
      fc.property(rules, ({ rule, start, until }) => {
        const expected = byAnother(rule, start, until);
        const { starts, complete } = startsWithin(rule, start, { from, to, limit: 12_000 }, until);
        expect(complete).toBe(true);
        expect(starts.map(one => new Date(one).toISOString())).toEqual(
          expected.map(one => new Date(one).toISOString()),
        );
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('begun long ago costs no more than one begun today, and gives the same', () => {
    for (const rule of ['FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;BYDAY=MO,FR', 'FREQ=MONTHLY;BYDAY=-1FR']) {
      const start = Date.UTC(1990, 0, 1, 9);
      const later = startsWithin(rule, start, { from, to, limit: 1000 }).starts;
      expect(later).toEqual(byAnother(rule, start, undefined));
      expect(later.length).toBeGreaterThan(10);
    }
    expect(startsWithin('FREQ=DAILY', from, { from, to: from + 3 * day, limit: 2 })).toEqual({
      starts: [from, from + day],
      complete: false,
    });
  });
});
