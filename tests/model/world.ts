/**
 * The rules of occupation, said a second time and as simply as they can be: a step function of units per resource, no index, no
 * trigger, no lock. Minutes from the beginning of the play stand for instants. What lies before `now` is of no account.
 */
export const names = ['room', 'pool', 'hall', 'left', 'right', 'kit'] as const;
export type Name = (typeof names)[number];

export interface Means {
  capacity: number;
  setup: number;
  turnaround: number;
  /** Hours within which a manager decides; null where nobody has to. */
  decidedWithin: number | null;
  parts: Name[];
  components: { on: Name; quantity: number }[];
}

export interface Asked {
  on: Name;
  quantity: number;
}

export interface Line extends Asked {
  status: 'pending' | 'confirmed' | 'cancelled';
  /** The deadline of what is pending. */
  holdUntil: number;
}

export interface Slot {
  from: number;
  to: number;
}

export interface Booked extends Slot {
  id: string;
  status: 'live' | 'cancelled' | 'declined' | 'expired' | 'completed';
  lines: Line[];
  change: (Slot & { lines: Line[] }) | null;
  /** What it occupies; kept as it was once the booking is over. */
  claims: Claim[];
}

export interface Block extends Slot {
  id: string;
  on: Name;
  quantity: number | null;
}

export interface Claim extends Slot {
  on: Name;
  quantity: number;
}

export interface World {
  now: number;
  means: Record<Name, Means>;
  bookings: Booked[];
  blocks: Block[];
}

const plain = { capacity: 1, setup: 0, turnaround: 0, decidedWithin: null, parts: [], components: [] };

export function newWorld(now: number): World {
  return {
    now,
    means: {
      room: { ...plain, setup: 15, turnaround: 30, decidedWithin: 6 },
      pool: { ...plain, capacity: 5, decidedWithin: 3 },
      hall: { ...plain, parts: ['left', 'right'] },
      left: plain,
      right: plain,
      kit: { ...plain, capacity: 2, components: [{ on: 'pool', quantity: 2 }] },
    },
    bookings: [],
    blocks: [],
  };
}

/** Units of each resource that one unit of `on` takes. */
function drawsOf(means: World['means'], on: Name): Asked[] {
  const { parts, components } = means[on];
  return [{ on, quantity: 1 }, ...parts.map(part => ({ on: part, quantity: 1 })), ...components];
}

export function claimsOf(means: World['means'], { from, to }: Slot, lines: Asked[]): Claim[] {
  return lines.flatMap(line => {
    const { setup, turnaround } = means[line.on];
    return drawsOf(means, line.on).map(draw => ({
      on: draw.on,
      quantity: draw.quantity * line.quantity,
      from: from - setup,
      to: to + turnaround,
    }));
  });
}

const holding = (lines: Line[]) => lines.filter(line => line.status !== 'cancelled');

/** A change that waits holds beside the booking only what it needs beyond it: at each instant, the larger of the two. */
function occupationOf(means: World['means'], booking: Booked): Claim[] {
  if (booking.status !== 'live' && booking.status !== 'completed') return [];
  const current = claimsOf(means, booking, holding(booking.lines));
  if (!booking.change) return current;
  const proposed = claimsOf(means, booking.change, holding(booking.change.lines));
  return names.flatMap(on => {
    const [had, wanted] = [levels(current, on), levels(proposed, on)];
    const instants = [...new Set([...had, ...wanted].map(step => step.at))].sort((a, b) => a - b);
    return instants.flatMap((at, index) => {
      const quantity = Math.max(levelAt(had, at), levelAt(wanted, at));
      const until = instants[index + 1];
      return quantity > 0 && until !== undefined ? [{ on, quantity, from: at, to: until }] : [];
    });
  });
}

interface Step {
  at: number;
  level: number;
}

/** How many units are out from each instant on at which that changes. */
export function levels(claims: Claim[], on: Name, since = Number.NEGATIVE_INFINITY): Step[] {
  const own = claims.filter(claim => claim.on === on && claim.to > since);
  const instants = [...new Set(own.flatMap(claim => [Math.max(claim.from, since), claim.to]))].sort((a, b) => a - b);
  const steps = instants.map(at => ({
    at,
    level: own.filter(claim => claim.from <= at && claim.to > at).reduce((sum, claim) => sum + claim.quantity, 0),
  }));
  return steps.filter((step, index) => step.level !== (steps[index - 1]?.level ?? 0));
}

function levelAt(steps: Step[], at: number): number {
  return steps.findLast(step => step.at <= at)?.level ?? 0;
}

/** Blocks of one resource take together at most all of it; one of a whole divisible room stops its parts. */
function blockClaims({ means, blocks, now }: World): Claim[] {
  const stopped = blocks.flatMap(block => {
    const parts = block.quantity === null ? means[block.on].parts : [];
    return [block.on, ...parts].map(on => ({ ...block, on, quantity: block.quantity ?? means[on].capacity }));
  });
  return names.flatMap(on => {
    const steps = levels(stopped, on, now);
    return steps.flatMap(({ at, level }, index) => {
      const until = steps[index + 1]?.at;
      return level > 0 && until !== undefined
        ? [{ on, quantity: Math.min(level, means[on].capacity), from: at, to: until }]
        : [];
    });
  });
}

/** Everything that is taken from `now` on. */
export function taken(world: World, except?: Booked): Claim[] {
  return [...world.bookings.filter(one => one !== except).flatMap(one => one.claims), ...blockClaims(world)];
}

/** Whether nowhere, from `now` on, more is out than there is. */
export function fits(world: World, claims: Claim[]): boolean {
  return names.every(on => levels(claims, on, world.now).every(step => step.level <= world.means[on].capacity));
}

/** Whether what is asked for finds room beside all that others have. */
export function hasRoom(world: World, slot: Slot, lines: Asked[], own?: Booked): boolean {
  return fits(world, [...taken(world, own), ...claimsOf(world.means, slot, lines)]);
}

/** What follows from the passing of time and from changed rules: deadlines that pass, and claims that are derived anew. */
export function settled(world: World): World {
  const bookings = world.bookings.map(booking => {
    const after = lapsed(booking, world.now);
    const isOver = after.to <= world.now && after === booking;
    return isOver && booking.claims.length > 0 ? after : { ...after, claims: occupationOf(world.means, after) };
  });
  return { ...world, bookings };
}

function lapsed(booking: Booked, now: number): Booked {
  if (booking.status !== 'live') return booking;
  const waiting = booking.change?.lines ?? booking.lines;
  if (!waiting.some(line => line.status === 'pending' && line.holdUntil <= now)) return booking;
  return booking.change ? { ...booking, change: null } : { ...booking, status: 'expired' };
}
