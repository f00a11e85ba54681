import type { Booking, Line } from '../../shared/booking.ts';
import type { BookingStatus } from '../../shared/words.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import type { Actor } from '../context.ts';
import type { Row } from '../database/tables.ts';
import { Problem } from '../errors.ts';
import { siteOf } from './want.ts';

export type BookingRow = Row<'booking'>;
export type LineRow = Row<'booking_line'>;

/** A booking as it stands in the tables, with its lines of every phase. */
export interface StoredBooking {
  booking: BookingRow;
  lines: LineRow[];
}

/** Statuses from which nothing more happens by itself, and that hold nothing. */
const ended: BookingStatus[] = ['declined', 'cancelled', 'expired', 'no_show'];

export function isEnded(status: BookingStatus): boolean {
  return ended.includes(status);
}

/** What goes over the wire of a booking, to a reader who may see it. */
export function bookingView(
  stored: StoredBooking,
  personName: string,
  reader: { actor: Actor; now: Date; catalogue: Catalogue },
): Booking {
  const { booking, lines } = stored;
  const { catalogue } = reader;
  const inPhase = (phase: LineRow['phase']) =>
    lines
      .filter(line => line.phase === phase)
      .toSorted((a, b) => a.position - b.position)
      .map(line => lineView(line, catalogue));
  const current = inPhase('current');
  const proposed = inPhase('proposed');
  const firstLine = lines.find(line => line.phase === 'current');
  return {
    id: booking.id,
    version: booking.version,
    sequence: booking.sequence,
    status: booking.status,
    title: booking.title,
    purpose: booking.purpose,
    organisationId: booking.organisation_id,
    organisationName: catalogue.organisations.get(booking.organisation_id)?.name ?? '',
    personId: booking.person_id,
    personName,
    startsAt: booking.starts_at.toISOString(),
    endsAt: booking.ends_at.toISOString(),
    timeZone: firstLine ? siteOf(resourceOf(firstLine, catalogue), catalogue).timeZone : 'UTC',
    bundle: booking.bundle,
    seriesId: booking.series_id,
    recurrenceId: booking.recurrence_id?.toISOString() ?? null,
    detached: booking.detached,
    holdUntil: earliestDeadline(lines)?.toISOString() ?? null,
    lines: current,
    change: changeView(proposed),
    cancelledAt: booking.cancelled_at?.toISOString() ?? null,
    cancellationReason: booking.cancellation_reason,
    cancelledLate: booking.cancelled_late,
    createdAt: booking.created_at.toISOString(),
    updatedAt: booking.updated_at.toISOString(),
    may: mayView(booking, reader),
  };
}

function lineView(line: LineRow, catalogue: Catalogue): Line {
  const resource = resourceOf(line, catalogue);
  return {
    id: line.id,
    resourceId: line.resource_id,
    resourceName: resource.name,
    kind: resource.kind,
    ownerId: resource.ownerId,
    ownerName: resource.ownerName,
    siteId: resource.siteId,
    siteName: siteOf(resource, catalogue).name,
    quantity: line.quantity,
    startsAt: line.starts_at.toISOString(),
    endsAt: line.ends_at.toISOString(),
    phase: line.phase,
    status: line.status,
    approvalRequired: line.approval_required,
    holdUntil: line.status === 'pending' ? (line.hold_until?.toISOString() ?? null) : null,
    holds: line.holds,
    termsId: line.terms_id,
    tariffId: line.tariff_id,
  };
}

function changeView(proposed: Line[]): Booking['change'] {
  const [first] = proposed.filter(line => line.status === 'pending' || line.status === 'confirmed');
  const holdUntil = proposed.flatMap(line => line.holdUntil ?? []).toSorted()[0];
  return first && holdUntil ? { startsAt: first.startsAt, endsAt: first.endsAt, holdUntil, lines: proposed } : null;
}

function mayView(booking: BookingRow, { actor, now }: { actor: Actor; now: Date }): Booking['may'] {
  const own = actor.affiliations.some(one => one.organisationId === booking.organisation_id);
  const live = booking.ends_at > now && !isEnded(booking.status) && booking.status !== 'completed';
  return {
    change: own && live,
    cancel: own && live,
    restore: own && booking.status === 'cancelled' && booking.starts_at > now,
  };
}

function earliestDeadline(lines: LineRow[]): Date | undefined {
  const deadlines = lines.flatMap(line => (line.status === 'pending' && line.hold_until ? [line.hold_until] : []));
  return deadlines.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

function resourceOf(line: LineRow, catalogue: Catalogue): CataloguedResource {
  const resource = catalogue.resources.get(line.resource_id);
  if (!resource) throw new Problem('not_found', { resourceId: line.resource_id });
  return resource;
}
