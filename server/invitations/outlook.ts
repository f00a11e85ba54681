import { withoutEnd } from '../bookings/recurrence.ts';

/** A rule that every calendar takes, and what tells it from the others that it was split from. */
export interface SimpleRule {
  rrule: string;
  /** Null: the rule is whole. */
  part: string | null;
}

/**
 * A rule in parts that Outlook takes: it knows one day of the month, or one ordinal, in one month, a rule (KB2643084; RFC 5545
 * allows lists). Nothing for a rule that has no such parts: its dates are then told one by one.
 */
export function simpleRules(rrule: string): SimpleRule[] {
  const parts = new Map(
    withoutEnd(rrule)
      .split(';')
      .map(part => part.split('=', 2) as [string, string]),
  );
  if (!['MONTHLY', 'YEARLY'].includes(parts.get('FREQ') ?? '')) return [{ rrule: textOf(parts), part: null }];
  if (parts.has('BYYEARDAY') || parts.has('BYWEEKNO')) return [];
  if (parts.has('BYDAY') && parts.has('BYMONTHDAY')) return [];
  const weekdays = parts.get('BYDAY');
  const isOrdinal = weekdays?.split(',').every(one => /\d/.test(one));
  if (weekdays !== undefined && !isOrdinal && !parts.has('BYSETPOS')) return [];
  // Positions in a list of ordinals or of days have no meaning for each of them alone.
  if (parts.has('BYSETPOS') && (isOrdinal || parts.has('BYMONTHDAY'))) return [];

  const listed = isOrdinal ? ['BYMONTH', 'BYDAY'] : ['BYMONTH', 'BYMONTHDAY', 'BYSETPOS'];
  const split = listed.reduce((rules, name) => rules.flatMap(rule => alongValues(rule, name)), [parts]);
  return split.map(rule => ({
    rrule: textOf(rule),
    part: split.length === 1 ? null : listed.flatMap(name => rule.get(name) ?? []).join('-'),
  }));
}

function alongValues(rule: Map<string, string>, name: string): Map<string, string>[] {
  const values = rule.get(name)?.split(',') ?? [];
  return values.length < 2 ? [rule] : [...new Set(values)].map(value => new Map([...rule, [name, value]]));
}

function textOf(parts: Map<string, string>): string {
  return [...parts].map(([name, value]) => `${name}=${value}`).join(';');
}
