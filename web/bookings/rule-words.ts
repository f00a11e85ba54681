import type { Locale } from '../../shared/words.ts';

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

interface Rule {
  frequency: string;
  interval: number;
  byDay: { rank: number; weekday: number }[];
  monthDays: number[];
  count: number | undefined;
  /** `YYYY-MM-DD` */
  until: string | undefined;
  /** It holds parts that the sentences have no words for. */
  other: boolean;
}

/**
 * A recurrence rule as a sentence without a full stop: « chaque semaine, le lundi et le jeudi, 10 fois ». What our editor makes
 * is said whole; of a rule from elsewhere the parts without words are left out, and it is called irregular.
 */
export function ruleInWords(rrule: string, locale: Locale): string {
  const rule = read(rrule);
  const say = locale === 'fr' ? french : english;
  const days = say.days(rule);
  return [say.every(rule), days, rule.other ? say.irregular : '', say.end(rule)].filter(Boolean).join(', ');
}

function read(rrule: string): Rule {
  const entries = rrule
    .replace(/^RRULE:/i, '')
    .split(';')
    .map(part => part.split('='));
  const parts = new Map(entries.map(([name = '', value = '']) => [name.toUpperCase(), value.toUpperCase()]));
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL', 'WKST'];
  const until = parts.get('UNTIL');
  const count = parts.get('COUNT');
  return {
    frequency: parts.get('FREQ') ?? '',
    interval: Number(parts.get('INTERVAL') ?? 1),
    byDay: (parts.get('BYDAY') ?? '')
      .split(',')
      .filter(Boolean)
      .map(day => ({ rank: Number.parseInt(day, 10) || 0, weekday: codes.indexOf(day.slice(-2)) })),
    monthDays: (parts.get('BYMONTHDAY') ?? '').split(',').filter(Boolean).map(Number),
    count: count === undefined ? undefined : Number(count),
    until: until && `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`,
    other: [...parts.keys()].some(name => !known.includes(name)),
  };
}

interface Say {
  every: (rule: Rule) => string;
  days: (rule: Rule) => string;
  end: (rule: Rule) => string;
  irregular: string;
}

const weekday = (language: string, index: number) =>
  // 5 January 2026 was a Monday.
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 5 + index));
const day = (language: string, iso: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${iso}T12:00Z`));
const list = (language: string, items: string[]) =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(items);

const units = {
  fr: { DAILY: 'jour', WEEKLY: 'semaine', MONTHLY: 'mois', YEARLY: 'an' },
  en: { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' },
} as const;
const unitOf = (locale: Locale, { frequency }: Rule) => units[locale][frequency as keyof typeof units.fr] ?? '';

const french: Say = {
  irregular: 'avec des exceptions à la règle',
  every(rule) {
    const unit = unitOf('fr', rule);
    if (rule.interval === 1) return `chaque ${unit}`;
    const plural = unit.endsWith('s') ? unit : `${unit}s`;
    return `${rule.frequency === 'WEEKLY' ? 'toutes' : 'tous'} les ${rule.interval} ${plural}`;
  },
  days(rule) {
    const ranks: Record<number, string> = { [-1]: 'dernier ', 1: '1er ', 2: '2e ', 3: '3e ', 4: '4e ', 5: '5e ' };
    const byDay = rule.byDay.map(one => `le ${ranks[one.rank] ?? ''}${weekday('fr-FR', one.weekday)}`);
    const byDate = rule.monthDays.map(one => (one < 0 ? 'le dernier jour' : `le ${one === 1 ? '1er' : one}`));
    return list('fr-FR', [...byDay, ...byDate]);
  },
  end: ({ count, until }) => (count !== undefined ? `${count} fois` : until ? `jusqu’au ${day('fr-FR', until)}` : ''),
};

const english: Say = {
  irregular: 'with exceptions to the rule',
  every(rule) {
    const unit = unitOf('en', rule);
    return rule.interval === 1 ? `every ${unit}` : `every ${rule.interval} ${unit}s`;
  },
  days(rule) {
    const ranks: Record<number, string> = {
      [-1]: 'last ',
      1: 'first ',
      2: 'second ',
      3: 'third ',
      4: 'fourth ',
      5: 'fifth ',
    };
    const byDay = rule.byDay.map(
      one => `${one.rank ? 'the ' : ''}${ranks[one.rank] ?? ''}${weekday('en-GB', one.weekday)}`,
    );
    const byDate = rule.monthDays.map(one => (one < 0 ? 'the last day' : `the ${ordinal(one)}`));
    const days = [...byDay, ...byDate];
    return days.length === 0 ? '' : `on ${list('en-GB', days)}`;
  },
  end: ({ count, until }) =>
    count !== undefined ? (count === 1 ? 'once' : `${count} times`) : until ? `until ${day('en-GB', until)}` : '',
};

function ordinal(value: number): string {
  const suffix = new Intl.PluralRules('en', { type: 'ordinal' }).select(value);
  return `${value}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[suffix]}`;
}
