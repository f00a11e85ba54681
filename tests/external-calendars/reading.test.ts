import { describe, expect, test } from 'vitest';
import { readApart } from '../../server/external-calendars/read.ts';
import { type ReadingRequest, readCalendar } from '../../server/external-calendars/reading.ts';
import { windowsZones } from '../../server/external-calendars/windows-zones.ts';
import { isTimeZone } from '../../shared/time.ts';

const request = {
  from: Date.parse('2026-11-02T08:00:00Z'),
  to: Date.parse('2027-12-01T00:00:00Z'),
  limit: 3_000,
  siteZone: 'Europe/Paris',
  ownAddresses: ['member@example.test'],
};

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...parts: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...parts, 'END:VCALENDAR', ''].join('\r\n');

function read(text: string | Uint8Array, more: Partial<ReadingRequest> = {}) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const reading = readCalendar({ ...request, ...more, bytes });
  if ('failure' in reading) return { failure: reading.failure, busy: [], titles: [], findings: [] };
  const iso = (instant: number) => new Date(instant).toISOString().replace(':00.000Z', 'Z');
  return {
    busy: reading.busy.map(one => `${iso(one.from)}/${iso(one.to)}`),
    titles: reading.busy.map(one => one.title),
    findings: reading.findings,
    items: reading.busy,
  };
}
const one = (...lines: string[]) => read(calendar(event('UID:a', ...lines))).busy;

describe('an event is at the time that its calendar means', () => {
  test.each([
    ['in UTC', ['DTSTART:20261105T090000Z', 'DTEND:20261105T100000Z'], '2026-11-05T09:00Z/2026-11-05T10:00Z'],
    [
      'in a zone',
      ['DTSTART;TZID=America/New_York:20261105T090000', 'DURATION:PT30M'],
      '2026-11-05T14:00Z/2026-11-05T14:30Z',
    ],
    [
      'floating, as at the site',
      ['DTSTART:20261105T090000', 'DTEND:20261105T100000'],
      '2026-11-05T08:00Z/2026-11-05T09:00Z',
    ],
    ['all day, the day of the site', ['DTSTART;VALUE=DATE:20261105'], '2026-11-04T23:00Z/2026-11-05T23:00Z'],
    ['two days', ['DTSTART;VALUE=DATE:20261105', 'DTEND;VALUE=DATE:20261107'], '2026-11-04T23:00Z/2026-11-06T23:00Z'],
    ['a date that is not said to be one', ['DTSTART:20261105'], '2026-11-04T23:00Z/2026-11-05T23:00Z'],
    [
      'a zone of Windows',
      ['DTSTART;TZID="Romance Standard Time":20261105T090000', 'DURATION:PT1H'],
      '2026-11-05T08:00Z/2026-11-05T09:00Z',
    ],
    [
      'a zone with a path before it',
      ['DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20261105T090000', 'DURATION:PT1H'],
      '2026-11-05T00:00Z/2026-11-05T01:00Z',
    ],
    [
      'over a change of the clocks, a day being 25 hours',
      ['DTSTART;VALUE=DATE:20271031'],
      '2027-10-30T22:00Z/2027-10-31T23:00Z',
    ],
    [
      'two zones',
      ['DTSTART;TZID=Europe/Paris:20261105T090000', 'DTEND;TZID=Europe/London:20261105T090000'],
      '2026-11-05T08:00Z/2026-11-05T09:00Z',
    ],
  ])('%s', (_, lines, time) => {
    expect(one(...lines)).toEqual([time]);
  });

  test('what is over, and what has no length, takes nothing', () => {
    expect(one('DTSTART:20261101T090000Z', 'DTEND:20261101T100000Z')).toEqual([]);
    expect(one('DTSTART:20261105T090000Z')).toEqual([]);
    expect(one('DTSTART:20261105T090000Z', 'DTEND:20261105T090000Z')).toEqual([]);
  });

  test('every zone of Windows is one that the runtime knows', () => {
    expect([...windowsZones.values()].filter(zone => !isTimeZone(zone))).toEqual([]);
    expect(windowsZones.size).toBeGreaterThan(135);
  });

  test('a zone that only the file describes is as described, summer and winter', () => {
    const vtimezone = [
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:19700329T020000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0300',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\r\n');
    const at = (day: string) => event(`UID:${day}`, `DTSTART;TZID=Customized Time Zone:${day}T090000`, 'DURATION:PT1H');
    expect(read(calendar(vtimezone, at('20261105'), at('20270705'))).busy).toEqual([
      '2026-11-05T07:00Z/2026-11-05T08:00Z',
      '2027-07-05T06:00Z/2027-07-05T07:00Z',
    ]);
  });

  test('of a zone that nobody knows the site’s is taken, and it is said', () => {
    const { busy, findings } = read(
      calendar(event('UID:a', 'DTSTART;TZID=Middle Earth:20261105T090000', 'DURATION:PT1H')),
    );
    expect(busy).toEqual(['2026-11-05T08:00Z/2026-11-05T09:00Z']);
    expect(findings).toEqual([{ code: 'unknown_zone', line: 6 }]);
  });
});

describe('what is free takes nothing:', () => {
  const base = ['DTSTART:20261105T090000Z', 'DTEND:20261105T100000Z'];
  test.each([
    'TRANSP:TRANSPARENT',
    'STATUS:CANCELLED',
    'STATUS:CANCELED',
    'X-MICROSOFT-CDO-BUSYSTATUS:FREE',
    'ATTENDEE;PARTSTAT=DECLINED:mailto:Member@example.test',
  ])('%s', line => {
    expect(one(...base, line)).toEqual([]);
  });
  test.each(['TRANSP:OPAQUE', 'STATUS:TENTATIVE', 'ATTENDEE;PARTSTAT=DECLINED:mailto:another@example.test'])(
    'but not %s',
    line => {
      expect(one(...base, line)).toHaveLength(1);
    },
  );
  test('what the one after whom the calendar is called has declined', () => {
    const text = calendar(
      'X-WR-CALNAME:jane@example.org',
      event('UID:a', ...base, 'ATTENDEE;PARTSTAT=DECLINED:mailto:jane@example.org'),
    );
    expect(read(text).busy).toEqual([]);
  });
});

describe('a series', () => {
  const weekly = ['DTSTART;TZID=Europe/Paris:20261005T090000', 'DTEND;TZID=Europe/Paris:20261005T100000'];
  const paris = (...lines: string[]) => one(...weekly, ...lines).map(time => time.slice(0, 17));

  test('keeps its hour by the wall across the change of clocks', () => {
    const days = one('DTSTART;TZID=Europe/Paris:20270315T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3');
    expect(days.map(time => time.slice(0, 17))).toEqual([
      '2027-03-15T08:00Z',
      '2027-03-22T08:00Z',
      '2027-03-29T07:00Z',
    ]);
  });
  test('counts from its beginning, and ends with the day of a date', () => {
    expect(paris('RRULE:FREQ=WEEKLY;COUNT=6')).toEqual(['2026-11-02T08:00Z', '2026-11-09T08:00Z']);
    expect(paris('RRULE:FREQ=WEEKLY;UNTIL=20261109')).toEqual(['2026-11-02T08:00Z', '2026-11-09T08:00Z']);
    expect(paris('RRULE:FREQ=WEEKLY;UNTIL=20261109T075959Z')).toEqual(['2026-11-02T08:00Z']);
    expect(paris('RRULE:FREQ=WEEKLY;UNTIL=20261109T080000Z')).toEqual(['2026-11-02T08:00Z', '2026-11-09T08:00Z']);
  });
  test('leaves out, adds and moves dates', () => {
    const text = calendar(
      event(
        'UID:a',
        ...weekly,
        'RRULE:FREQ=WEEKLY;COUNT=9',
        'EXDATE;TZID=Europe/Paris:20261109T090000',
        'EXDATE;VALUE=DATE:20261116',
        'RDATE;VALUE=PERIOD:20261201T090000Z/PT2H',
      ),
      event('UID:a', 'RECURRENCE-ID;TZID=Europe/Paris:20261123T090000', 'DTSTART:20261124T150000Z', 'DURATION:PT1H'),
      event('UID:a', 'RECURRENCE-ID:20261130T080000Z', 'DTSTART:20261130T080000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'),
    );
    expect(read(text).busy).toEqual([
      '2026-11-02T08:00Z/2026-11-02T09:00Z',
      '2026-11-24T15:00Z/2026-11-24T16:00Z',
      '2026-12-01T09:00Z/2026-12-01T11:00Z',
    ]);
  });
  test('a changed occurrence whose master is elsewhere counts', () => {
    expect(one('RECURRENCE-ID:20261130T080000Z', 'DTSTART:20261130T100000Z', 'DURATION:PT1H')).toHaveLength(1);
  });
  test('of two with one UID the higher SEQUENCE counts, then the later one', () => {
    const version = (sequence: number, hour: string) =>
      event('UID:a', `SEQUENCE:${sequence}`, `DTSTART:20261105T${hour}0000Z`, 'DURATION:PT1H');
    expect(read(calendar(version(2, '09'), version(1, '14'))).busy).toEqual(['2026-11-05T09:00Z/2026-11-05T10:00Z']);
    expect(read(calendar(version(1, '09'), version(1, '14'))).busy).toEqual(['2026-11-05T14:00Z/2026-11-05T15:00Z']);
  });
  test('a rule that cannot be read costs all but its first date, and it is said', () => {
    const { busy, findings } = read(
      calendar(event('UID:a', 'DTSTART:20261105T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=SOMETIMES')),
    );
    expect(busy).toHaveLength(1);
    expect(findings).toEqual([{ code: 'rule_not_read', line: 4 }]);
  });
});

describe('a file that is not as it should be', () => {
  const good = event('UID:a', 'SUMMARY:Réunion', 'DTSTART:20261105T090000Z', 'DURATION:PT1H');

  test('is read with any line ends, with a mark before it, and in the bytes of an old Windows', () => {
    for (const end of ['\n', '\r', '\r\n'])
      expect(read(calendar(good).replaceAll('\r\n', end)).titles).toEqual(['Réunion']);
    expect(read(`\ufeff${calendar(good)}`).titles).toEqual(['Réunion']);
    expect(read(Buffer.from(calendar(good), 'latin1')).titles).toEqual(['Réunion']);
    expect(read(Buffer.from(`\ufeff${calendar(good)}`, 'utf16le')).titles).toEqual(['Réunion']);
  });
  test('folds inside of characters and words are undone', () => {
    const folded = Buffer.from(calendar(good)).toString('latin1').replace('Ã©', 'Ã\r\n ©');
    expect(read(Buffer.from(folded, 'latin1')).busy).toHaveLength(1);
  });
  test('loses the lines that cannot be read, and names them', () => {
    const broken = event(
      'UID:b',
      'SUMMARY:one',
      'and another line',
      'DTSTART;TZID:20261106T090000Z',
      'DTSTART:20261106T090000Z',
      'DURATION:PT1H',
    );
    const { busy, findings } = read(calendar(good, broken, event('UID:c', 'SUMMARY:no date')));
    expect(busy).toHaveLength(2);
    expect(findings.map(one => one.code)).toEqual(['broken_line', 'broken_line', 'broken_event']);
  });
  test('is not believed when it is a page, empty, or cut short', () => {
    expect(read('<!doctype html><html><body>Sign in</body></html>').failure).toBe('not_a_calendar');
    expect(read('').failure).toBe('not_a_calendar');
    expect(read('BEGIN:VEVENT\r\nEND:VEVENT\r\n').failure).toBe('not_a_calendar');
    const whole = calendar(good, good);
    for (let at = 20; at < whole.length - 16; at += 7) expect(read(whole.slice(0, at)).failure).toBe('cut_short');
  });
  test('says in alarms and to-dos what is no time of anybody', () => {
    const alarm = event(
      'UID:a',
      'DTSTART:20261105T090000Z',
      'BEGIN:VALARM',
      'DURATION:PT5H',
      'END:VALARM',
      'DURATION:PT1H',
    );
    expect(read(calendar(alarm, 'BEGIN:VTODO\r\nDTSTART:20261106T090000Z\r\nDURATION:PT1H\r\nEND:VTODO')).busy).toEqual(
      ['2026-11-05T09:00Z/2026-11-05T10:00Z'],
    );
  });
  test('may say no more than when somebody is busy', () => {
    const text = calendar(
      'BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY:20261105T090000Z/20261105T100000Z,20261106T090000Z/PT1H\r\nFREEBUSY;FBTYPE=FREE:20261107T090000Z/PT1H\r\nEND:VFREEBUSY',
    );
    expect(read(text).busy).toEqual(['2026-11-05T09:00Z/2026-11-05T10:00Z', '2026-11-06T09:00Z/2026-11-06T10:00Z']);
  });
});

describe('a calendar made to harm', () => {
  test('with endless rules is read up to what is sensible, and says until when', () => {
    const { busy, findings } = read(
      calendar(event('UID:a', 'DTSTART:20200101T000000Z', 'DURATION:PT10M', 'RRULE:FREQ=HOURLY')),
      { limit: 500 },
    );
    expect(busy).toHaveLength(500);
    expect(findings).toEqual([{ code: 'too_many', max: 500, until: '2026-11-23' }]);
    for (const rule of [
      'FREQ=SECONDLY',
      'FREQ=MINUTELY',
      'FREQ=DAILY;COUNT=99999999',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=HOURLY;INTERVAL=0',
      'FREQ=DAILY;BYSETPOS=366;BYDAY=MO',
      `FREQ=DAILY;BYHOUR=${Array.from({ length: 24 }, (_, n) => n)};BYMINUTE=${Array.from({ length: 60 }, (_, n) => n)}`,
    ]) {
      const { busy: some } = read(
        calendar(event('UID:a', 'DTSTART:20200101T000000Z', 'DURATION:PT10M', `RRULE:${rule}`)),
      );
      expect(some.length, rule).toBeLessThanOrEqual(3_000);
    }
  });
  test('is given up when it takes too long, while others go on', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) =>
      event(`UID:${n}`, 'DTSTART:19700101T000000Z', 'DURATION:PT1M', 'RRULE:FREQ=HOURLY;COUNT=30000'),
    );
    let beats = 0;
    const heart = setInterval(() => beats++, 20);
    const reading = await readApart({ ...request, bytes: Buffer.from(calendar(...many)) }, 1_500);
    clearInterval(heart);
    expect(reading).toEqual({ failure: 'too_complex' });
    // Had it been read in this thread, not one beat would have come between.
    expect(beats).toBeGreaterThan(0);
  });
  test('in a thread of its own reads what is read here', async () => {
    const bytes = Buffer.from(calendar(event('UID:a', 'SUMMARY:x', 'DTSTART:20261105T090000Z', 'DURATION:PT1H')));
    expect(await readApart({ ...request, bytes })).toEqual(readCalendar({ ...request, bytes }));
  });
  test('has no other effect by depth, length, or characters', () => {
    expect(read(calendar('BEGIN:VEVENT\r\n'.repeat(5_000))).failure).toBe('cut_short');
    expect(
      read(calendar(event('UID:a', `SUMMARY:${'x'.repeat(1_000_000)}`, 'DTSTART:20261105T090000Z', 'DURATION:PT1H')))
        .busy,
    ).toHaveLength(1);
    expect(
      read(calendar(event('UID:a', 'SUMMARY:\0\u0001', 'DTSTART:20261105T090000Z', 'DURATION:PT1H'))).busy,
    ).toHaveLength(1);
    expect(
      read(
        calendar(
          event('UID:__proto__', 'DTSTART;TZID=__proto__:20261105T090000', 'DURATION:PT1H', 'RRULE:__proto__=1'),
        ),
      ).busy,
    ).toHaveLength(1);
    expect(one('DTSTART:99991231T235959Z', 'DTEND:99991231T235959Z')).toEqual([]);
  });
});
