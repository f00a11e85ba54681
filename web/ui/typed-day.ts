import { fold } from '../../shared/text.ts';

const months = [
  ['janv', 'jan'],
  ['fev', 'feb'],
  ['mars', 'mar'],
  ['avr', 'apr'],
  ['mai', 'may'],
  ['juin', 'jun'],
  ['juil', 'jul'],
  ['aout', 'aug'],
  ['sep'],
  ['oct'],
  ['nov'],
  ['dec'],
];
const weekdays = [
  ['dim', 'sun'],
  ['lun', 'mon'],
  ['mar', 'tue'],
  ['mer', 'wed'],
  ['jeu', 'thu'],
  ['ven', 'fri'],
  ['sam', 'sat'],
];
const nearDays: Record<string, number> = { "aujourd'hui": 0, today: 0, demain: 1, tomorrow: 1 };
const dayMs = 86_400_000;

/**
 * The day that somebody typed, in French or in English: `12/11`, `12.11.2026`, `2026-11-12`, `12 nov`, `jeudi`, `demain`; the
 * day comes before the month. Without a year the nearest such day is meant that is not more than a month ago; a weekday is
 * the next one.
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`, or undefined when the text is no day
 */
export function readTypedDay(text: string, today: string): string | undefined {
  const words = fold(text).trim();
  const near = nearDays[words];
  if (near !== undefined) return plus(today, near);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const weekday = weekdays.findIndex(names =>
    names.some(name => /^[a-z]{3,}\.?$/.test(words) && words.startsWith(name)),
  );
  if (weekday >= 0) return nextWeekday(weekday, today);
  return readParts(words, today);
}

function readParts(words: string, today: string): string | undefined {
  const parts =
    /^(?:[a-z]+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?(?:[\s/.-]+([a-z]+|\d{1,2})\.?)?(?:[\s/.-]+(\d{4}|\d{2}))?$/.exec(
      words,
    );
  if (!parts) return undefined;
  const [, day = '', monthText, yearText] = parts;
  const month = monthText === undefined ? undefined : monthOf(monthText);
  if (monthText !== undefined && month === undefined) return undefined;
  if (month === undefined) return nextDayOfMonth(Number(day), today);
  if (yearText !== undefined) return dayOf(Number(yearText) + (yearText.length === 2 ? 2000 : 0), month, Number(day));
  return nearestYear(month, Number(day), today);
}

function monthOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = months.findIndex(names => names.some(name => text.startsWith(name)));
  return text.length < 3 || index < 0 ? undefined : index + 1;
}

function nearestYear(month: number, day: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const earliest = plus(today, -31);
  const inOrder = [year - 1, year, year + 1, year + 2, year + 3, year + 4].flatMap(one => dayOf(one, month, day) ?? []);
  return inOrder.find(one => one >= earliest);
}

function nextDayOfMonth(day: number, today: string): string | undefined {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const inOrder = [0, 1, 2].flatMap(more => {
    const at = new Date(Date.UTC(year, month - 1 + more, 1));
    return dayOf(at.getUTCFullYear(), at.getUTCMonth() + 1, day) ?? [];
  });
  return inOrder.find(one => one >= today);
}

function nextWeekday(weekday: number, today: string): string {
  const ahead = (weekday - new Date(`${today}T00:00Z`).getUTCDay() + 7) % 7;
  return plus(today, ahead === 0 ? 7 : ahead);
}

/** The day, unless the calendar has none such. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day || year < 1900 || year > 2200) return undefined;
  return at.toISOString().slice(0, 10);
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
