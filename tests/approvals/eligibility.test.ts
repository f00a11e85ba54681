import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Db } from '../../server/database/connect.ts';
import { violates } from '../../server/database/failures.ts';
import { cloneDatabase } from '../database.ts';
import { createNetwork, createResource, type PersonName, type TestNetwork } from '../network.ts';
import { ask, at, hoursFromNow, now } from './requests.ts';

// Invariant 6 is the database's own: nothing here goes through the application.
let db: Db;
let network: TestNetwork;
let drop: () => Promise<void>;
let room: string;

beforeAll(async () => {
  const clone = await cloneDatabase(inject('serverUrl'));
  ({ db, drop } = clone);
  network = await createNetwork(db);
});
afterAll(() => drop());
beforeEach(async () => {
  await db.deleteFrom('declared_interest').execute();
  await db
    .deleteFrom('approver_scope')
    .where('person_id', 'in', [network.people.owner, network.people.stranger])
    .execute();
  room = await createResource(db, network, { approval: 'manager' });
});

const request = (asked: Partial<Parameters<typeof ask>[1]> = {}) =>
  ask(db, { organisation: network.borrower, person: network.people.member, resources: [room], ...asked });

async function entitled(line: string | undefined, when = now): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; capacity: string }>`
    select lower(p.name) as name, e.capacity from entitled_deciders(${line}::uuid, ${when.toISOString()}::timestamptz) e
    join person p on p.id = e.person_id`.execute(db);
  return Object.fromEntries(rows.map(row => [row.name, row.capacity]));
}

async function recusal(line: string | undefined, person: PersonName): Promise<string | null> {
  const { rows } = await sql<{ why: string | null }>`
    select recusal(${line}::uuid, ${network.people[person]}::uuid, ${now.toISOString()}::timestamptz) as why`.execute(
    db,
  );
  return rows[0]?.why ?? null;
}

async function insertDecision(
  line: string | undefined,
  person: PersonName,
  decided_at = now,
  clock = now,
): Promise<void> {
  await at(db, clock, tx =>
    tx
      .insertInto('decision')
      .values({
        line_id: String(line),
        person_id: network.people[person],
        capacity: 'approver',
        outcome: 'approved',
        reason: null,
        decided_at,
      })
      .execute(),
  );
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    thrown => thrown,
  );
  if (error === null) return 'accepted';
  const names = [
    'decision_by_entitled_person',
    'decision_on_pending_line',
    'decision_dated_truly',
    'booking_line_approved',
    'history_append_only',
  ];
  return names.find(name => violates(error, name)) ?? String(error);
}

async function withInterest(
  person: PersonName,
  organisation: string,
  dates: { valid_from?: string; valid_to?: string } = {},
) {
  await db
    .insertInto('declared_interest')
    .values({
      person_id: network.people[person],
      organisation_id: organisation,
      nature: 'son conjoint la préside',
      valid_from: '2026-01-01',
      ...dates,
    })
    .execute();
}

describe('who may decide on a request', () => {
  it('is the approver of the resource, and neither the substitute nor the elected body yet', async () => {
    const { lines } = await request();
    expect(await entitled(lines[0])).toEqual({ manager: 'approver' });
  });

  it('is not somebody who manages elsewhere', async () => {
    await db
      .insertInto('approver_scope')
      .values({ person_id: network.people.stranger, organisation_id: network.third, valid_from: '2020-01-01' })
      .execute();
    const { lines } = await request();
    expect(await entitled(lines[0])).not.toHaveProperty('stranger');
    expect(await refusalOf(insertDecision(lines[0], 'stranger'))).toBe('decision_by_entitled_person');
  });

  it('is whoever has a scope on the resource itself, on its site or on its owner', async () => {
    const scoped = await createResource(db, network, { approval: 'manager', owner_id: network.third });
    const { lines } = await request({ resources: [scoped] });
    expect(await entitled(lines[0])).toEqual({ elected: 'elected' });
    const scope = (of: { resource_id: string } | { site_id: string } | { organisation_id: string }) =>
      db
        .insertInto('approver_scope')
        .values({ person_id: network.people.owner, valid_from: '2020-01-01', ...of })
        .execute();
    for (const of of [{ resource_id: scoped }, { site_id: network.site }, { organisation_id: network.third }]) {
      await scope(of);
      expect(await entitled(lines[0])).toEqual({ owner: 'approver' });
      await db.deleteFrom('approver_scope').where('person_id', '=', network.people.owner).execute();
    }
  });

  it('is nobody whose scope has ended, or has not begun', async () => {
    const own = await createResource(db, network, { owner_id: network.third, approval: 'manager' });
    const { lines } = await request({ resources: [own] });
    for (const dates of [
      { valid_from: '2020-01-01', valid_to: '2026-11-01' },
      { valid_from: '2026-11-03', valid_to: null },
    ]) {
      await db
        .insertInto('approver_scope')
        .values({ person_id: network.people.owner, resource_id: own, ...dates })
        .execute();
    }
    expect(await entitled(lines[0])).toEqual({ elected: 'elected' });
    await db
      .insertInto('approver_scope')
      .values({ person_id: network.people.owner, resource_id: own, valid_from: '2026-11-02', valid_to: '2026-11-02' })
      .execute();
    expect(await entitled(lines[0])).toEqual({ owner: 'approver' });
  });

  it('counts days in the zone of the network', async () => {
    const own = await createResource(db, network, { owner_id: network.third, approval: 'manager' });
    await db
      .insertInto('approver_scope')
      .values({ person_id: network.people.owner, resource_id: own, valid_from: '2026-11-03' })
      .execute();
    const { lines } = await request({ resources: [own] });
    expect(await entitled(lines[0], new Date('2026-11-02T22:59:00Z'))).not.toHaveProperty('owner');
    expect(await entitled(lines[0], new Date('2026-11-02T23:01:00Z'))).toHaveProperty('owner');
  });

  it('is the substitute too, and the elected body, once the deadline was let come near', async () => {
    const { lines } = await request({ line: { escalated_at: now } });
    expect(await entitled(lines[0])).toEqual({ manager: 'approver', substitute: 'substitute', elected: 'elected' });
  });

  it('is the substitute when every approver is recused, and the elected body when the substitute is too', async () => {
    await withInterest('manager', network.borrower);
    const { lines } = await request();
    expect(await entitled(lines[0])).toEqual({ substitute: 'substitute' });
    await withInterest('substitute', network.borrower);
    expect(await entitled(lines[0])).toEqual({ elected: 'elected' });
  });

  it('is nobody when all are recused: the request never approves itself', async () => {
    for (const name of ['manager', 'substitute', 'elected'] as const) await withInterest(name, network.borrower);
    const { lines } = await request();
    expect(await entitled(lines[0])).toEqual({});
    expect(await refusalOf(insertDecision(lines[0], 'manager'))).toBe('decision_by_entitled_person');
  });

  it('is not a person whose account was closed', async () => {
    const closed = { deactivated_at: now };
    await db.updateTable('person').set(closed).where('id', '=', network.people.manager).execute();
    const { lines } = await request();
    expect(await entitled(lines[0])).toEqual({ substitute: 'substitute' });
    expect(await refusalOf(insertDecision(lines[0], 'manager'))).toBe('decision_by_entitled_person');
    await db.updateTable('person').set({ deactivated_at: null }).where('id', '=', network.people.manager).execute();
  });

  it('can still decide on the request of somebody whose account was closed', async () => {
    const { lines } = await request();
    await db.updateTable('person').set({ deactivated_at: now }).where('id', '=', network.people.member).execute();
    expect(await refusalOf(insertDecision(lines[0], 'manager'))).toBe('accepted');
    await db.updateTable('person').set({ deactivated_at: null }).where('id', '=', network.people.member).execute();
  });
});

describe('a person keeps out of a decision', () => {
  it('on a request of their own, whether they act for the beneficiary or asked for the change', async () => {
    const acting = await request({ person: network.people.manager });
    expect(await recusal(acting.lines[0], 'manager')).toBe('requester');
    const changed = await request({ from: 250, line: { requested_by: network.people.manager } });
    expect(await recusal(changed.lines[0], 'manager')).toBe('requester');
    for (const { lines } of [acting, changed]) {
      expect(await refusalOf(insertDecision(lines[0], 'manager'))).toBe('decision_by_entitled_person');
    }
  });

  it('as an affiliate of the beneficiary, until the day after the affiliation has ended', async () => {
    const own = await request({ organisation: network.lender, person: network.people.owner });
    expect(await recusal(own.lines[0], 'manager')).toBe('party_to_beneficiary');

    const { lines } = await request({ from: 250 });
    const affiliation = {
      person_id: network.people.manager,
      organisation_id: network.borrower,
      role: 'member' as const,
    };
    await db
      .insertInto('affiliation')
      .values({ ...affiliation, valid_from: '2020-01-01', valid_to: '2026-11-01' })
      .execute();
    expect(await recusal(lines[0], 'manager')).toBeNull();
    await db.updateTable('affiliation').set({ valid_to: '2026-11-02' }).where('valid_to', '=', '2026-11-01').execute();
    expect(await recusal(lines[0], 'manager')).toBe('party_to_beneficiary');
    await db.deleteFrom('affiliation').where('valid_to', '=', '2026-11-02').execute();
  });

  it('with a declared interest in the beneficiary, while it lasts', async () => {
    const { lines } = await request();
    await withInterest('manager', network.borrower, { valid_to: '2026-11-01' });
    expect(await recusal(lines[0], 'manager')).toBeNull();
    await withInterest('manager', network.borrower);
    expect(await recusal(lines[0], 'manager')).toBe('party_to_beneficiary');
    expect(await refusalOf(insertDecision(lines[0], 'manager'))).toBe('decision_by_entitled_person');
  });

  it('when it is their own time that is booked, also through a kit', async () => {
    const staff = { kind: 'staff' as const, staff_person_id: network.people.manager, approval: 'manager' as const };
    const halfDays = await createResource(db, network, staff);
    expect(await recusal((await request({ resources: [halfDays] })).lines[0], 'manager')).toBe('staff_booked');
    expect(await recusal((await request({ resources: [room, halfDays], from: 250 })).lines[0], 'manager')).toBe(
      'staff_booked',
    );

    const kit = await createResource(db, network, { kind: 'equipment', approval: 'manager' });
    await db.insertInto('resource_component').values({ kit_id: kit, component_id: halfDays, quantity: 1 }).execute();
    expect(await recusal((await request({ resources: [kit], from: 260 })).lines[0], 'manager')).toBe('staff_booked');
  });

  it('as a party to a rival request that still waits for the same means at the same time', async () => {
    const competing = { holds: false };
    await withInterest('manager', network.third);
    const { lines } = await request({ line: competing });
    expect(await recusal(lines[0], 'manager')).toBeNull();
    const rival = { organisation: network.third, person: network.people.rival, line: competing };
    await request({ ...rival, from: 241 });
    expect(await recusal(lines[0], 'manager')).toBeNull();
    const overlapping = await request({ ...rival, from: 240.5 });
    expect(await recusal(lines[0], 'manager')).toBe('party_to_rival');
    expect(await recusal(lines[0], 'substitute')).toBeNull();
    await db
      .updateTable('booking_line')
      .set({ status: 'cancelled' })
      .where('booking_id', '=', overlapping.id)
      .execute();
    expect(await recusal(lines[0], 'manager')).toBeNull();
  });

  it('also when the rival wants the whole of which the request wants a part', async () => {
    const hall = await createResource(db, network, { approval: 'manager' });
    await db.insertInto('resource_part').values({ whole_id: hall, part_id: room }).execute();
    await withInterest('manager', network.third);
    const { lines } = await request({ line: { holds: false } });
    await request({
      organisation: network.third,
      person: network.people.rival,
      resources: [hall],
      line: { holds: false },
    });
    expect(await recusal(lines[0], 'manager')).toBe('party_to_rival');
  });

  it('not because of a rival request whose deadline has passed', async () => {
    await withInterest('manager', network.third);
    const { lines } = await request({ line: { holds: false } });
    await request({
      organisation: network.third,
      person: network.people.rival,
      line: { holds: false, hold_until: hoursFromNow(-1) },
    });
    expect(await recusal(lines[0], 'manager')).toBeNull();
  });
});

describe('no direct statement goes round it', () => {
  const confirm = (line: string | undefined) =>
    at(db, now, tx =>
      tx.updateTable('booking_line').set({ status: 'confirmed' }).where('id', '=', String(line)).execute(),
    );

  it('a line is not confirmed, nor put to use, without a decision', async () => {
    const { lines } = await request();
    expect(await refusalOf(confirm(lines[0]))).toBe('booking_line_approved');
    const used = db.updateTable('booking_line').set({ status: 'in_use' }).where('id', '=', String(lines[0])).execute();
    expect(await refusalOf(used)).toBe('booking_line_approved');
    expect(await refusalOf(request({ from: 300, line: { status: 'confirmed' } }))).toBe('booking_line_approved');
    expect(await refusalOf(request({ from: 300, line: { status: 'completed' } }))).toBe('booking_line_approved');
    expect(await refusalOf(request({ from: -48, to: -47, line: { status: 'completed' } }))).toBe('accepted');
  });

  it('a line is confirmed once its approval is written', async () => {
    const { lines } = await request();
    await insertDecision(lines[0], 'manager');
    expect(await refusalOf(confirm(lines[0]))).toBe('accepted');
    expect(await refusalOf(insertDecision(lines[0], 'manager'))).toBe('decision_on_pending_line');
  });

  it('an approval from before the line was requested anew does not count', async () => {
    const { lines } = await request();
    await insertDecision(lines[0], 'manager');
    const anew = { requested_at: hoursFromNow(1), starts_at: hoursFromNow(400), ends_at: hoursFromNow(401) };
    await db.updateTable('booking_line').set(anew).where('id', '=', String(lines[0])).execute();
    expect(await refusalOf(confirm(lines[0]))).toBe('booking_line_approved');
  });

  it('the capacity is what the person has, not what the statement claims', async () => {
    const { lines } = await request({ line: { escalated_at: now } });
    await insertDecision(lines[0], 'elected');
    const written = await db
      .selectFrom('decision')
      .select('capacity')
      .where('line_id', '=', String(lines[0]))
      .execute();
    expect(written).toEqual([{ capacity: 'elected' }]);
  });

  it('a decision is not dated to a day on which the person had another standing, nor past the deadline', async () => {
    const { lines } = await request();
    expect(await refusalOf(insertDecision(lines[0], 'manager', hoursFromNow(-1)))).toBe('decision_dated_truly');
    expect(await refusalOf(insertDecision(lines[0], 'manager', hoursFromNow(2)))).toBe('decision_dated_truly');
    expect(await refusalOf(insertDecision(lines[0], 'manager', hoursFromNow(72), hoursFromNow(73)))).toBe(
      'decision_on_pending_line',
    );
  });

  it('a decision is neither rewritten nor removed', async () => {
    const { lines } = await request();
    await insertDecision(lines[0], 'manager');
    const rewritten = db.updateTable('decision').set({ outcome: 'declined' }).where('line_id', '=', String(lines[0]));
    expect(await refusalOf(rewritten.execute())).toBe('history_append_only');
    const removed = db.deleteFrom('decision').where('line_id', '=', String(lines[0]));
    expect(await refusalOf(removed.execute())).toBe('history_append_only');
  });

  it('of two direct inserts at once, the second sees that the line is decided', async () => {
    const { lines } = await request({ line: { escalated_at: now } });
    const decide = (person: PersonName) =>
      at(db, now, async tx => {
        await tx
          .insertInto('decision')
          .values({
            line_id: String(lines[0]),
            person_id: network.people[person],
            capacity: 'approver',
            outcome: 'approved',
            reason: null,
            decided_at: now,
          })
          .execute();
        await tx.updateTable('booking_line').set({ status: 'confirmed' }).where('id', '=', String(lines[0])).execute();
      });
    const outcomes = await Promise.all([
      refusalOf(decide('manager')),
      refusalOf(decide('substitute')),
      refusalOf(decide('elected')),
    ]);
    expect(outcomes.sort()).toEqual(['accepted', 'decision_on_pending_line', 'decision_on_pending_line']);
  });
});

describe('a claim moves only when what is taken changes', () => {
  it('a reminder and the end of a booking leave the witness as it is', async () => {
    const { lines } = await request();
    const log = () => db.selectFrom('claim_log').select('event').where('resource_id', '=', room).execute();
    await db.updateTable('booking_line').set({ reminded_at: now }).where('id', '=', String(lines[0])).execute();
    expect(await log()).toEqual([{ event: 'claimed' }]);
    await db.updateTable('booking_line').set({ status: 'expired' }).where('id', '=', String(lines[0])).execute();
    expect(await log()).toEqual([{ event: 'claimed' }, { event: 'released' }]);
  });
});
