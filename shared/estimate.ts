import { dayOf, plusDays, startOfDay } from './time.ts';
import type { TariffUnit } from './words.ts';

/** Up to this long within one day is a half-day; longer is two. */
const halfDayMinutes = 300;

export interface Priced {
  unit: TariffUnit;
  amountCents: number;
}

export interface Estimate {
  cents: number;
  /** How many of the tariff's unit: hours may be fractions. */
  count: number;
}

/**
 * What a line would cost under a tariff, as far as it is known beforehand; null for what is counted afterwards (kilometres).
 * Hours are the time gone by; half-days and days are counted by the calendar of the site, for each day touched. Everything
 * but the price of a booking is multiplied by the quantity.
 */
export function estimate(
  tariff: Priced,
  line: { startsAt: Date; endsAt: Date; quantity: number; timeZone: string },
): Estimate | null {
  const count = countOf(tariff.unit, line);
  if (count === null) return null;
  const units = tariff.unit === 'booking' || tariff.unit === 'unit' || tariff.unit === 'free' ? 1 : line.quantity;
  return { cents: Math.round(tariff.amountCents * count * units), count };
}

function countOf(
  unit: TariffUnit,
  line: { startsAt: Date; endsAt: Date; quantity: number; timeZone: string },
): number | null {
  const minutes = minutesBetween(line.startsAt, line.endsAt);
  switch (unit) {
    case 'free':
      return 0;
    case 'booking':
      return 1;
    case 'unit':
      return line.quantity;
    case 'hour':
      return minutes / 60;
    case 'day':
      return minutesByDay(line).length;
    case 'half_day':
      return minutesByDay(line).reduce((sum, one) => sum + (one > halfDayMinutes ? 2 : 1), 0);
    case 'kilometre':
      return null;
  }
}

/** The minutes of each local day that the time touches. */
function minutesByDay({ startsAt, endsAt, timeZone }: { startsAt: Date; endsAt: Date; timeZone: string }): number[] {
  const parts: number[] = [];
  for (let from = startsAt; from < endsAt; ) {
    const nextDay = startOfDay(plusDays(dayOf(from, timeZone), 1), timeZone);
    const to = nextDay < endsAt ? nextDay : endsAt;
    parts.push(minutesBetween(from, to));
    from = to;
  }
  return parts;
}

function minutesBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 60_000;
}
