import { calendarEnd } from '../calendars/ical.ts';
import { line } from '../calendars/lines.ts';
import { compact } from '../calendars/zone.ts';
import { type Span, spansIn } from './busy.ts';
import type { Member } from './collection.ts';

/**
 * When a calendar is busy within a window, as VFREEBUSY (RFC 5545 3.6.4): stretches that touch or overlap are told as one, those
 * that are sure apart from those that are not. `now` is the stamp.
 */
export function freeBusyOf(members: Member[], window: { from: Date; to: Date }, now: Date): string {
  const between = { from: window.from.getTime(), to: window.to.getTime() };
  const spans = members.flatMap(member => spansIn(member.text(), between, true));
  const told = (tentative: boolean) =>
    joined(
      spans.filter(span => span.tentative === tentative),
      between,
    );
  return [
    line('BEGIN', 'VCALENDAR'),
    line('VERSION', '2.0'),
    line('PRODID', '-//Moyens//Moyens 1//FR'),
    line('BEGIN', 'VFREEBUSY'),
    line('UID', `freebusy-${between.from}-${between.to}`),
    line('DTSTAMP', `${compact(now.getTime())}Z`),
    line('DTSTART', `${compact(between.from)}Z`),
    line('DTEND', `${compact(between.to)}Z`),
    ...told(false).map(span => line('FREEBUSY;FBTYPE=BUSY', period(span))),
    ...told(true).map(span => line('FREEBUSY;FBTYPE=BUSY-TENTATIVE', period(span))),
    line('END', 'VFREEBUSY'),
    calendarEnd,
  ].join('');
}

function period({ from, to }: { from: number; to: number }): string {
  return `${compact(from)}Z/${compact(to)}Z`;
}

function joined(spans: Span[], window: { from: number; to: number }): { from: number; to: number }[] {
  const whole: { from: number; to: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const [from, to] = [Math.max(span.from, window.from), Math.min(span.to, window.to)];
    const last = whole.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}
