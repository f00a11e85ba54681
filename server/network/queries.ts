import type { Network } from '../../shared/network.ts';
import type { Db } from '../database/connect.ts';
import { found } from '../errors.ts';

export const networkColumns = [
  'name',
  'time_zone as timeZone',
  'locale',
  'is_demonstration as isDemonstration',
  'version',
] as const;

/** The network that this deployment serves. @throws Problem `not_found` before it is begun */
export async function readNetwork(db: Db): Promise<Network> {
  return found(await db.selectFrom('network').select(networkColumns).executeTakeFirst());
}
