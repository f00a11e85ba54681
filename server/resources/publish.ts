import { sql } from 'kysely';
import type {
  AffectedBooking,
  CriteriaChange,
  CriteriaInput,
  ResourceDetail,
  TariffInput,
  TermsInput,
} from '../../shared/resource.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { Problem } from '../errors.ts';
import { changing, type Target } from './changing.ts';
import { noLongerFitting } from './no-longer-fitting.ts';

/**
 * Publishes a new version of the criteria, in force at once for what is asked from now on. The bookings to come that they would
 * no longer allow are told first; on the manager's word they stay as they are.
 * @throws Problem `not_found`, `forbidden`, `stale`, `bookings_affected`
 */
export async function publishCriteria(
  tx: Tx,
  target: Target,
  { acceptAffected, dryRun, ...input }: CriteriaChange,
  context: Context,
): Promise<{ resource: ResourceDetail; affected: AffectedBooking[] }> {
  let affected: AffectedBooking[] = [];
  const resource = await changing(tx, target, context, async (before, catalogue) => {
    affected = await noLongerFitting(tx, before, input, catalogue, context);
    if (dryRun) return null;
    if (affected.length > 0 && !acceptAffected) {
      throw new Problem('bookings_affected', { count: affected.length, bookings: affected });
    }
    await insertCriteria(tx, target.id, input, context.now);
    const accepted = affected.length > 0 ? { acceptedBookings: affected.map(one => one.bookingId) } : {};
    return { action: 'resource.criteria_published', before: before.criteria, after: { ...input, ...accepted } };
  });
  return { resource, affected };
}

/**
 * Publishes a new version of the terms, for bookings made once it is in force: a booking keeps the version it was made under.
 * @throws Problem `not_found`, `forbidden`, `stale`, `malformed` for an instant that is past
 */
export async function publishTerms(
  tx: Tx,
  target: Target,
  input: TermsInput,
  context: Context,
): Promise<ResourceDetail> {
  return changing(tx, target, context, async resource => {
    await insertTerms(tx, target.id, input, context);
    return { action: 'resource.terms_published', before: resource.terms[0] ?? null, after: input };
  });
}

/** As the terms: @throws Problem `not_found`, `forbidden`, `stale`, `malformed` for an instant that is past */
export async function publishTariff(
  tx: Tx,
  target: Target,
  input: TariffInput,
  context: Context,
): Promise<ResourceDetail> {
  return changing(tx, target, context, async resource => {
    await insertTariff(tx, target.id, input, context);
    return { action: 'resource.tariff_published', before: resource.tariffs[0] ?? null, after: input };
  });
}

export async function insertCriteria(tx: Tx, resourceId: string, input: CriteriaInput, now: Date): Promise<void> {
  await tx
    .insertInto('criteria')
    .values({
      resource_id: resourceId,
      version: nextVersion('criteria', resourceId),
      min_minutes: input.minMinutes,
      max_minutes: input.maxMinutes,
      increment_minutes: input.incrementMinutes,
      notice_minutes: input.noticeMinutes,
      notice_in_open_days: input.noticeInOpenDays,
      cancel_notice_minutes: input.cancelNoticeMinutes,
      horizon_days: input.horizonDays,
      min_quantity: input.minQuantity,
      max_quantity: input.maxQuantity,
      within_opening_hours: input.withinOpeningHours,
      published_at: now,
    })
    .execute();
}

export async function insertTerms(tx: Tx, resourceId: string, input: TermsInput, context: Context): Promise<void> {
  await tx
    .insertInto('terms')
    .values({
      resource_id: resourceId,
      version: nextVersion('terms', resourceId),
      body: input.body,
      effective_from: fromNowOn(input.effectiveFrom, context.now),
      published_by: context.actor.personId,
    })
    .execute();
}

export async function insertTariff(tx: Tx, resourceId: string, input: TariffInput, context: Context): Promise<void> {
  await tx
    .insertInto('tariff')
    .values({
      resource_id: resourceId,
      version: nextVersion('tariff', resourceId),
      unit: input.unit,
      amount_cents: input.amountCents,
      note: input.note,
      effective_from: fromNowOn(input.effectiveFrom, context.now),
      published_by: context.actor.personId,
    })
    .execute();
}

/** The lock of the resource keeps two publications from getting the same number. */
function nextVersion(table: 'criteria' | 'terms' | 'tariff', resourceId: string) {
  return sql<number>`(select coalesce(max(version), 0) + 1 from ${sql.table(table)} where resource_id = ${resourceId})`;
}

/** Nobody can have agreed to what is published today for yesterday. */
function fromNowOn(given: string | undefined, now: Date): Date {
  const from = given === undefined ? now : new Date(given);
  if (from < now) throw new Problem('malformed', { what: 'effectiveFrom: not in the past' });
  return from;
}
