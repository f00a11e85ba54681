import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../tests/web/browser.ts';
import { notePaint, signIn } from '../browser.ts';
import { atMost, note, type Report } from '../report.ts';
import type { Stage } from '../stage.ts';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const rounds = 5;
/** Two frames of thirty in a second: what an eye takes for smooth. */
const smooth = 33;

/** The planning of a week of about a hundred resources in a real browser: painted, scrolled, drawn on. */
export async function measurePaint(stage: Stage, report: Report): Promise<void> {
  const browser = await openBrowser();
  try {
    const page = await openPlanning(browser, stage, desk, 1);
    const { rows, bookings } = await size(page);
    note(report, 'planning in the browser', `${rows} resources, ${bookings} bookings`);
    atMost(report, 'planning scrolled: p95 of frames', await framesOf(page, scroll), smooth, ' ms');
    atMost(report, 'planning drawn on: p95 of frames', await framesOf(page, draw), smooth, ' ms');
    await page.context().close();
    atMost(report, 'planning week painted, from its answer', await paint(browser, stage, desk, 1), 300, ' ms');
    atMost(report, 'planning week painted, phone, 4x slower CPU', await paint(browser, stage, phone, 4), 1000, ' ms');
  } finally {
    await browser.close();
  }
}

/** The median of cold starts: from the end of the answer to the second frame after the first bar is there. */
async function paint(browser: Browser, stage: Stage, viewport: typeof desk, slower: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await openPlanning(browser, stage, viewport, slower);
    times.push(
      await page.evaluate<number>(`(() => {
        const answer = performance.getEntriesByType('resource').find(one => one.name.includes('/api/planning'));
        return window.paintedAt - answer.responseEnd;
      })()`),
    );
    await page.context().close();
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

async function openPlanning(browser: Browser, stage: Stage, viewport: typeof desk, slower: number): Promise<Page> {
  const context = await browser.newContext({ viewport, serviceWorkers: 'block', locale: 'fr-FR' });
  await signIn(context, stage);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await notePaint(page);
  // The names of a hundred and a few of the thousand contain this.
  await page.goto(`${stage.app}/?view=week&q=Moyen+00`);
  await page.waitForSelector('.pl-bar', { state: 'attached', timeout: 60_000 });
  // Asked again and again from here: the page's own policy lets nobody evaluate text within it.
  while (!(await page.evaluate<boolean>('window.paintedAt !== undefined'))) await sleep(10);
  return page;
}

function size(page: Page): Promise<{ rows: number; bookings: number }> {
  return page.evaluate<{ rows: number; bookings: number }>(`(async () => {
    const answer = performance.getEntriesByType('resource').find(one => one.name.includes('/api/planning'));
    const { items } = await (await fetch(answer.name)).json();
    return { rows: items.length, bookings: items.reduce((sum, row) => sum + row.claims.length, 0) };
  })()`);
}

/** Does something while the lengths of frames are written down. @returns their 95th percentile in milliseconds */
async function framesOf(page: Page, act: (page: Page) => Promise<void>): Promise<number> {
  await page.evaluate(`window.frames95 = []; (function next(last) {
    requestAnimationFrame(now => { if (last) window.frames95.push(now - last); next(now); });
  })(0)`);
  await act(page);
  const frames = await page.evaluate<number[]>('window.frames95');
  return frames.sort((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0;
}

async function scroll(page: Page): Promise<void> {
  await page.evaluate(`new Promise(done => {
    const grid = document.querySelector('.pl-scroller');
    let frame = 0;
    (function next() {
      grid.scrollTop += 18;
      if (++frame < 150) requestAnimationFrame(next); else done();
    })();
  })`);
}

async function draw(page: Page): Promise<void> {
  await page.mouse.move(700, 500);
  await page.mouse.down();
  for (let step = 0; step < 90; step++) await page.mouse.move(700 + step * 5, 500 + step, { steps: 1 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
}
