import type fc from 'fast-check';
import { expect } from 'vitest';
import type { Client, Reply } from '../harness.ts';
import type { PersonName } from '../network.ts';
import { checkClaims } from './claims.ts';
import * as rules from './rules.ts';
import {
  type Asked,
  type Booked,
  fits,
  type Means,
  type Name,
  type Slot,
  settled,
  taken,
  type World,
} from './world.ts';

export interface Model {
  world: World;
}

export interface Real {
  as: (person: PersonName) => Client;
  ids: Record<Name, string>;
  borrower: string;
  instant: (minutes: number) => string;
  minutesOf: (instant: Date) => number;
  setNow: (minutes: number) => void;
  versionOf: (table: 'booking' | 'resource', id: string) => Promise<number>;
  claims: () => Promise<{ resource_id: string; quantity: number; from: Date; to: Date }[]>;
}

export type Act = fc.AsyncCommand<Model, Real>;

/** What is done must be accepted where the rules accept it, refused where they refuse it, and leave the same claims. */
function act(text: string, run: (world: World, real: Real) => Promise<World>, check = (_: World) => true): Act {
  return {
    check: model => check(model.world),
    async run(model, real) {
      model.world = await run(model.world, real);
      await checkClaims(model.world, real);
    },
    toString: () => text,
  };
}

/** As `act`, on one of the bookings that there are. */
function actOn(
  which: number,
  text: string,
  run: (world: World, booking: Booked, real: Real) => Promise<[Reply, World | null, number?]>,
): Act {
  const pick = (world: World) => world.bookings[which % world.bookings.length];
  return act(
    `#${which}: ${text}`,
    async (world, real) => {
      const booking = pick(world);
      if (!booking) return world;
      const [reply, after, accepted = 200] = await run(world, booking, real);
      return agreed(reply, after, accepted) ?? world;
    },
    world => pick(world) !== undefined,
  );
}

function agreed(reply: Reply, after: World | null, accepted: number): World | null {
  const expected = after ? [accepted] : [400, 409, 422];
  expect(expected, `answered ${reply.status} ${JSON.stringify(reply.body)}`).toContain(reply.status);
  return after;
}

const linesOf = (real: Real, lines: Asked[]) =>
  lines.map(line => ({ resourceId: real.ids[line.on], quantity: line.quantity }));
const timesOf = (real: Real, { from, to }: Slot) => ({ startsAt: real.instant(from), endsAt: real.instant(to) });
const show = ({ from, to }: Slot) => `${from}-${to}`;
const showLines = (lines: Asked[]) => lines.map(line => `${line.quantity} ${line.on}`).join(' + ');

export function create(slot: Slot, asked: Asked[]): Act {
  return act(`book ${show(slot)} ${showLines(asked)}`, async (world, real) => {
    const body = { organisationId: real.borrower, title: 'Essai', ...timesOf(real, slot), lines: linesOf(real, asked) };
    const reply = await real.as('member')('POST', '/api/bookings', body);
    const after = rules.create(world, reply.body.booking?.id ?? '', slot, asked);
    return agreed(reply, after, 201) ?? world;
  });
}

async function patch(booking: Booked, body: object, real: Real): Promise<Reply> {
  const version = await real.versionOf('booking', booking.id);
  return real.as('member')('PATCH', `/api/bookings/${booking.id}`, body, { 'If-Match': `"${version}"` });
}

export function move(which: number, by: number): Act {
  return actOn(which, `move by ${by}`, async (world, booking, real) => {
    const slot = { from: booking.from + by, to: booking.to + by };
    return [await patch(booking, timesOf(real, slot), real), rules.change(world, booking, slot)];
  });
}

export function resize(which: number, by: number): Act {
  return actOn(which, `end ${by} later`, async (world, booking, real) => {
    const to = booking.to + by;
    const reply = await patch(booking, { endsAt: real.instant(to) }, real);
    return [reply, to > booking.from ? rules.change(world, booking, { from: booking.from, to }) : null];
  });
}

/** Other quantities, other resources. */
export function swap(which: number, asked: Asked[]): Act {
  return actOn(which, `take ${showLines(asked)} instead`, async (world, booking, real) => {
    const reply = await patch(booking, { lines: linesOf(real, asked) }, real);
    return [reply, rules.change(world, booking, { from: booking.from, to: booking.to }, asked)];
  });
}

export function copy(which: number, slot: Slot): Act {
  return actOn(which, `copy to ${show(slot)}`, async (world, booking, real) => {
    const reply = await real.as('member')('POST', `/api/bookings/${booking.id}/copies`, timesOf(real, slot));
    return [reply, rules.create(world, reply.body.booking?.id ?? '', slot, booking.lines), 201];
  });
}

export function decide(which: number, outcome: 'approved' | 'declined', all: boolean): Act {
  return actOn(which, `${outcome} ${all ? 'all' : 'one line'}`, async (world, booking, real) => {
    const path = `/api/bookings/${booking.id}`;
    const { change, lines } = (await real.as('member')('GET', path)).body.booking;
    const pending = (change?.lines ?? lines).filter((line: { status: string }) => line.status === 'pending');
    const lineIds = all || pending.length === 0 ? undefined : [pending[0].id];
    const reply = await real.as('manager')('POST', `${path}/decisions`, { outcome, lineIds, reason: 'Essai' });
    return [reply, rules.decide(world, booking, outcome, all)];
  });
}

export function cancel(which: number): Act {
  return actOn(which, 'cancel', async (world, booking, real) => {
    const reply = await real.as('member')('POST', `/api/bookings/${booking.id}/cancellation`, {});
    return [reply, rules.cancel(world, booking)];
  });
}

export function restore(which: number): Act {
  return actOn(which, 'restore', async (world, booking, real) => {
    const reply = await real.as('member')('POST', `/api/bookings/${booking.id}/restoration`, {});
    return [reply, rules.restore(world, booking)];
  });
}

export function finish(which: number): Act {
  return actOn(which, 'finish early', async (world, booking, real) => {
    const reply = await real.as('member')('POST', `/api/bookings/${booking.id}/completion`);
    return [reply, rules.finish(world, booking)];
  });
}

export function block(slot: Slot, on: Name, quantity: number | null): Act {
  return act(`block ${show(slot)} ${quantity ?? 'all of'} ${on}`, async (world, real) => {
    const body = { resourceId: real.ids[on], ...timesOf(real, slot), ...(quantity === null ? {} : { quantity }) };
    const reply = await real.as('manager')('POST', '/api/blocks', body);
    const from = Math.max(slot.from, world.now);
    const blocked = { id: reply.body.block?.id ?? '', on, quantity, from, to: slot.to };
    const after = { ...world, blocks: [...world.blocks, blocked] };
    const isSensible = from < slot.to && (quantity ?? 1) <= world.means[on].capacity;
    return agreed(reply, isSensible && fits(after, taken(after)) ? after : null, 201) ?? world;
  });
}

export function lift(which: number): Act {
  return act(
    `lift block #${which}`,
    async (world, real) => {
      const lifted = world.blocks[which % world.blocks.length];
      const reply = await real.as('manager')('POST', `/api/blocks/${lifted?.id}/lifting`);
      const after = { ...world, blocks: world.blocks.filter(one => one !== lifted) };
      return agreed(reply, after, 200) ?? world;
    },
    world => world.blocks.length > 0,
  );
}

/** Changes what is published of a resource: possible where all that is promised still fits. */
function republish(
  on: Name,
  means: Partial<Means>,
  send: (real: Real, ifMatch: Record<string, string>) => Promise<Reply>,
) {
  return act(`${on}: ${JSON.stringify(means)}`, async (world, real) => {
    const ifMatch = { 'If-Match': `"${await real.versionOf('resource', real.ids[on])}"` };
    const after = settled({ ...world, means: { ...world.means, [on]: { ...world.means[on], ...means } } });
    return agreed(await send(real, ifMatch), fits(after, taken(after)) ? after : null, 200) ?? world;
  });
}

export function facts(on: Name, means: { capacity?: number; setup?: number; turnaround?: number }): Act {
  const body = { capacity: means.capacity, setupMinutes: means.setup, turnaroundMinutes: means.turnaround };
  return republish(on, means, (real, ifMatch) =>
    real.as('owner')('PATCH', `/api/resources/${real.ids[on]}`, body, ifMatch),
  );
}

export function compose(on: Name, means: Pick<Means, 'parts'> | Pick<Means, 'components'>): Act {
  return republish(on, means, (real, ifMatch) => {
    const parts = 'parts' in means ? means.parts.map(part => real.ids[part]) : [];
    const components = 'components' in means ? linesOf(real, means.components) : [];
    return real.as('owner')('PUT', `/api/resources/${real.ids[on]}/composition`, { parts, components }, ifMatch);
  });
}

export function wait(minutes: number): Act {
  return act(`wait ${minutes} minutes`, async (world, real) => {
    real.setNow(world.now + minutes);
    return settled({ ...world, now: world.now + minutes });
  });
}
