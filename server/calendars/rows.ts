import { type RawBuilder, sql } from 'kysely';
import type { BookingStatus } from '../../shared/words.ts';
import { type BookingFacts, byStart, isEnded } from './facts.ts';

/** One line of a booking, with its booking. Instants are seconds. */
interface Row {
  id: string;
  title: string | null;
  purpose: string | null;
  organisation_id: string;
  starts: number;
  ends: number;
  status: BookingStatus;
  sequence: number;
  changed: number;
  visible: boolean;
  series_id: string | null;
  recurrence: number | null;
  resource_id: string;
  quantity: number;
  position: number;
  live: boolean;
}

/** Which bookings, and how much of each leaves the database. */
export interface Choice {
  /** A condition on the rows of `booking`. */
  chosen: RawBuilder<unknown>;
  /** Whether the reader may see more of one than that the time is taken; only then, and only if `isTold`, are its words read. */
  visible: RawBuilder<unknown>;
  isTold: boolean;
  now: Date;
}

/**
 * The lines of bookings, each with its booking. Rows and not JSON, instants as numbers and not as text: of ten thousand bookings
 * the database then writes half as long.
 */
export function bookingRows({ chosen, visible, isTold, now }: Choice) {
  return sql<Row>`
    select b.id, case when b.told then b.title end as title, case when b.told then b.purpose end as purpose,
      b.organisation_id, b.starts, b.ends, b.status, b.sequence, b.changed, b.visible, b.series_id, b.recurrence,
      line.resource_id, line.quantity, line.position, ${isLive(now)} as live
    from (
      select booking.id, booking.title, booking.purpose, booking.organisation_id, ${seconds('booking.starts_at')} as starts,
        ${seconds('booking.ends_at')} as ends, booking.status, booking.sequence, ${seconds('booking.updated_at')} as changed,
        seen.visible, seen.visible and ${isTold}::boolean as told, booking.series_id,
        ${seconds('booking.recurrence_id')} as recurrence
      from booking cross join lateral ${seenIf(visible)}
      where ${chosen}
    ) b
    join ${linesOf('b')}`;
}

/** `offset 0` keeps the planner from taking the subquery apart, and asking three times what the person may see. */
export function seenIf(visible: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select (${visible})::boolean as visible offset 0) seen`;
}

/** The lines that say what a booking takes: those that are over only where all of it is. */
export function linesOf(booking: 'b' | 'booking'): RawBuilder<unknown> {
  return sql`booking_line line on line.booking_id = ${sql.ref(`${booking}.id`)} and line.phase = 'current' and (
      line.status not in ('declined', 'cancelled', 'expired')
      or ${sql.ref(`${booking}.status`)} in ('declined', 'cancelled', 'expired'))`;
}

/** A request whose hold has lapsed is over, whether or not the sweep has said so yet. */
export function isLive(now: Date): RawBuilder<boolean> {
  return sql<boolean>`coalesce(case line.status when 'pending' then line.hold_until > ${now.toISOString()}::timestamptz
      else line.status not in ('declined', 'cancelled', 'expired') end, false)`;
}

export function seconds(column: string): RawBuilder<number> {
  return sql<number>`extract(epoch from ${sql.ref(column)})::float8`;
}

export function milliseconds(epoch: number): number {
  return Math.round(epoch * 1000);
}

/** The bookings of rows, in the order of their start; what is over is left out, unless its own status says so. */
export function bookingsOf(rows: Row[]): BookingFacts[] {
  const bookings = [...Map.groupBy(rows, row => row.id).values()].flatMap(lines => {
    const [first] = lines;
    return first && (isEnded(first.status) || lines.some(line => line.live)) ? [factsOf(first, lines)] : [];
  });
  return bookings.sort(byStart);
}

function factsOf(row: Row, lines: Row[]): BookingFacts {
  const ordered =
    lines.length === 1
      ? lines
      : lines.toSorted((a, b) => a.position - b.position || (a.resource_id < b.resource_id ? -1 : 1));
  return {
    id: row.id,
    title: row.title,
    purpose: row.purpose,
    organisationId: row.organisation_id,
    startsAt: milliseconds(row.starts),
    endsAt: milliseconds(row.ends),
    status: row.status,
    sequence: row.sequence,
    changedAt: milliseconds(row.changed),
    visible: row.visible,
    seriesId: row.series_id,
    recurrenceId: row.recurrence === null ? null : milliseconds(row.recurrence),
    lines: ordered.map(line => ({ resourceId: line.resource_id, quantity: line.quantity })),
  };
}
