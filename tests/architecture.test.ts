import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
  /** Loaded when it is first needed. */
  dynamic: boolean;
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const lines = text.matchAll(
    /^(?:import|export) (type )?[^;'"]*?from ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gms,
  );
  return [...lines].map(([, type, fixed, dynamic]) => {
    const target = fixed ?? dynamic ?? '';
    const to = target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target;
    return { from: file, to, typeOnly: Boolean(type), dynamic: dynamic !== undefined };
  });
}

const server = filesUnder('server').flatMap(importsOf);
const shared = filesUnder('shared').flatMap(importsOf);
const web = filesUnder('web').flatMap(importsOf);
/** They run on Node, to build and to develop. */
const webTools = ['web/build.ts', 'web/dev.ts'];

const domainOf = (path: string) => /^server\/([\w-]+)\/./.exec(path)?.[1];
/** What every domain may stand on: it knows none of them. */
const ground = ['http', 'database'];

describe('the house', () => {
  it('keeps the contract free of server, web, Node and Hono', () => {
    const foreign = shared.filter(one => !one.to.startsWith('shared/') && !['zod', 'luxon'].includes(one.to));
    expect(foreign).toEqual([]);
  });

  it('lets a domain call verbs and queries of another, never its routes', () => {
    const calls = server.filter(one => domainOf(one.from) !== domainOf(one.to) && domainOf(one.from) !== undefined);
    expect(calls.filter(one => /routes\.ts$/.test(one.to) && !one.typeOnly)).toEqual([]);
  });

  it('lets the web app know of the server its types only', () => {
    const calls = web.filter(one => one.to.startsWith('server/'));
    expect(calls.filter(one => !one.typeOnly || one.from !== 'web/api.ts')).toEqual([]);
    expect(server.filter(one => one.to.startsWith('web/'))).toEqual([]);
  });

  it('keeps the controls of the web app free of domains', () => {
    const known = web.filter(one => one.from.startsWith('web/ui/') && /^web\/(?!ui|i18n)/.test(one.to));
    expect(known).toEqual([]);
  });

  it('keeps Node out of the web app', () => {
    expect(web.filter(one => !webTools.includes(one.from) && one.to.startsWith('node:'))).toEqual([]);
  });

  it('keeps what is heavy out of what the web app loads first', () => {
    const all = [...web, ...shared];
    const first = new Set(['web/main.tsx', 'web/planning/PlanningPage.tsx']);
    for (const file of first) {
      const now = all.filter(one => one.from === file && !one.typeOnly && !one.dynamic);
      for (const { to } of now) first.add(to);
    }
    expect([...first].filter(one => /^(zod|@ark-ui|chrono-node)/.test(one))).toEqual([]);
  });

  it('has no two domains that call each other', () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to, typeOnly } of server) {
      const [a, b] = [domainOf(from), domainOf(to)];
      if (typeOnly || !a || !b || a === b) continue;
      edges.set(a, (edges.get(a) ?? new Set()).add(b));
    }
    const mutual = [...edges].flatMap(([a, targets]) =>
      [...targets].filter(b => a < b && edges.get(b)?.has(a)).map(b => `${a} <-> ${b}`),
    );
    expect(mutual).toEqual([]);
  });

  it('keeps http and database ignorant of the domains, but for types', () => {
    const known = server.filter(
      one => ground.includes(domainOf(one.from) ?? '') && domainOf(one.to) && !ground.includes(domainOf(one.to) ?? ''),
    );
    expect(known.filter(one => !one.typeOnly)).toEqual([]);
  });

  it('lets only the files that say so import the libraries that are kept behind one file', () => {
    const only: Record<string, string> = {
      'rrule-temporal': 'server/bookings/',
    };
    for (const [library, place] of Object.entries(only)) {
      const users = server.filter(one => one.to === library).map(one => one.from);
      expect(users.length).toBeLessThanOrEqual(1);
      expect(users.every(file => file.startsWith(place))).toBe(true);
    }
  });

  it('writes no raw text into SQL outside the migrator', () => {
    const raw = filesUnder('server').filter(file => /sql\.(raw|lit)\(/.test(readFileSync(join(root, file), 'utf8')));
    expect(raw).toEqual(['server/database/migrate.ts']);
  });

  it('keeps migrations plain SQL, numbered without gaps', () => {
    const names = readdirSync(join(root, 'migrations')).toSorted();
    expect(names.every(name => /^\d{4}_[a-z_]+\.sql$/.test(name))).toBe(true);
    expect(new Set(names.map(name => name.slice(0, 4))).size).toBe(names.length);
  });
});
