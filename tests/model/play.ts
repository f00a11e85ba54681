import fc from 'fast-check';
import { sql } from 'kysely';
import type { Play } from '../harness.ts';
import { createResource } from '../network.ts';
import * as acts from './acts.ts';
import { type Asked, type Name, names, newWorld, type Slot } from './world.ts';

/** Minute 0 of every play: Tuesday 3 November 2026, 06:00 UTC. The play begins an hour before. */
const beginning = Date.parse('2026-11-03T06:00:00Z');
const firstMinute = -60;

const half = (max: number) => fc.integer({ min: 0, max }).map(halves => halves * 30);
const slot: fc.Arbitrary<Slot> = fc
  .tuple(half(11), fc.integer({ min: 1, max: 5 }))
  .map(([from, length]) => ({ from, to: from + length * 30 }));
const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({ on: fc.constantFrom<Name>('room', 'hall', 'left', 'right'), quantity: fc.constant(1) }),
  fc.record({ on: fc.constant<Name>('pool'), quantity: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ on: fc.constant<Name>('kit'), quantity: fc.integer({ min: 1, max: 2 }) }),
);
const lines = fc.oneof(
  { weight: 3, arbitrary: fc.array(asked, { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.array(asked, { minLength: 2, maxLength: 3 }) },
);
const which = fc.nat(7);
const buffer = fc.constantFrom(0, 15, 30, 60);
const by = fc.integer({ min: -4, max: 4 }).map(halves => halves * 30);

const booking = fc.tuple(slot, lines).map(([time, wanted]) => acts.create(time, wanted));
const anyAct = [
  booking,
  booking,
  booking,
  fc.tuple(which, by).map(([one, minutes]) => acts.move(one, minutes)),
  fc.tuple(which, by).map(([one, minutes]) => acts.resize(one, minutes)),
  fc.tuple(which, lines).map(([one, wanted]) => acts.swap(one, wanted)),
  fc.tuple(which, slot).map(([one, time]) => acts.copy(one, time)),
  fc
    .tuple(which, fc.constantFrom('approved' as const, 'approved' as const, 'declined' as const), fc.boolean())
    .map(([one, outcome, all]) => acts.decide(one, outcome, all)),
  which.map(acts.cancel),
  which.map(acts.restore),
  which.map(acts.finish),
  fc
    .tuple(slot, fc.constantFrom(...names), fc.constantFrom(null, null, 1, 2))
    .map(([time, on, quantity]) => acts.block(time, on, quantity)),
  which.map(acts.lift),
  fc
    .tuple(fc.constantFrom<Name>('room', 'pool', 'kit', 'hall', 'left'), fc.integer({ min: 1, max: 6 }))
    .map(([on, capacity]) => acts.facts(on, { capacity })),
  fc
    .tuple(fc.constantFrom(...names), fc.record({ setup: buffer, turnaround: buffer }))
    .map(([on, buffers]) => acts.facts(on, buffers)),
  fc.subarray<Name>(['left', 'right']).map(parts => acts.compose('hall', { parts })),
  fc.integer({ min: 1, max: 3 }).map(quantity => acts.compose('kit', { components: [{ on: 'pool', quantity }] })),
  fc.constantFrom(30, 60, 90).map(acts.wait),
  fc.constantFrom(15, 45).map(acts.wait),
];

/** Plays random acts, each play on fresh resources, against the rules. fast-check shrinks what fails, and prints its seed. */
export async function playAgainstRules(stage: Play, options: { numRuns: number; maxCommands: number }): Promise<void> {
  const seed = Number(process.env.MODEL_SEED) || Date.now() % 2 ** 31;
  await fc.assert(
    fc.asyncProperty(fc.commands(anyAct, { maxCommands: options.maxCommands, size: 'max' }), async commands => {
      const real = await realOn(stage);
      await fc.asyncModelRun(() => ({ model: { world: newWorld(firstMinute) }, real }), commands);
    }),
    { numRuns: options.numRuns, seed, endOnFailure: process.env.MODEL_SEED === undefined },
  );
}

async function realOn(stage: Play): Promise<acts.Real> {
  const ids = await createMeans(stage);
  const setNow = (minutes: number) => {
    stage.now = new Date(beginning + minutes * 60_000);
  };
  setNow(firstMinute);
  return {
    as: stage.as,
    ids,
    borrower: stage.network.borrower,
    instant: minutes => new Date(beginning + minutes * 60_000).toISOString(),
    minutesOf: instant => (instant.getTime() - beginning) / 60_000,
    setNow,
    async versionOf(table, id) {
      const version = table === 'booking' ? sql.ref('version') : sql.ref('edition');
      const found = await sql<{ version: number }>`
        select ${version} as version from ${sql.table(table)} where id = ${id}`.execute(stage.db);
      return found.rows[0]?.version ?? 0;
    },
    async claims() {
      // A hold that has lapsed counts for nothing, released or not.
      const found = await sql<Awaited<ReturnType<acts.Real['claims']>>[number]>`
        select resource_id, quantity, lower(occupied) as from, upper(occupied) as to from claim
        where resource_id = any (${Object.values(ids)}::uuid[])
          and (hold_until is null or hold_until > ${stage.now.toISOString()}::timestamptz)`.execute(stage.db);
      return found.rows;
    },
  };
}

async function createMeans(stage: Play): Promise<Record<Name, string>> {
  const { means } = newWorld(firstMinute);
  const made: [Name, string][] = [];
  for (const name of names) {
    const { capacity, setup, turnaround, decidedWithin } = means[name];
    const id = await createResource(stage.db, stage.network, {
      name: `${name} ${Math.random()}`,
      capacity,
      setup_minutes: setup,
      turnaround_minutes: turnaround,
      ...(decidedWithin === null ? {} : { approval: 'manager', decision_hours: decidedWithin }),
    });
    made.push([name, id]);
  }
  const ids = Object.fromEntries(made) as Record<Name, string>;
  for (const name of names) {
    const { parts, components } = means[name];
    for (const part of parts)
      await stage.db.insertInto('resource_part').values({ whole_id: ids[name], part_id: ids[part] }).execute();
    for (const { on, quantity } of components) {
      await stage.db
        .insertInto('resource_component')
        .values({ kit_id: ids[name], component_id: ids[on], quantity })
        .execute();
    }
  }
  return ids;
}
