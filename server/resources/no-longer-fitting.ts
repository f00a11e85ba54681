import type { AffectedBooking, CriteriaInput } from '../../shared/resource.ts';
import { ruleFindings } from '../bookings/policy.ts';
import type { Catalogue, CataloguedResource } from '../catalogue/catalogue.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { describeLines, upcomingLines } from './affected.ts';

/**
 * The bookings to come that new criteria would not allow and those in force do, each with what stands against it: length, step,
 * quantity, opening hours. Notice and horizon say when one may ask; these have been asked. The caller holds the lock of the resource.
 */
export async function noLongerFitting(
  tx: Tx,
  resource: CataloguedResource,
  input: CriteriaInput,
  catalogue: Catalogue,
  { now, locale }: Pick<Context, 'now' | 'locale'>,
): Promise<AffectedBooking[]> {
  const criteria = {
    ...input,
    id: resource.criteria?.id ?? resource.id,
    version: (resource.criteria?.version ?? 0) + 1,
  };
  const after = { ...catalogue, resources: new Map([[resource.id, { ...resource, criteria }]]) };
  const against = (rules: Catalogue, { organisationId, quantity, startsAt, endsAt }: AffectedBooking) => {
    const line = { resourceId: resource.id, quantity };
    const time = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
    const want = { organisationId, ...time, lines: [line], keepsStart: true };
    return ruleFindings(want, line, rules, { now, locale }).filter(one => one.severity === 'block');
  };
  const bookings = await describeLines(tx, await upcomingLines(tx, [resource.id], now));
  return bookings.flatMap(booking => {
    const known = new Set(against(catalogue, booking).map(one => one.code));
    const reasons = against(after, booking).filter(one => !known.has(one.code));
    return reasons.length > 0 ? [{ ...booking, reasons }] : [];
  });
}
