import { openAsBlob } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';
import { databaseFolder, openPglite, snapshotFolder } from './embedded.ts';
import { lockFolder } from './lock.ts';
import { listSnapshots, syncFolder } from './snapshots.ts';

/**
 * Puts a snapshot (the newest, unless a file is named) in the place of the embedded database. What is replaced is kept beside
 * it. The snapshot is opened before anything is moved: one that cannot be read changes nothing.
 * @throws FolderInUse while a server runs on the folder; ConfigError when there is no such snapshot.
 */
export async function restore(
  dataDir: string,
  file: string | undefined,
  now: Date,
): Promise<{ from: string; aside: string | null }> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(dataDir);
  try {
    const from = file ?? (await newest(dataDir));
    const blob = await openAsBlob(from).catch(() => {
      throw new ConfigError(`There is no file ${from} to restore. Nothing was changed.`);
    });
    const [folder, fresh] = [databaseFolder(dataDir), join(dataDir, 'database.restoring')];
    await rm(fresh, { recursive: true, force: true });
    const database = await openPglite(fresh, blob);
    await database.query('select count(*) from kysely_migration');
    await database.close();
    const aside = (await exists(folder))
      ? join(dataDir, `database.replaced-${now.toISOString().replaceAll(/[:.]/g, '-')}`)
      : null;
    if (aside) await rename(folder, aside);
    await rename(fresh, folder);
    await syncFolder(dataDir);
    return { from, aside };
  } finally {
    await lock.release();
  }
}

async function newest(dataDir: string): Promise<string> {
  const folder = snapshotFolder(dataDir);
  const name = (await listSnapshots(folder))[0];
  if (!name) throw new ConfigError(`There is no snapshot in ${folder}. DATA_DIR: name the folder of the server.`);
  return join(folder, name);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
