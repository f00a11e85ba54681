import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../server/database/embedded.ts';
import { fillFolder } from '../embedded.ts';
import { createNetwork } from '../network.ts';
import { run, temporaryFolder } from './process.ts';

const opened = (folder: string) => openEmbedded(folder, () => {});

test('a snapshot brings everything back with one command, and keeps what it replaces', async () => {
  await using folder = await temporaryFolder();
  await fillFolder(folder.path);
  const store = await opened(folder.path);
  await createNetwork(store.db);
  for (let n = 1; n <= 6; n++) await store.snapshot(new Date(Date.UTC(2026, 0, n)));
  await store.db.deleteFrom('network_role').execute();
  await store.close();
  const kept = await readdir(join(folder.path, 'snapshots'));
  expect(kept.sort().map(name => name.slice(9, 19))).toEqual(
    ['02', '03', '04', '05', '06'].map(day => `2026-01-${day}`),
  );

  const command = run('server/database/restore-command.ts', { DATA_DIR: folder.path });
  expect(await command.ended).toBe(0);
  expect(command.output()).toContain('snapshot-2026-01-06');
  expect((await readdir(folder.path)).filter(name => name.startsWith('database.replaced-'))).toHaveLength(1);

  const restored = await opened(folder.path);
  expect(restored.lastSnapshot()).toBeInstanceOf(Date);
  expect(await restored.db.selectFrom('network_role').select('role').execute()).toHaveLength(2);
  await restored.close();
});

test('a file that is no snapshot changes nothing', async () => {
  await using folder = await temporaryFolder();
  await fillFolder(folder.path);
  const missing = run('server/database/restore-command.ts', { DATA_DIR: folder.path }, ['/nowhere.tar.gz']);
  expect(await missing.ended).toBe(1);
  const nonsense = run('server/database/restore-command.ts', { DATA_DIR: folder.path }, ['package.json']);
  expect(await nonsense.ended).toBe(1);
  const same = await opened(folder.path);
  expect(await same.db.selectFrom('catalogue').select('version').execute()).toHaveLength(1);
  await same.close();
});
