import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded, openPglite, storeOn } from '../server/database/embedded.ts';
import { migrate } from '../server/database/migrate.ts';
import type { Store } from '../server/database/store.ts';

let empty: Promise<Blob> | undefined;
let emptyFolder: Promise<string> | undefined;

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

/** Puts such a database into a folder, as a server leaves it that was started there once and in which nobody is yet. */
export async function fillFolder(folder: string): Promise<void> {
  emptyFolder ??= makeFolder();
  await cp(await emptyFolder, folder, { recursive: true });
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'moyens-empty-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const store = await openEmbedded(folder, () => {});
  await migrate(store.db);
  await store.close();
  return folder;
}
