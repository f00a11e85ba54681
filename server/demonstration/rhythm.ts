import { resolveWall, type Slot } from '../../shared/time.ts';
import { pick, pickByWeight, type Random } from './seed.ts';
import type { Habit } from './types.ts';

interface Rhythm {
  /** How much each day of the week is asked for, Monday first. */
  week: [number, number, number, number, number, number, number];
  /** Beginnings, in hours of the day, and lengths in hours of wall-clock time; one pair is taken. */
  times: [starts: number[], hours: number[]][];
  /** Typical days between the request and the use. */
  leadDays: number;
}

const mornings = [9, 9.5, 10];
const afternoons = [13.5, 14, 14.5, 15];

export const rhythms: Record<Habit, Rhythm> = {
  meeting: {
    week: [8, 10, 8, 10, 7, 2, 0.5],
    times: [
      [
        [8.5, 9, 9.5, 10, 10.5],
        [1, 1.5, 2, 3],
      ],
      [
        [13.5, 14, 14.5, 15, 16],
        [1, 1.5, 2, 2.5],
      ],
      [
        [17.5, 18, 18.5],
        [1.5, 2],
      ],
    ],
    leadDays: 9,
  },
  training: {
    week: [8, 9, 7, 9, 8, 1, 0],
    times: [
      [[9], [3, 7, 7.5, 8]],
      [[13.5], [3, 3.5]],
    ],
    leadDays: 25,
  },
  hall: {
    week: [1, 1.5, 2, 3, 6, 10, 7],
    times: [
      [
        [18, 18.5],
        [3.5, 4, 4.5],
      ],
      [
        [9, 10],
        [8, 9, 5],
      ],
      [[14], [4, 5, 8]],
    ],
    leadDays: 40,
  },
  kitchen: {
    week: [5, 7, 6, 9, 9, 3, 0],
    times: [
      [
        [7, 8, 8.5],
        [3, 4, 5],
      ],
      [
        [13, 14],
        [3, 4],
      ],
    ],
    leadDays: 12,
  },
  workshop: {
    week: [2, 5, 8, 5, 5, 9, 1],
    times: [
      [afternoons, [2, 3, 4]],
      [[10], [3, 4, 6]],
      [[17.5], [2]],
    ],
    leadDays: 10,
  },
  stage: {
    week: [5, 6, 6, 6, 7, 8, 5],
    times: [
      [[18.5, 19], [3]],
      [
        [9.5, 10],
        [3, 7],
      ],
      [[14], [4]],
    ],
    leadDays: 18,
  },
  haul: {
    week: [7, 9, 8, 9, 9, 6, 1],
    times: [
      [
        [8, 8.5, 9],
        [3, 4, 8],
      ],
      [
        [13.5, 14],
        [2, 3, 4],
      ],
      [[17], [15, 39]],
    ],
    leadDays: 8,
  },
  outing: {
    week: [2, 3, 9, 3, 5, 9, 6],
    times: [
      [
        [8, 9, 9.5],
        [4, 8, 9],
      ],
      [
        [13.5, 14],
        [4, 5],
      ],
      [[17], [48]],
    ],
    leadDays: 16,
  },
  ride: {
    week: [4, 5, 7, 5, 6, 9, 4],
    times: [
      [mornings, [1.5, 2, 3]],
      [afternoons, [2, 3, 4]],
    ],
    leadDays: 4,
  },
  event: {
    week: [1, 2, 3, 5, 9, 8, 3],
    times: [
      [
        [9, 10],
        [9, 33],
      ],
      [
        [14, 16],
        [6, 20, 44],
      ],
    ],
    leadDays: 22,
  },
  tech: {
    week: [6, 8, 7, 9, 7, 3, 0],
    times: [
      [mornings, [3, 7, 8]],
      [
        [13.5, 14],
        [3, 4],
      ],
      [[9], [31]],
    ],
    leadDays: 10,
  },
  tool: {
    week: [3, 6, 7, 6, 8, 8, 1],
    times: [
      [
        [9.5, 10],
        [3, 4, 8],
      ],
      [
        [14, 15],
        [3, 4],
      ],
      [[17], [40, 64]],
    ],
    leadDays: 7,
  },
  staff: {
    week: [8, 9, 8, 9, 6, 0, 0],
    times: [
      [[9], [3.5, 3.5, 8]],
      [[13.5], [3.5]],
    ],
    leadDays: 15,
  },
};

/** A time on a local day at which a means of that family is typically used. */
export function slotOn(habit: Habit, day: string, zone: string, random: Random): Slot {
  const [starts, lengths] = pick(random, rhythms[habit].times);
  return localSlot(day, pick(random, starts), pick(random, lengths), zone);
}

export function localSlot(day: string, startHour: number, hours: number, zone: string): Slot {
  const wall = Date.parse(`${day}T00:00Z`) + startHour * 3_600_000;
  return { from: resolveWall(wall, zone).instant, to: resolveWall(wall + hours * 3_600_000, zone).instant };
}

/** A day from three months back (-91) to four months ahead (121); what is far ahead is less booked. */
export function someDay(random: Random): number {
  const days = Array.from({ length: 213 }, (_, index) => index - 91);
  return pickByWeight(random, days, offset => (offset <= 14 ? 1 : Math.max(0.22, 1 - (offset - 14) / 80)));
}

export function weekdayWeight(habit: Habit, day: string): number {
  return rhythms[habit].week[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7] ?? 0;
}
