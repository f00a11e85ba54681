import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

const kept = 5;
const name = /^snapshot-[0-9TZ-]+\.tar\.gz$/;

/**
 * Writes all of the embedded database into one file, whole or not at all: a power cut leaves the earlier ones as they were.
 * Keeps the last five.
 * @returns the path of the file.
 */
export async function takeSnapshot(database: PGlite, folder: string, now: Date): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const dump = await database.dumpDataDir('gzip');
  const path = join(folder, `snapshot-${now.toISOString().replaceAll(/[:.]/g, '-')}.tar.gz`);
  await writeDurably(path, Buffer.from(await dump.arrayBuffer()));
  for (const old of (await listSnapshots(folder)).slice(kept)) await rm(join(folder, old), { force: true });
  return path;
}

/** Names of the snapshots, the newest first. */
export async function listSnapshots(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter(one => name.test(one))
    .sort()
    .reverse();
}

/** When the newest snapshot was written, or null. */
export async function lastSnapshotIn(folder: string): Promise<Date | null> {
  const newest = (await listSnapshots(folder))[0];
  return newest ? (await stat(join(folder, newest))).mtime : null;
}

/** Writes a file that survives a power cut: beside it, flushed to the disk, then put in its place, and the folder flushed. */
export async function writeDurably(path: string, content: Buffer | string): Promise<void> {
  const beside = `${path}.part`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncFolder(join(path, '..'));
}

/** Flushes the names in a folder. Windows cannot, and needs not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
