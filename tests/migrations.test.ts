import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { connectPostgres, kyselyOn } from '../server/database/connect.ts';
import { migrate } from '../server/database/migrate.ts';
import { createDatabase, dropDatabase } from './database.ts';

const names = readdirSync(fileURLToPath(new URL('../migrations/', import.meta.url)))
  .map(name => name.replace('.sql', ''))
  .toSorted();

async function onEmptyDatabase(work: (url: string) => Promise<void>) {
  const name = `moyens_${randomUUID().replaceAll('-', '')}`;
  await createDatabase(inject('serverUrl'), name);
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${name}`;
  try {
    await work(url.href);
  } finally {
    await dropDatabase(inject('serverUrl'), name);
  }
}

const open = (url: string) => kyselyOn(connectPostgres(url, { max: 2, onError: () => {} }));

describe('migrations', () => {
  it.each(names)('apply on an empty database up to %s, and then to the end', async name => {
    await onEmptyDatabase(async url => {
      const db = open(url);
      const first = await migrate(db, { to: name });
      expect(first).toEqual(names.slice(0, names.indexOf(name) + 1));
      expect(await migrate(db)).toEqual(names.slice(names.indexOf(name) + 1));
      expect(await migrate(db)).toEqual([]);
      await db.destroy();
    });
  });

  it('may be started by two processes at once', async () => {
    await onEmptyDatabase(async url => {
      const [one, other] = [open(url), open(url)];
      const done = await Promise.all([migrate(one), migrate(other)]);
      expect(done.flat().toSorted()).toEqual(names);
      await sql`select 1 from claim`.execute(one);
      await Promise.all([one.destroy(), other.destroy()]);
    });
  });
});
