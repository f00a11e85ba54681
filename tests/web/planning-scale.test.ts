import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallOf } from '../../shared/time.ts';
import { dayAt, hoursOf, makeScale, stepBefore, stepNear, timeAt, xOf } from '../../web/planning/scale.ts';
import { neighbour, spanOf } from '../../web/planning/span.ts';

const paris = 'Europe/Paris';
const whole = { fromMinute: 0, toMinute: 1440 };
const working = { fromMinute: 7 * 60, toMinute: 21 * 60 };
const week = (firstDay: string, zone = paris, hours = whole) =>
  makeScale({ zone, firstDay, days: 7, ...hours, width: 1200, minDayWidth: 100 });

const zones = fc.constantFrom(
  paris,
  'Indian/Reunion',
  'America/Guadeloupe',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
);
const days = fc
  .integer({ min: 0, max: 2000 })
  .map(number => new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10));
const hours = fc.constantFrom(whole, working, { fromMinute: 0, toMinute: 600 }, { fromMinute: 600, toMinute: 1440 });

describe('the time scale', () => {
  it('draws 25 hours on the day when clocks go back, and 23 when they go forward', () => {
    const autumn = week('2026-10-19').days.at(-1);
    const spring = week('2027-03-22').days.at(-1);
    expect([autumn?.day, autumn?.hours]).toEqual(['2026-10-25', 25]);
    expect([spring?.day, spring?.hours]).toEqual(['2027-03-28', 23]);
    const scale = week('2026-10-19');
    expect(hoursOf(scale, scale.days[6] ?? never()).map(tick => tick.hour)).toEqual(
      [0, 1, 2, 2, 3, 4, 5].concat(Array.from({ length: 18 }, (_, index) => index + 6)),
    );
    const sunday = hoursOf(week('2027-03-22'), week('2027-03-22').days[6] ?? never());
    expect(sunday.map(tick => tick.hour).slice(0, 4)).toEqual([0, 1, 3, 4]);
  });

  it('leads from an instant to a pixel and back, on every day and in every zone', () => {
    fc.assert(
      fc.property(zones, days, hours, fc.double({ min: 0, max: 1, noNaN: true }), (zone, day, drawn, share) => {
        const scale = week(day, zone, drawn);
        const x = share * scale.width;
        const time = timeAt(scale, x);
        expect(Math.abs(xOf(scale, time) - x)).toBeLessThan(0.001);
        const inside = scale.days.some(one => one.from <= time && time <= one.to);
        expect(inside).toBe(true);
      }),
    );
  });

  it('never runs backwards, and gives hidden hours no width', () => {
    fc.assert(
      fc.property(zones, days, hours, (zone, day, drawn) => {
        const scale = week(day, zone, drawn);
        let last = -1;
        for (let time = scale.from - 3_600_000; time <= scale.to + 3_600_000; time += 1_800_000) {
          const x = xOf(scale, time);
          expect(x).toBeGreaterThanOrEqual(last);
          last = x;
        }
        expect(last).toBeCloseTo(scale.width, 6);
        expect(xOf(scale, scale.from - 1)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('tells the end of one day from the beginning of the next at the same pixel', () => {
    const scale = week('2026-11-02', paris, working);
    const border = scale.days[1]?.x ?? 0;
    expect(new Date(timeAt(scale, border, 'end')).toISOString()).toBe('2026-11-02T20:00:00.000Z');
    expect(new Date(timeAt(scale, border, 'start')).toISOString()).toBe('2026-11-03T06:00:00.000Z');
    expect(dayAt(scale, Date.parse('2026-11-02T22:30:00Z'))?.day).toBe('2026-11-02');
  });

  it('finds the steps of the clock on the wall, also where zones lie by quarters', () => {
    fc.assert(
      fc.property(zones, fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), (zone, seconds) => {
        const time = seconds * 1000;
        for (const minutes of [15, 30]) {
          const before = stepBefore(time, minutes, zone);
          expect(wallOf(new Date(before), zone) % (minutes * 60_000)).toBe(0);
          expect(time - before).toBeLessThan(minutes * 60_000);
          expect(Math.abs(stepNear(time, minutes, zone) - time)).toBeLessThanOrEqual(minutes * 30_000);
        }
      }),
    );
  });

  it('fills the width it is given, unless days would be too narrow', () => {
    expect(week('2026-11-02').width).toBeCloseTo(1200, 6);
    const narrow = makeScale({ zone: paris, firstDay: '2026-11-02', days: 7, ...whole, width: 300, minDayWidth: 100 });
    expect(narrow.width).toBeCloseTo(700, 6);
  });
});

describe('what a view shows', () => {
  it('is a day, a week from Monday, or a month', () => {
    expect(spanOf('day', '2026-11-04')).toEqual({ firstDay: '2026-11-04', days: 1 });
    expect(spanOf('week', '2026-11-01')).toEqual({ firstDay: '2026-10-26', days: 7 });
    expect(spanOf('month', '2028-02-11')).toEqual({ firstDay: '2028-02-01', days: 29 });
  });

  it('goes on and back by as much', () => {
    expect(neighbour('week', '2026-12-30', 1)).toBe('2027-01-06');
    expect(neighbour('month', '2027-01-31', 1)).toBe('2027-02-28');
    expect(neighbour('month', '2027-03-31', -1)).toBe('2027-02-28');
    expect(neighbour('list', '2027-03-01', -1)).toBe('2027-02-28');
  });
});

function never(): never {
  throw new Error('a week has seven days');
}
