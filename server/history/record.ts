import type { HistorySubject } from '../../shared/history.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import type { NewRow } from '../database/tables.ts';

/** In the history a subject has an id; the network, being the only one, has none of its own. */
export const networkSubject = '00000000-0000-0000-0000-000000000000';

/** One thing that was done, for the history: what, to what, from what to what, why. */
export interface Event {
  /** `booking.created`, `booking.moved`, `resource.capacity_changed`, … */
  action: string;
  subjectType: HistorySubject;
  subjectId: string;
  organisationId?: string | null;
  before?: unknown;
  after?: unknown;
  reason?: string | null;
}

/** What an event was about: all that live changes need to know of it. */
export type Act = Pick<Event, 'subjectType' | 'subjectId'>;

/** The row of an event, for a statement that writes it together with what it tells. */
export function auditRow(
  event: Event,
  by: { personId: string | null; now: Date; requestId?: string; acts?: Act[] },
): NewRow<'audit_event'> {
  by.acts?.push({ subjectType: event.subjectType, subjectId: event.subjectId });
  return {
    at: by.now,
    person_id: by.personId,
    organisation_id: event.organisationId ?? null,
    action: event.action,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    before: event.before === undefined ? null : JSON.stringify(event.before),
    after: event.after === undefined ? null : JSON.stringify(event.after),
    reason: event.reason ?? null,
    request_id: by.requestId ?? null,
  };
}

/** Writes what nobody did, but time or a sweep, into the append-only history, in the transaction of what it tells. */
export async function recordOfSystem(
  tx: Tx,
  events: Event[],
  by: { now: Date; requestId?: string; acts?: Act[] },
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(event => auditRow(event, { ...by, personId: null }));
  await tx.insertInto('audit_event').values(rows).execute();
}

/** Writes events into the append-only history, in the transaction of what they tell. */
export async function record(tx: Tx, context: Context, events: Event[]): Promise<void> {
  if (events.length === 0) return;
  const by = { personId: context.actor.personId, now: context.now, requestId: context.requestId, acts: context.acts };
  await tx
    .insertInto('audit_event')
    .values(events.map(event => auditRow(event, by)))
    .execute();
}
