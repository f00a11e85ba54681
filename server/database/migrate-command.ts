import { ConfigError, readConfig } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import { FolderInUse } from './lock.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './store.ts';

// The server does this itself when it starts; the command is for those who bring the schema up to date before that.
try {
  const config = readConfig(process.env);
  const onError = (error: Error) => void process.stderr.write(`${error.message}\n`);
  const store = config.databaseUrl
    ? openPostgres(config.databaseUrl, { max: 1, onError })
    : await openEmbedded(config.dataDir, onError);
  try {
    const applied = await migrate(store.db);
    process.stdout.write(applied.length > 0 ? `Applied: ${applied.join(', ')}.\n` : 'The schema is up to date.\n');
  } finally {
    await store.close();
  }
} catch (error) {
  const known = error instanceof ConfigError || error instanceof FolderInUse;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
