import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import { recordOfSystem } from '../history/record.ts';
import { type ByTheSystem, leaveToOutside } from './expire.ts';

/**
 * Lets go of the offers from the waiting list that nobody took in time, where they hold time of these resources, which are
 * locked: their claims go with them. Who let an offer lapse waits no longer; the next in the line are not looked at here.
 * @returns how many have lapsed
 */
export async function lapseOffers(tx: Tx, resourceIds: string[], by: ByTheSystem): Promise<number> {
  if (resourceIds.length === 0) return 0;
  const at = sql`${by.now.toISOString()}::timestamptz`;
  const { rows } = await sql<{ id: string; organisation_id: string }>`
    update waiting set state = 'lapsed', ended_at = ${at}
    where state = 'offered' and offer_until <= ${at}
      and id in (select waiting_id from claim where waiting_id is not null and resource_id in (
        select drawn_id from resource_draw where resource_id = any (${resourceIds}::uuid[])))
    returning id, organisation_id`.execute(tx);
  if (rows.length === 0) return 0;
  await leaveToOutside(tx);
  const events = rows.map(({ id, organisation_id: organisationId }) => ({
    action: 'waiting.lapsed',
    subjectType: 'waiting' as const,
    subjectId: id,
    organisationId,
  }));
  await recordOfSystem(tx, events, by);
  return rows.length;
}
