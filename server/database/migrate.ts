import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import type { Db } from './connect.ts';

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** The numbered SQL files of `migrations/`, as they are: forward only, each in one transaction with its bookkeeping. */
const sqlFiles: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort();
    const migrations = names.map(async (name): Promise<[string, Migration]> => {
      const text = await readFile(folder + name, 'utf8');
      // A migration is trusted text of this repository, without parameters.
      const statements = sql.raw(text);
      return [name.replace('.sql', ''), { up: async db => void (await statements.execute(db)) }];
    });
    return Object.fromEntries(await Promise.all(migrations));
  },
};

/**
 * Brings the schema up to date, or to the migration named. Two processes may call it at once: one waits for the other.
 * @throws the database's error when a migration fails; nothing of that migration is left.
 */
export async function migrate(db: Db, options: { to?: string } = {}): Promise<string[]> {
  const migrator = new Migrator({ db, provider: sqlFiles });
  const { error, results } = options.to ? await migrator.migrateTo(options.to) : await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map(result => result.migrationName);
}

let expected: string[] | undefined;

/** Whether every migration of this program has been applied; a later program's may have been too. */
export async function isMigrated(db: Db): Promise<boolean> {
  expected ??= Object.keys(await sqlFiles.getMigrations());
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const applied = new Set(rows.map(row => row.name));
  return expected.every(name => applied.has(name));
}
