import type { Booking, BookingChange, Copy } from '../../shared/booking.ts';
import type { PlanningClaim, PlanningRow } from '../../shared/planning.ts';
import type { ChangeScope } from '../../shared/words.ts';
import { later, movedClaim, type Patch } from './optimistic.ts';

interface Seen {
  id: string | undefined;
  seriesId: string | null | undefined;
  startsAt: string;
}

const mayNothing = { change: false, cancel: false, restore: false };

/** Moved, resized, with other resources or words; of a series by the same lengths of time. */
export function changePatch(before: Booking, change: BookingChange, scope: ChangeScope): Patch {
  const reached = reachedBy(before, scope);
  const start = change.startsAt ? Date.parse(change.startsAt) - Date.parse(before.startsAt) : 0;
  const end = change.endsAt ? Date.parse(change.endsAt) - Date.parse(before.endsAt) : 0;
  const wanted = change.lines && new Map(change.lines.map(line => [line.resourceId, line.quantity]));
  const movedAway = new Map<string, PlanningClaim>();
  return {
    booking(one) {
      if (!reached(one)) return one;
      const time = { startsAt: later(one.startsAt, start), endsAt: later(one.endsAt, end) };
      const words = {
        title: change.title ?? one.title,
        purpose: change.purpose === undefined ? one.purpose : change.purpose,
      };
      return { ...one, ...time, ...words, lines: one.lines.map(line => ({ ...line, ...time })) };
    },
    row(row) {
      const claims = row.claims.flatMap(claim => {
        if (!reached(seenOf(claim)) || claim.phase !== 'current') return [claim];
        const moved = { ...movedClaim(claim, start, end), ...(change.title ? { title: change.title } : {}) };
        const quantity = wanted ? wanted.get(claim.resourceId) : claim.quantity;
        if (quantity === undefined) movedAway.set(claim.bookingId ?? '', moved);
        return quantity === undefined ? [] : [{ ...moved, quantity }];
      });
      return withClaims(row, claims);
    },
    after(rows) {
      if (!wanted || movedAway.size === 0) return rows;
      return rows.map(row => {
        const quantity = wanted.get(row.resourceId);
        const coming = [...movedAway.values()].filter(
          one => !row.claims.some(claim => claim.bookingId === one.bookingId),
        );
        if (quantity === undefined || coming.length === 0) return row;
        return {
          ...row,
          claims: [...row.claims, ...coming.map(one => ({ ...one, quantity, resourceId: row.resourceId }))],
        };
      });
    },
  };
}

/** A second claim beside each of the booking's; it has no booking to open until the server has answered. */
export function copyPatch(booking: Booking, copy: Copy): Patch {
  const start = Date.parse(copy.startsAt) - Date.parse(booking.startsAt);
  const end = copy.endsAt ? Date.parse(copy.endsAt) - Date.parse(booking.endsAt) : start;
  return {
    booking: one => one,
    row(row) {
      const copies = row.claims
        .filter(claim => claim.bookingId === booking.id && claim.phase === 'current')
        .map(({ bookingId: _, ...claim }) => movedClaim(claim, start, end));
      return copies.length > 0 ? { ...row, claims: [...row.claims, ...copies] } : row;
    },
  };
}

/** Gone from the planning, and marked in lists, with the other dates that the act reaches. */
export function cancelPatch(booking: Booking, scope: ChangeScope): Patch {
  const reached = reachedBy(booking, scope);
  return {
    booking: one => (reached(one) ? { ...one, status: 'cancelled', change: null, may: mayNothing } : one),
    row: row =>
      withClaims(
        row,
        row.claims.filter(claim => !reached(seenOf(claim))),
      ),
  };
}

/** Other facts of one booking; the planning waits for the server. */
export function factsPatch(id: string, facts: Partial<Booking>): Patch {
  return {
    booking: one => (one.id === id ? { ...one, ...facts, may: mayNothing } : one),
    row: row => row,
  };
}

/** Without the change that waits, and what it would take. */
export function withdrawPatch(id: string): Patch {
  return {
    booking: one => (one.id === id ? { ...one, change: null } : one),
    row: row =>
      withClaims(
        row,
        row.claims.filter(claim => claim.bookingId !== id || claim.phase !== 'proposed'),
      ),
  };
}

/** Whether an act on a booking reaches another of its series: only those that are still to come. */
function reachedBy(acted: Booking, scope: ChangeScope): (one: Seen) => boolean {
  return one => {
    if (one.id === acted.id) return true;
    if (scope === 'this' || !acted.seriesId || one.seriesId !== acted.seriesId) return false;
    return Date.parse(one.startsAt) > (scope === 'following' ? Date.parse(acted.startsAt) : Date.now());
  };
}

function seenOf(claim: PlanningClaim): Seen {
  return { id: claim.bookingId, seriesId: claim.seriesId, startsAt: claim.startsAt };
}

function withClaims(row: PlanningRow, claims: PlanningClaim[]): PlanningRow {
  const same = claims.length === row.claims.length && claims.every((claim, index) => claim === row.claims[index]);
  return same ? row : { ...row, claims };
}
