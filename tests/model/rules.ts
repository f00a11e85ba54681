import { type Asked, type Booked, hasRoom, type Line, type Means, type Slot, settled, type World } from './world.ts';

/** Each act answers the world after it, or null where it is refused. */
type After = World | null;

const replace = (world: World, booking: Booked): World =>
  settled({ ...world, bookings: world.bookings.map(one => (one.id === booking.id ? booking : one)) });

const tooMany = (world: World, lines: Asked[]) => lines.some(line => line.quantity > world.means[line.on].capacity);

/** A decision is due within the owner's hours, and before the booking begins, or ends when it is running already. */
function deadline(means: Means, now: number, latest: number): number {
  return Math.min(now + (means.decidedWithin ?? 0) * 60, latest);
}

function asNew(world: World, { on, quantity }: Asked, latest: number): Line {
  const means = world.means[on];
  const status = means.decidedWithin === null ? 'confirmed' : 'pending';
  return { on, quantity, status, holdUntil: deadline(means, world.now, latest) };
}

export function create(world: World, id: string, slot: Slot, asked: Asked[]): After {
  if (slot.from < world.now || tooMany(world, asked) || !hasRoom(world, slot, asked)) return null;
  const lines = asked.map(line => asNew(world, line, slot.from));
  const booking: Booked = { id, ...slot, status: 'live', lines, change: null, claims: [] };
  return settled({ ...world, bookings: [...world.bookings, booking] });
}

const current = (booking: Booked) => booking.lines.filter(line => line.status !== 'cancelled');

/** A change of what is confirmed by a decision and asks for more waits beside what is held; everything else is done at once. */
export function change(world: World, before: Booked, slot: Slot, asked?: Asked[]): After {
  if (before.status !== 'live' || before.to <= world.now || before.change) return null;
  const keepsStart = slot.from === before.from;
  if (before.from <= world.now && !keepsStart) return null;
  const lines = asked ?? current(before);
  const moved = !keepsStart || slot.to !== before.to;
  if (!moved && list(lines) === list(current(before))) return world;
  const isLess = !moved && lines.every(line => unitsOf(lines, line) <= unitsOf(current(before), line));
  if (!isLess) {
    if (tooMany(world, lines) || (!keepsStart && slot.from < world.now)) return null;
    if (!hasRoom(world, slot, lines, before)) return null;
  }
  const pairs = paired(lines, current(before)).map(({ line, asked }) => ({
    line,
    next: lineAfter(world, before, slot, line, asked),
  }));
  const waits = pairs.some(({ line, next }) => next.status === 'pending' && line?.status !== 'pending');
  const next = pairs.map(pair => pair.next);
  if (waits && current(before).every(line => line.status === 'confirmed')) {
    return replace(world, { ...before, change: { ...slot, lines: next } });
  }
  // Derived anew even where it ends in what is past by now: it takes what it took until then, and nothing after.
  return replace(world, { ...before, ...slot, lines: next, claims: [] });
}

function lineAfter(world: World, before: Booked, slot: Slot, line: Line | undefined, asked: Asked): Line {
  const next = asNew(world, asked, before.from <= world.now ? slot.to : slot.from);
  if (!line) return next;
  const isWithin = next.quantity <= line.quantity && slot.from >= before.from && slot.to <= before.to;
  if (isWithin && line.status === 'confirmed') return { ...next, status: 'confirmed' };
  // Who changes a request again and again does not hold the time for ever.
  if (line.status === 'pending') return { ...next, holdUntil: Math.min(line.holdUntil, next.holdUntil) };
  return next;
}

function paired(asked: Asked[], lines: Line[]) {
  const left = [...lines];
  return asked.map(one => {
    const index = left.findIndex(line => line.on === one.on);
    const [line] = index < 0 ? [] : left.splice(index, 1);
    return { asked: one, line };
  });
}

const list = (lines: Asked[]) =>
  lines
    .map(line => `${line.on} ${line.quantity}`)
    .sort()
    .join();
const unitsOf = (lines: Asked[], { on }: Asked) =>
  lines.filter(line => line.on === on).reduce((sum, line) => sum + line.quantity, 0);

export function decide(world: World, before: Booked, outcome: 'approved' | 'declined', all: boolean): After {
  const waiting = before.change?.lines ?? before.lines;
  const pending = waiting.filter(line => line.status === 'pending');
  if (before.status !== 'live' || pending.length === 0) return null;
  if (outcome === 'declined') {
    return replace(world, before.change ? { ...before, change: null } : { ...before, status: 'declined' });
  }
  const chosen = all ? pending : pending.slice(0, 1);
  const lines = waiting.map(line => (chosen.includes(line) ? { ...line, status: 'confirmed' as const } : line));
  if (!before.change) return replace(world, { ...before, lines });
  const { from, to } = before.change;
  const isDone = lines.every(line => line.status === 'confirmed');
  return replace(
    world,
    isDone ? { ...before, from, to, lines, change: null } : { ...before, change: { from, to, lines } },
  );
}

export function cancel(world: World, before: Booked): After {
  if (before.status !== 'live' || before.to <= world.now) return null;
  return replace(world, { ...before, status: 'cancelled', change: null });
}

/** What was approved is confirmed again; what waited, waits again with a new deadline. */
export function restore(world: World, before: Booked): After {
  if (before.status !== 'cancelled' || before.from <= world.now) return null;
  if (!hasRoom(world, before, current(before), before)) return null;
  const lines = before.lines.map(line =>
    line.status === 'pending' ? { ...line, holdUntil: deadline(world.means[line.on], world.now, before.from) } : line,
  );
  return replace(world, { ...before, status: 'live', lines });
}

export function finish(world: World, before: Booked): After {
  const isConfirmed =
    before.status === 'live' && !before.change && before.lines.every(one => one.status === 'confirmed');
  if (!isConfirmed || before.from >= world.now || before.to <= world.now) return null;
  return replace(world, { ...before, to: world.now, status: 'completed', claims: [] });
}
