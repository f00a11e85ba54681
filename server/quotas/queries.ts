import { sql } from 'kysely';
import type { Quota, Remaining, RemainingQuery } from '../../shared/quota.ts';
import { maySee } from '../catalogue/visibility.ts';
import { actsFor, type Context, isCoordinator } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { type Cursor, pageOf } from '../http/page.ts';
import { readLedger } from './ledger.ts';
import { balanceOf, quotasOn } from './policy.ts';

/** The quotas in force and to come, with their derogations that are not over, in the order in which they begin. */
export async function listQuotas(
  db: Db,
  page: { cursor: Cursor | null; limit: number },
  context: Pick<Context, 'now'>,
): Promise<{ items: Quota[]; nextCursor: string | null }> {
  const [from, id] = page.cursor ?? [];
  const { rows } = await sql<Quota>`
    select ${quotaColumns(context.now)} from quota q
    where coalesce(q.valid_to >= greatest(q.valid_from, network_day(${context.now.toISOString()}::timestamptz)), true)
      and (${from ?? null}::date is null or (q.valid_from, q.id) > (${from ?? null}::date, ${id ?? null}::uuid))
    order by q.valid_from, q.id limit ${page.limit + 1}`.execute(db);
  return pageOf(rows, page.limit, row => [row.from, row.id]);
}

/** @throws Problem `not_found` */
export async function readQuota(db: Db, id: string, { now }: Pick<Context, 'now'>): Promise<Quota> {
  const { rows } = await sql<Quota>`select ${quotaColumns(now)} from quota q where q.id = ${id}`.execute(db);
  return found(rows[0]);
}

const quotaColumns = (now: Date) => sql`
  q.id, q.kind, q.unit, q.amount, q.window_days as "windowDays", q.valid_from as "from", q.valid_to as "until",
  q.decided_by as "decidedBy", q.decided_on as "decidedOn", q.reason,
  (select coalesce(json_agg(json_build_object(
      'id', d.id, 'organisationId', d.organisation_id, 'organisationName', o.name, 'amount', d.amount,
      'from', d.valid_from, 'until', d.valid_to, 'decidedBy', d.decided_by, 'decidedOn', d.decided_on, 'reason', d.reason)
      order by o.name, d.valid_from), '[]')
    from quota_derogation d join organisation o on o.id = d.organisation_id
    where d.quota_id = q.id and d.valid_to >= greatest(d.valid_from, network_day(${now.toISOString()}::timestamptz))
  ) as derogations`;

/**
 * What is left of each quota that booking these resources at this time would count under, before and after. Tells of one's own
 * organisations only; the coordinator, of all.
 * @throws Problem `not_affiliated`, `not_found` when one may not know of a resource, `malformed` for a time that is empty
 */
export async function readRemaining(db: Db, query: RemainingQuery, context: Context): Promise<Remaining[]> {
  const { actor, now } = context;
  if (!actsFor(actor, query.organisationId) && !isCoordinator(actor)) throw new Problem('not_affiliated');
  const catalogue = await context.catalogue.current(db);
  for (const resourceId of query.resourceId) {
    if (!maySee(found(catalogue.resources.get(resourceId)), actor, now)) throw new Problem('not_found', { resourceId });
  }
  const asked = {
    organisationId: query.organisationId,
    startsAt: new Date(query.startsAt),
    endsAt: new Date(query.endsAt),
    lines: query.resourceId.map(resourceId => ({ resourceId })),
    ...(query.changes === undefined ? {} : { bookingId: query.changes }),
  };
  if (asked.endsAt <= asked.startsAt) throw new Problem('malformed', { what: 'endsAt: must be after startsAt' });
  const ledger = await readLedger(db, [asked], catalogue);
  return quotasOn(asked, catalogue).map(quota => {
    const { amount, used, after } = balanceOf(asked, quota, catalogue, ledger);
    const { id: quotaId, kind, unit, windowDays } = quota;
    const rest = { remaining: Math.max(0, amount - used), remainingAfter: amount - after };
    return { quotaId, kind, unit, amount, windowDays, used, ...rest };
  });
}
