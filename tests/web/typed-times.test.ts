import { describe, expect, it } from 'vitest';
import { endOptions, timesOfDay } from '../../web/ui/times.ts';
import { readTypedDay } from '../../web/ui/typed-day.ts';

describe('a typed day', () => {
  const today = '2026-11-02';
  it.each([
    ['12/11', '2026-11-12'],
    ['12/11/2026', '2026-11-12'],
    ['12.11.26', '2026-11-12'],
    ['2026-11-12', '2026-11-12'],
    ['12 nov', '2026-11-12'],
    ['jeu. 12 nov.', '2026-11-12'],
    ['Thu 12 November 2027', '2027-11-12'],
    ['1er février', '2027-02-01'],
    ['3 août', '2027-08-03'],
    ['31', '2026-12-31'],
    ['15 oct', '2026-10-15'],
    ['15 sept', '2027-09-15'],
    ['jeudi', '2026-11-05'],
    ['Monday', '2026-11-09'],
    ['mardi', '2026-11-03'],
    ['demain', '2026-11-03'],
    ['Aujourd’hui', '2026-11-02'],
  ])('%s', (text, day) => {
    expect(readTypedDay(text, today)).toBe(day);
  });

  it.each(['', 'bientôt', '31/02', '12/13', '12 xx', '99'])('“%s” is none', text => {
    expect(readTypedDay(text, today)).toBeUndefined();
  });
});

describe('times to choose from', () => {
  it('go by the step, and hold a value that is off it', () => {
    expect(timesOfDay(30, '09:10', '09:00', '10:00')).toEqual(['09:00', '09:10', '09:30', '10:00']);
  });

  it('end within a day of the start, with their length', () => {
    const options = endOptions({ start: '2026-11-12T22:00', value: '2026-11-12T23:00', stepMinutes: 60 });
    expect(options.slice(0, 3)).toEqual([
      { end: '2026-11-12T23:00', minutes: 60, daysLater: 0 },
      { end: '2026-11-13T00:00', minutes: 120, daysLater: 1 },
      { end: '2026-11-13T01:00', minutes: 180, daysLater: 1 },
    ]);
    expect(options.at(-1)?.end).toBe('2026-11-13T22:00');
  });

  it('of another day are all of that day, its midnight included', () => {
    const asked = { start: '2026-11-12T22:00', value: '2026-11-14T12:00', day: '2026-11-14', stepMinutes: 60 };
    const options = endOptions(asked);
    expect([options[0]?.end, options.at(-1)?.end]).toEqual(['2026-11-14T00:00', '2026-11-15T00:00']);
  });
});
