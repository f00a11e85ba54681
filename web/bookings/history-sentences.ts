import type { HistoryEvent } from '../../shared/booking.ts';
import type { Locale } from '../../shared/words.ts';
import type { Format } from '../i18n/format.ts';
import { type HistoryWords, historyWords } from './history-words.ts';

/** One act in words: a sentence, what it changed from what to what, and the reason that was given. */
export interface Told {
  sentence: string;
  changes: string[];
  reason: string | null;
}

interface Side {
  status?: string;
  title?: string;
  purpose?: string | null;
  organisationId?: string;
  startsAt?: string;
  endsAt?: string;
  late?: boolean;
  lines?: { resourceId: string; quantity: number }[];
  personIds?: string[];
  outsiders?: number;
}

/** How acts are told: in which language, in which zone, and how resources and organisations are called. */
export interface Telling {
  locale: Locale;
  format: Format;
  zone: string;
  names: Record<string, string>;
}

/** Tells an act of a booking's history as a person would. */
export function tellAct(event: HistoryEvent, telling: Telling): Told {
  const words = historyWords[telling.locale];
  const [before, after] = [sideOf(event.before), sideOf(event.after)];
  const who = event.person?.name ?? null;
  return {
    sentence: sentenceOf(event.action, { who, before, after }, words, telling),
    changes: isChange(event.action) ? changesOf(before, after, words, telling) : [],
    reason: event.reason === 'rival_approved' ? null : event.reason,
  };
}

function isChange(action: string): boolean {
  return action === 'booking.changed' || action === 'booking.change_requested';
}

function sentenceOf(
  action: string,
  { who, before, after }: { who: string | null; before: Side; after: Side },
  words: HistoryWords,
  telling: Telling,
): string {
  const name = who ?? words.system;
  switch (action) {
    case 'booking.created': {
      const what = `${linesIn(after, telling)}, ${spanIn(after, telling)}`;
      return after.status === 'pending' ? words.requested(name, what) : words.booked(name, what);
    }
    case 'booking.cancelled':
      return after.late ? words.cancelledLate(name) : words.cancelled(name);
    case 'booking.finished_early':
      return words.finished(name, timeIn(after.endsAt, telling), timeIn(before.endsAt, telling));
    case 'booking.attendees_added':
      return words.invited(name, (after.personIds?.length ?? 0) + (after.outsiders ?? 0));
    case 'booking.approved':
    case 'booking.change_approved':
      return action === 'booking.approved' ? words.approved(name) : words.changeApproved(name);
    default:
      return (words.plain[action.replace('booking.', '') as keyof HistoryWords['plain']] ?? words.touched)(name);
  }
}

function changesOf(before: Side, after: Side, words: HistoryWords, telling: Telling): string[] {
  const changes: string[] = [];
  const add = (label: string, from: string, to: string) => {
    if (from !== to) changes.push(words.fromTo(label, from, to));
  };
  if (after.startsAt) add(words.time, spanIn(before, telling), spanIn(after, telling));
  if (after.lines) add(words.what, linesIn(before, telling), linesIn(after, telling));
  if (after.organisationId)
    add(words.for, nameOf(before.organisationId, telling), nameOf(after.organisationId, telling));
  if (after.title !== undefined) add(words.title, before.title ?? '', after.title);
  if (after.purpose !== undefined) add(words.purpose, before.purpose ?? words.none, after.purpose ?? words.none);
  return changes;
}

function sideOf(side: unknown): Side {
  return typeof side === 'object' && side !== null ? (side as Side) : {};
}

function linesIn(side: Side, telling: Telling): string {
  const all = (side.lines ?? []).map(line => {
    const name = nameOf(line.resourceId, telling);
    return line.quantity > 1 ? `${name} × ${line.quantity}` : name;
  });
  return telling.format.list(all);
}

function spanIn(side: Side, { format, zone }: Telling): string {
  return side.startsAt && side.endsAt ? format.span(side.startsAt, side.endsAt, zone) : '';
}

function timeIn(instant: string | undefined, { format, zone }: Telling): string {
  return instant ? format.time(instant, zone) : '';
}

function nameOf(id: string | undefined, { names, locale }: Telling): string {
  return (id && names[id]) ?? historyWords[locale].unnamed;
}
