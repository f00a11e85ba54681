import type { Slot } from '../../shared/time.ts';
import type { Means } from './world.ts';

interface Taken {
  from: number;
  to: number;
  quantity: number;
}

/** What is taken of each resource, kept in memory so that what is generated never meets the database's refusal. */
export interface Occupancy {
  fits(lines: { means: Means; quantity: number }[], slot: Slot): boolean;
  take(lines: { means: Means; quantity: number }[], slot: Slot): void;
}

/** `capacities` by resource id. Mirrors the claims that the triggers derive: buffers, parts and components included. */
export function createOccupancy(capacities: Map<string, number>): Occupancy {
  const taken = new Map<string, Taken[]>();
  return {
    fits(lines, slot) {
      const wanted = claimsOf(lines, slot);
      return [...wanted].every(([id, claims]) => {
        const span = { from: Math.min(...claims.map(one => one.from)), to: Math.max(...claims.map(one => one.to)) };
        const near = (taken.get(id) ?? []).filter(one => one.from < span.to && span.from < one.to);
        return peak([...near, ...claims]) <= (capacities.get(id) ?? 0);
      });
    },
    take(lines, slot) {
      for (const [id, claims] of claimsOf(lines, slot)) taken.set(id, [...(taken.get(id) ?? []), ...claims]);
    },
  };
}

function claimsOf(lines: { means: Means; quantity: number }[], slot: Slot): Map<string, Taken[]> {
  const claims = new Map<string, Taken[]>();
  for (const { means, quantity } of lines) {
    const from = slot.from.getTime() - means.setupMinutes * 60_000;
    const to = slot.to.getTime() + means.turnaroundMinutes * 60_000;
    for (const draw of means.draws) {
      claims.set(draw.id, [...(claims.get(draw.id) ?? []), { from, to, quantity: quantity * draw.quantity }]);
    }
  }
  return claims;
}

/** The peak is reached at the beginning of one of them. */
function peak(claims: Taken[]): number {
  return Math.max(
    ...claims.map(({ from: at }) =>
      claims.reduce((sum, one) => (one.from <= at && at < one.to ? sum + one.quantity : sum), 0),
    ),
  );
}
