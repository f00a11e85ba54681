import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));
/** All that the bundle is made from; the lock file stands for the libraries. */
const sources = ['web', 'shared', 'vite.config.ts', 'package-lock.json'];

// Whoever starts this, a test runner too, wants what people get.
process.env.NODE_ENV = 'production';

/** Builds the web app unless the one in dist/ is newer than everything that it is made from, so that a start is quick. */
if (newest(sources) > builtAt()) await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });

function builtAt(): number {
  return statSync(join(root, 'dist/web/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(paths: string[]): number {
  return Math.max(...paths.map(path => changedAt(join(root, path))));
}

function changedAt(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, changedAt(join(path, name))), mtimeMs);
}
