import { sql } from 'kysely';
import type pg from 'pg';
import { connectPostgres, type Db, kyselyOn } from './connect.ts';
import { listenOnPostgres } from './listen.ts';

/** The database as the process holds it, whichever of the two it is. */
export interface Store {
  kind: 'embedded' | 'postgresql';
  /** The one pool of the process; the embedded store has one connection in it. */
  pool: pg.Pool;
  db: Db;
  listen: Listen;
  /** When the last snapshot was taken; null when there is none, or when this store needs none. */
  lastSnapshot: () => Date | null;
  /** Closes what was opened, after everybody has stopped using it. */
  close(): Promise<void>;
}

/**
 * Hears what is notified on a channel, from any process. `onConnected` runs after each (re)connection: what was notified in
 * between was missed.
 * @returns a function that stops listening.
 */
export type Listen = (
  channel: string,
  onPayload: (payload: string) => void,
  onConnected: () => void,
) => Promise<() => Promise<void>>;

/** A PostgreSQL server. Opens lazily: a server that is down is found out by the first statement. */
export function openPostgres(url: string, options: { max: number; onError: (error: Error) => void }): Store {
  const pool = connectPostgres(url, options);
  const db = kyselyOn(pool);
  return {
    kind: 'postgresql',
    pool,
    db,
    listen: listenOnPostgres(url, options.onError),
    lastSnapshot: () => null,
    // Kysely ends the pool that it was given.
    close: () => db.destroy(),
  };
}

/** The version of the PostgreSQL that answers, for instance `18.3`. */
export async function serverVersion(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
  return rows[0]?.version.split(' ')[0] ?? 'unknown';
}
