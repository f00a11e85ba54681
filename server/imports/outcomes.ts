import { sql } from 'kysely';
import type { Finding } from '../../shared/findings.ts';
import type { ImportOutcome } from '../../shared/import.ts';
import type { StoredBooking } from '../bookings/view.ts';
import type { Tx } from '../database/connect.ts';
import type { ImportRowRow } from './queries.ts';

/** What came of a row. */
export interface Outcome {
  /** As it was asked for. */
  row: ImportRowRow;
  outcome: ImportOutcome;
  reasons: Finding[];
  booking: StoredBooking | null;
}

/** Keeps what came of each row, in one statement; what was chosen in place of what the file said stays with it. */
export async function writeOutcomes(tx: Tx, importId: string, outcomes: Outcome[]): Promise<void> {
  const rows = outcomes.map(({ row, outcome, reasons, booking }) => ({
    ...{ position: row.position, title: row.title, resource_id: row.resource_id, quantity: row.quantity },
    ...{ starts_at: row.starts_at, ends_at: row.ends_at, problem: row.problem, outcome, reasons },
    booking_id: booking?.booking.id ?? null,
    booking_version: booking?.booking.version ?? null,
  }));
  await sql`
    update import_row r set title = o.title, resource_id = o.resource_id, quantity = o.quantity, starts_at = o.starts_at,
      ends_at = o.ends_at, problem = o.problem, outcome = o.outcome, reasons = o.reasons, booking_id = o.booking_id,
      booking_version = o.booking_version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (position integer, title text, resource_id uuid, quantity integer,
      starts_at timestamptz, ends_at timestamptz, problem text, outcome text, reasons jsonb, booking_id uuid, booking_version integer)
    where r.import_id = ${importId} and r.position = o.position`.execute(tx);
}
