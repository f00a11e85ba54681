import { openPglite, storeOn } from '../server/database/embedded.ts';
import { migrate } from '../server/database/migrate.ts';
import type { Store } from '../server/database/store.ts';

let empty: Promise<Blob> | undefined;

/**
 * A migrated embedded database without a row of ours, which is kept nowhere. Making and migrating one takes seconds: it is done
 * once in a process, and what tests get are copies.
 */
export async function openEmpty(): Promise<Store> {
  empty ??= dumpOfEmpty();
  return storeOn(await openPglite(undefined, await empty), () => {});
}

async function dumpOfEmpty(): Promise<Blob> {
  const database = await openPglite();
  const store = storeOn(database, () => {});
  await migrate(store.db);
  const dump = await database.dumpDataDir('none');
  await store.close();
  return dump;
}
