import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { prepareRepeated } from './prepared.ts';
import type { Tables } from './tables.ts';

/** Either a pool or a transaction: for a function that only reads, or whose statement stands alone. */
export type Db = Kysely<Tables>;

/** An open transaction: for a function that is right only inside one. Never use the outer handle within (PGlite would hang). */
export type Tx = Transaction<Tables>;

// Counts and sums fit a number here; int8 as text would turn every version into a string comparison.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A calendar day is not an instant: keep it as text (YYYY-MM-DD), and let no process zone touch it.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text);

/** The pool of a PostgreSQL server. A lost idle connection must not end the process, hence the error listener. */
export function connectPostgres(url: string, options: { max: number; onError: (error: Error) => void }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 10_000,
    lock_timeout: 3_000,
    idle_in_transaction_session_timeout: 15_000,
    keepAlive: true,
  });
  pool.on('error', options.onError);
  pool.on('connect', client => {
    prepareRepeated(client);
    // The pool listens only while a connection is idle: one that is lost between two statements of a transaction is heard here.
    client.on('error', options.onError);
  });
  return pool;
}

export function kyselyOn(pool: pg.Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
