import type { Network, NetworkChange } from '../../shared/network.ts';
import { isTimeZone } from '../../shared/time.ts';
import { type Context, isCoordinator } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found, Problem } from '../errors.ts';
import { networkSubject, record } from '../history/record.ts';
import { matchVersion } from '../http/version.ts';
import { networkColumns } from './queries.ts';

/**
 * Changes the network's own settings. With another time zone the days of roles and scopes begin at other instants, from now
 * on; sites have zones of their own, and keep them.
 * @throws Problem `forbidden` for all but coordinators, `stale`, `unknown_time_zone`
 */
export async function changeNetwork(
  tx: Tx,
  { version, change }: { version: number; change: NetworkChange },
  context: Context,
): Promise<Network> {
  if (!isCoordinator(context.actor)) throw new Problem('forbidden');
  const { timeZone } = change;
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw new Problem('unknown_time_zone', { timeZone });
  const before = found(await tx.selectFrom('network').select(networkColumns).forUpdate().executeTakeFirst());
  matchVersion(version, before.version);
  const after = { ...settingsOf(before), ...change };
  if (JSON.stringify(after) === JSON.stringify(settingsOf(before))) return before;
  const changed = await tx
    .updateTable('network')
    .set(eb => ({
      ...{ name: after.name, time_zone: after.timeZone, locale: after.locale },
      version: eb('version', '+', 1),
    }))
    .returning(networkColumns)
    .executeTakeFirstOrThrow();
  await record(tx, context, [
    {
      action: 'network.changed',
      subjectType: 'network',
      subjectId: networkSubject,
      before: settingsOf(before),
      after,
    },
  ]);
  return changed;
}

function settingsOf({ name, timeZone, locale }: Network) {
  return { name, timeZone, locale };
}
