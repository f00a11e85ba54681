import { createMemo } from 'solid-js';
import { dayOf } from '../../shared/time.ts';
import type { Locale } from '../../shared/words.ts';
import { useLanguage } from './locale.tsx';

type Instant = string | Date;

/** Sentences about times, lengths and sums. Every zone is an IANA name, that of the site unless said. */
export interface Format {
  /** 14:30 */
  time(instant: Instant, zone: string): string;
  /** jeu. 26 nov. (with the year when it is not this one) */
  day(instant: Instant, zone: string): string;
  /** As `day`, of a day without a time: `YYYY-MM-DD`. */
  date(day: string): string;
  /** jeudi 26 novembre 2026 */
  longDay(instant: Instant, zone: string): string;
  /** 23–29 novembre 2026; both months when they differ */
  days(first: Instant, last: Instant, zone: string): string;
  /** novembre 2026 */
  month(instant: Instant, zone: string): string;
  /** jeu. 26 nov., 14:30 */
  dayTime(instant: Instant, zone: string): string;
  /** jeu. 26 nov., 14:30 – 16:00; both days when they differ */
  span(from: Instant, to: Instant, zone: string): string;
  /** 1 h 30, 2 j */
  length(minutes: number): string;
  /** il y a 3 h, dans 2 jours; `now` in milliseconds */
  ago(instant: Instant, now: number): string;
  money(cents: number): string;
  number(value: number): string;
  list(items: string[]): string;
  /** The zone in words, “heure de Paris”-like: heure d’été de la Réunion… */
  zone(zone: string, instant: Instant): string;
}

export function useFormat(): Format {
  const { locale } = useLanguage();
  const current = createMemo(() => formatIn(locale()));
  return new Proxy({} as Format, { get: (_, name) => current()[name as keyof Format] });
}

const formats = new Map<Locale, Format>();

/** The format of a language, made once: `Intl` formatters are dear. */
export function formatIn(locale: Locale): Format {
  const known = formats.get(locale);
  if (known) return known;
  const made = makeFormat(locale);
  formats.set(locale, made);
  return made;
}

function makeFormat(locale: Locale): Format {
  const language = locale === 'en' ? 'en-GB' : 'fr-FR';
  const dates = new Map<string, Intl.DateTimeFormat>();
  const format = (instant: Instant, zone: string, name: string, options: Intl.DateTimeFormatOptions) => {
    const key = `${name} ${zone}`;
    let formatter = dates.get(key);
    if (!formatter) {
      formatter = new Intl.DateTimeFormat(language, { ...options, timeZone: zone, hourCycle: 'h23' });
      dates.set(key, formatter);
    }
    return formatter.format(new Date(instant));
  };
  const number = onceAsked(() => new Intl.NumberFormat(language));
  const money = onceAsked(() => new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }));
  const relative = onceAsked(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
  const list = onceAsked(() => new Intl.ListFormat(language, { type: 'conjunction' }));

  const range = (from: Instant, to: Instant, zone: string) => {
    const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone } as const;
    return new Intl.DateTimeFormat(language, options).formatRange(new Date(from), new Date(to));
  };
  const time = (instant: Instant, zone: string) =>
    format(instant, zone, 'time', { hour: '2-digit', minute: '2-digit' });
  const day = (instant: Instant, zone: string) => {
    const thisYear = new Date(instant).getUTCFullYear() === new Date().getUTCFullYear();
    return thisYear
      ? format(instant, zone, 'day', { weekday: 'short', day: 'numeric', month: 'short' })
      : format(instant, zone, 'dayYear', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  };
  const dayTime = (instant: Instant, zone: string) => `${day(instant, zone)}, ${time(instant, zone)}`;
  return {
    time,
    day,
    date: text => day(`${text}T12:00Z`, 'UTC'),
    dayTime,
    days: range,
    longDay: (instant, zone) =>
      format(instant, zone, 'long', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    month: (instant, zone) => format(instant, zone, 'month', { month: 'long', year: 'numeric' }),
    span(from, to, zone) {
      // An end at midnight is still the evening of the day before.
      const lastMoment = new Date(new Date(to).getTime() - 1);
      const sameDay = dayOf(new Date(from), zone) === dayOf(lastMoment, zone);
      const end = sameDay ? time(to, zone) : dayTime(to, zone);
      return `${dayTime(from, zone)} – ${sameDay && end === '00:00' ? '24:00' : end}`;
    },
    length(minutes) {
      const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
      const parts = [
        days > 0 && `${days}\u00a0${locale === 'fr' ? 'j' : 'd'}`,
        hours > 0 && `${hours}\u00a0h`,
        rest > 0 && (hours > 0 ? String(rest).padStart(2, '0') : `${rest}\u00a0min`),
      ].filter(Boolean);
      return parts.join('\u00a0') || '0\u00a0min';
    },
    ago(instant, now) {
      const seconds = (new Date(instant).getTime() - now) / 1000;
      const units = [
        ['day', 86_400],
        ['hour', 3600],
        ['minute', 60],
      ] as const;
      for (const [unit, size] of units) {
        if (Math.abs(seconds) >= size) return relative().format(Math.trunc(seconds / size), unit);
      }
      return relative().format(0, 'minute');
    },
    money: cents => money().format(cents / 100),
    number: value => number().format(value),
    list: items => list().format(items),
    zone(zone, instant) {
      const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'long' }).formatToParts(
        new Date(instant),
      );
      return parts.find(part => part.type === 'timeZoneName')?.value ?? zone;
    },
  };
}

/** The first page needs few of the formatters, and each takes a phone some milliseconds to make. */
function onceAsked<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
