import { createRequire } from 'node:module';
import ICAL from 'ical.js';

/** What a calendar program shows of one date of one event. Instants are milliseconds. */
export interface Shown {
  uid: string;
  startsAt: number;
  endsAt: number;
  summary: string;
  status: string;
}

/** Every date that ical.js, and so Thunderbird, makes of a calendar; overrides in their places, in the order of time. */
export function readByIcalJs(text: string): Shown[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one));
  const masters = new Map(events.filter(one => !one.isRecurrenceException()).map(one => [one.uid, one]));
  for (const event of events) if (event.isRecurrenceException()) masters.get(event.uid)?.relateException(event);
  const shown = [...masters.values()].flatMap(master => {
    const dates: Shown[] = [];
    const iterator = master.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const { startDate, endDate, item } = master.getOccurrenceDetails(next);
      dates.push({
        uid: master.uid,
        startsAt: startDate.toUnixTime() * 1000,
        endsAt: endDate.toUnixTime() * 1000,
        summary: item.summary,
        status: String(item.component.getFirstPropertyValue('status')),
      });
    }
    return dates;
  });
  ICAL.TimezoneService.reset();
  return inOrder(shown);
}

/** Two functions of a large library, with what they give that is looked at here. */
interface NodeIcal {
  sync: { parseICS(text: string): Record<string, NodeIcalEvent> };
  expandRecurringEvent(
    event: NodeIcalEvent,
    range: { from: Date; to: Date; expandOngoing: boolean },
  ): { start: Date; end: Date; event: NodeIcalEvent }[];
}
interface NodeIcalEvent {
  type: string;
  uid: string;
  start: Date;
  end: Date;
  summary: string;
  status: string;
  rrule?: object;
}

/** The same by node-ical: another parser, and another engine of recurrences. */
export function readByNodeIcal(text: string): Shown[] {
  const library: NodeIcal = createRequire(import.meta.url)('node-ical');
  const events = Object.values(library.sync.parseICS(text)).filter(one => one.type === 'VEVENT');
  const always = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2040-01-01T00:00:00Z'), expandOngoing: true };
  return inOrder(
    events.flatMap(event => {
      const dates = event.rrule ? library.expandRecurringEvent(event, always) : [{ ...event, event }];
      return dates.map(({ start, end, event: one }) => ({
        uid: event.uid,
        startsAt: start.getTime(),
        endsAt: end.getTime(),
        summary: one.summary,
        status: one.status,
      }));
    }),
  );
}

/** By instants, and of equal ones by words: the order is nobody's business. */
export function inOrder<T extends Omit<Shown, 'uid'>>(shown: T[]): T[] {
  const key = (one: T) => `${one.summary} ${one.status}`;
  return shown.toSorted((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt || (key(a) < key(b) ? -1 : 1));
}
