import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from './snapshots.ts';

/** The secret that signs sessions, made once and kept in the folder, readable by its owner alone. */
export async function keptSecret(folder: string): Promise<string> {
  const path = join(folder, 'secret');
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept.trim().length >= 32) return kept.trim();
  await mkdir(folder, { recursive: true });
  const made = randomBytes(32).toString('hex');
  await writeDurably(path, `${made}\n`);
  return made;
}
