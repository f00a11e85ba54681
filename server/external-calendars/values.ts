/** A date or a date with a time, as a file writes it. */
export interface Wall {
  /** Wall-clock milliseconds (shared/time.ts); of a date its midnight. */
  wall: number;
  isDate: boolean;
  isUtc: boolean;
}

/** Reads `20261105T090000Z`, `20261105`, and the same with dashes and colons; undefined for what is no date of a calendar. */
export function parseWall(text: string | undefined): Wall | undefined {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(?:(\d\d):?(\d\d):?(\d\d)?|::)?(Z?))?$/i.exec((text ?? '').trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, z] = match;
  const [y, m, d, h, min] = [year, month, day, hour, minute].map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const midnight = Date.UTC(y, m - 1, d);
  const exists = new Date(midnight).getUTCDate() === d && m >= 1 && m <= 12 && y >= 1601 && y <= 2200;
  if (!exists || h > 23 || min > 59) return undefined;
  // A leap second is the one before it.
  const seconds = Math.min(Number(second ?? 0), 59);
  return {
    wall: midnight + (h * 3600 + min * 60 + seconds) * 1000,
    isDate: hour === undefined,
    isUtc: z !== undefined && z !== '',
  };
}

/** A length: weeks and days by the calendar, the rest by the clock (section 3.3.6). */
export interface Length {
  days: number;
  ms: number;
}

export function parseDuration(text: string | undefined): Length | undefined {
  const match = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/i.exec(
    (text ?? '').trim(),
  );
  if (!match) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { days: weeks * 7 + days, ms: (hours * 3600 + minutes * 60 + seconds) * 1000 };
}

/** `+0100` or `+01:00`, in milliseconds. */
export function parseOffset(text: string | undefined): number | undefined {
  const match = /^([+-])(\d\d):?([0-5]\d)(?::?([0-5]\d))?$/.exec((text ?? '').trim());
  if (!match) return undefined;
  const [, sign, hours, minutes, seconds] = match;
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -ms : ms;
}
