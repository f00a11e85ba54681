import { spawn, spawnSync } from 'node:child_process';

/** An event as a program shows it; the start as an instant in milliseconds. */
export interface Seen {
  title: string;
  startsAt: number;
}

/** How a program comes to a calendar: by the secret address of a feed, or by a CalDAV server and an app password. */
export type Access =
  | { way: 'feed'; url: string }
  | { way: 'CalDAV'; server: string; userName: string; password: string };

/** A subscription in a program. Each question has it ask the server first. */
export interface Subscription {
  events(): Promise<Seen[]>;
  /** Whether asking again brings nothing, as it should when nothing has changed. */
  isQuiet(): Promise<boolean>;
  /** Whether the program tells that the calendar can be had no more. */
  isRefused(): Promise<boolean>;
  close(): Promise<void>;
}

export interface Program {
  name: string;
  ways: Access['way'][];
  /** The Debian packages without which it cannot be tried; null: all there. */
  missing(): string | null;
  /** @param folder where it may keep what it wants to keep */
  subscribe(access: Access, folder: string): Promise<Subscription>;
}

/** What a command says, on both outputs, and how it ends. It hears yes to what it asks. */
export function run(
  command: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...env } });
    child.stdin.end('y\n');
    let text = '';
    child.stdout.on('data', chunk => {
      text += chunk;
    });
    child.stderr.on('data', chunk => {
      text += chunk;
    });
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? 1, text }));
  });
}

export function isInstalled(command: string): boolean {
  return spawnSync('which', [command]).status === 0;
}
