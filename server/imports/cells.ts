import { formatLocal } from '../../shared/time.ts';

/** What a cell says of a moment: a day, a time, both, or an instant by itself. */
export interface CellTime {
  /** `YYYY-MM-DD`. */
  day?: string;
  /** `HH:MM`. */
  time?: string;
  instant?: Date;
}

const isoInstant = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;

/**
 * Reads a date and a time as tables have them: `2026-11-24`, `24/11/2026`, `24.11.26`, `9h30`, `09:30`, `9:30 PM`, both in either
 * order, or an instant with its offset. The day comes before the month, as here, unless that is no date.
 * @returns undefined for what is none of these
 */
export function readCellTime(text: string): CellTime | undefined {
  const cell = text.trim();
  if (isoInstant.test(cell)) {
    const instant = new Date(cell.replace(' ', 'T'));
    return Number.isNaN(instant.getTime()) ? undefined : { instant };
  }
  const parts = cell
    .replace(/T(?=\d)/, ' ')
    .replace(/\s+(AM|PM)$/i, '$1')
    .split(/[\s,]+|\sà\s/)
    .filter(Boolean);
  const found: CellTime = {};
  for (const part of parts) {
    const [day, time] = [readDay(part), readTime(part)];
    if (day !== undefined && found.day === undefined) found.day = day;
    else if (time !== undefined && found.time === undefined) found.time = time;
    else if (!/^(à|at|le|de)$/i.test(part)) return undefined;
  }
  return parts.length > 0 ? found : undefined;
}

function readDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, first, second, year] = /^(\d\d?)[/.-](\d\d?)[/.-](\d\d(?:\d\d)?)$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const full = Number(year.length === 2 ? `20${year}` : year);
  return existing(full, Number(second), Number(first)) ?? existing(full, Number(first), Number(second));
}

function existing(year: number, month: number, day: number): string | undefined {
  const at = Date.UTC(year, month - 1, day);
  const exists = month >= 1 && month <= 12 && new Date(at).getUTCDate() === day && year >= 2000 && year <= 2200;
  return exists ? formatLocal(at).slice(0, 10) : undefined;
}

function readTime(text: string): string | undefined {
  const [, hour, minute = '', half] = /^(\d\d?)(?:[h:](\d\d)?(?::\d\d)?)?(AM|PM)?$/i.exec(text) ?? [];
  if (hour === undefined || (!/[h:]/i.test(text) && half === undefined)) return undefined;
  const h = half === undefined ? Number(hour) : (Number(hour) % 12) + (/pm/i.test(half) ? 12 : 0);
  if (h > 24 || Number(minute) > 59 || (h === 24 && Number(minute) > 0)) return undefined;
  return `${String(h).padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
