import { sql } from 'kysely';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { maySee } from '../catalogue/visibility.ts';
import { type Actor, actsFor } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { resourcesOf, type Target } from './targets.ts';

/** How a person stands today: what the database knows of them beside the rules that are published. */
export interface Standing {
  actor: Actor;
  /** Whether they may be asked to decide on anything. */
  decides: boolean;
}

/**
 * Whether the person may follow the target today: asked when the feed is made, and again at every access, so that an
 * address dies with the affiliation that justified it. One's own bookings one may always follow.
 */
export function mayFollow(target: Target, { actor, decides }: Standing, catalogue: Catalogue, now: Date): boolean {
  const belongs = actor.affiliations.length > 0 || actor.roles.length > 0;
  const resource = catalogue.resources.get(target.resourceId ?? '');
  switch (target.scope) {
    case 'person':
      return true;
    case 'organisation':
      return target.organisationId !== null && actsFor(actor, target.organisationId);
    case 'resource':
      return resource !== undefined && maySee(resource, actor, now);
    case 'site':
      return belongs && catalogue.sites.has(target.siteId ?? '');
    case 'staff':
      return (resourcesOf(target, actor, catalogue, now) ?? []).length > 0;
    case 'queue':
      return decides;
    case 'planning':
    case 'network':
      return belongs;
    case 'board':
      return belongs && catalogue.organisations.has(target.organisationId ?? '');
  }
}

/** Whether the person may be asked to decide on anything on the network's day of `now`. */
export async function decidesToday(db: Db, personId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ decides: boolean }>`
    select exists (
      select 1 from approver_scope s where s.person_id = ${personId}
        and today.day >= s.valid_from and (s.valid_to is null or today.day <= s.valid_to)
      union all
      select 1 from network_role n where n.person_id = ${personId} and n.role = 'elected'
        and today.day >= n.valid_from and (n.valid_to is null or today.day <= n.valid_to)
    ) as decides
    from (select network_day(${now.toISOString()}::timestamptz) as day) today`.execute(db);
  return rows[0]?.decides ?? false;
}
