import { sql } from 'kysely';
import type { Recusal } from '../../shared/approval.ts';
import type { DecisionCapacity, DecisionOutcome } from '../../shared/words.ts';
import type { LineRow } from '../bookings/view.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/connect.ts';

/** A line that a person may decide on now, and in which capacity. */
export interface Entitlement {
  lineId: string;
  capacity: DecisionCapacity;
}

type Asker = Pick<Context, 'actor' | 'now'>;

/** Of a booking, the lines that the actor may decide on now. */
export async function entitlements(db: Db, bookingId: string, { actor, now }: Asker): Promise<Entitlement[]> {
  const { rows } = await sql<Entitlement>`
    select * from (
      select l.id as "lineId", entitlement(l.id, ${actor.personId}::uuid, ${now.toISOString()}::timestamptz) as capacity
      from booking_line l
      where l.booking_id = ${bookingId} and l.status = 'pending' and l.phase <> 'superseded'
    ) one where capacity is not null`.execute(db);
  return rows;
}

/** What stands between the actor and a decision on a line; null when it is merely not theirs, or not yet. */
export async function recusalOf(db: Db, lineId: string, { actor, now }: Asker): Promise<Recusal | null> {
  const { rows } = await sql<{ why: Recusal | null }>`
    select recusal(${lineId}::uuid, ${actor.personId}::uuid, ${now.toISOString()}::timestamptz) as why`.execute(db);
  return rows[0]?.why ?? null;
}

/** Writes who decided on which lines; the trigger sees to it that they may, and says in which capacity. */
export async function insertDecisions(
  tx: Tx,
  lines: LineRow[],
  decision: { outcome: DecisionOutcome; reason: string | null },
  { actor, now }: Asker,
): Promise<void> {
  const row = { person_id: actor.personId, capacity: 'approver' as const, decided_at: now, ...decision };
  await tx
    .insertInto('decision')
    .values(lines.map(line => ({ ...row, line_id: line.id })))
    .execute();
}

/** Other bookings whose hold has lapsed, but that still claim what these lines draw on: to be let go before room is measured. */
export async function lapsedHoldersOn(tx: Tx, lines: LineRow[], bookingId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ booking_id: string }>`
    select distinct c.booking_id
    from claim c join resource_draw d on d.drawn_id = c.resource_id
    where d.resource_id = any (${lines.map(line => line.resource_id)}::uuid[])
      and c.hold_until <= ${now.toISOString()}::timestamptz and c.booking_id <> ${bookingId}`.execute(tx);
  return rows.map(row => row.booking_id);
}
