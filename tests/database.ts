import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Db } from '../server/database/connect.ts';
import { openPostgres, type Store } from '../server/database/store.ts';

export const templateName = 'moyens_template';

export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<void> {
  await onServer(serverUrl, `create database "${name}"${template ? ` template "${template}"` : ''}`);
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, `drop database if exists "${name}" with (force)`);
}

/** A database of its own for a test file: the migrated template, cloned. `url` opens more connections to it. */
export async function cloneDatabase(
  serverUrl: string,
  options: { max?: number } = {},
): Promise<{ db: Db; url: string; store: Store; drop: () => Promise<void> }> {
  const name = `moyens_${randomUUID().replaceAll('-', '')}`;
  await createDatabase(serverUrl, name, templateName);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const store = openPostgres(url.href, { max: options.max ?? 10, onError: () => {} });
  return {
    db: store.db,
    store,
    url: url.href,
    async drop() {
      await store.close();
      await dropDatabase(serverUrl, name);
    },
  };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
