import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { kyselyOn } from './connect.ts';
import { lockFolder } from './lock.ts';
import { lastSnapshotIn, takeSnapshot } from './snapshots.ts';
import type { Listen, Store } from './store.ts';

export interface EmbeddedStore extends Store {
  kind: 'embedded';
  /** Writes a snapshot now; the path of its file. */
  snapshot(now: Date): Promise<string>;
}

/** The folders of an embedded installation, under DATA_DIR. */
export const databaseFolder = (dataDir: string) => join(dataDir, 'database');
export const snapshotFolder = (dataDir: string) => join(dataDir, 'snapshots');

/**
 * Opens PostgreSQL within this process, kept under DATA_DIR, for this process alone.
 * PGlite never flushes to the disk: killing the process loses nothing, a power cut may lose the database back to the last
 * snapshot, which is flushed.
 * `reset` throws away what was there, once the folder is ours.
 * @throws FolderInUse when another process has the folder.
 */
export async function openEmbedded(
  dataDir: string,
  onError: (error: Error) => void,
  { reset = false } = {},
): Promise<EmbeddedStore> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(dataDir);
  try {
    if (reset) await rm(databaseFolder(dataDir), { recursive: true, force: true });
    const database = await openPglite(databaseFolder(dataDir));
    let lastSnapshot = await lastSnapshotIn(snapshotFolder(dataDir));
    const store = storeOn(database, onError);
    return {
      ...store,
      lastSnapshot: () => lastSnapshot,
      async snapshot(now) {
        const path = await takeSnapshot(database, snapshotFolder(dataDir), now);
        lastSnapshot = now;
        return path;
      },
      async close() {
        await store.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** PGlite with the extension that the schema needs, from a snapshot if one is given; without a folder it is kept nowhere. */
export async function openPglite(folder?: string, snapshot?: Blob): Promise<PGlite> {
  const options = { extensions: { btree_gist }, ...(snapshot ? { loadDataDir: snapshot } : {}) };
  return folder ? PGlite.create(folder, options) : PGlite.create(options);
}

/** The pool and the listening that the rest of the program knows, on PGlite. */
export function storeOn(database: PGlite, onError: (error: Error) => void): Store & { kind: 'embedded' } {
  // One connection is all there is. Who waits for it in vain, because a statement within a transaction went to the pool,
  // fails after five seconds instead of hanging for ever. Time limits per statement and per lock do not exist here: nothing
  // can interrupt a statement, and nobody else holds a lock.
  const pool = new pg.Pool({
    ...(createPgConfig(database) as pg.PoolConfig),
    max: 1,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 0,
  });
  pool.on('error', onError);
  const db = kyselyOn(pool);
  const listen: Listen = async (channel, onPayload, onConnected) => {
    const stop = await database.listen(channel, onPayload);
    onConnected();
    return stop;
  };
  return {
    kind: 'embedded',
    pool,
    db,
    listen,
    lastSnapshot: () => null,
    async close() {
      await db.destroy();
      await database.close();
    },
  };
}
