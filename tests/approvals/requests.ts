import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../../server/database/connect.ts';
import type { NewRow } from '../../server/database/tables.ts';

/** Monday 2 November 2026, 09:00 in Paris: the instant at which these tests play. */
export const now = new Date('2026-11-02T08:00:00Z');

export interface Asked {
  organisation: string;
  person: string;
  resources: string[];
  /** Hours from the tests' instant. */
  from?: number;
  to?: number;
  line?: Partial<NewRow<'booking_line'>>;
  booking?: Partial<NewRow<'booking'>>;
}

export function hoursFromNow(hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000);
}

/** Writes a pending request straight into the database, as no verb would: one line per resource. */
export async function ask(db: Db, asked: Asked): Promise<{ id: string; lines: string[] }> {
  const id = randomUUID();
  const time = {
    starts_at: hoursFromNow(asked.from ?? 240),
    ends_at: hoursFromNow(asked.to ?? (asked.from ?? 240) + 1),
  };
  const lines = asked.resources.map((resource_id, position) => ({
    id: randomUUID(),
    booking_id: id,
    position,
    resource_id,
    quantity: 1,
    ...time,
    status: 'pending' as const,
    approval_required: true,
    hold_until: hoursFromNow(72),
    requested_by: asked.person,
    requested_at: now,
    ...asked.line,
  }));
  await at(db, now, async tx => {
    await tx
      .insertInto('booking')
      .values({
        id,
        organisation_id: asked.organisation,
        person_id: asked.person,
        title: 'Atelier',
        ...time,
        status: 'pending',
        created_at: now,
        updated_at: now,
        ...asked.booking,
      })
      .execute();
    await tx.insertInto('booking_line').values(lines).execute();
  });
  return { id, lines: lines.map(line => line.id) };
}

/** Runs statements in one transaction in which the triggers take it to be `instant`. */
export async function at<T>(db: Db, instant: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async tx => {
    await sql`select set_config('moyens.now', ${instant.toISOString()}, true)`.execute(tx);
    return work(tx);
  });
}
