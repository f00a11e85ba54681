import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { at as atInstant } from '../approvals/requests.ts';
import { play } from '../harness.ts';
import { createResource } from '../network.ts';
import {
  accepted,
  booked,
  crowdOn,
  deadlocks,
  expectCleanAnswers,
  expectWitnessed,
  minute,
  rush,
  wanted,
} from './crowd.ts';

const stage = play();
const crowd = crowdOn(stage);

describe('bundles of crossed resources', () => {
  afterAll(async () => {
    expect(await deadlocks(stage)).toBe(0);
  });

  it('A+B and B+A and B+C+A: all lines or none, and nobody embraces', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b] = [await createResource(stage.db, stage.network), await createResource(stage.db, stage.network)];
      const pool = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 3 });
      const orders = [
        [a, b],
        [b, a],
        [b, pool, a],
        [pool, b],
        [a, pool],
      ];
      const { replies } = await rush(50, index => {
        const lines = (orders[index % orders.length] ?? []).map(resourceId => ({ resourceId }));
        const slot = { from: minute((index % 7) * 15), to: minute((index % 7) * 15 + 45) };
        return crowd.as('member')('POST', '/api/bookings', wanted(stage, { ...slot, lines }));
      });
      expectCleanAnswers(replies, [201, 409]);
      const held = [];
      for (const id of [a, b, pool]) held.push(...(await expectWitnessed(stage, id)));
      const lines = accepted(replies).flatMap(reply => reply.body.booking.lines);
      expect(held).toHaveLength(lines.length);
    }
  });

  it('swaps of two bookings for each other’s resources: never half of one', async () => {
    const [a, b] = [await createResource(stage.db, stage.network), await createResource(stage.db, stage.network)];
    const one = await booked(stage, { from: minute(0), to: minute(60), lines: [{ resourceId: a }] });
    const other = await booked(stage, { from: minute(0), to: minute(60), lines: [{ resourceId: b }] });
    const { replies } = await rush(20, index => {
      const booking = index % 2 ? one : other;
      const body = { lines: [{ resourceId: index % 2 ? b : a }] };
      return crowd.as('member')('PATCH', `/api/bookings/${booking.id}`, body, { 'If-Match': `"${booking.version}"` });
    });
    expectCleanAnswers(replies, [409]);
    expect((await expectWitnessed(stage, a)).length + (await expectWitnessed(stage, b)).length).toBe(2);
  });
});

describe('a counted pool', () => {
  it('is never over its capacity whatever is done to it at once, and what was answered is what is held', async () => {
    const pool = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 5 });
    const kit = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 2 });
    await stage.db.insertInto('resource_component').values({ kit_id: kit, component_id: pool, quantity: 2 }).execute();
    const held: { id: string; version: number; lines: unknown[] }[] = [];
    for (let wave = 0; wave < 4; wave++) {
      const { replies } = await rush(50, index => {
        const slot = { from: minute((index % 9) * 15), to: minute((index % 9) * 15 + 15 * (1 + (index % 4))) };
        const lines = [{ resourceId: index % 5 ? pool : kit, quantity: index % 5 ? 1 + (index % 3) : 1 }];
        const mine = held[index];
        if (!mine || index % 3 === 0) {
          return crowd.as('member')('POST', '/api/bookings', wanted(stage, { ...slot, lines }));
        }
        if (index % 3 === 1) return crowd.as('member')('POST', `/api/bookings/${mine.id}/cancellation`, {});
        const body = { startsAt: slot.from, endsAt: slot.to, lines };
        return crowd.as('member')('PATCH', `/api/bookings/${mine.id}`, body, { 'If-Match': `"${mine.version}"` });
      });
      expectCleanAnswers(replies, [200, 201, 409, 412]);
      for (const { body } of accepted(replies)) {
        const index = held.findIndex(one => one.id === body.booking.id);
        if (index >= 0) held.splice(index, 1);
        if (body.booking.status === 'confirmed') held.push(body.booking);
      }
    }
    const claims = await expectWitnessed(stage, pool);
    expect(new Set(claims.map(claim => claim.booking_id))).toEqual(new Set(held.map(booking => booking.id)));
    await expectWitnessed(stage, kit);
  });
});

describe('who writes past the application', () => {
  /** Inserts a booking and its line with bare SQL, in an isolation level of their choice; the SQLSTATE when it is refused. */
  async function insertBare(resourceId: string, isolation: string, from: string, to: string, quantity = 1) {
    const client = new pg.Client({ connectionString: stage.url });
    await client.connect();
    try {
      const id = randomUUID();
      const { borrower, people } = stage.network;
      await client.query(`begin isolation level ${isolation}`);
      await client.query("select set_config('moyens.now', $1, true)", [stage.now.toISOString()]);
      await client.query('select count(*) from claim where resource_id = $1', [resourceId]);
      await client.query(
        `insert into booking (id, organisation_id, person_id, title, starts_at, ends_at, status, created_at, updated_at)
         values ($1, $2, $3, 'À la main', $4, $5, 'confirmed', now(), now())`,
        [id, borrower, people.member, from, to],
      );
      await client.query(
        `insert into booking_line (id, booking_id, resource_id, quantity, starts_at, ends_at, status, approval_required,
           requested_by, requested_at)
         values ($1, $2, $3, $4, $5, $6, 'confirmed', false, $7, now())`,
        [randomUUID(), id, resourceId, quantity, from, to, people.member],
      );
      await client.query('commit');
      return 'done';
    } catch (error) {
      return (error as pg.DatabaseError).code ?? String(error);
    } finally {
      await client.end();
    }
  }

  it.each(['repeatable read', 'serializable', 'read committed'])('cannot over-book a pool at %s', async isolation => {
    const pool = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 5 });
    const { replies } = await rush(30, index =>
      insertBare(pool, isolation, minute(index), minute(60 + index), 1 + (index % 2)),
    );
    expect([...new Set(replies)].filter(code => !['done', '40001', '23P01'].includes(code))).toEqual([]);
    const claims = await expectWitnessed(stage, pool);
    expect(claims).toHaveLength(replies.filter(code => code === 'done').length);
    if (isolation === 'repeatable read') expect(replies).toContain('40001');
  });

  it('cannot overlap in a room, beside those who go through the application', async () => {
    const room = await createResource(stage.db, stage.network);
    const { replies } = await rush(30, async index => {
      const slot = { from: minute(index), to: minute(60 + index) };
      if (index % 2) return insertBare(room, 'read committed', slot.from, slot.to);
      const body = wanted(stage, { ...slot, lines: [{ resourceId: room }] });
      return String((await crowd.as('member')('POST', '/api/bookings', body)).status);
    });
    expect(replies.filter(code => !['done', '201', '409', '23P01', '40P01'].includes(code))).toEqual([]);
    expect(replies.filter(code => ['done', '201'].includes(code))).toHaveLength(1);
    expect(await expectWitnessed(stage, room)).toHaveLength(1);
  });

  it('cannot over-book by changing a line, a capacity or a buffer', async () => {
    const room = await createResource(stage.db, stage.network);
    const lines = [{ resourceId: room }];
    const first = await booked(stage, { from: minute(0), to: minute(60), lines });
    await booked(stage, { from: minute(60), to: minute(120), lines });
    const pool = await createResource(stage.db, stage.network, { kind: 'equipment', capacity: 5 });
    await booked(stage, { from: minute(0), to: minute(60), lines: [{ resourceId: pool, quantity: 4 }] });
    for (const bare of [
      sql`update booking_line set ends_at = ${minute(75)} where booking_id = ${first.id}`,
      sql`update resource set setup_minutes = 15 where id = ${room}`,
      sql`update resource set capacity = 3 where id = ${pool}`,
    ]) {
      await expect(atInstant(stage.db, stage.now, tx => bare.execute(tx))).rejects.toMatchObject({ code: '23P01' });
    }
  });
});
