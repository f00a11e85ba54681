import fc from 'fast-check';
import rruleLibrary from 'rrule';
import { describe, expect, it } from 'vitest';
import { expand, type Recurrence } from '../../server/bookings/recurrence.ts';
import { isHolidayRegion, publicHoliday, schoolHoliday, schoolHolidaysKnown } from '../../server/catalogue/holidays.ts';
import { Problem } from '../../server/errors.ts';
import { formatLocal, resolveLocal, wallOf } from '../../shared/time.ts';

const { RRule } = rruleLibrary;
const paris = 'Europe/Paris';
const hourMs = 3_600_000;

function recurrence(
  start: string,
  rrule: string | null,
  changes: Partial<Recurrence> & { end?: string } = {},
): Recurrence {
  const { end, timeZone = paris, ...rest } = changes;
  const startsAt = resolveLocal(start, timeZone).instant;
  return {
    rrule,
    timeZone,
    startsAt,
    endsAt: end === undefined ? new Date(startsAt.getTime() + hourMs) : resolveLocal(end, timeZone).instant,
    exdates: [],
    rdates: [],
    skipPublicHolidays: false,
    skipSchoolHolidays: false,
    holidayRegion: 'FR',
    schoolZone: 'C',
    ...rest,
  };
}

const local = (instant: Date, zone = paris) => formatLocal(wallOf(instant, zone));
const starts = (one: Recurrence) => expand(one, 'en').map(occurrence => local(occurrence.startsAt, one.timeZone));
const days = (one: Recurrence) => starts(one).map(start => start.slice(0, 10));
const instants = (one: Recurrence) =>
  expand(one, 'en').map(({ startsAt, endsAt }) => [
    startsAt.toISOString().slice(0, 16),
    endsAt.toISOString().slice(0, 16),
  ]);

function refusal(one: Recurrence): [string, unknown] {
  try {
    expand(one, 'en');
  } catch (error) {
    if (error instanceof Problem) return [error.code, error.details.reason];
    throw error;
  }
  return ['accepted', undefined];
}

describe('a rule', () => {
  it.each<[string, string, string[]]>([
    ['2026-11-02T09:00', 'FREQ=DAILY;COUNT=3', ['2026-11-02', '2026-11-03', '2026-11-04']],
    ['2026-11-02T09:00', 'FREQ=DAILY;INTERVAL=10;COUNT=3', ['2026-11-02', '2026-11-12', '2026-11-22']],
    ['2026-11-02T09:00', 'FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4', ['2026-11-02', '2026-11-05', '2026-11-09', '2026-11-12']],
    ['2026-11-02T09:00', 'FREQ=WEEKLY;INTERVAL=2;COUNT=3', ['2026-11-02', '2026-11-16', '2026-11-30']],
    ['2026-12-31T09:00', 'FREQ=MONTHLY;COUNT=3', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['2026-12-31T09:00', 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', ['2026-12-31', '2027-01-31', '2027-02-28']],
    ['2026-11-10T09:00', 'FREQ=MONTHLY;BYDAY=2TU;COUNT=3', ['2026-11-10', '2026-12-08', '2027-01-12']],
    ['2026-11-27T09:00', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=3', ['2026-11-27', '2026-12-25', '2027-01-29']],
    [
      '2026-11-30T09:00',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3',
      ['2026-11-30', '2026-12-31', '2027-01-29'],
    ],
    ['2026-11-30T09:00', 'FREQ=MONTHLY;BYDAY=5MO;COUNT=2', ['2026-11-30', '2027-03-29']],
    ['2027-02-28T09:00', 'FREQ=YEARLY;COUNT=3', ['2027-02-28', '2028-02-28', '2029-02-28']],
    ['2026-11-02T09:00', 'FREQ=YEARLY;BYMONTH=11;BYDAY=1MO;COUNT=2', ['2026-11-02', '2027-11-01']],
    ['2026-11-02T09:00', 'FREQ=WEEKLY;UNTIL=20261116', ['2026-11-02', '2026-11-09', '2026-11-16']],
    ['2026-11-02T09:00', 'FREQ=WEEKLY;UNTIL=20261116T080000Z', ['2026-11-02', '2026-11-09', '2026-11-16']],
    ['2026-11-02T09:00', 'FREQ=WEEKLY;UNTIL=20261116T075959Z', ['2026-11-02', '2026-11-09']],
    ['2026-11-02T09:00', 'FREQ=WEEKLY;UNTIL=20261116T090000', ['2026-11-02', '2026-11-09', '2026-11-16']],
    ['2026-11-02T09:00', 'rrule:freq=weekly;count=1', ['2026-11-02']],
  ])('from %s, %s gives its dates', (start, rrule, expected) => {
    expect(days(recurrence(start, rrule))).toEqual(expected);
  });

  it('of every 29 February has one date in four years, so two are too long', () => {
    expect(refusal(recurrence('2028-02-29T09:00', 'FREQ=YEARLY;COUNT=2'))[0]).toBe('recurrence_too_long');
    expect(days(recurrence('2028-02-29T09:00', 'FREQ=YEARLY;UNTIL=20300101'))).toEqual(['2028-02-29']);
  });

  it('leaves EXDATEs out, and counts them', () => {
    const one = recurrence('2026-11-02T09:00', 'FREQ=WEEKLY;COUNT=4', { exdates: [new Date('2026-11-09T08:00Z')] });
    expect(days(one)).toEqual(['2026-11-02', '2026-11-16', '2026-11-23']);
  });

  it('takes explicit dates beside it, once each, and does without a rule', () => {
    const rdates = [new Date('2026-11-09T08:00Z'), new Date('2026-11-12T13:00Z')];
    expect(starts(recurrence('2026-11-02T09:00', 'FREQ=WEEKLY;COUNT=2', { rdates }))).toEqual([
      '2026-11-02T09:00',
      '2026-11-09T09:00',
      '2026-11-12T14:00',
    ]);
    expect(starts(recurrence('2026-11-02T09:00', null, { rdates }))).toEqual([
      '2026-11-02T09:00',
      '2026-11-09T09:00',
      '2026-11-12T14:00',
    ]);
    expect(refusal(recurrence('2026-11-02T09:00', null, { rdates: [new Date('2026-10-01T08:00Z')] }))[1]).toBe(
      'beforeStart',
    );
  });

  it('that does not give its own start is refused, with the first date that would do', () => {
    const one = recurrence('2026-11-02T09:00', 'FREQ=WEEKLY;BYDAY=TH;COUNT=3');
    expect(refusal(one)).toEqual(['recurrence_invalid', 'otherStart']);
    expect(() => expand(one, 'en')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ what: expect.stringContaining('2026-11-05') }) }),
    );
  });
});

describe('across changes of the clock', () => {
  it('the time on the wall stays, autumn and spring of 2026 and 2027', () => {
    expect(instants(recurrence('2026-10-19T09:00', 'FREQ=WEEKLY;COUNT=2'))).toEqual([
      ['2026-10-19T07:00', '2026-10-19T08:00'],
      ['2026-10-26T08:00', '2026-10-26T09:00'],
    ]);
    expect(instants(recurrence('2026-03-26T09:00', 'FREQ=WEEKLY;COUNT=2'))).toEqual([
      ['2026-03-26T08:00', '2026-03-26T09:00'],
      ['2026-04-02T07:00', '2026-04-02T08:00'],
    ]);
    expect(instants(recurrence('2027-03-22T09:00', 'FREQ=WEEKLY;COUNT=2'))).toEqual([
      ['2027-03-22T08:00', '2027-03-22T09:00'],
      ['2027-03-29T07:00', '2027-03-29T08:00'],
    ]);
    expect(instants(recurrence('2027-10-25T09:00', 'FREQ=WEEKLY;UNTIL=20271101T080000Z'))).toEqual([
      ['2027-10-25T07:00', '2027-10-25T08:00'],
      ['2027-11-01T08:00', '2027-11-01T09:00'],
    ]);
  });

  it('a night from 22:00 to 06:00 stays one, whether it has seven hours or nine', () => {
    const nights = (start: string, end: string) =>
      expand(recurrence(start, 'FREQ=DAILY;COUNT=3', { end }), 'en').map(
        ({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / hourMs,
      );
    expect(nights('2026-10-23T22:00', '2026-10-24T06:00')).toEqual([8, 9, 8]);
    expect(nights('2027-03-26T22:00', '2027-03-27T06:00')).toEqual([8, 7, 8]);
  });

  it('a start or an end in the hour that is missing is flagged, not shifted in silence', () => {
    const one = expand(recurrence('2027-03-27T02:30', 'FREQ=DAILY;COUNT=3'), 'en');
    expect(one.map(occurrence => occurrence.missing)).toEqual([undefined, '2027-03-28T02:30', undefined]);
    expect(one.map(occurrence => local(occurrence.startsAt))).toEqual([
      '2027-03-27T02:30',
      '2027-03-28T03:30',
      '2027-03-29T02:30',
    ]);
    const byEnd = expand(recurrence('2026-03-28T01:30', 'FREQ=DAILY;COUNT=2', { end: '2026-03-28T02:30' }), 'en');
    expect(byEnd.map(occurrence => occurrence.missing)).toEqual([undefined, '2026-03-29T02:30']);
  });

  it('a repeated time is the first, except where the first occurrence was asked for at the second', () => {
    expect(instants(recurrence('2026-10-24T02:30', 'FREQ=DAILY;COUNT=2'))[1]).toEqual([
      '2026-10-25T00:30',
      '2026-10-25T02:30',
    ]);
    const second = { ...recurrence('2026-10-25T02:30', 'FREQ=DAILY;COUNT=2') };
    second.startsAt = new Date('2026-10-25T01:30Z');
    second.endsAt = new Date('2026-10-25T02:30Z');
    expect(instants(second)).toEqual([
      ['2026-10-25T01:30', '2026-10-25T02:30'],
      ['2026-10-26T01:30', '2026-10-26T02:30'],
    ]);
  });

  it('on Réunion clocks never change', () => {
    const one = recurrence('2027-03-27T02:30', 'FREQ=DAILY;COUNT=3', { timeZone: 'Indian/Reunion' });
    expect(instants(one).map(([from]) => from)).toEqual(['2027-03-26T22:30', '2027-03-27T22:30', '2027-03-28T22:30']);
    expect(expand(one, 'en').some(occurrence => occurrence.missing)).toBe(false);
  });
});

describe('holidays', () => {
  it('are skipped when the series asks for it, and still counted', () => {
    const one = expand(recurrence('2026-11-04T09:00', 'FREQ=WEEKLY;COUNT=3', { skipPublicHolidays: true }), 'fr');
    expect(one.map(({ startsAt, holiday }) => [local(startsAt).slice(0, 10), holiday])).toEqual([
      ['2026-11-04', undefined],
      ['2026-11-11', 'Armistice 1918'],
      ['2026-11-18', undefined],
    ]);
  });

  it('of schools differ by zone', () => {
    const skipped = (schoolZone: 'A' | 'B' | 'C') =>
      expand(recurrence('2027-02-03T09:00', 'FREQ=WEEKLY;COUNT=6', { skipSchoolHolidays: true, schoolZone }), 'en')
        .filter(one => one.holiday)
        .map(one => local(one.startsAt).slice(5, 10));
    expect(skipped('C')).toEqual(['02-10', '02-17']);
    expect(skipped('A')).toEqual(['02-17', '02-24']);
    expect(skipped('B')).toEqual(['02-24', '03-03']);
    expect(schoolHoliday('B', '2026-11-01', 'fr')).toBe('vacances de la Toussaint');
    expect(schoolHoliday('B', '2026-11-02', 'fr')).toBeUndefined();
    expect(schoolHolidaysKnown.last).toBe('2027-08-31');
  });

  it('of the public differ by region', () => {
    expect(publicHoliday('FR', '2027-03-29', 'en')).toBe('Easter Monday');
    expect(publicHoliday('FR', '2027-03-26', 'fr')).toBeUndefined();
    expect(publicHoliday('FR-57', '2027-03-26', 'fr')).toBe('Vendredi saint');
    expect(publicHoliday('FR-RE', '2026-12-20', 'fr')).toMatch(/esclavage/);
    expect(publicHoliday('FR', '2026-12-20', 'fr')).toBeUndefined();
    expect(['FR', 'FR-57', 'FR-RE', 'FR-GP'].every(isHolidayRegion)).toBe(true);
    expect(['XX', 'FR-99', ''].some(isHolidayRegion)).toBe(false);
  });
});

describe('what cannot be accepted', () => {
  it.each<[string, string, string | undefined]>([
    ['FREQ=SECONDLY;COUNT=10', 'recurrence_invalid', 'frequency'],
    ['FREQ=MINUTELY;UNTIL=20270101', 'recurrence_invalid', 'frequency'],
    ['FREQ=HOURLY;COUNT=3', 'recurrence_invalid', 'frequency'],
    ['FREQ=DAILY;BYHOUR=9,10,11;COUNT=3', 'recurrence_invalid', 'timeOfDay'],
    ['FREQ=DAILY;BYSECOND=0,1,2;BYSETPOS=-1;COUNT=3', 'recurrence_invalid', 'timeOfDay'],
    ['FREQ=DAILY;COUNT=1000000', 'recurrence_too_long', undefined],
    ['FREQ=DAILY;COUNT=401', 'recurrence_too_long', undefined],
    ['FREQ=DAILY;UNTIL=20271231', 'recurrence_too_long', undefined],
    ['FREQ=DAILY;UNTIL=99991231', 'recurrence_too_long', undefined],
    ['FREQ=WEEKLY;COUNT=120', 'recurrence_too_long', undefined],
    ['FREQ=WEEKLY', 'recurrence_invalid', 'endless'],
    ['FREQ=WEEKLY;COUNT=3;UNTIL=20270101', 'recurrence_invalid', 'bothEnds'],
    ['COUNT=3', 'recurrence_invalid', 'noFrequency'],
    ['', 'recurrence_invalid', 'malformed'],
    ['FREQ=WEEKLY;COUNT=0', 'recurrence_invalid', 'malformed'],
    ['FREQ=WEEKLY;COUNT=-1', 'recurrence_invalid', 'malformed'],
    ['FREQ=WEEKLY;INTERVAL=0;COUNT=2', 'recurrence_invalid', 'malformed'],
    ['FREQ=WEEKLY;COUNT=2;COUNT=3', 'recurrence_invalid', 'twice'],
    ['FREQ=WEEKLY;BYDAY=2MO;COUNT=2', 'recurrence_invalid', 'ordinal'],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=2', 'recurrence_invalid', 'malformed'],
    ['FREQ=YEARLY;BYMONTH=13;COUNT=2', 'recurrence_invalid', 'malformed'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2', 'recurrence_too_long', undefined],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20271001', 'recurrence_empty', undefined],
    ['FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-366;COUNT=400', 'recurrence_invalid', 'otherStart'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9;COUNT=3', 'recurrence_too_long', undefined],
    ['FREQ=DAILY;BYSETPOS=1;COUNT=3', 'recurrence_invalid', 'setPosition'],
    ['FREQ=WEEKLY;UNTIL=20261332', 'recurrence_invalid', 'malformed'],
    ['FREQ=WEEKLY;COUNT=2\nDTSTART:20200101T000000Z', 'recurrence_invalid', 'malformed'],
    ['DTSTART:20200101T000000Z\nRRULE:FREQ=WEEKLY;COUNT=2', 'recurrence_invalid', 'malformed'],
    ['FREQ=WEEKLY;COUNT=2;X-EVIL=1', 'recurrence_invalid', 'malformed'],
    ['FREQ=WEEKLY;COUNT=2;__proto__=1', 'recurrence_invalid', 'malformed'],
    ['RSCALE=CHINESE;FREQ=YEARLY;COUNT=2', 'recurrence_invalid', 'malformed'],
    [
      `FREQ=YEARLY;COUNT=2;BYYEARDAY=${Array.from({ length: 200 }, (_, n) => n + 1).join(',')}`,
      'recurrence_invalid',
      'tooLong',
    ],
  ])('%s is refused, and at once', (rrule, code, reason) => {
    const one = recurrence('2026-11-02T09:00', rrule, { timeZone: paris });
    refusal(one);
    const began = performance.now();
    expect(refusal(one)).toEqual([code, reason]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('has dates that overlap one another', () => {
    expect(refusal(recurrence('2026-11-02T09:00', 'FREQ=DAILY;COUNT=3', { end: '2026-11-03T10:00' }))[1]).toBe(
      'overlap',
    );
    expect(refusal(recurrence('2026-11-02T09:00', 'FREQ=DAILY;COUNT=3', { end: '2026-11-03T09:00' }))[0]).toBe(
      'accepted',
    );
  });

  it('is in a zone that nobody knows', () => {
    expect(refusal({ ...recurrence('2026-11-02T09:00', null), timeZone: 'Mars/Olympus' })[0]).toBe('unknown_time_zone');
  });
});

describe('against a second library', () => {
  const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
  const weekdays = fc.uniqueArray(weekday, { minLength: 1, maxLength: 4 }).map(list => `;BYDAY=${list.join(',')}`);
  const pattern = fc.oneof(
    fc.constantFrom(
      'FREQ=DAILY',
      'FREQ=WEEKLY',
      'FREQ=MONTHLY',
      'FREQ=DAILY;BYMONTH=3,10',
      'FREQ=MONTHLY;BYMONTHDAY=-1,15',
    ),
    weekdays.map(by => `FREQ=WEEKLY${by}`),
    weekdays.map(by => `FREQ=DAILY${by}`),
    fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, -1, -2), weekday).map(([rank, day]) => `FREQ=MONTHLY;BYDAY=${rank}${day}`),
    fc.tuple(weekdays, fc.constantFrom(1, 2, -1)).map(([by, position]) => `FREQ=MONTHLY${by};BYSETPOS=${position}`),
    fc
      .uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 3 })
      .map(list => `FREQ=MONTHLY;BYMONTHDAY=${list.join(',')}`),
    fc.tuple(fc.constantFrom(1, -1), weekday).map(([rank, day]) => `FREQ=YEARLY;BYMONTH=3,6,10;BYDAY=${rank}${day}`),
  );

  it('the dates are the same', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: Date.UTC(2026, 0) / 900_000, max: Date.UTC(2028, 0) / 900_000 }),
        fc.constantFrom(paris, 'Indian/Reunion', 'America/New_York', 'Pacific/Auckland'),
        fc.oneof(
          fc.record({ count: fc.integer({ min: 1, max: 30 }) }),
          fc.record({ days: fc.integer({ min: 1, max: 500 }) }),
        ),
        (shape, interval, quarter, timeZone, end) => {
          const anchor = new Date(quarter * 900_000);
          const rule = `${shape};INTERVAL=${interval}`;
          const first = new RRule({ ...RRule.parseString(rule), dtstart: anchor }).after(anchor, true);
          if (!first || resolveLocal(formatLocal(first.getTime()), timeZone).missing) return;
          const until = 'days' in end ? new Date(first.getTime() + end.days * 86_400_000) : undefined;
          const wanted = new RRule({
            ...RRule.parseString(rule),
            dtstart: first,
            ...('count' in end ? { count: end.count } : { until: until ?? null }),
          }).all();
          const limit = new Date(first);
          limit.setUTCFullYear(limit.getUTCFullYear() + 2);
          const ending =
            'count' in end ? `COUNT=${end.count}` : `UNTIL=${until?.toISOString().replace(/[-:]|\.000Z/g, '')}`;
          const one = recurrence(formatLocal(first.getTime()), `${rule};${ending}`, { timeZone });
          if (wanted.length > 400 || wanted.some(date => date > limit)) {
            expect(refusal(one)[0]).toBe('recurrence_too_long');
            return;
          }
          const expected = wanted.map(date =>
            resolveLocal(formatLocal(date.getTime()), timeZone).instant.toISOString(),
          );
          expect(expand(one, 'en').map(occurrence => occurrence.startsAt.toISOString())).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });
});
