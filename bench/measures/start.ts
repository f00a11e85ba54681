import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createDatabase } from '../../tests/database.ts';
import { freePort } from '../../tests/global-setup.ts';
import { atMost, type Report } from '../report.ts';
import { type Stage, settings } from '../stage.ts';

/** The program as it is started: until it says that it is able to serve. */
export async function measureStart(stage: Stage, report: Report): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'moyens-bench-'));
  const embedded = { DATA_DIR: folder, LOG_LEVEL: 'error' };
  atMost(report, 'start: embedded, first', await secondsToReady(embedded), 6, ' s');
  atMost(report, 'start: embedded, later', await secondsToReady(embedded), 1.5, ' s');
  await rm(folder, { recursive: true, force: true });

  await createDatabase(stage.serverUrl, 'bench_start');
  const url = new URL(stage.serverUrl);
  url.pathname = '/bench_start';
  await secondsToReady(settings(url.href));
  atMost(report, 'start: with PostgreSQL', await secondsToReady(settings(url.href)), 1, ' s');
}

async function secondsToReady(environment: Record<string, string>): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../server/main.ts', import.meta.url))], {
    env: { PATH: process.env.PATH, ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    await sleep(10);
  }
  const seconds = (performance.now() - began) / 1000;
  child.kill('SIGTERM');
  await ended;
  return seconds;
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/ready`).then(
    response => response.ok,
    () => false,
  );
}
