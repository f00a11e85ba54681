import { sql } from 'kysely';
import { dayOf } from '../../shared/time.ts';
import type { LinePhase, ResourceKind } from '../../shared/words.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Db, Tx } from '../database/connect.ts';
import { lockOrganisations } from '../organisations/lock.ts';
import { type Asked, dayNumber, emptyLedger, type Ledger, quotasOn } from './policy.ts';

/** Whose use is asked for, of bookings that begin from an instant to another. */
export interface Span {
  organisationId: string;
  from: Date;
  to: Date;
}

/**
 * To be called before the use is read, by who will take what is asked for. Where a quota applies, the organisations' rows are
 * locked, in the order of their ids and after the resources', as everywhere: two who book different resources for one organisation
 * take turns here, and what the first has taken the second reads.
 */
export async function lockForQuotas(tx: Tx, wants: Asked[], catalogue: Catalogue): Promise<void> {
  const organisations = wants.filter(want => quotasOn(want, catalogue).length > 0).map(want => want.organisationId);
  if (organisations.length === 0) return;
  await lockOrganisations(tx, organisations);
}

/** What the organisations have around the times of these wants; nothing is read where no quota is in force. */
export function readLedger(db: Db, wants: Asked[], catalogue: Catalogue): Promise<Ledger> {
  const kinds = wants.flatMap(want => want.lines.flatMap(line => catalogue.resources.get(line.resourceId)?.kind ?? []));
  const spans = wants.map(({ organisationId, startsAt }) => ({ organisationId, from: startsAt, to: startsAt }));
  return readLedgerOf(db, spans, catalogue, new Set(kinds));
}

/**
 * As `readLedger`, for resources of these kinds at any of the times. One statement, however many organisations, with bounds that
 * the indexes of both halves of the view can use; what it reads beyond one of the windows the policy leaves out.
 */
export async function readLedgerOf(
  db: Db,
  spans: Span[],
  catalogue: Catalogue,
  kinds: ReadonlySet<ResourceKind>,
): Promise<Ledger> {
  const windows = [...Map.groupBy(spans, span => span.organisationId).values()].flatMap(
    own => windowAround(own, catalogue, kinds) ?? [],
  );
  if (windows.length === 0) return emptyLedger();
  const { rows } = await sql<{
    organisation_id: string;
    booking_id: string;
    phase: LinePhase;
    resource_id: string;
    kind: ResourceKind;
    starts_at: Date;
    ends_at: Date;
  }>`
    select u.organisation_id, u.booking_id, u.phase, u.resource_id, u.kind, u.starts_at, u.ends_at
    from quota_use u
    where u.organisation_id = any (${windows.map(one => one.organisationId)}::uuid[])
      and u.starts_at >= ${earliest(windows.map(one => one.from)).toISOString()}::timestamptz
      and u.starts_at < ${latest(windows.map(one => one.to)).toISOString()}::timestamptz`.execute(db);
  const uses = rows.map(row => ({
    organisationId: row.organisation_id,
    bookingId: row.booking_id,
    phase: row.phase,
    resourceId: row.resource_id,
    kind: row.kind,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    day: dayNumber(dayOf(row.starts_at, catalogue.timeZone)),
  }));
  return { ...emptyLedger(), uses };
}

const dayMs = 86_400_000;
/** The database knows no later year in the form in which instants are written. */
const lastInstant = Date.UTC(9999, 11, 31);

/**
 * All that any quota in force may ask of one organisation for these times, with a day to spare on both sides for the zone; nothing
 * without one.
 */
function windowAround(spans: Span[], catalogue: Catalogue, kinds: ReadonlySet<ResourceKind>): Span | undefined {
  const [span] = spans;
  if (!span) return undefined;
  const [start, end] = [earliest(spans.map(one => one.from)).getTime(), latest(spans.map(one => one.to)).getTime()];
  const first = dayOf(new Date(start), catalogue.timeZone);
  const last = dayOf(new Date(end), catalogue.timeZone);
  const days = catalogue.quotas
    .filter(({ kind, from, until }) => from <= last && (until ?? last) >= first && (kind === null || kinds.has(kind)))
    .map(quota => quota.windowDays);
  if (days.length === 0) return undefined;
  const around = (Math.max(...days) + 1) * dayMs;
  return {
    organisationId: span.organisationId,
    from: new Date(start - around),
    to: new Date(Math.min(end + around, lastInstant)),
  };
}

function earliest(instants: Date[]): Date {
  return new Date(Math.min(...instants.map(one => one.getTime())));
}

function latest(instants: Date[]): Date {
  return new Date(Math.max(...instants.map(one => one.getTime())));
}
