import type { BrowserContext, Page } from 'playwright-core';
import type { Stage } from './stage.ts';

/** Makes whoever opens a page in this context the first of the seeded people. */
export async function signIn(context: BrowserContext, stage: Stage): Promise<void> {
  const cookies = stage.as(0, { method: 'GET', path: '/' }).headers?.Cookie ?? '';
  await context.addCookies(
    cookies.split('; ').map(pair => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: stage.app };
    }),
  );
}

/** Has a page write down, in `window.paintedAt`, when the first bookings of its planning have been painted. Before it is opened. */
export async function notePaint(page: Page): Promise<void> {
  // A page that is asked whether a bar is there is kept from drawing it.
  await page.addInitScript(`new MutationObserver((_, observer) => {
    if (!document.querySelector('.pl-bar')) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => { window.paintedAt = performance.now(); }));
  }).observe(document, { childList: true, subtree: true });`);
}
