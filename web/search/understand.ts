import type { Chrono } from 'chrono-node';
import { formatLocal, plusDays, resolveLocal } from '../../shared/time.ts';
import type { Locale, ResourceKind } from '../../shared/words.ts';
import { readTimes } from './read-times.ts';
import { readWords, type Vocabulary } from './read-words.ts';

/** What a sentence asks for, as far as it is understood; the rest is `words`, which the search looks for. */
export interface Understood {
  kind?: ResourceKind;
  quantity: number;
  seats?: number;
  /** Codes of features. */
  features: string[];
  /** Folded, and without what was understood. */
  words: string;
  /** The IANA zone in which it is understood. */
  timeZone: string;
  /** Local times of the zone, `YYYY-MM-DDTHH:MM`. */
  from: string;
  to: string;
  /** The sentence says no day, or no hours: those here are a proposal. */
  dayGuessed: boolean;
  timeGuessed: boolean;
  /** One of the two times does not exist that day: clocks go forward. */
  missing: boolean;
}

export interface Understanding {
  /** The day readers of chrono-node. */
  readers: Record<Locale, Pick<Chrono, 'parse'>>;
  locale: Locale;
  /** Now by the clock on the wall of the zone, in milliseconds as if in UTC (`wallOf`). */
  wall: number;
  timeZone: string;
  vocabulary: Vocabulary;
}

/**
 * Reads a sentence such as « minibus mardi 14h-17h » or “2 vans next friday all day”, in either language whatever that of the
 * page. Days are read by chrono-node; the hours, how many and of what are read here, where French and English are mixed.
 */
export function understand(sentence: string, asked: Understanding): Understood {
  const text = dayWords(sentence.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ').trim());
  const words = readWords(text, asked.vocabulary);
  const times = readTimes(words.rest);
  const days = readDays(times.rest, asked);
  const day = days?.from ?? dayFor(times.from, asked.wall);
  const from = times.from ?? 540;
  const lastDay = days?.to;
  const to = lastDay && times.to === undefined ? 1080 : (times.to ?? from + (times.minutes ?? 60));
  const local = (base: string, minutes: number) => formatLocal(Date.parse(`${base}T00:00Z`) + minutes * 60_000);
  const span = { from: local(day, from), to: local(lastDay ?? day, to) };
  const { rest: _, ...meant } = words;
  return {
    ...meant,
    words: asked.vocabulary.leftOver(days?.rest ?? times.rest, meant),
    timeZone: asked.timeZone,
    ...span,
    dayGuessed: days === undefined,
    timeGuessed: times.from === undefined,
    missing: [span.from, span.to].some(one => resolveLocal(one, asked.timeZone).missing),
  };
}

/** What chrono-node does not know, in words that it does. */
function dayWords(text: string): string {
  return text
    .replace(/apr[èe]s[ -]demain/g, 'dans 2 jours')
    .replace(
      /(?<!\p{L})(?:ce soir|tonight)(?!\p{L})/gu,
      m => `${m === 'tonight' ? 'today evening' : "aujourd'hui soir"}`,
    )
    .replace(/(?<!\p{L})(?:ce matin|cet apr[èe]s-midi)(?!\p{L})/gu, m => `aujourd'hui ${m.slice(m.indexOf(' ') + 1)}`)
    .replace(/(?<!\p{L})this (morning|afternoon|evening)(?!\p{L})/gu, 'today $1');
}

interface ReadDays {
  from: string;
  to?: string;
  rest: string;
}

function readDays(text: string, { readers, locale, wall }: Understanding): ReadDays | undefined {
  const weekend = /(?<!\p{L})(?:(?:ce|le|this|the) )?week-?end(?!\p{L})/u.exec(text);
  if (weekend) return weekendOf(text, weekend, wall);
  // As if the wall were in UTC: only days are asked for, and a day is the same whatever the zone.
  const reference = { instant: new Date(wall), timezone: 0 };
  const order: Locale[] = locale === 'fr' ? ['fr', 'en'] : ['en', 'fr'];
  const found = order.flatMap(one => readers[one].parse(text, reference, { forwardDate: true })[0] ?? []);
  const [best] = found.toSorted((a, b) => b.text.length - a.text.length);
  if (!best) return undefined;
  const dayOf = (at: { get: (part: 'year' | 'month' | 'day') => number | null }) =>
    formatLocal(Date.UTC(at.get('year') ?? 0, (at.get('month') ?? 1) - 1, at.get('day') ?? 1)).slice(0, 10);
  const [from, to] = [dayOf(best.start), best.end ? dayOf(best.end) : undefined];
  const rest = `${text.slice(0, best.index)} ${text.slice(best.index + best.text.length)}`;
  return { from, ...(to && to > from ? { to } : {}), rest };
}

function weekendOf(text: string, found: RegExpExecArray, wall: number): ReadDays {
  const today = formatLocal(wall).slice(0, 10);
  const ahead = (6 - (new Date(wall).getUTCDay() || 7) + 7) % 7;
  const from = plusDays(today, ahead);
  return { from, to: plusDays(from, 1), rest: text.replace(found[0], ' ') };
}

/** Without a day, the hours are those of today if they are still to come, else of tomorrow. */
function dayFor(from: number | undefined, wall: number): string {
  const today = formatLocal(wall).slice(0, 10);
  const minuteNow = (wall - Date.parse(`${today}T00:00Z`)) / 60_000;
  return (from ?? 540) >= minuteNow ? today : plusDays(today, 1);
}
