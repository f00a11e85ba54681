import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isInstalled, type Program, run, type Seen } from './program.ts';

/** vdirsyncer fetches the feed into files, khal reads these: two parsers (icalendar, vobject) and no screen. */
export const khal: Program = {
  name: 'vdirsyncer and khal',
  missing: () => (isInstalled('vdirsyncer') && isInstalled('khal') ? null : 'vdirsyncer khal'),
  async subscribe(url, folder) {
    const env = { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder, TZ: 'UTC' };
    await mkdir(join(folder, 'events'));
    await writeFile(join(folder, 'vdirsyncer.conf'), vdirsyncerSettings(url, folder));
    await writeFile(join(folder, 'khal.conf'), khalSettings(folder));
    const sync = (what: string) => run('vdirsyncer', ['-c', join(folder, 'vdirsyncer.conf'), what], env);
    await must(sync('discover'));

    return {
      async events() {
        await must(sync('sync'));
        const format = ['{uid}', '{title}', '{start-date-long} {start-time}'].join('\t');
        const args = ['-c', join(folder, 'khal.conf'), 'list', '--day-format', '', '--once', '--format', format];
        return seenIn(await must(run('khal', [...args, 'today', '60d'], env)));
      },
      async isQuiet() {
        await must(sync('sync'));
        // It forgets what it fetched and compares contents: whatever moves by itself would be copied anew.
        return !/Copying|Deleting/.test(await must(sync('sync')));
      },
      async isRefused() {
        const { code, text } = await sync('sync');
        return code !== 0 && /\bGone\b/.test(text);
      },
      close: async () => {},
    };
  },
};

async function must(running: Promise<{ code: number; text: string }>): Promise<string> {
  const { code, text } = await running;
  if (code !== 0) throw new Error(text);
  return text;
}

function seenIn(text: string): Seen[] {
  return text.split('\n').flatMap(line => {
    const [uid, title, start] = line.split('\t');
    return uid && title && start ? [{ uid, title, startsAt: Date.parse(`${start.replace(' ', 'T')}Z`) }] : [];
  });
}

function vdirsyncerSettings(url: string, folder: string): string {
  return `[general]
status_path = "${folder}/status/"
[pair moyens]
a = "feed"
b = "files"
collections = null
[storage feed]
type = "http"
url = "${url}"
[storage files]
type = "filesystem"
path = "${folder}/events/"
fileext = ".ics"
`;
}

function khalSettings(folder: string): string {
  return `[calendars]
[[moyens]]
path = ${folder}/events/
type = calendar
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = ${folder}/khal.db
`;
}
