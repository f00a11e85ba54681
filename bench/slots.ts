import { createHash } from 'node:crypto';
import { publicHoliday } from '../server/catalogue/holidays.ts';

/**
 * The seeded network by arithmetic, so that the driver knows what is free without asking. Bookings of one hour stand every 525
 * minutes on each resource, shifted by resource; every fifth resource has 15 minutes of turnaround; every twentieth is a
 * pool of 20 units.
 */
export const world = {
  resources: 1_000,
  organisations: 25,
  sites: 12,
  people: 50,
  poolCapacity: 20,
  everyMinutes: 525,
  bookedMinutes: 60,
  turnaroundMinutes: 15,
  /** The bookings reach from so many days before today to as many after it. */
  daysAround: 183,
} as const;

/**
 * Where in time the bookings of a round stand. The rounds are loaded in another order than that of time (389 and 1,000 have no
 * common divisor), so that few of them are spread over the year as all of them are.
 */
export const roundAt = (loaded: number) => (loaded * 389) % 1_000;

export const isPool = (resource: number) => resource % 20 === 19;

/** The same identifiers as `seed_id` in SQL: a hash with the marks of a random UUID. */
export function idOf(kind: 'resource' | 'person' | 'organisation', number: number): string {
  const hex = createHash('md5').update(`${kind}${number}`).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

export function baseOf(now: Date): Date {
  const hour = new Date(now);
  hour.setUTCMinutes(0, 0, 0);
  return new Date(hour.getTime() - world.daysAround * 86_400_000);
}

export interface Slot {
  resource: number;
  startsAt: Date;
  endsAt: Date;
}

const minute = 60_000;
const day = 1440 * minute;
/** Within opening hours in summer and in winter, two hours apart: turnarounds never meet. */
const hoursOfDay = [8, 10, 12, 14];

/** Working days on which every site is open, from `first` to `last` days after today, at 00:00 UTC. */
export function workingDays(now: Date, first: number, last: number): Date[] {
  const midnight = Math.floor(now.getTime() / day) * day;
  return Array.from({ length: last - first }, (_, index) => new Date(midnight + (first + index) * day)).filter(
    date => date.getUTCDay() !== 0 && publicHoliday('FR', date.toISOString().slice(0, 10), 'fr') === undefined,
  );
}

/** Hours that nobody has, each once, of resources that pass; neighbours in the sequence are of different resources. */
export function* freeSlots(now: Date, passes: (resource: number) => boolean): Generator<Slot, never> {
  const base = baseOf(now).getTime();
  const resources = Array.from({ length: world.resources }, (_, index) => (index * 37) % world.resources).filter(
    passes,
  );
  for (const date of workingDays(now, 2, world.daysAround - 5)) {
    for (const hour of hoursOfDay) {
      for (const resource of resources) {
        const startsAt = new Date(date.getTime() + hour * 60 * minute);
        const within = (startsAt.getTime() - base) / minute - ((resource * 7) % 31) * 15;
        const since = ((within % world.everyMinutes) + world.everyMinutes) % world.everyMinutes;
        const isFree = since >= 75 && since + 75 <= world.everyMinutes;
        if (isFree) yield { resource, startsAt, endsAt: new Date(startsAt.getTime() + 60 * minute) };
      }
    }
  }
  throw new Error('the benchmark has used up its free hours');
}

/** Hours of seeded bookings in working time to come, of as many rounds as were loaded: each is taken. */
export function* takenSlots(now: Date, rounds: number): Generator<Slot, never> {
  const base = baseOf(now).getTime();
  const open = new Set(workingDays(now, 2, world.daysAround - 15).map(date => date.getTime()));
  for (;;) {
    for (let loaded = 0; loaded < rounds; loaded++) {
      const round = roundAt(loaded);
      for (let index = 0; index < world.resources; index++) {
        const resource = (index * 37) % world.resources;
        const startsAt = new Date(base + (((resource * 7) % 31) * 15 + round * world.everyMinutes) * minute);
        const hour = startsAt.getUTCHours();
        if (isPool(resource) || hour < 8 || hour > 15 || !open.has(Math.floor(startsAt.getTime() / day) * day))
          continue;
        yield { resource, startsAt, endsAt: new Date(startsAt.getTime() + 60 * minute) };
      }
    }
  }
}
