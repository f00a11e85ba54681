import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import pg from 'pg';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { connectPostgres, kyselyOn } from '../../server/database/connect.ts';
import { loadDemonstration } from '../../server/demonstration/load.ts';
import { type Running, start } from '../../server/start.ts';
import { createDatabase, dropDatabase, templateName } from '../database.ts';
import { openBrowser } from './browser.ts';

/** Monday 2 November 2026, 09:00 in Paris: for the server, for the pages, and for the demonstration's data. */
export const today = new Date('2026-11-02T08:00:00Z');
export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

const demonstrationTemplate = 'moyens_demonstration_template';

export interface Visit {
  /** Whose session it is: `member` is `member@demo.test`. Without it nobody is signed in. */
  as?: 'member' | 'manager' | 'owner' | 'coordinator';
  size?: { width: number; height: number };
  locale?: 'fr' | 'en';
  theme?: 'light' | 'dark';
  timeZone?: string;
  /** Lets the app keep itself on the device, which the other tests do without. */
  isKept?: boolean;
}

export interface Stage {
  url: string;
  browser: Browser;
  running: Running;
  /** The hour that the server and every new visit have; `today` again after each test. */
  now: Date;
  /** Opens an address as a person would; each visit is a browser of its own. */
  visit: (path: string, visit?: Visit) => Promise<Page>;
}

/**
 * The real server on the demonstration network, on a PostgreSQL database of its own, and a real browser. After each test it
 * holds that no page wrote an error to its console, and that nothing was refused by the content security policy.
 * @param settings of the server, beside those of every test
 */
export function playInBrowser(settings: Record<string, string> = {}): Stage {
  const stage = { now: today } as Stage;
  const name = `moyens_web_${crypto.randomUUID().replaceAll('-', '')}`;
  const complaints: string[] = [];
  let contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const serverUrl = inject('serverUrl');
    await prepareOnce(serverUrl);
    await createDatabase(serverUrl, name, demonstrationTemplate);
    const config = readConfig({
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_URL: databaseUrl(serverUrl, name),
      AUTH_SECRET: 'a secret for tests, of thirty-two characters',
      API_REQUESTS_PER_MINUTE: '0',
      ...settings,
    });
    stage.running = await start(config, pino({ level: process.env.TEST_LOG ?? 'silent' }), {
      clock: () => stage.now,
    });
    stage.url = stage.running.publicUrl;
    stage.browser = await openBrowser();
  }, 180_000);

  afterEach(async () => {
    await Promise.all(contexts.map(one => one.close()));
    contexts = [];
    stage.now = today;
    expect(complaints.splice(0), 'what the pages complained of').toEqual([]);
  });

  afterAll(async () => {
    await stage.browser?.close();
    await stage.running?.stop();
    await dropDatabase(inject('serverUrl'), name);
  });

  stage.visit = async (path, visit = {}) => {
    const context = await openContext(stage, visit, complaints);
    contexts.push(context);
    const page = await context.newPage();
    await page.clock.setFixedTime(stage.now);
    await page.goto(`${stage.url}${path}`);
    return page;
  };
  return stage;
}

async function openContext(stage: Stage, visit: Visit, complaints: string[]): Promise<BrowserContext> {
  const size = visit.size ?? desk;
  const context = await stage.browser.newContext({
    viewport: size,
    hasTouch: size.width < 500,
    isMobile: size.width < 500,
    locale: visit.locale === 'en' ? 'en-GB' : 'fr-FR',
    colorScheme: visit.theme ?? 'light',
    timezoneId: visit.timeZone ?? 'Europe/Paris',
    reducedMotion: 'reduce',
    serviceWorkers: visit.isKept ? 'allow' : 'block',
  });
  context.on('console', message => {
    // A page that asks who is signed in is told “nobody” with 401, which the browser writes down; so are refusals of ours, and
    // what cannot be reached where a test takes the network away.
    const isRefusal = /ERR_INTERNET_DISCONNECTED|status of (401|404|409|410|412|422)/.test(message.text());
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  context.on('weberror', error => complaints.push(error.error().message));
  if (visit.as) {
    const headers = { Origin: stage.url };
    const data = { email: `${visit.as}@demo.test`, password: 'demonstration' };
    const answer = await context.request.post(`${stage.url}/api/auth/sign-in/email`, { data, headers });
    expect(answer.status()).toBe(200);
    // Always: the language belongs to the person, whom an earlier visit may have left with another.
    await context.request.patch(`${stage.url}/api/session`, { data: { locale: visit.locale ?? 'fr' }, headers });
  }
  return context;
}

/** What axe finds against WCAG 2.2 A and AA and its best practices, in short; empty is what we hold. */
export async function barriers(page: Page, within = 'body'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).join(' | ')}`);
}

/** Builds the bundle and the demonstration's template once, whichever test file comes first; the others wait. */
async function prepareOnce(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7236101)');
    const known = await client.query('select 1 from pg_database where datname = $1', [demonstrationTemplate]);
    if (known.rowCount) return;
    await promisify(execFile)(process.execPath, ['web/build.ts'], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
    });
    const unfinished = `${demonstrationTemplate}_unfinished`;
    await dropDatabase(serverUrl, unfinished);
    await createDatabase(serverUrl, unfinished, templateName);
    const db = kyselyOn(connectPostgres(databaseUrl(serverUrl, unfinished), { max: 2, onError: () => {} }));
    await loadDemonstration(db, today);
    await db.destroy();
    await client.query(`alter database "${unfinished}" rename to "${demonstrationTemplate}"`);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
