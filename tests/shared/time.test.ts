import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { closedWithin, type OpeningHours, openIntervals } from '../../shared/opening-hours.ts';
import {
  dayOf,
  firstInstantAt,
  formatLocal,
  isTimeZone,
  minuteOfDay,
  overlaps,
  parseLocal,
  plusDays,
  resolveLocal,
  startOfDay,
  wallOf,
  weekdayOf,
} from '../../shared/time.ts';

const paris = 'Europe/Paris';
const at = (iso: string) => new Date(iso);

describe('a local time', () => {
  it.each([
    ['2026-10-24T12:00', paris, '2026-10-24T10:00Z'],
    ['2026-10-25T12:00', paris, '2026-10-25T11:00Z'],
    ['2027-03-28T01:59', paris, '2027-03-28T00:59Z'],
    ['2027-03-28T03:00', paris, '2027-03-28T01:00Z'],
    ['2026-07-01T12:00', 'Indian/Reunion', '2026-07-01T08:00Z'],
    ['2026-12-01T12:00', 'America/Guadeloupe', '2026-12-01T16:00Z'],
    ['2026-04-05T12:00', 'Australia/Lord_Howe', '2026-04-05T01:30Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(resolveLocal(local, zone)).toEqual({
      instant: at(instant),
      missing: false,
      ambiguous: false,
      second: undefined,
    });
  });

  it('that clocks jump over in spring is missing', () => {
    for (const local of ['2026-03-29T02:00', '2026-03-29T02:59', '2027-03-28T02:30']) {
      expect(resolveLocal(local, paris).missing, local).toBe(true);
    }
    expect(resolveLocal('2027-03-28T02:30', 'Indian/Reunion').missing).toBe(false);
  });

  it('that occurs twice in autumn is the first, and says which the second is', () => {
    for (const [local, first, second] of [
      ['2026-10-25T02:30', '2026-10-25T00:30Z', '2026-10-25T01:30Z'],
      ['2027-10-31T02:00', '2027-10-31T00:00Z', '2027-10-31T01:00Z'],
    ] as const) {
      expect(resolveLocal(local, paris)).toEqual({
        instant: at(first),
        missing: false,
        ambiguous: true,
        second: at(second),
      });
    }
  });

  it('that is no time at all, or in no zone, is an error', () => {
    for (const local of ['2026-02-30T10:00', '2026-01-01T24:00', '2026-01-01', '2026-01-01T10:00Z', 'soon']) {
      expect(parseLocal(local), local).toBeUndefined();
      expect(() => resolveLocal(local, paris)).toThrow(RangeError);
    }
    expect(() => resolveLocal('2026-01-01T10:00', 'Europe/Nowhere')).toThrow(RangeError);
    expect(['Europe/Paris', 'Indian/Reunion', 'UTC'].every(isTimeZone)).toBe(true);
    expect(['Europe/Nowhere', '+02:00', '', 'Paris'].some(isTimeZone)).toBe(false);
  });
});

const zones = [
  paris,
  'Indian/Reunion',
  'America/Guadeloupe',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Beirut',
  'Pacific/Auckland',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'UTC',
  'Pacific/Apia',
];

describe('local time and instants', () => {
  it('lead to each other, on every day and in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2031, 0) / 60_000 }),
        (zone, minute) => {
          const wall = minute * 60_000;
          const { instant, missing, ambiguous, second } = resolveLocal(formatLocal(wall), zone);
          expect(wallOf(instant, zone) === wall).toBe(!missing);
          expect(second !== undefined).toBe(ambiguous);
          if (second) expect([wallOf(second, zone), second > instant]).toEqual([wall, true]);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('agree on the days of a change, minute by minute', () => {
    for (const day of ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31']) {
      const [from, to] = [startOfDay(day, paris), startOfDay(plusDays(day, 1), paris)];
      let missing = 0;
      for (let wall = Date.parse(day); wall < Date.parse(day) + 86_400_000; wall += 60_000) {
        const found = resolveLocal(formatLocal(wall), paris);
        if (found.missing) missing++;
        else expect(wallOf(found.instant, paris)).toBe(wall);
      }
      const hours = (to.getTime() - from.getTime()) / 3_600_000;
      expect([day, hours, missing]).toEqual([day, day.includes('-03-') ? 23 : 25, day.includes('-03-') ? 60 : 0]);
    }
  });

  it('make days of 23, 24 and 25 hours, and a day begins at the jump where clocks jump over midnight', () => {
    const hoursOf = (day: string, zone: string) =>
      (startOfDay(plusDays(day, 1), zone).getTime() - startOfDay(day, zone).getTime()) / 3_600_000;
    expect(hoursOf('2026-06-01', paris)).toBe(24);
    expect(hoursOf('2026-03-29', 'Indian/Reunion')).toBe(24);
    expect(hoursOf('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
    // Beirut goes from 00:00 straight to 01:00.
    expect(startOfDay('2026-03-29', 'Asia/Beirut')).toEqual(at('2026-03-28T22:00Z'));
    expect(firstInstantAt(Date.parse('2027-03-28T02:30Z'), paris)).toEqual(at('2027-03-28T01:00Z'));
  });

  it('tell day, weekday and minute by the clock on the wall', () => {
    expect(dayOf(at('2026-12-31T23:30Z'), paris)).toBe('2027-01-01');
    expect(weekdayOf(at('2026-11-01T23:30Z'), paris)).toBe(1);
    expect(weekdayOf(at('2026-11-01T12:00Z'), paris)).toBe(7);
    expect(minuteOfDay(at('2026-10-25T01:30Z'), paris)).toBe(150);
    expect(minuteOfDay(at('2026-11-01T20:15Z'), 'Indian/Reunion')).toBe(15);
  });

  describe('whatever today is', () => {
    afterEach(() => void vi.useRealTimers());
    it('mean the same', () => {
      const seen = ['2020-01-01', '2026-07-14', '2026-10-25T00:30Z', '2027-03-28T01:00Z'].map(today => {
        vi.useFakeTimers({ now: new Date(today) });
        return ['2026-10-25T02:30', '2027-03-28T02:30', '2026-07-01T09:00'].map(local => resolveLocal(local, paris));
      });
      for (const one of seen) expect(one).toEqual(seen[0]);
    });
  });
});

it('touching slots do not overlap', () => {
  const slot = (from: string, to: string) => ({ from: at(`2026-11-02T${from}Z`), to: at(`2026-11-02T${to}Z`) });
  expect(overlaps(slot('09:00', '10:00'), slot('10:00', '11:00'))).toBe(false);
  expect(overlaps(slot('09:00', '10:01'), slot('10:00', '11:00'))).toBe(true);
});

describe('opening hours', () => {
  const site = (changes: Partial<OpeningHours> = {}): OpeningHours => ({
    timeZone: paris,
    holidayRegion: 'FR',
    closesOnPublicHolidays: true,
    openings: [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, opensMinute: 480, closesMinute: 1200 })),
    exceptions: [],
    ...changes,
  });
  const closure = (firstDay: string, lastDay: string, reason = 'Travaux') => ({
    firstDay,
    lastDay,
    opensMinute: null,
    closesMinute: null,
    reason,
  });
  const hours = (firstDay: string, lastDay: string, opensMinute: number, closesMinute: number) => ({
    firstDay,
    lastDay,
    opensMinute,
    closesMinute,
    reason: '',
  });
  const holidays = (_: string, day: string) => ({ '2026-11-11': 'Armistice', '2026-07-14': 'Fête nationale' })[day];
  const localDay = (day: string, zone = paris) => ({
    from: startOfDay(day, zone),
    to: startOfDay(plusDays(day, 1), zone),
  });
  const opening = (one: OpeningHours, day: string) =>
    openIntervals(one, localDay(day), holidays).map(slot => [
      minuteOfDay(slot.from, paris),
      minuteOfDay(slot.to, paris),
    ]);

  it('stay what the clock shows when clocks change', () => {
    expect(openIntervals(site(), localDay('2026-10-25'), holidays)).toEqual([
      { from: at('2026-10-25T07:00Z'), to: at('2026-10-25T19:00Z') },
    ]);
    expect(openIntervals(site(), localDay('2027-03-28'), holidays)).toEqual([
      { from: at('2027-03-28T06:00Z'), to: at('2027-03-28T18:00Z') },
    ]);
  });

  it('join at midnight when a day closes at 24:00, and without any row the site is open at all times', () => {
    const night = site({
      openings: [
        { weekday: 5, opensMinute: 1080, closesMinute: 1440 },
        { weekday: 6, opensMinute: 0, closesMinute: 120 },
      ],
    });
    const weekend = { from: startOfDay('2026-11-06', paris), to: startOfDay('2026-11-09', paris) };
    expect(openIntervals(night, weekend, holidays)).toEqual([
      { from: at('2026-11-06T17:00Z'), to: at('2026-11-07T01:00Z') },
    ]);
    expect(openIntervals(site({ openings: [] }), weekend, holidays)).toEqual([weekend]);
    expect(closedWithin(site({ openings: [] }), weekend, holidays)).toEqual([]);
  });

  it('give way to what is more specific: a day, a holiday, a season', () => {
    const summer = hours('2026-07-01', '2026-08-31', 600, 960);
    expect(opening(site(), '2026-11-11')).toEqual([]);
    expect(opening(site({ closesOnPublicHolidays: false }), '2026-11-11')).toEqual([[480, 1200]]);
    expect(opening(site({ exceptions: [hours('2026-11-11', '2026-11-11', 540, 720)] }), '2026-11-11')).toEqual([
      [540, 720],
    ]);
    expect(opening(site({ exceptions: [summer] }), '2026-07-13')).toEqual([[600, 960]]);
    expect(opening(site({ exceptions: [summer] }), '2026-07-14')).toEqual([]);
    expect(opening(site({ exceptions: [summer, closure('2026-08-10', '2026-08-16')] }), '2026-08-12')).toEqual([]);
    expect(
      opening(
        site({ exceptions: [closure('2026-08-01', '2026-08-31'), hours('2026-08-12', '2026-08-12', 540, 600)] }),
        '2026-08-12',
      ),
    ).toEqual([[540, 600]]);
  });

  it('say when the site is closed within a slot, and why', () => {
    const one = site({ exceptions: [closure('2026-11-12', '2026-11-13')] });
    const gaps = closedWithin(one, { from: at('2026-11-10T18:00Z'), to: at('2026-11-14T08:00Z') }, holidays);
    expect(
      gaps.map(gap => [gap.from.toISOString().slice(5, 16), gap.to.toISOString().slice(5, 16), gap.by, gap.reason]),
    ).toEqual([
      ['11-10T19:00', '11-10T23:00', 'hours', ''],
      ['11-10T23:00', '11-11T23:00', 'holiday', 'Armistice'],
      ['11-11T23:00', '11-13T23:00', 'closure', 'Travaux'],
      ['11-13T23:00', '11-14T07:00', 'hours', ''],
    ]);
    expect(closedWithin(one, { from: at('2026-11-10T07:00Z'), to: at('2026-11-10T19:00Z') }, holidays)).toEqual([]);
  });
});
