import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Access, isInstalled, type Program, run, type Seen } from './program.ts';

/** vdirsyncer fetches the calendar into files, khal reads these: two parsers (icalendar, vobject) and no screen. */
export const khal: Program = {
  name: 'vdirsyncer and khal',
  ways: ['feed', 'CalDAV'],
  missing: () => (isInstalled('vdirsyncer') && isInstalled('khal') ? null : 'vdirsyncer khal'),
  async subscribe(access, folder) {
    const env = { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder, TZ: 'UTC' };
    await mkdir(join(folder, 'events'));
    await writeFile(join(folder, 'vdirsyncer.conf'), vdirsyncerSettings(access, folder));
    await writeFile(join(folder, 'khal.conf'), khalSettings(access, folder));
    const sync = (what: string) => run('vdirsyncer', ['-c', join(folder, 'vdirsyncer.conf'), what], env);
    await must(sync('discover'));

    return {
      async events() {
        await must(sync('sync'));
        const format = ['{title}', '{start-date-long} {start-time}'].join('\t');
        const args = ['-c', join(folder, 'khal.conf'), 'list', '--day-format', '', '--once', '--format', format];
        return seenIn(await must(run('khal', [...args, 'today', '60d'], env)));
      },
      async isQuiet() {
        await must(sync('sync'));
        // Of a feed it forgets what it fetched and compares contents: whatever moves by itself would be copied anew.
        return !/Copying|Deleting/.test(await must(sync('sync')));
      },
      async isRefused() {
        const { code, text } = await sync('sync');
        return code !== 0 && refusal[access.way].test(text);
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
    const [title, start] = line.split('\t');
    return title && start ? [{ title, startsAt: Date.parse(`${start.replace(' ', 'T')}Z`) }] : [];
  });
}

/** What vdirsyncer says when it is let in no more. */
const refusal: Record<Access['way'], RegExp> = { feed: /\bGone\b/, CalDAV: /\bUnauthorized\b/ };

function vdirsyncerSettings(access: Access, folder: string): string {
  return `[general]
status_path = "${folder}/status/"
[pair moyens]
a = "theirs"
b = "files"
collections = ${access.way === 'feed' ? 'null' : '["from a"]'}
[storage theirs]
${storage(access)}
[storage files]
type = "filesystem"
path = "${folder}/events/"
fileext = ".ics"
`;
}

function storage(access: Access): string {
  if (access.way === 'feed') return `type = "http"\nurl = "${access.url}"`;
  const { server, userName, password } = access;
  return `type = "caldav"\nurl = "${server}"\nusername = "${userName}"\npassword = "${password}"\nread_only = true`;
}

function khalSettings({ way }: Access, folder: string): string {
  return `[calendars]
[[moyens]]
path = ${folder}/events/${way === 'feed' ? '' : '*'}
type = ${way === 'feed' ? 'calendar' : 'discover'}
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
