/** What a sentence says of the hours; `rest` is the sentence without it. Minutes count from midnight. */
export interface ReadTimes {
  from?: number;
  to?: number;
  /** How long, where no end is said. */
  minutes?: number;
  /** The hours were not said: they are those of a working day, or of a part of it. */
  isPart: boolean;
  rest: string;
}

const months =
  'janv|févr|fevr|mars|avr|mai|juin|juil|août|aout|sept|oct|nov|déc|dec|jan|feb|mar|apr|may|jun|jul|aug|sep';
const before = '(?<![\\p{L}\\d/.:-])';
const after = '(?![\\p{L}\\d/:])';
const clock =
  '(?:midi|noon|minuit|midnight|\\d{1,2}(?:\\s?h\\s?\\d{2}|:\\d{2}|\\s?heures?|\\s?h)?(?:\\s?[ap]\\.?m\\.?)?)';
const exact =
  '(?:midi|noon|minuit|midnight|\\d{1,2}(?:\\s?h\\s?\\d{2}|:\\d{2}|\\s?heures?|\\s?h)(?:\\s?[ap]m)?|\\d{1,2}\\s?[ap]m)';

const range = new RegExp(
  `${before}(?:de |from |entre |between )?(${clock})\\s*(?:-|–|—|à|a|to|until|till|jusqu'à|et|and)\\s*(${clock})${after}(?!\\s*(?:${months}))`,
  'u',
);
const single = new RegExp(`${before}(?:à|a|at|from|dès|vers|à partir de)?\\s*(${exact})${after}`, 'u');
const length =
  /(?<![\p{L}\d])(?:pendant|durant|for)\s+(?:(\d+(?:[.,]\d)?)\s?(?:h|heures?|hours?|hrs?)\s?(\d{2})?|(\d+)\s?(?:min|minutes?)|(une heure|an hour)|(une demi-heure|half an hour))(?![\p{L}\d])/u;
const parts: [RegExp, number, number][] = [
  [
    /(?<!\p{L})(toute la journée|la journée entière|journée entière|la journée|all day|the whole day|whole day)(?!\p{L})/u,
    9,
    18,
  ],
  [/(?<!\p{L})(?:le |the |in the )?(matinée|matin|morning)(?!\p{L})/u, 9, 12],
  [/(?<!\p{L})(?:l')?(après-midi|apres-midi|aprem|afternoon)(?!\p{L})/u, 14, 18],
  [/(?<!\p{L})(?:le )?(soirée|soir|evening)(?!\p{L})/u, 18, 22],
];

/** Reads the hours of a sentence in lower case, French or English: `14h-17h`, `9 to noon`, `de 14 à 16h`, `à 10h pendant 2 h`, `matin`. */
export function readTimes(sentence: string): ReadTimes {
  const long = length.exec(sentence);
  const minutes = long ? minutesOf(long) : undefined;
  const text = long ? without(sentence, long) : sentence;
  const both = range.exec(text);
  const ends = both && rangeOf(both[1] ?? '', both[2] ?? '');
  if (both && ends) return { ...ends, isPart: false, rest: without(withoutParts(text), both) };
  const one = single.exec(text);
  const from = one ? minuteOf(one[1] ?? '') : undefined;
  if (one && from !== undefined)
    return { from, ...(minutes ? { minutes } : {}), isPart: false, rest: without(text, one) };
  for (const [part, start, end] of parts) {
    const found = part.exec(text);
    if (!found) continue;
    return {
      from: start * 60,
      ...(minutes ? { minutes } : { to: end * 60 }),
      isPart: true,
      rest: without(text, found),
    };
  }
  return { ...(minutes ? { minutes } : {}), isPart: true, rest: text };
}

/** Beside hours that are said, “matin” adds nothing. */
function withoutParts(text: string): string {
  return parts.reduce((left, [part]) => left.replace(part, found => ' '.repeat(found.length)), text);
}

function rangeOf(first: string, second: string): { from: number; to: number } | undefined {
  const [start, end] = [minuteOf(first), minuteOf(second)];
  if (start === undefined || end === undefined) return undefined;
  const says = (text: string, half: string) => new RegExp(`${half}\\.?m`).test(text);
  // “2-4pm” is the afternoon for both.
  const bare = /^\d{1,2}(?:\D.*)?$/.test(first) && !says(first, 'a') && !says(first, 'p');
  const from = says(second, 'p') && bare && start + 720 < end ? start + 720 : start;
  if (end > from) return { from, to: end };
  // “9 to 5” ends in the afternoon; “22h-2h” on the next day.
  const afternoon = end + 720;
  const isClear = says(second, 'a') || /h|:/.test(second) || afternoon <= from;
  return { from, to: isClear ? end + 1440 : afternoon };
}

/** Minutes from midnight, or undefined when no clock shows it. */
function minuteOf(text: string): number | undefined {
  if (/midi|noon/.test(text)) return 720;
  if (/minuit|midnight/.test(text)) return 0;
  const found = /^(\d{1,2})\D*(\d{2})?/.exec(text);
  const hour = Number(found?.[1]);
  const half = /p\.?m/.test(text) && hour < 12 ? 12 : /a\.?m/.test(text) && hour === 12 ? -12 : 0;
  const minute = (hour + half) * 60 + Number(found?.[2] ?? 0);
  return hour > 24 || Number(found?.[2] ?? 0) > 59 || minute > 1440 ? undefined : minute;
}

function minutesOf([, hours, minutesBeside, minutes, anHour]: RegExpExecArray): number {
  if (hours) return Math.round(Number(hours.replace(',', '.')) * 60) + Number(minutesBeside ?? 0);
  if (minutes) return Number(minutes);
  return anHour ? 60 : 30;
}

function without(text: string, found: RegExpExecArray): string {
  return `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
}
