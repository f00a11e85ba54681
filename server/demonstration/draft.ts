import { closedWithin } from '../../shared/opening-hours.ts';
import { dayOf, type Slot } from '../../shared/time.ts';
import type { BookingStatus } from '../../shared/words.ts';
import { publicHolidaysIn } from '../catalogue/holidays.ts';
import type { Random } from './seed.ts';
import { deciderOf, type Means, needsApproval, type World } from './world.ts';

export interface DraftLine {
  means: Means;
  quantity: number;
}

/** A booking that is thought out but not written. */
export interface Draft {
  key: string;
  title: string;
  purpose: string | null;
  /** Slug of the beneficiary, name of the person. */
  organisation: string;
  person: string;
  slot: Slot;
  lines: DraftLine[];
  requestedAt: Date;
  status: BookingStatus;
  decision?: { person: string; at: Date; outcome: 'approved' | 'declined'; reason: string | null };
  cancelled?: { at: Date; reason: string | null };
  series?: { id: string; recurrenceId: Date };
  remindedAt?: Date;
  escalatedAt?: Date;
}

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const holidays = publicHolidaysIn('fr');

/** Does the slot keep the published rules of the means: opening hours, length, steps? */
export function keepsRules(means: Means, slot: Slot): boolean {
  const minutes = (slot.to.getTime() - slot.from.getTime()) / 60_000;
  const { min_minutes, max_minutes, increment_minutes, within_opening_hours } = means.limits;
  if (minutes < min_minutes || minutes > max_minutes || minutes % increment_minutes !== 0) return false;
  return !within_opening_hours || closedWithin(means.site, slot, holidays).length === 0;
}

/** When it was asked for: a typical time ahead, within notice and horizon, never after now. Undefined when none is possible. */
export function requestTime(
  world: World,
  lines: DraftLine[],
  slot: Slot,
  leadDays: number,
  random: Random,
): Date | undefined {
  const notice = Math.max(...lines.map(one => one.means.limits.notice_minutes)) * 60_000;
  const openDays = lines.some(one => 'notice_in_open_days' in one.means.limits) ? 4 * dayMs : 0;
  const latest = Math.min(
    world.now.getTime() - (0.3 + random() * 70) * hourMs,
    slot.from.getTime() - notice - openDays - hourMs,
  );
  const lead = -Math.log(1 - random() * 0.98) * leadDays * dayMs;
  const wished = new Date(Math.min(latest, slot.from.getTime() - lead));
  // People do not ask in the middle of the night.
  const at = new Date(wished.getTime() - (wished.getUTCHours() < 6 ? 9 * hourMs : 0));
  const horizon = Math.min(...lines.map(one => one.means.limits.horizon_days)) * dayMs;
  return slot.from.getTime() - at.getTime() < horizon ? at : undefined;
}

export function linesToDecide(draft: Pick<Draft, 'lines' | 'organisation'>): DraftLine[] {
  return draft.lines.filter(line => needsApproval(line.means, draft.organisation));
}

/** The person who may decide all lines of a booking that need it, at an instant. */
export function deciderOfAll(draft: Pick<Draft, 'lines' | 'organisation' | 'person'>, at: Date): string | undefined {
  const deciders = linesToDecide(draft).map(line => deciderOf(line.means, draft, dayOf(at, 'Europe/Paris')));
  return new Set(deciders).size === 1 ? deciders[0] : undefined;
}

/** The deadline of a decision: the owner's delay, and at the latest the beginning. */
export function decisionDeadline(draft: Pick<Draft, 'lines' | 'slot' | 'requestedAt'>): Date {
  const hours = Math.min(...draft.lines.map(line => line.means.plan.hours ?? 72));
  return new Date(Math.min(draft.requestedAt.getTime() + hours * hourMs, draft.slot.from.getTime()));
}

/** An instant of the time in which a decision could be made. */
export function decisionTime(world: World, draft: Pick<Draft, 'lines' | 'slot' | 'requestedAt'>, random: Random): Date {
  const end = Math.min(decisionDeadline(draft).getTime(), world.now.getTime());
  return new Date(draft.requestedAt.getTime() + (end - draft.requestedAt.getTime()) * (0.05 + 0.6 * random() ** 2));
}

/** What became of a booking that was granted. */
export function grantedStatus(world: World, draft: Pick<Draft, 'lines' | 'slot'>, random: Random): BookingStatus {
  if (draft.slot.to <= world.now) return random() < 0.02 ? 'no_show' : 'completed';
  const isCarried = draft.lines.every(
    line => line.means.plan.kind === 'vehicle' || line.means.plan.kind === 'equipment',
  );
  return draft.slot.from <= world.now && isCarried ? 'in_use' : 'confirmed';
}
