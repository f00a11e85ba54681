import type { QueryClient } from '@tanstack/solid-query';
import type { Booking } from '../../shared/booking.ts';
import type { PlanningClaim, PlanningRow } from '../../shared/planning.ts';

/** First words of the keys of queries that show bookings. */
const showing = ['bookings', 'planning', 'approvals'];
const shows = { predicate: (query: { queryKey: readonly unknown[] }) => showing.includes(String(query.queryKey[0])) };

/** What an act does to what is on screen, before the server has answered. What it does not touch, it returns as it was. */
export interface Patch {
  booking: (booking: Booking) => Booking;
  row: (row: PlanningRow) => PlanningRow;
  /** All rows of a planning, once each has been through `row`: for what goes from one to another. */
  after?: (rows: PlanningRow[]) => PlanningRow[];
}

/** Shows the effect of an act at once, in every list, page and planning that is kept. @returns how to take it back */
export async function showAtOnce(client: QueryClient, patch: Patch): Promise<() => void> {
  // An answer that was under way would tell of the time before the act.
  await client.cancelQueries(shows);
  const before = client.getQueriesData(shows);
  for (const [key, data] of before) client.setQueryData(key, patched(data, patch));
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
  };
}

/** Puts the server's own view of a booking in the place of what is kept of it. Claims are read again. */
export function showAnswer(client: QueryClient, answer: Booking): void {
  const patch: Patch = { booking: one => (one.id === answer.id ? answer : one), row: row => row };
  for (const [key, data] of client.getQueriesData(shows)) client.setQueryData(key, patched(data, patch));
}

/** Reads again what is on screen of bookings; the rest when it is next shown. */
export function readAgain(client: QueryClient): void {
  void client.invalidateQueries(shows);
}

/** A booking as some query has it, if one does. */
export function keptBooking(client: QueryClient, id: string): Booking | undefined {
  let found: Booking | undefined;
  const look: Patch = {
    booking(one) {
      if (one.id === id) found = one;
      return one;
    },
    row: row => row,
  };
  for (const [, data] of client.getQueriesData(shows)) patched(data, look);
  return found;
}

/** Looks through whatever shape a query gives: a page, pages, a booking, approvals, rows. Shares what stays the same. */
function patched(data: unknown, patch: Patch): unknown {
  if (Array.isArray(data)) return patchedList(data, patch);
  if (typeof data !== 'object' || data === null) return data;
  if (isBooking(data)) return patch.booking(data);
  if (isRow(data)) return patch.row(data);
  const entries = Object.entries(data).map(([name, value]) => [name, value, patched(value, patch)] as const);
  if (entries.every(([, value, next]) => value === next)) return data;
  // Of the same class: some answers are of one so that a store leaves them as they are.
  const changed = Object.fromEntries(entries.map(([name, , next]) => [name, next]));
  return Object.assign(Object.create(Object.getPrototypeOf(data)), changed);
}

function patchedList(list: unknown[], patch: Patch): unknown[] {
  const next = list.map(one => patched(one, patch));
  if (patch.after && next.length > 0 && next.every(isRow)) return patch.after(next);
  return next.every((one, index) => one === list[index]) ? list : next;
}

function isBooking(data: object): data is Booking {
  return 'recurrenceId' in data && 'lines' in data && 'may' in data;
}

function isRow(data: unknown): data is PlanningRow {
  return typeof data === 'object' && data !== null && 'claims' in data && 'resourceId' in data;
}

/** An instant moved by milliseconds. */
export function later(instant: string, milliseconds: number): string {
  return milliseconds === 0 ? instant : new Date(Date.parse(instant) + milliseconds).toISOString();
}

/** A claim of another time; setup and turnaround go with it. */
export function movedClaim(claim: PlanningClaim, start: number, end: number): PlanningClaim {
  return {
    ...claim,
    startsAt: later(claim.startsAt, start),
    endsAt: later(claim.endsAt, end),
    occupiedFrom: later(claim.occupiedFrom, start),
    occupiedTo: later(claim.occupiedTo, end),
  };
}
