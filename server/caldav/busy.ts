import ICAL from 'ical.js';

/** A stretch of time that an event takes; milliseconds, the end excluded. */
export interface Span {
  from: number;
  to: number;
  tentative: boolean;
}

/** A series has four hundred dates at most; this is for what a wrong rule would do. */
const mostOccurrences = 5_000;

/**
 * When the events of a calendar text take place within a window, each occurrence of a series for itself, in the order of the
 * text. The zones are those that the text brings.
 * @param onlyBusy leave out what is free time (TRANSP:TRANSPARENT) or cancelled
 */
export function spansIn(text: string, window: { from: number; to: number }, onlyBusy = false): Span[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const components = calendar.getAllSubcomponents('vevent');
  const events = components.map(one => new ICAL.Event(one));
  const overrides = events.filter(one => one.isRecurrenceException());
  return events
    .filter(one => !one.isRecurrenceException())
    .flatMap(master => {
      for (const one of overrides) if (one.uid === master.uid) master.relateException(one);
      return master.isRecurring() ? occurrences(master, window) : [master];
    })
    .concat(overrides.filter(one => !events.some(master => !master.isRecurrenceException() && master.uid === one.uid)))
    .filter(one => !onlyBusy || isBusy(one))
    .map(spanOf)
    .filter(span => span.from < window.to && span.to > window.from);
}

interface Occurrence {
  component: ICAL.Component;
  startDate: ICAL.Time;
  endDate: ICAL.Time;
}

function occurrences(master: ICAL.Event, window: { from: number; to: number }): Occurrence[] {
  const found: Occurrence[] = [];
  const iterator = master.iterator();
  for (let count = 0; count < mostOccurrences; count++) {
    const next = iterator.next();
    if (!next || next.toJSDate().getTime() >= window.to) break;
    const { item, startDate, endDate } = master.getOccurrenceDetails(next);
    found.push({ component: item.component, startDate, endDate });
  }
  return found;
}

function isBusy({ component }: Pick<Occurrence, 'component'>): boolean {
  const textOf = (name: string) => String(component.getFirstPropertyValue(name) ?? '').toUpperCase();
  return textOf('transp') !== 'TRANSPARENT' && textOf('status') !== 'CANCELLED';
}

function spanOf({ component, startDate, endDate }: Occurrence): Span {
  const status = String(component.getFirstPropertyValue('status') ?? '').toUpperCase();
  return {
    from: startDate.toJSDate().getTime(),
    to: endDate.toJSDate().getTime(),
    tentative: status === 'TENTATIVE',
  };
}
