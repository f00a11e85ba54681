import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';

/**
 * Locks the rows of organisations, in the order of their ids and after those of resources, as everywhere: two who do something for
 * one organisation at once meet here, and what the first has done the second reads. FOR NO KEY UPDATE lets foreign keys be checked
 * meanwhile.
 */
export async function lockOrganisations(tx: Tx, ids: string[]): Promise<void> {
  await sql`
    select 1 from organisation where id = any (${[...new Set(ids)]}::uuid[])
    order by id for no key update`.execute(tx);
}
