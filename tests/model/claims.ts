import { expect } from 'vitest';
import type { Real } from './acts.ts';
import { type Claim, levels, type Name, names, taken, type World } from './world.ts';

/** From now on, the claims of every resource are what the rules say is taken, and never more than there is. */
export async function checkClaims(world: World, real: Real): Promise<void> {
  const nameOf = Object.fromEntries(names.map(name => [real.ids[name], name])) as Record<string, Name>;
  const stored = (await real.claims()).map(claim => ({
    on: nameOf[claim.resource_id] ?? 'room',
    quantity: claim.quantity,
    from: real.minutesOf(claim.from),
    to: real.minutesOf(claim.to),
  }));
  const expected = taken(world);
  for (const on of names) {
    const levelsOf = (claims: Claim[]) => levels(claims, on, world.now);
    expect({ on, levels: levelsOf(stored) }).toEqual({ on, levels: levelsOf(expected) });
    for (const step of levelsOf(stored)) expect(step.level).toBeLessThanOrEqual(world.means[on].capacity);
  }
}
