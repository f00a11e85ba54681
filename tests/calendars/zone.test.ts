import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { vtimezone } from '../../server/calendars/zone.ts';

const zones = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Vancouver',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Cayenne',
];
const [from, to] = [new Date('2026-08-04T00:00:00Z'), new Date('2028-05-02T00:00:00Z')];

describe('the zone of a feed', () => {
  test.each(zones)('%s is right at every half hour of the window', name => {
    const zone = zoneFrom(vtimezone(name, from, to), name);
    const wrong: string[] = [];
    for (let at = from.getTime(); at < to.getTime(); at += 1_800_000) {
      const local = DateTime.fromMillis(at, { zone: name });
      // A local time that occurs twice is the first of the two for every reader, which cannot tell the other.
      if (local.getPossibleOffsets().length > 1) continue;
      const time = ICAL.Time.fromData({
        year: local.year,
        month: local.month,
        day: local.day,
        hour: local.hour,
        minute: local.minute,
      });
      time.zone = zone;
      if (time.toUnixTime() * 1000 !== at) wrong.push(local.toISO() ?? '');
    }
    expect(wrong).toEqual([]);
  });

  test('Paris follows a yearly rule, Réunion has no change, and each is made once', () => {
    const paris = vtimezone('Europe/Paris', from, to);
    expect(paris).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU');
    expect(paris).toContain('BEGIN:DAYLIGHT');
    const reunion = vtimezone('Indian/Reunion', from, to);
    expect(reunion).toContain('BEGIN:STANDARD');
    expect(reunion).not.toContain('BEGIN:DAYLIGHT');
    expect(reunion).toContain('TZOFFSETTO:+0400');
    expect(vtimezone('Europe/Paris', from, to)).toBe(paris);
  });
});

function zoneFrom(text: string, name: string): ICAL.Timezone {
  const component = new ICAL.Component(ICAL.parse(`BEGIN:VCALENDAR\r\n${text}END:VCALENDAR\r\n`));
  const zone = component.getFirstSubcomponent('vtimezone');
  if (!zone) throw new Error(`no zone ${name}`);
  return new ICAL.Timezone({ component: zone, tzid: name });
}
