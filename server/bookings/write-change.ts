import { sql } from 'kysely';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { type Event, record } from '../history/record.ts';
import type { CalendarJob, NotifyJob } from '../jobs/queue.ts';
import { newLine } from './new-rows.ts';
import { boundPending } from './pending-limit.ts';
import type { LineRow, StoredBooking } from './view.ts';
import { isEnded } from './view.ts';
import type { Want } from './want.ts';

/** A change of one booking that the guard has let pass. */
export interface GrantedChange {
  stored: StoredBooking;
  want: Want;
  words: { title: string; purpose: string | null };
  /** Whether the occurrence no longer follows its series. */
  detached: boolean;
}

/** How a change is written: what the booking's row becomes, and which lines come, stay or go. */
interface Plan extends GrantedChange {
  /** Some line waits for a decision beside the confirmed ones. */
  proposed: LineRow[];
  kept: { line: LineRow; next: LineRow }[];
  added: LineRow[];
  removed: LineRow[];
  timesChanged: boolean;
}

/**
 * Writes changes of one or many bookings in a handful of statements: one for each table, so that the claims of all of them are
 * released before any is taken anew, and occurrences of one series do not meet each other on the way.
 */
export async function writeChanges(
  tx: Tx,
  changes: GrantedChange[],
  catalogue: Catalogue,
  context: Context,
): Promise<void> {
  const plans = changes.map(change => planOf(change, catalogue, context));
  await updateBookings(tx, plans, context.now);
  await removeLines(tx, plans);
  await updateLines(tx, plans);
  const added = plans.flatMap(plan => [...plan.added, ...plan.proposed]);
  if (added.length > 0) await tx.insertInto('booking_line').values(added).execute();
  const requested = plans.find(isNewRequest);
  if (requested) await boundPending(tx, requested.want.organisationId, context);
  await record(tx, context, plans.map(changedEvent));
  const jobs = toldTogether(
    plans.filter(one => isWorthTelling(one) || isRenamed(one)).map(plan => changedJob(plan, context)),
  );
  if (jobs.length > 0) await context.jobs.notify(tx, jobs);
}

function planOf(change: GrantedChange, catalogue: Catalogue, context: Context): Plan {
  const { stored, want } = change;
  const current = stored.lines.filter(line => line.phase === 'current' && !isEnded(line.status));
  const place = { bookingId: stored.booking.id, want, catalogue, now: context.now, personId: context.actor.personId };
  const fresh = want.lines.map((line, position) => newLine(line, { ...place, position }));
  const pairs = pairsOf(fresh, current);
  const timesChanged =
    want.startsAt.getTime() !== stored.booking.starts_at.getTime() ||
    want.endsAt.getTime() !== stored.booking.ends_at.getTime();

  const decided = pairs.map(({ line, next }) => ({ line, next: afterChange(line, next, stored, want) }));
  const waits = decided.some(({ line, next }) => next.status === 'pending' && line?.status !== 'pending');
  const wasConfirmed = current.every(line => line.status !== 'pending');
  if (waits && wasConfirmed) {
    const beneficiary_id = want.organisationId === stored.booking.organisation_id ? null : want.organisationId;
    const proposed = decided.map(({ next }) => ({ ...next, phase: 'proposed' as const, beneficiary_id }));
    return { ...change, proposed, kept: [], added: [], removed: [], timesChanged };
  }
  const kept = decided.flatMap(({ line, next }) => (line ? [{ line, next: { ...next, id: line.id } }] : []));
  return {
    ...change,
    proposed: [],
    kept,
    added: decided.flatMap(({ line, next }) => (line ? [] : [next])),
    removed: current.filter(line => !kept.some(one => one.line.id === line.id)),
    timesChanged,
  };
}

/** Each line with the one that it continues; two lines may be of the same resource. */
function pairsOf(fresh: LineRow[], current: LineRow[]): { next: LineRow; line: LineRow | undefined }[] {
  const left = [...current];
  return fresh.map(next => {
    const index = left.findIndex(line => line.resource_id === next.resource_id);
    return { next, line: index < 0 ? undefined : left.splice(index, 1)[0] };
  });
}

/** A line keeps its standing when it asks for no more than it had; otherwise the policy decides as for a new one. */
function afterChange(line: LineRow | undefined, next: LineRow, stored: StoredBooking, want: Want): LineRow {
  if (!line) return next;
  const within =
    want.organisationId === stored.booking.organisation_id &&
    next.quantity <= line.quantity &&
    next.starts_at >= line.starts_at &&
    next.ends_at <= line.ends_at;
  const { terms_id, tariff_id, requested_by, requested_at, hold_until } = line;
  // What was approved stays so without a new decision; as a proposed row it needs none.
  if (within && line.status !== 'pending') {
    const standing = { terms_id, tariff_id, requested_by, requested_at, hold_until: null };
    return { ...next, ...standing, status: line.status, approval_required: false };
  }
  // A request that is changed while it waits keeps its deadline: changing it again and again does not hold the time for ever.
  if (line.status === 'pending' && next.status === 'pending') {
    const earlier = hold_until && next.hold_until && hold_until < next.hold_until ? hold_until : next.hold_until;
    return { ...next, terms_id, tariff_id, requested_at, hold_until: earlier };
  }
  return next;
}

function statusAfter(plan: Plan): 'pending' | 'confirmed' | 'in_use' {
  const lines = [...plan.proposed, ...plan.added, ...plan.kept.map(one => one.next)];
  if (lines.some(line => line.status === 'pending')) return 'pending';
  return plan.stored.booking.status === 'in_use' ? 'in_use' : 'confirmed';
}

/** Whether the change adds to what waits for a decision for its organisation. */
function isNewRequest(plan: Plan): boolean {
  const { status, organisation_id } = plan.stored.booking;
  return statusAfter(plan) === 'pending' && (status !== 'pending' || organisation_id !== plan.want.organisationId);
}

async function updateBookings(tx: Tx, plans: Plan[], now: Date): Promise<void> {
  const rows = plans.map(plan => {
    const waits = plan.proposed.length > 0;
    const { booking } = plan.stored;
    return {
      id: booking.id,
      organisation_id: waits ? booking.organisation_id : plan.want.organisationId,
      title: plan.words.title,
      purpose: plan.words.purpose,
      starts_at: waits ? booking.starts_at : plan.want.startsAt,
      ends_at: waits ? booking.ends_at : plan.want.endsAt,
      status: statusAfter(plan),
      detached: plan.detached,
      sequence: booking.sequence + (isMaterial(plan) ? 1 : 0),
    };
  });
  await sql`
    update booking b set
      organisation_id = r.organisation_id, title = r.title, purpose = r.purpose, starts_at = r.starts_at, ends_at = r.ends_at,
      status = r.status, detached = r.detached, sequence = r.sequence, version = b.version + 1, updated_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, organisation_id uuid, title text, purpose text, starts_at timestamptz, ends_at timestamptz,
      status text, detached boolean, sequence integer)
    where b.id = r.id`.execute(tx);
}

async function removeLines(tx: Tx, plans: Plan[]): Promise<void> {
  const ids = plans.flatMap(plan => plan.removed.map(line => line.id));
  if (ids.length === 0) return;
  await tx
    .updateTable('booking_line')
    .set({ phase: 'superseded', status: 'cancelled' })
    .where('id', 'in', ids)
    .execute();
}

async function updateLines(tx: Tx, plans: Plan[]): Promise<void> {
  const rows = plans.flatMap(plan => plan.kept.map(one => ({ ...one.next, approval_required: approvalOf(one) })));
  if (rows.length === 0) return;
  await sql`
    update booking_line l set
      quantity = r.quantity, position = r.position, starts_at = r.starts_at, ends_at = r.ends_at, status = r.status,
      approval_required = r.approval_required, holds = r.holds, hold_until = r.hold_until,
      terms_id = r.terms_id, tariff_id = r.tariff_id, requested_by = r.requested_by, requested_at = r.requested_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, quantity integer, position smallint, starts_at timestamptz, ends_at timestamptz, status text,
      approval_required boolean, holds boolean, hold_until timestamptz, terms_id uuid, tariff_id uuid,
      requested_by uuid, requested_at timestamptz)
    where l.id = r.id`.execute(tx);
}

/** In place, an approved line goes on being one that was approved. */
function approvalOf({ line, next }: { line: LineRow; next: LineRow }): boolean {
  return next.status === line.status ? line.approval_required : next.approval_required;
}

/** Whether calendars have to know: another time, other resources, another standing (RFC 5546 2.1.4). */
function isMaterial(plan: Plan): boolean {
  return (
    plan.timesChanged ||
    plan.added.length > 0 ||
    plan.removed.length > 0 ||
    statusAfter(plan) !== plan.stored.booking.status
  );
}

function isWorthTelling(plan: Plan): boolean {
  return isMaterial(plan) || plan.kept.some(one => one.line.quantity !== one.next.quantity);
}

/** No letter tells of another name, but the calendars of attendees show it. */
function isRenamed({ stored, words }: Plan): boolean {
  return words.title !== stored.booking.title || words.purpose !== stored.booking.purpose;
}

function changedEvent(plan: Plan): Event {
  const { stored, want } = plan;
  const lines = (rows: LineRow[]) => rows.map(line => ({ resourceId: line.resource_id, quantity: line.quantity }));
  return {
    action: plan.proposed.length > 0 ? 'booking.change_requested' : 'booking.changed',
    subjectType: 'booking',
    subjectId: stored.booking.id,
    organisationId: want.organisationId,
    before: {
      title: stored.booking.title,
      purpose: stored.booking.purpose,
      organisationId: stored.booking.organisation_id,
      startsAt: stored.booking.starts_at,
      endsAt: stored.booking.ends_at,
      lines: lines(stored.lines.filter(line => line.phase === 'current')),
    },
    after: {
      ...plan.words,
      organisationId: want.organisationId,
      startsAt: want.startsAt,
      endsAt: want.endsAt,
      lines: want.lines,
    },
  };
}

type Job = NotifyJob | CalendarJob;

/** One message tells of all the occurrences of a series that the same act changed. */
function toldTogether(jobs: Job[]): Job[] {
  const groups = Map.groupBy(jobs, job => `${job.event} ${job.seriesId ?? job.bookingIds.join()}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, bookingIds: [first, ...others].flatMap(job => job.bookingIds) }] : [],
  );
}

function changedJob(plan: Plan, context: Context): Job {
  const { booking } = plan.stored;
  return {
    event: plan.proposed.length > 0 ? 'change_requested' : isWorthTelling(plan) ? 'changed' : 'calendar_changed',
    bookingIds: [booking.id],
    ...(booking.series_id ? { seriesId: booking.series_id } : {}),
    version: booking.version + 1,
    actorId: context.actor.personId,
    before: { startsAt: booking.starts_at.toISOString(), endsAt: booking.ends_at.toISOString() },
  };
}
