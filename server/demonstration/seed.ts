import { createHash } from 'node:crypto';

/** A source of numbers from 0 to 1 that gives the same numbers each time. */
export type Random = () => number;

/** Mulberry32: small, and good enough for a stage set. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return present(list[Math.floor(random() * list.length)], 'something to pick from');
}

export function pickByWeight<T>(random: Random, list: readonly T[], weightOf: (one: T) => number): T {
  let left = random() * list.reduce((sum, one) => sum + weightOf(one), 0);
  for (const one of list) {
    left -= weightOf(one);
    if (left < 0) return one;
  }
  return present(list.at(-1), 'something to pick from');
}

/** The identifier of a thing of the demonstration: the same each time it is loaded. Formed as a UUID of version 8. */
export function idOf(kind: string, key: string): string {
  const hex = createHash('sha256').update(`moyens demonstration/${kind}/${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** @throws Error when the data contradict themselves: a slug that names nothing. */
export function present<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`the demonstration lacks ${what}`);
  return thing;
}
