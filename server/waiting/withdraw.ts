import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { record } from '../history/record.ts';

/** Time of a resource that is needed; all of its time where no window is given. */
interface Needed {
  resourceId: string;
  from?: Date;
  to?: Date;
}

/**
 * Takes back the offers that hold any of this time: an owner's block or change goes before what is only offered. Who had an
 * offer waits on, in their old place. The caller holds the locks of the resources.
 * @returns how many were taken back
 */
export async function withdrawOffers(tx: Tx, needed: Needed[], context: Context): Promise<number> {
  const { rows } = await sql<{ id: string; organisation_id: string }>`
    update waiting set state = 'waiting', offered_at = null, offer_until = null
    where state = 'offered' and id in (
      select c.waiting_id
      from unnest(
        ${needed.map(one => one.resourceId)}::uuid[],
        ${needed.map(one => one.from?.toISOString() ?? null)}::timestamptz[],
        ${needed.map(one => one.to?.toISOString() ?? null)}::timestamptz[]
      ) as n (resource_id, from_at, to_at)
      join claim c on c.resource_id = n.resource_id and c.occupied && tstzrange(n.from_at, n.to_at, '[)')
      where c.waiting_id is not null)
    returning id, organisation_id`.execute(tx);
  await record(
    tx,
    context,
    rows.map(({ id, organisation_id }) => ({
      ...{ action: 'waiting.offer_withdrawn', subjectType: 'waiting' as const, subjectId: id },
      organisationId: organisation_id,
    })),
  );
  return rows.length;
}
