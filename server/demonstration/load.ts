import { sql } from 'kysely';
import { dayOf } from '../../shared/time.ts';
import type { Db, Tx } from '../database/connect.ts';
import type { NewRow, Tables } from '../database/tables.ts';
import { transact } from '../database/transact.ts';
import { Problem } from '../errors.ts';
import { addPassword, hashOf } from '../people/passwords.ts';
import { auditRows, bookingRow, decisionRows, lineRows } from './booking-rows.ts';
import { draftBookings } from './bookings.ts';
import { compositionRows, resourceRow, ruleRows, scopeRows, siteRows } from './catalogue-rows.ts';
import { features } from './content/features.ts';
import { accountPassword, accounts } from './content/people.ts';
import type { Draft } from './draft.ts';
import { affiliationRows, interestRows, officeRows, organisationRows, personRows } from './member-rows.ts';
import { createOccupancy } from './occupancy.ts';
import { draftPending } from './pending.ts';
import { pictureRows } from './pictures.ts';
import { quotaRows } from './quota-rows.ts';
import { draftSeries } from './recurring.ts';
import { withoutRivals } from './rounds.ts';
import { seeded } from './seed.ts';
import { draftBlocks } from './unavailable.ts';
import { draftWaiting, waitingAuditRows } from './waiting.ts';
import { createWorld, type World } from './world.ts';

const seed = 91_400;
const bookingsInAll = 3_000;
const blocksInAll = 30;

/**
 * Fills an empty database with the demonstration network, as of `now`, in one transaction: all of it or nothing.
 * The same `now` gives the same network, identifiers included. Nobody and nothing in it exists.
 * @param first what must hold before, in the same transaction
 * @throws Problem `already_exists` when the database has a network or people already.
 */
export async function loadDemonstration(
  db: Db,
  now: Date,
  first: (tx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  const world = createWorld(now, dayOf(now, 'Europe/Paris'));
  const plan = planAll(world);
  // Takes a while of a thread of its own, and so is not done within the transaction.
  const passwordHash = await hashOf(accountPassword);
  await transact(db, now, async tx => {
    await first(tx);
    await requireEmpty(tx);
    await writeNetwork(tx, world);
    await writeAccounts(tx, passwordHash);
    await insertAll(tx, 'series', plan.series);
    await writeBookings(tx, plan.drafts);
    await insertAll(tx, 'block', plan.blocks);
    // By a source of its own: all else stays as it was before there were waiting lists.
    const waiting = draftWaiting(world, plan.drafts, seeded(seed + 1));
    await insertAll(tx, 'waiting', waiting);
    await writeQuotas(tx, world);
    await insertAll(
      tx,
      'audit_event',
      [...plan.drafts.flatMap(auditRows), ...waitingAuditRows(waiting)].sort((a, b) => a.at.getTime() - b.at.getTime()),
    );
  });
}

/** Thinks all of it out before a word is written. What must have its time comes first. */
function planAll(world: World): { series: NewRow<'series'>[]; drafts: Draft[]; blocks: NewRow<'block'>[] } {
  const random = seeded(seed);
  const occupancy = createOccupancy(new Map([...world.means.values()].map(one => [one.id, one.capacity])));
  const series = draftSeries(world, occupancy, random);
  const pending = draftPending(world, occupancy, random);
  const blocks = draftBlocks(world, occupancy, random, blocksInAll);
  const recurring = series.flatMap(one => one.drafts);
  const single = draftBookings(world, occupancy, random, bookingsInAll - recurring.length - pending.length);
  return { series: series.map(one => one.row), drafts: [...recurring, ...single, ...pending], blocks };
}

async function requireEmpty(tx: Tx): Promise<void> {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from network) or exists (select from person) or exists (select from organisation) as taken
  `.execute(tx);
  if (rows[0]?.taken) throw new Problem('already_exists', { what: 'network' });
}

async function writeNetwork(tx: Tx, world: World): Promise<void> {
  const means = [...world.means.values()];
  await tx
    .insertInto('network')
    .values({ name: 'Pôle Yvette & Plateau', time_zone: 'Europe/Paris', is_demonstration: true })
    .execute();
  await insertAll(tx, 'organisation', organisationRows());
  await insertAll(tx, 'person', personRows());
  await insertAll(tx, 'affiliation', affiliationRows());
  await insertAll(tx, 'network_role', officeRows());
  await insertAll(tx, 'declared_interest', interestRows());
  const places = siteRows(world);
  await insertAll(tx, 'site', places.sites);
  await insertAll(tx, 'site_opening', places.openings);
  await insertAll(tx, 'site_exception', places.exceptions);
  await tx
    .insertInto('feature')
    .values(features)
    .onConflict(conflict => conflict.column('code').doNothing())
    .execute();
  await insertAll(tx, 'resource', means.map(resourceRow));
  await insertAll(tx, 'resource_photo', pictureRows(means));
  const composition = compositionRows(means);
  await insertAll(tx, 'resource_part', composition.parts);
  await insertAll(tx, 'resource_component', composition.components);
  await insertAll(tx, 'sharing', composition.sharing);
  await insertAll(tx, 'resource_feature', composition.features);
  const rules = ruleRows(means);
  await insertAll(tx, 'criteria', rules.criteria);
  await insertAll(tx, 'terms', rules.terms);
  await insertAll(tx, 'tariff', rules.tariffs);
  await insertAll(tx, 'approver_scope', scopeRows());
}

async function writeAccounts(tx: Tx, passwordHash: string): Promise<void> {
  const people = await tx
    .selectFrom('person')
    .select('id')
    .where('email', 'in', [...accounts])
    .execute();
  for (const { id } of people) await addPassword(tx, id, passwordHash);
}

/**
 * A line that needs a decision becomes what it is only through one: such bookings are written waiting, then decided, then
 * brought to their end, round by round. What still waits comes last, so that it is nobody's rival before.
 */
async function writeBookings(tx: Tx, drafts: Draft[]): Promise<void> {
  await insertAll(tx, 'booking', drafts.map(bookingRow));
  const decided = drafts.filter(draft => draft.decision);
  const undecided = drafts.filter(draft => !draft.decision);
  for (const round of withoutRivals(decided)) {
    await insertAll(
      tx,
      'booking_line',
      round.flatMap(draft => lineRows(draft, true)),
    );
    // Without it the check of each decision reads far too much: measured, 25 s for all instead of 6.
    await sql`analyze booking, booking_line, resource_draw, approver_scope, affiliation, network_role`.execute(tx);
    await insertAll(tx, 'decision', round.flatMap(decisionRows));
    await bringToEnd(tx, round);
  }
  await insertAll(
    tx,
    'booking_line',
    undecided.flatMap(draft => lineRows(draft)),
  );
}

/** Last, and after whatever waits for the end of the transaction: else each of three thousand bookings is measured by them there. */
async function writeQuotas(tx: Tx, world: World): Promise<void> {
  await sql`set constraints all immediate`.execute(tx);
  const { quotas, derogations } = quotaRows(world);
  await insertAll(tx, 'quota', quotas);
  await insertAll(tx, 'quota_derogation', derogations);
}

async function bringToEnd(tx: Tx, round: Draft[]): Promise<void> {
  const ends = round.flatMap(draft => lineRows(draft)).map(({ id, status }) => ({ id, status }));
  await sql`
    update booking_line l set status = e.status, holds = true
    from json_to_recordset(${JSON.stringify(ends)}::json) as e (id uuid, status text) where e.id = l.id
  `.execute(tx);
}

// Statements stay short: a server of ours breaks off what takes ten seconds, and decisions take milliseconds each.
const parametersAtMost = 2_000;

async function insertAll<T extends keyof Tables>(tx: Tx, table: T, rows: NewRow<T>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length;
  const size = Math.max(1, Math.floor(parametersAtMost / Math.max(1, columns)));
  for (let at = 0; at < rows.length; at += size) {
    await tx
      .insertInto(table)
      .values(rows.slice(at, at + size) as never)
      .execute();
  }
}
