import type { BrowserContext } from 'playwright-core';
import { openBrowser } from '../../tests/web/browser.ts';
import { notePaint, signIn } from '../browser.ts';
import { atMost, type Report } from '../report.ts';
import type { Stage } from '../stage.ts';

/** As browsers’ own tools define it: 400 kbit/s each way would be slow 3G; this is 1.6 Mbit/s down, 750 up, 150 ms there and back. */
const slow4g = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (750e3 / 8) * 0.9,
};
const slowerProcessor = 4;
const visits = 5;

/**
 * The first visit of a phone that has nothing yet: scripts that load until the planning shows its bookings, when something is
 * painted, and when the first bookings have been. The median of five visits.
 */
export async function measureFirstLoad(stage: Stage, report: Report): Promise<void> {
  const browser = await openBrowser();
  try {
    const seen: Visit[] = [];
    for (let visit = 0; visit < visits; visit++) {
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        isMobile: true,
        hasTouch: true,
        serviceWorkers: 'block',
      });
      await signIn(context, stage);
      seen.push(await oneVisit(context, stage.app));
      await context.close();
    }
    const middle = (of: (one: Visit) => number) => seen.map(of).toSorted((a, b) => a - b)[Math.floor(visits / 2)] ?? 0;
    atMost(report, 'first load: scripts, compressed', middle(one => one.scriptOctets) / 1024, 90, ' KB');
    atMost(
      report,
      'first load: first paint, slow 4G, processor 4x slower',
      middle(one => one.paint),
      1500,
      ' ms',
    );
    atMost(
      report,
      'first load: bookings visible, slow 4G, processor 4x slower',
      middle(one => one.bookings),
      2500,
      ' ms',
    );
  } finally {
    await browser.close();
  }
}

interface Visit {
  scriptOctets: number;
  paint: number;
  bookings: number;
}

async function oneVisit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', slow4g);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowerProcessor });
  await notePaint(page);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => 'paintedAt' in globalThis, undefined, { timeout: 60_000, polling: 250 });
  return page.evaluate(() => {
    const bookings = (globalThis as unknown as { paintedAt: number }).paintedAt;
    const scripts = performance.getEntriesByType('resource').filter(one => one.name.includes('.js'));
    const scriptOctets = scripts.reduce(
      (sum, one) => sum + ((one as { encodedBodySize?: number }).encodedBodySize ?? 0),
      0,
    );
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return { scriptOctets, paint: paint?.startTime ?? bookings, bookings };
  });
}
