import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const runtime = join(root, 'node_modules/.bin/node');

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

export interface Process {
  child: ChildProcess;
  /** All that it has written so far, on both outputs. */
  output: () => string;
  /** The address that it printed. */
  ready: () => Promise<string>;
  /** The code with which it ends. */
  ended: Promise<number | null>;
}

/** Runs a script of the project as `npm` would, in an environment that holds nothing but what is given. */
export function run(script: string, env: Record<string, string>, args: string[] = []): Process {
  const child = spawn(runtime, [script, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...env },
  });
  children.add(child);
  child.once('close', () => children.delete(child));
  let text = '';
  child.stdout.on('data', chunk => {
    text += chunk;
  });
  child.stderr.on('data', chunk => {
    text += chunk;
  });
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  return {
    child,
    output: () => text,
    ended,
    async ready() {
      const over = ended.then(() => 'over');
      for (;;) {
        const address = /Moyens is ready: (\S+)/.exec(text)?.[1];
        if (address) return address.replace('localhost', '127.0.0.1');
        const wait = new Promise(resolve => setTimeout(resolve, 50));
        if ((await Promise.race([over, wait])) === 'over') throw new Error(`it ended before it was ready:\n${text}`);
      }
    },
  };
}

/** A folder that goes away when the test ends. */
export async function temporaryFolder(): Promise<{ path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'moyens-test-'));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
