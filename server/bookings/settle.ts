import { sql } from 'kysely';
import type { BookingStatus } from '../../shared/words.ts';
import type { Tx } from '../database/connect.ts';
import type { BookingRow, LineRow, StoredBooking } from './view.ts';

/** What a wait for a decision can end in, for one line. */
export type LineOutcome = 'confirmed' | 'declined' | 'expired';

/** What becomes of a booking when some of its pending lines are decided on, or lapse. */
export interface Settlement {
  stored: StoredBooking;
  /** Whether it is a change of a confirmed booking that waits, and not the booking itself. */
  isChange: boolean;
  /** What the request as a whole has come to; `pending` while another owner has yet to decide. */
  outcome: LineOutcome | 'pending';
  booking: Pick<BookingRow, 'id' | 'status' | 'starts_at' | 'ends_at' | 'organisation_id' | 'sequence'>;
  lines: Pick<LineRow, 'id' | 'status' | 'phase'>[];
}

/** The lines of the request that waits: those of a proposed change if there is one, else the booking's own. */
export function waitingLines({ lines }: StoredBooking): LineRow[] {
  const live = lines.filter(line => line.status === 'pending' || line.status === 'confirmed');
  const proposed = live.filter(line => line.phase === 'proposed');
  return proposed.length > 0 ? proposed : live.filter(line => line.phase === 'current');
}

/**
 * Settles what follows from the outcomes of some pending lines. A bundle that is all or nothing falls with its first refusal;
 * one that keeps what is approved goes on with the rest. A change takes the place of what was held when its last line is
 * approved, and falls as a whole: half a move is none.
 */
export function settle(stored: StoredBooking, outcomes: Map<string, LineOutcome>): Settlement {
  const waiting = waitingLines(stored);
  const isChange = waiting.some(line => line.phase === 'proposed');
  const together = isChange || stored.booking.bundle === 'all_or_nothing';
  const after = waiting.map(line => ({ id: line.id, phase: line.phase, status: outcomes.get(line.id) ?? line.status }));
  const refusal = after.some(line => line.status === 'declined') ? 'declined' : 'expired';
  const isRefused = after.some(line => line.status === 'declined' || line.status === 'expired');

  if (together && isRefused) {
    const fallen = after.map(line => ({
      ...line,
      status: outcomes.get(line.id) === 'confirmed' ? refusal : (outcomes.get(line.id) ?? refusal),
    }));
    return isChange ? withdrawn(stored, fallen, refusal) : concluded(stored, fallen, refusal);
  }
  if (after.some(line => line.status === 'pending')) return concluded(stored, after, 'pending', isChange);
  if (isChange) return replaced(stored, waiting, after);
  return concluded(stored, after, after.some(line => line.status === 'confirmed') ? 'confirmed' : refusal);
}

type LineAfter = Settlement['lines'][number];

function concluded(
  stored: StoredBooking,
  lines: LineAfter[],
  outcome: Settlement['outcome'],
  isChange = false,
): Settlement {
  const { id, status, starts_at, ends_at, organisation_id, sequence } = stored.booking;
  return {
    stored,
    isChange,
    outcome,
    lines,
    booking: {
      id,
      status: isChange ? status : outcome,
      starts_at,
      ends_at,
      organisation_id,
      // A calendar shows what is asked for as tentative, and so must know when it no longer is.
      sequence: sequence + (outcome === 'pending' ? 0 : 1),
    },
  };
}

/** The change falls: what was held all the while goes on as it was. */
function withdrawn(stored: StoredBooking, lines: LineAfter[], outcome: 'declined' | 'expired'): Settlement {
  const settled = concluded(
    stored,
    lines.map(line => ({ ...line, phase: 'superseded' as const })),
    outcome,
    true,
  );
  return { ...settled, booking: { ...settled.booking, status: standing(stored) } };
}

/** The change takes the place of what was held. */
function replaced(stored: StoredBooking, waiting: LineRow[], after: LineAfter[]): Settlement {
  const former = stored.lines
    .filter(line => line.phase === 'current')
    .map(line => ({ id: line.id, phase: 'superseded' as const, status: 'cancelled' as BookingStatus }));
  const settled = concluded(
    stored,
    [...former, ...after.map(line => ({ ...line, phase: 'current' as const }))],
    'confirmed',
    true,
  );
  const [first] = waiting;
  return {
    ...settled,
    booking: {
      ...settled.booking,
      status: standing(stored),
      ...(first
        ? {
            starts_at: first.starts_at,
            ends_at: first.ends_at,
            organisation_id: first.beneficiary_id ?? settled.booking.organisation_id,
          }
        : {}),
    },
  };
}

function standing({ lines }: StoredBooking): BookingStatus {
  return lines.some(line => line.phase === 'current' && line.status === 'in_use') ? 'in_use' : 'confirmed';
}

/**
 * Writes settlements of bookings whose resources and rows are locked: one statement for each table, so that the claims of the
 * old are let go before those of the new are taken. A confirmed line's decision has to be written before.
 */
export async function writeSettlements(tx: Tx, settlements: Settlement[], now: Date): Promise<void> {
  if (settlements.length === 0) return;
  await sql`
    update booking b set
      status = r.status, starts_at = r.starts_at, ends_at = r.ends_at, organisation_id = r.organisation_id,
      sequence = r.sequence, version = b.version + 1, updated_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(settlements.map(one => one.booking))}::jsonb) as r (
      id uuid, status text, starts_at timestamptz, ends_at timestamptz, organisation_id uuid, sequence integer)
    where b.id = r.id`.execute(tx);
  await sql`
    update booking_line l set status = r.status, phase = r.phase
    from jsonb_to_recordset(${JSON.stringify(settlements.flatMap(one => one.lines))}::jsonb) as r (
      id uuid, status text, phase text)
    where l.id = r.id`.execute(tx);
}
