import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Marionette, openMarionette } from './marionette.ts';
import { isInstalled, type Program, type Seen } from './program.ts';

/** Thunderbird without a window. It is asked what its calendar shows, and made to refresh as its button does. */
export const thunderbird: Program = {
  name: 'Thunderbird',
  ways: ['feed', 'CalDAV'],
  missing: () => (isInstalled('thunderbird') ? null : 'thunderbird'),
  async subscribe(access, folder) {
    const program = await start(folder);
    const ask = <Answer>(script: string, ...args: unknown[]) => program.run<Answer>(inside(script), ...args);
    await ask(access.way === 'feed' ? subscribeToFeed : subscribeToServer, access).catch(async error => {
      await program.quit();
      throw error;
    });

    return {
      async events() {
        await ask(refresh);
        return ask<Seen[]>(shown);
      },
      async isQuiet() {
        await ask(refresh);
        const { statuses, changes } = await ask<Refreshed>(refresh);
        // It fills its store anew from what it holds whenever a feed is the same as before.
        return access.way === 'feed' ? statuses.every(one => one === 304) : changes === 0;
      },
      async isRefused() {
        const refreshed = await ask<Refreshed | null>(refresh);
        if (access.way === 'CalDAV') return /your username and password/.test(await program.question());
        const isToldSo = refreshed?.statuses.includes(410) === true;
        return isToldSo && (await ask<boolean>(isOffForGood)) && (await ask<Seen[]>(shown)).length === 0;
      },
      close: () => program.quit(),
    };
  },
};

interface Refreshed {
  /** What the server answered, in order. */
  statuses: number[];
  /** How many events were put in, changed or taken out. */
  changes: number;
}

async function start(folder: string): Promise<Marionette> {
  const profile = join(folder, 'profile');
  await mkdir(profile);
  await writeFile(join(profile, 'user.js'), settings);
  const args = ['--headless', '--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access'];
  const child = spawn('thunderbird', args, { env: { PATH: process.env.PATH, HOME: folder }, stdio: 'ignore' });
  // It writes there which port it took.
  const readPort = () => readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => '');
  for (let port = await readPort(); ; port = await readPort()) {
    if (port !== '') return openMarionette(Number(port));
    if (child.exitCode !== null) throw new Error(`Thunderbird ended with ${child.exitCode}`);
    await sleep(200);
  }
}

/** Nothing told home, no first steps; and not what Marionette else sets for tests of web pages, as to keep no password. */
const settings = `user_pref("marionette.port", 0);
user_pref("remote.prefs.recommended", false);
user_pref("app.update.enabled", false);
user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("mail.shell.checkDefaultClient", false);
user_pref("mail.rights.version", 1);
user_pref("mailnews.start_page.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
`;

/** A script as Marionette takes it: its last argument is given what it returns. */
function inside(script: string): string {
  return `
const answer = arguments[arguments.length - 1];
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const ours = () => cal.manager.getCalendars().find(one => one.type !== "storage");
const loaded = count => new Promise(resolve => {
  const observer = {
    onStartBatch() {}, onEndBatch() {}, onError() {}, onPropertyChanged() {}, onPropertyDeleting() {},
    onAddItem: count, onModifyItem: count, onDeleteItem: count,
    onLoad() { ours().removeObserver(observer); resolve(); },
  };
  ours().addObserver(observer);
});
const subscribe = async calendar => {
  calendar.setProperty("cache.enabled", true);
  cal.manager.registerCalendar(calendar);
  await loaded(() => {});
};
(async (...args) => {${script}})(...arguments).then(answer);`;
}

/** As “New calendar, on the network” does. */
const subscribeToFeed = `
const calendar = cal.manager.createCalendar("ics", Services.io.newURI(args[0].url));
calendar.name = "Moyens";
calendar.readOnly = true;
await subscribe(calendar);`;

/** The same with a user name: it finds the calendars of the server by itself, and keeps the password. */
const subscribeToServer = `
const { CalDavProvider } = ChromeUtils.importESModule("resource:///modules/CalDavProvider.sys.mjs");
const { server, userName, password } = args[0];
const [calendar] = await CalDavProvider.detectCalendars(userName, password, server, true);
await subscribe(calendar);`;

const refresh = `
const statuses = [];
const listen = { observe: request => statuses.push(request.QueryInterface(Ci.nsIHttpChannel).responseStatus) };
let changes = 0;
const isLoaded = loaded(() => { changes += 1; });
Services.obs.addObserver(listen, "http-on-examine-response");
ours().refresh();
await isLoaded;
Services.obs.removeObserver(listen, "http-on-examine-response");
return { statuses, changes };`;

/** What its calendar view is made of. */
const shown = `
const view = cal.view.getCompositeCalendar(Services.wm.getMostRecentWindow("mail:3pane"));
const events = await view.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_TYPE_EVENT, 0, null, null);
return events.map(({ title, startDate }) => ({ title, startsAt: startDate.nativeTime / 1000 }));`;

/** One that it switches off after another error than 410 is on again when it is started anew. */
const isOffForGood = `
return Boolean(ours().getProperty("disabled")) && !ours().getProperty("auto-enabled");`;
