import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** The folder is in use: two processes on one embedded database would lose rows without a word. */
export class FolderInUse extends Error {}

interface Owner {
  pid: number;
  /** When that process began, in whatever form this machine tells: a pid is used again. */
  began: string | null;
  host: string;
  token: string;
}

const beatMilliseconds = 5_000;
const staleMilliseconds = 30_000;

/**
 * Takes the folder for this process, until `release`. A lock that a dead process left is taken over.
 * @throws FolderInUse when a living process has it.
 */
export async function lockFolder(folder: string): Promise<{ release: () => Promise<void> }> {
  const path = join(folder, 'lock');
  const me: Owner = { pid: process.pid, began: beginningOf(process.pid), host: hostname(), token: randomUUID() };
  for (let attempt = 0; !(await created(path, me)); attempt++) {
    const held = await heldBy(path);
    if (held !== 'nobody') throw new FolderInUse(inUse(folder, held));
    if (attempt > 10) throw new FolderInUse(`The lock ${path} cannot be taken. Nothing was opened.`);
  }
  // Other machines that share the folder cannot see our process: to them, a lock that is touched is held.
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), beatMilliseconds);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      if ((await ownerIn(path))?.token === me.token) await rm(path, { force: true });
    },
  };
}

async function created(path: string, owner: Owner): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify(owner));
    await file.sync();
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Who has the lock; a dead one's is put away, so that the next try may create it. */
async function heldBy(path: string): Promise<Owner | 'unreadable' | 'nobody'> {
  const before = await stat(path).catch(() => null);
  if (!before) return 'nobody';
  const owner = await ownerIn(path);
  const recent = Date.now() - before.mtimeMs < staleMilliseconds;
  // Unreadable and recent: somebody is just writing it.
  if (!owner && recent) return 'unreadable';
  if (owner && lives(owner, recent)) return owner;

  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => {});
  const moved = await ownerIn(aside);
  // Two may find the same dead lock. Whoever then moves the other's fresh one puts it back and gives up.
  if (moved && moved.token !== owner?.token) {
    await rename(aside, path).catch(() => {});
    return moved;
  }
  await rm(aside, { force: true });
  return 'nobody';
}

async function ownerIn(path: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch {
    return null;
  }
}

function lives(owner: Owner, recent: boolean): boolean {
  if (owner.host !== hostname()) return recent;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return owner.began === null || owner.began === beginningOf(owner.pid);
}

function beginningOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // The name, in parentheses, may hold spaces; the start is the 20th field after it, in ticks since this boot.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields?.[19]}`;
    }
    if (process.platform === 'win32') return null;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

function inUse(folder: string, held: Owner | 'unreadable'): string {
  const who = held === 'unreadable' ? 'another process' : `process ${held.pid} on ${held.host}`;
  return (
    `The folder ${folder} is in use by ${who}: the embedded database is for one process. ` +
    'Stop that one first, or set DATABASE_URL to use a PostgreSQL server. Nothing was opened.'
  );
}
