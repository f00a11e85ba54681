import { limits } from '../../shared/limits.ts';
import { wallOf } from '../../shared/time.ts';
import type { Locale } from '../../shared/words.ts';
import { Problem } from '../errors.ts';

/** A rule that may be expanded: it ends, has one start a day at most, and contains nothing but a rule. */
export interface Rule {
  /** The rule for the expander, which is told the end separately. */
  withoutUntil: string;
  count: number | undefined;
  until: string | undefined;
}

const number = (min: number, max: number) => (value: string) =>
  /^[+-]?\d{1,4}$/.test(value) && Math.abs(Number(value)) >= min && Math.abs(Number(value)) <= max;
const positive = (max: number) => (value: string) =>
  /^\d{1,7}$/.test(value) && Number(value) >= 1 && Number(value) <= max;
const list = (fits: (value: string) => boolean) => (value: string) => value.split(',').every(fits);

const parts: Record<string, (value: string) => boolean> = {
  FREQ: value => /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(value),
  INTERVAL: positive(1000),
  COUNT: positive(9_999_999),
  UNTIL: value => /^\d{8}(T\d{6}Z?)?$/.test(value) && !Number.isNaN(untilAsUtc(value)),
  BYDAY: list(value => /^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)$/.test(value)),
  BYMONTHDAY: list(number(1, 31)),
  BYMONTH: list(positive(12)),
  BYYEARDAY: list(number(1, 366)),
  BYWEEKNO: list(number(1, 53)),
  BYSETPOS: list(number(1, 366)),
  WKST: value => /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value),
};

const complaints = {
  tooLong: {
    fr: () => `elle dépasse ${limits.rruleLength} caractères`,
    en: () => `it is longer than ${limits.rruleLength} characters`,
  },
  malformed: {
    fr: part => `« ${part} » n’est pas une partie d’une règle RFC 5545 que nous connaissons`,
    en: part => `“${part}” is not a part of an RFC 5545 rule that we know`,
  },
  twice: { fr: part => `${part} y figure deux fois`, en: part => `${part} occurs twice` },
  noFrequency: { fr: () => 'FREQ manque', en: () => 'FREQ is missing' },
  frequency: {
    fr: () => 'la fréquence est quotidienne, hebdomadaire, mensuelle ou annuelle',
    en: () => 'the frequency is daily, weekly, monthly or yearly',
  },
  timeOfDay: {
    fr: part => `${part} n’est pas admis : l’heure est celle de la première date`,
    en: part => `${part} is not allowed: the time is that of the first date`,
  },
  ordinal: {
    fr: () => 'un rang devant un jour (2FR) ne vaut que pour une règle mensuelle ou annuelle',
    en: () => 'a rank before a weekday (2FR) is for monthly and yearly rules only',
  },
  setPosition: {
    fr: () => 'BYSETPOS demande une autre partie BY…',
    en: () => 'BYSETPOS needs another BY… part',
  },
  endless: {
    fr: () => 'dites quand elle s’arrête : un nombre de fois (COUNT) ou une date de fin (UNTIL)',
    en: () => 'say when it ends: a number of times (COUNT) or a last date (UNTIL)',
  },
  bothEnds: {
    fr: () => 'elle ne peut pas avoir à la fois COUNT et UNTIL',
    en: () => 'it cannot have both COUNT and UNTIL',
  },
  otherStart: {
    fr: day => `la date de début n’en fait pas partie ; la première qui convienne est le ${day}`,
    en: day => `the start is not one of its dates; the first that would fit is ${day}`,
  },
  beforeStart: {
    fr: () => 'une date ajoutée précède la première',
    en: () => 'an added date lies before the first one',
  },
  overlap: {
    fr: day => `ses dates se chevauchent entre elles, à partir du ${day}`,
    en: day => `its dates overlap one another, from ${day} on`,
  },
} satisfies Record<string, Record<Locale, (what: string) => string>>;

/** The problem `recurrence_invalid`, with what is wrong in the reader's language. */
export function invalid(complaint: keyof typeof complaints, locale: Locale, what = ''): Problem {
  return new Problem('recurrence_invalid', {
    what: complaints[complaint][locale](what.slice(0, 60)),
    reason: complaint,
  });
}

/**
 * Reads a rule without expanding it, so that what cannot be accepted costs nothing.
 * @throws Problem `recurrence_invalid`
 */
export function checkRule(rrule: string, locale: Locale): Rule {
  if (rrule.length > limits.rruleLength) throw invalid('tooLong', locale);
  const rule = new Map<string, string>();
  for (const part of rrule
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [name = '', value = '', ...rest] = part.split('=');
    if (/^BY(HOUR|MINUTE|SECOND)$/.test(name)) throw invalid('timeOfDay', locale, name);
    if (name === 'FREQ' && /^(HOURLY|MINUTELY|SECONDLY)$/.test(value)) throw invalid('frequency', locale);
    if (rest.length > 0 || !Object.hasOwn(parts, name) || !parts[name]?.(value))
      throw invalid('malformed', locale, part);
    if (rule.has(name)) throw invalid('twice', locale, name);
    rule.set(name, value);
  }
  checkTogether(rule, locale);
  const count = rule.get('COUNT');
  return {
    withoutUntil: [...rule]
      .filter(([name]) => name !== 'UNTIL')
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
    count: count === undefined ? undefined : Number(count),
    until: rule.get('UNTIL'),
  };
}

function checkTogether(rule: Map<string, string>, locale: Locale): void {
  const frequency = rule.get('FREQ');
  if (frequency === undefined) throw invalid('noFrequency', locale);
  const isCoarse = frequency === 'MONTHLY' || frequency === 'YEARLY';
  if (/\d/.test(rule.get('BYDAY') ?? '') && (!isCoarse || rule.has('BYWEEKNO'))) throw invalid('ordinal', locale);
  // RFC 5545 3.3.10: which part goes with which frequency.
  for (const [name, fits] of [
    ['BYWEEKNO', frequency === 'YEARLY'],
    ['BYYEARDAY', frequency === 'YEARLY'],
    ['BYMONTHDAY', frequency !== 'WEEKLY'],
  ] as const) {
    if (rule.has(name) && !fits) throw invalid('malformed', locale, `FREQ=${frequency};${name}`);
  }
  const others = ['BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYYEARDAY', 'BYWEEKNO'];
  if (rule.has('BYSETPOS') && !others.some(name => rule.has(name))) throw invalid('setPosition', locale);
  if (rule.has('COUNT') && rule.has('UNTIL')) throw invalid('bothEnds', locale);
  if (!rule.has('COUNT') && !rule.has('UNTIL')) throw invalid('endless', locale);
}

/** The end of a rule as wall-clock time: UTC is converted, a local time stands, a date includes all of its day. */
export function readUntil(until: string, timeZone: string): number {
  const value = untilAsUtc(until);
  if (until.endsWith('Z')) return wallOf(new Date(value), timeZone);
  return until.includes('T') ? value : value + 86_399_000;
}

function untilAsUtc(until: string): number {
  const [date, time = '000000'] = until.replace('Z', '').split('T');
  const iso = `${date?.slice(0, 4)}-${date?.slice(4, 6)}-${date?.slice(6)}`;
  const value = Date.parse(`${iso}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`);
  return Number.isNaN(value) || new Date(value).toISOString().slice(0, 10) !== iso ? Number.NaN : value;
}
