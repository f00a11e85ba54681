import { DateTime } from 'luxon';
import type { Locale } from '../../shared/words.ts';

/** A time span at a place. */
export interface Span {
  startsAt: Date;
  endsAt: Date;
  /** Zone of the site. */
  timeZone: string;
}

const tags: Record<Locale, string> = { fr: 'fr', en: 'en-GB' };
const day = 'ccc d LLL yyyy';

function local(instant: Date, timeZone: string, locale: Locale): DateTime {
  return DateTime.fromJSDate(instant, { zone: timeZone }).setLocale(tags[locale]);
}

/** A span in full, in the site's wall-clock time; the zone is named when it is not the network's. */
export function inFull(span: Span, locale: Locale, networkZone: string): string {
  const [from, to] = [local(span.startsAt, span.timeZone, locale), local(span.endsAt, span.timeZone, locale)];
  return spanOf(from, to, locale) + zoneOf(from, span.timeZone, networkZone);
}

function spanOf(from: DateTime, to: DateTime, locale: Locale): string {
  const isWholeDays = +from === +from.startOf('day') && +to === +to.startOf('day');
  const last = isWholeDays ? to.minus({ days: 1 }) : to;
  const [first, end] = [from.toFormat(day), last.toFormat(day)];
  const [opens, closes] = [from.toFormat('HH:mm'), to.toFormat('HH:mm')];
  if (locale === 'fr') {
    if (isWholeDays) return first === end ? `${first}, toute la journée` : `du ${first} au ${end} inclus`;
    return first === end ? `${first}, de ${opens} à ${closes}` : `du ${first} à ${opens} au ${end} à ${closes}`;
  }
  if (isWholeDays) return first === end ? `${first}, all day` : `from ${first} to ${end} inclusive`;
  return first === end ? `${first}, ${opens} to ${closes}` : `from ${first} ${opens} to ${end} ${closes}`;
}

/** An instant with its day and hour: `mar. 3 nov. 2026 à 09:00`. */
export function atInstant(instant: Date, timeZone: string, locale: Locale, networkZone: string): string {
  const at = local(instant, timeZone, locale);
  return at.toFormat(locale === 'fr' ? `${day} 'à' HH:mm` : `${day} 'at' HH:mm`) + zoneOf(at, timeZone, networkZone);
}

/** A start as short as a subject needs: the year only when it is not this one. */
export function inShort(span: Span, locale: Locale, now: Date): string {
  const from = local(span.startsAt, span.timeZone, locale);
  const isThisYear = from.year === DateTime.fromJSDate(now, { zone: span.timeZone }).year;
  return from.toFormat(isThisYear ? 'ccc d LLL HH:mm' : `${day} HH:mm`);
}

// The name alone does not tell the hour (and is the same in summer for some): the offset does.
function zoneOf(at: DateTime, timeZone: string, networkZone: string): string {
  return timeZone === networkZone ? '' : ` (${at.offsetNameLong}, UTC${at.toFormat('Z')})`;
}
