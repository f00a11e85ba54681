import { ConfigError, readConfig } from '../config.ts';
import { FolderInUse } from './lock.ts';
import { restore } from './restore.ts';

try {
  const config = readConfig({ ...process.env, DATABASE_URL: undefined });
  const { from, aside } = await restore(config.dataDir, process.argv[2], new Date());
  process.stdout.write(`Restored ${from}.\n${aside ? `What was there before is kept in ${aside}.\n` : ''}`);
} catch (error) {
  const known = error instanceof ConfigError || error instanceof FolderInUse;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
