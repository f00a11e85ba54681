import { sql } from 'kysely';
import type { Deciders } from '../../shared/resource.ts';
import { decisionCapacities } from '../../shared/words.ts';
import { needsApproval } from '../catalogue/visibility.ts';
import type { Context } from '../context.ts';
import type { Db } from '../database/connect.ts';
import { managed } from './changing.ts';

/**
 * Who would decide on a request of an organisation today, whoever of it asks: first the approvers, then the substitutes, then
 * the elected body; of these nobody who is tied to the organisation, nor whose own time is booked. As `entitlement` and
 * `recusal` hold it of a real request, but for what only that one knows: its requester and its rivals.
 * @throws Problem `not_found`, `forbidden`
 */
export async function readDeciders(
  db: Db,
  asked: { id: string; organisationId: string },
  { actor, now, catalogue }: Context,
): Promise<Deciders> {
  const resource = managed(await catalogue.current(db), asked.id, actor, now);
  const today = sql`network_day(${now.toISOString()}::timestamptz)`;
  const { rows } = await sql<Omit<Deciders['people'][number], 'decides'>>`
    with standing as (
      select s.person_id, s.rank as capacity
      from approver_scope s
      where (s.resource_id = ${resource.id} or s.site_id = ${resource.siteId} or s.organisation_id = ${resource.ownerId})
        and ${today} >= s.valid_from and (s.valid_to is null or ${today} <= s.valid_to)
      union
      select n.person_id, 'elected' from network_role n
      where n.role = 'elected' and ${today} >= n.valid_from and (n.valid_to is null or ${today} <= n.valid_to)
    )
    select s.person_id as "personId", p.name as "personName", s.capacity,
      is_party_to(s.person_id, ${asked.organisationId}::uuid, ${today}) or exists (
        select 1 from resource_draw d join resource r on r.id = d.drawn_id
        where d.resource_id = ${resource.id} and r.staff_person_id = s.person_id) as recused
    from standing s join person p on p.id = s.person_id and p.deactivated_at is null
    order by p.name, p.id`.execute(db);
  const turn = decisionCapacities.find(capacity => rows.some(one => one.capacity === capacity && !one.recused));
  const people = decisionCapacities.flatMap(capacity => rows.filter(one => one.capacity === capacity));
  return {
    needsApproval: needsApproval(resource, asked.organisationId),
    people: people.map(one => ({ ...one, decides: one.capacity === turn && !one.recused })),
  };
}
