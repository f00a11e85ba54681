import type { NewRow } from '../database/tables.ts';
import { auditRow, type Event } from '../history/record.ts';
import { versionsAt } from './catalogue-rows.ts';
import { type Draft, decisionDeadline, linesToDecide } from './draft.ts';
import { idOf } from './seed.ts';
import { needsApproval } from './world.ts';

export const bookingId = (draft: Draft) => idOf('booking', draft.key);
export const lineId = (draft: Draft, position: number) => idOf('line', `${draft.key} ${position}`);

export function bookingRow(draft: Draft): NewRow<'booking'> {
  const person = idOf('person', draft.person);
  const changes = [draft.decision, draft.cancelled, draft.status === 'expired'].filter(Boolean).length;
  return {
    id: bookingId(draft),
    organisation_id: idOf('organisation', draft.organisation),
    person_id: person,
    title: draft.title,
    purpose: draft.purpose,
    starts_at: draft.slot.from,
    ends_at: draft.slot.to,
    status: draft.status,
    series_id: draft.series?.id ?? null,
    recurrence_id: draft.series?.recurrenceId ?? null,
    version: 1 + changes,
    sequence: draft.cancelled ? 1 : 0,
    cancelled_at: draft.cancelled?.at ?? null,
    cancelled_by: draft.cancelled ? person : null,
    cancellation_reason: draft.cancelled?.reason ?? null,
    created_at: draft.requestedAt,
    updated_at: lastChangeOf(draft),
  };
}

function lastChangeOf(draft: Draft): Date {
  if (draft.status === 'expired') return decisionDeadline(draft);
  return draft.cancelled?.at ?? draft.decision?.at ?? draft.requestedAt;
}

/** The lines as they are now; `waiting`: as they were when the decision was made, holding nothing yet. */
export function lineRows(draft: Draft, waiting = false): NewRow<'booking_line'>[] {
  const isPending = waiting || draft.status === 'pending';
  const competes = draft.lines.some(line => line.means.plan.pending === 'compete');
  return draft.lines.map(({ means, quantity }, position) => ({
    id: lineId(draft, position),
    booking_id: bookingId(draft),
    position,
    resource_id: means.id,
    quantity,
    starts_at: draft.slot.from,
    ends_at: draft.slot.to,
    status: waiting ? 'pending' : draft.status,
    approval_required: needsApproval(means, draft.organisation),
    holds: !waiting && !(isPending && competes),
    hold_until: isPending || linesToDecide(draft).length > 0 ? decisionDeadline(draft) : null,
    requested_by: idOf('person', draft.person),
    requested_at: draft.requestedAt,
    reminded_at: draft.remindedAt ?? null,
    escalated_at: draft.escalatedAt ?? null,
    ...versionsAt(means, draft.requestedAt),
  }));
}

export function decisionRows(draft: Draft): NewRow<'decision'>[] {
  const { decision } = draft;
  if (!decision) return [];
  return draft.lines.flatMap((line, position) =>
    needsApproval(line.means, draft.organisation)
      ? [
          {
            id: idOf('decision', `${draft.key} ${position}`),
            line_id: lineId(draft, position),
            person_id: idOf('person', decision.person),
            // The trigger says in which capacity it is.
            capacity: 'approver' as const,
            outcome: decision.outcome,
            reason: decision.reason,
            decided_at: decision.at,
          },
        ]
      : [],
  );
}

/** What happened to a booking, as the verbs would have recorded it. */
export function auditRows(draft: Draft): NewRow<'audit_event'>[] {
  const subject = {
    subjectType: 'booking' as const,
    subjectId: bookingId(draft),
    organisationId: idOf('organisation', draft.organisation),
  };
  const person = idOf('person', draft.person);
  const needed = linesToDecide(draft).length > 0;
  const event = (action: string, rest: Partial<Event>, personId: string | null, now: Date) =>
    auditRow({ action, ...subject, ...rest }, { personId, now });
  const begun = needed ? 'pending' : 'confirmed';
  const rows = [
    event(
      'booking.created',
      {
        after: {
          status: begun,
          startsAt: draft.slot.from,
          endsAt: draft.slot.to,
          lines: draft.lines.map(line => ({ resourceId: line.means.id, quantity: line.quantity })),
        },
      },
      person,
      draft.requestedAt,
    ),
  ];
  const { decision, cancelled } = draft;
  if (decision) {
    const status = decision.outcome === 'approved' ? 'confirmed' : 'declined';
    rows.push(
      event(
        `booking.${decision.outcome}`,
        { before: { status: 'pending' }, after: { status }, reason: decision.reason },
        idOf('person', decision.person),
        decision.at,
      ),
    );
  }
  if (draft.status === 'expired') {
    const change = { before: { status: 'pending' }, after: { status: 'expired' } };
    rows.push(event('booking.expired', change, null, decisionDeadline(draft)));
  }
  if (cancelled) {
    rows.push(
      event(
        'booking.cancelled',
        { before: { status: 'confirmed' }, after: { status: 'cancelled' }, reason: cancelled.reason },
        person,
        cancelled.at,
      ),
    );
  }
  return rows;
}
