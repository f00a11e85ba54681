import { describe, expect, it } from 'vitest';
import { noRepeat, type Repeat, recurrenceOf, ruleOf } from '../../web/bookings/form/repeat.ts';
import { ruleInWords } from '../../web/bookings/rule-words.ts';

const rule = (repeat: Partial<Repeat>, day = '2026-11-12') => ruleOf({ ...noRepeat, ...repeat }, day);

describe('the editor of a series', () => {
  it.each<[Partial<Repeat>, string, string | undefined]>([
    [{ kind: 'none' }, '2026-11-12', undefined],
    [{ kind: 'daily', count: 5 }, '2026-11-12', 'FREQ=DAILY;COUNT=5'],
    [{ kind: 'weekly', weekdays: [1], interval: 2 }, '2026-11-12', 'FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2;COUNT=10'],
    [{ kind: 'weekly', ends: 'until', until: '2026-12-18' }, '2026-11-12', 'FREQ=WEEKLY;BYDAY=TH;UNTIL=20261218'],
    [{ kind: 'weekly', ends: 'until', until: '' }, '2026-11-12', 'FREQ=WEEKLY;BYDAY=TH;UNTIL=20261112'],
    [{ kind: 'monthly_date', count: 3 }, '2026-11-12', 'FREQ=MONTHLY;BYMONTHDAY=12;COUNT=3'],
    [{ kind: 'monthly_weekday', count: 3 }, '2026-11-12', 'FREQ=MONTHLY;BYDAY=2TH;COUNT=3'],
    [{ kind: 'monthly_weekday', count: 3 }, '2026-11-30', 'FREQ=MONTHLY;BYDAY=-1MO;COUNT=3'],
    [{ kind: 'daily', count: 5000 }, '2026-11-12', 'FREQ=DAILY;COUNT=400'],
  ])('%o from %s', (repeat, day, made) => {
    expect(rule(repeat, day)).toBe(made);
  });

  it('keeps the hour on the wall for dates that are chosen one by one, across a change of the clock', () => {
    const repeat: Repeat = {
      ...noRepeat,
      kind: 'dates',
      dates: ['2026-10-20', '2026-11-03', '2026-11-03', '2026-10-01'],
    };
    expect(recurrenceOf(repeat, '2026-10-13T09:00', 'Europe/Paris')).toMatchObject({
      rdates: ['2026-10-20T07:00:00.000Z', '2026-11-03T08:00:00.000Z'],
      timeZone: 'Europe/Paris',
    });
  });
});

describe('a rule in words', () => {
  it.each([
    ['FREQ=DAILY;COUNT=5', 'chaque jour, 5 fois', 'every day, 5 times'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=1', 'tous les 3 jours, 1 fois', 'every 3 days, once'],
    [
      'FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10',
      'chaque semaine, le lundi et le jeudi, 10 fois',
      'every week, on Monday and Thursday, 10 times',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20261218',
      'toutes les 2 semaines, le vendredi, jusqu’au 18 décembre 2026',
      'every 2 weeks, on Friday, until 18 December 2026',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=1;COUNT=6', 'chaque mois, le 1er, 6 fois', 'every month, on the 1st, 6 times'],
    ['FREQ=MONTHLY;BYMONTHDAY=22;COUNT=6', 'chaque mois, le 22, 6 fois', 'every month, on the 22nd, 6 times'],
    [
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH;COUNT=6',
      'tous les 2 mois, le 2e jeudi, 6 fois',
      'every 2 months, on the second Thursday, 6 times',
    ],
    [
      'FREQ=MONTHLY;BYDAY=-1MO;COUNT=6',
      'chaque mois, le dernier lundi, 6 fois',
      'every month, on the last Monday, 6 times',
    ],
    ['RRULE:FREQ=YEARLY;COUNT=2', 'chaque an, 2 fois', 'every year, 2 times'],
    [
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;COUNT=2',
      'chaque mois, le lundi, avec des exceptions à la règle, 2 fois',
      'every month, on Monday, with exceptions to the rule, 2 times',
    ],
  ])('%s', (rrule, fr, en) => {
    expect([ruleInWords(rrule, 'fr'), ruleInWords(rrule, 'en')]).toEqual([fr, en]);
  });
});
