import { join } from 'node:path';
import { type Config, ConfigError, readConfig } from './config.ts';
import { isUnavailable } from './database/failures.ts';
import { FolderInUse } from './database/lock.ts';
import type { Store } from './database/store.ts';
import { loadDemonstration } from './demonstration/load.ts';
import { removeDemonstration } from './demonstration/remove.ts';
import { createLog } from './log.ts';
import { firstRunToken, isFirstRun } from './people/first-run.ts';
import { type Running, start } from './start.ts';

const demonstrationSignIns = ['member', 'manager', 'coordinator', 'owner'].map(name => `${name}@demo.test`);

void main(process.argv.slice(2));

/** `--demo`: the demonstration network in a folder of its own; `--reset` with it: from the beginning. */
async function main(args: string[]): Promise<void> {
  const demo = args.includes('--demo');
  try {
    const config = readConfig(demo ? demonstrationSettings() : process.env);
    const log = createLog(config.logLevel);
    const running = await start(config, log, {
      reset: demo && args.includes('--reset'),
      ...(demo && { prepare: (store: Store, now: Date) => fillDemonstration(store, now, args.includes('--reset')) }),
    });
    stopOnSignal(running);
    await greet(running, config, demo);
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exit(1);
  }
}

/** The demonstration keeps a folder of its own and sends no mail, whatever the environment is set up for. */
function demonstrationSettings(): Record<string, string | undefined> {
  return { ...process.env, DATA_DIR: process.env.DATA_DIR || join('data', 'demo'), SMTP_URL: undefined };
}

/** Loads the demonstration where nothing is yet; never into, and never over, a network that is real. */
async function fillDemonstration({ db }: Store, now: Date, reset: boolean): Promise<void> {
  const network = await db.selectFrom('network').select('is_demonstration').executeTakeFirst();
  if (network && !network.is_demonstration) {
    throw new ConfigError('The database holds a real network. DATABASE_URL: name an empty one for the demonstration.');
  }
  if (network && reset) await removeDemonstration(db);
  if (await isFirstRun(db)) await loadDemonstration(db, now);
}

async function greet({ publicUrl, store }: Running, config: Config, demo: boolean): Promise<void> {
  const lines = [`Moyens is ready: ${publicUrl}`];
  if (store.kind === 'embedded') {
    lines.push(`The database runs embedded, in ${config.dataDir}. Use PostgreSQL (DATABASE_URL) for production.`);
  }
  if (demo) {
    lines.push(
      '',
      'Sign in as one of these, password "demonstration":',
      ...demonstrationSignIns.map(one => `  ${one}`),
    );
  } else {
    const token = await firstRunToken(store.db, new Date());
    if (token)
      lines.push(
        '',
        'Nobody is here yet. Set up your network with this link; it works once:',
        `  ${publicUrl}/first-run#${token}`,
      );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

function stopOnSignal(running: Running): void {
  let stopping = false;
  const stop = () => {
    // A second signal is somebody who will not wait.
    if (stopping) process.exit(1);
    stopping = true;
    void running.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** One sentence for what whoever starts the server can mend; the whole error for what they cannot. */
function sentenceFor(error: unknown): string {
  if (error instanceof ConfigError || error instanceof FolderInUse) return error.message;
  const { code, message, stack } = error as { code?: string; message: string; stack?: string };
  if (isUnavailable(error) || ['28P01', '28000', '3D000', 'ENOTFOUND', 'EAI_AGAIN'].includes(code ?? '')) {
    return `The database cannot be used (${code ?? message}). DATABASE_URL: check the address, and that the server runs.`;
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOSPC') {
    return `The folder cannot be written to (${code}). DATA_DIR: choose one that this user may write.`;
  }
  return stack ?? String(error);
}
