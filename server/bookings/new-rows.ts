import { randomUUID } from 'node:crypto';
import type { BundlePolicy } from '../../shared/words.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import { needsApproval } from '../catalogue/visibility.ts';
import { versionsInForce } from './policy.ts';
import type { BookingRow, LineRow, StoredBooking } from './view.ts';
import { minutesAfter, type Want, type WantedLine } from './want.ts';

/** What a booking says beside what it takes. */
export interface Naming {
  personId: string;
  title: string;
  purpose: string | null;
  bundle: BundlePolicy;
  series?: { id: string; recurrenceId: Date; detached?: boolean };
}

/** The rows of a want that was granted: confirmed where no decision is needed, else pending until its deadline. */
export function newBooking(want: Want, naming: Naming, catalogue: Catalogue, now: Date): StoredBooking {
  const id = randomUUID();
  const lines = want.lines.map((line, position) =>
    newLine(line, { bookingId: id, position, want, catalogue, now, personId: naming.personId }),
  );
  const booking: BookingRow = {
    id,
    organisation_id: want.organisationId,
    person_id: naming.personId,
    title: naming.title,
    purpose: naming.purpose,
    starts_at: want.startsAt,
    ends_at: want.endsAt,
    status: lines.some(line => line.status === 'pending') ? 'pending' : 'confirmed',
    bundle: naming.bundle,
    series_id: naming.series?.id ?? null,
    recurrence_id: naming.series?.recurrenceId ?? null,
    detached: naming.series?.detached ?? false,
    version: 1,
    sequence: 0,
    cancelled_at: null,
    cancelled_by: null,
    cancellation_reason: null,
    cancelled_late: false,
    created_at: now,
    updated_at: now,
  };
  return { booking, lines };
}

interface LinePlace {
  bookingId: string;
  position: number;
  want: Want;
  catalogue: Catalogue;
  now: Date;
  personId: string;
}

/** A new line of a booking, under the terms, the price and the approval policy of now. */
export function newLine(line: WantedLine, { bookingId, position, want, catalogue, now, personId }: LinePlace): LineRow {
  const resource = catalogue.resources.get(line.resourceId);
  if (!resource) throw new Error(`line of unknown resource ${line.resourceId}`);
  const approvalRequired = needsApproval(resource, want.organisationId);
  const { termsId, tariffId } = versionsInForce(resource, now);
  return {
    id: randomUUID(),
    booking_id: bookingId,
    position,
    resource_id: line.resourceId,
    quantity: line.quantity,
    starts_at: want.startsAt,
    ends_at: want.endsAt,
    phase: 'current',
    status: approvalRequired ? 'pending' : 'confirmed',
    approval_required: approvalRequired,
    holds: resource.pendingRequests === 'hold',
    hold_until: approvalRequired ? decisionDeadline(resource, want, now) : null,
    requested_by: personId,
    requested_at: now,
    reminded_at: null,
    escalated_at: null,
    beneficiary_id: null,
    terms_id: termsId,
    tariff_id: tariffId,
  };
}

/**
 * A decision is due within the hours that the owner published, and before the booking begins; on a change of one that is
 * running, before that ends.
 */
export function decisionDeadline(resource: CataloguedResource, want: Want, now: Date): Date {
  const due = minutesAfter(now, resource.decisionHours * 60);
  const latest = want.keepsStart && want.startsAt <= now ? want.endsAt : want.startsAt;
  return latest < due ? latest : due;
}
