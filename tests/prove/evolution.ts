import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Access, isInstalled, type Program, type Seen } from './program.ts';

const script = fileURLToPath(new URL('evolution.py', import.meta.url));
const python = '/usr/bin/python3';

/** What Evolution and GNOME Calendar keep their calendars with; without a window, on a session bus of its own. */
export const evolution: Program = {
  name: 'Evolution data server',
  ways: ['feed', 'CalDAV'],
  missing: () => (isInstalled('dbus-run-session') && existsSync(service) && hasLibrary() ? null : packages),
  async subscribe(access, folder) {
    const ask = await start(access, folder);
    const texts = async () => JSON.stringify((await ask()).events.map(one => one.text).sort());

    return {
      events: async () => (await ask()).events,
      async isQuiet() {
        const before = await texts();
        return (await texts()) === before;
      },
      async isRefused() {
        const { told } = await ask();
        return refusal[access.way].test(told ?? '');
      },
      close: ask.close,
    };
  },
};

interface Answer {
  /** What Evolution would show in a bar above the calendar. */
  told: string | null;
  events: (Seen & { text: string })[];
}

const service = '/usr/share/dbus-1/services/org.gnome.evolution.dataserver.Calendar8.service';
const packages = 'evolution-data-server dbus python3-gi gir1.2-ecal-2.0';
const refusal: Record<Access['way'], RegExp> = { feed: /\bGone\b/, CalDAV: /\bUnauthorized\b/ };

function hasLibrary(): boolean {
  return spawnSync(python, ['-c', 'import gi; gi.require_version("ECal", "2.0")']).status === 0;
}

async function start(access: Access, folder: string) {
  const env = {
    ...{ PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: folder, XDG_RUNTIME_DIR: folder, GSETTINGS_BACKEND: 'memory' },
    ...{ XDG_CONFIG_HOME: `${folder}/config`, XDG_DATA_HOME: `${folder}/data`, XDG_CACHE_HOME: `${folder}/cache` },
  };
  const child = spawn('dbus-run-session', ['--', python, script, JSON.stringify(access)], { env });
  let complaints = '';
  child.stderr.on('data', chunk => {
    complaints += chunk;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function nextLine(): Promise<string> {
    const { value, done } = await lines.next();
    if (done) throw new Error(`Evolution’s data server has gone: ${complaints}`);
    return value;
  }

  await nextLine();
  const ask = async (): Promise<Answer> => {
    child.stdin.write('\n');
    return JSON.parse(await nextLine());
  };
  return Object.assign(ask, {
    async close() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  });
}
